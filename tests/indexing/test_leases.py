"""One at a time works on a film: others wait or are told; leases run out, and those of the dead are taken at once."""

import os
import subprocess
import sys
import threading
import time
from datetime import timedelta
from typing import Any

import pytest

from indexing import FilmBusy, FilmToAdd, add_film, remove_film
from indexing import lease as leases
from indexing.lease import FilmLease, held, take
from indexing.shots import ShotWay
from library import Cancelled, Library, NotInLibrary
from library.catalog.leases import Lease

MINUTE = timedelta(minutes=1)


@pytest.fixture
def film_id(library: Library, film: Any) -> int:
    return add_film(library, FilmToAdd(film.path)).film.id


def test_the_first_has_it_the_second_is_told_who_has_it(library: Library, film_id: int) -> None:
    catalog = library.catalog
    with held(catalog, film_id) as lease:
        lease.at("scenes")
        found = take(catalog, film_id)
        assert isinstance(found, Lease) and found.stage == "scenes" and not found.over
        with pytest.raises(FilmBusy, match=f"indexed by process {os.getpid()}"):
            held(catalog, film_id)
        with pytest.raises(FilmBusy):
            remove_film(library, film_id)
    assert catalog.leases() == () and catalog.film(film_id)
    with held(catalog, film_id):
        pass


def test_a_lease_that_ran_out_is_free_and_its_holder_is_told_so(library: Library, film_id: int) -> None:
    elsewhere = f"another-machine/1/2/{'0' * 8}"
    catalog = library.catalog
    catalog.take_lease(film_id, elsewhere, MINUTE)
    assert isinstance(take(catalog, film_id), Lease)
    catalog.renew_lease(film_id, elsewhere, "shots", timedelta(seconds=-1))
    late = take(catalog, film_id)
    assert isinstance(late, FilmLease)
    assert not catalog.renew_lease(film_id, elsewhere, "cues", MINUTE)
    catalog.take_lease(film_id, elsewhere, MINUTE, instead_of=catalog.lease(film_id))
    with pytest.raises(FilmBusy, match="somebody else"):
        late.at("tags")


@pytest.mark.skipif(sys.platform != "linux", reason="knows a process by /proc")
def test_the_lease_of_a_dead_process_is_taken_at_once_even_before_anybody_noticed_its_death(
    library: Library, film_id: int
) -> None:
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    began = leases._started_at(process.pid)
    holder = f"{leases._machine()}/{process.pid}/{began}/{'0' * 8}"
    library.catalog.take_lease(film_id, holder, MINUTE)
    assert isinstance(take(library.catalog, film_id), Lease)
    process.kill()
    deadline = time.monotonic() + 10
    while isinstance(take(library.catalog, film_id), Lease):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    process.communicate()
    # The number of a process that lives, but that began at another moment, is that of another one.
    reused = f"{leases._machine()}/{os.getpid()}/1/{'0' * 8}"
    library.catalog.take_lease(film_id, reused, MINUTE, instead_of=library.catalog.lease(film_id))
    assert isinstance(take(library.catalog, film_id), FilmLease)


def test_a_lease_is_renewed_while_it_is_held(
    library: Library, film_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leases, "_RENEWED_EVERY", 0.05)
    with held(library.catalog, film_id):
        first = library.catalog.lease(film_id)
        deadline = time.monotonic() + 10
        while (now := library.catalog.lease(film_id)) == first:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        assert first and now and now.until > first.until and now.holder == first.holder


def test_there_is_no_lease_of_a_film_that_is_not_there(library: Library) -> None:
    with pytest.raises(NotInLibrary):
        held(library.catalog, 999)


def test_who_adds_a_film_that_is_being_indexed_waits_says_for_whom_and_may_stop(
    library: Library, film: Any, film_id: int
) -> None:
    said: list[str] = []

    def stop_waiting(stage: str, done: int, total: int) -> None:
        said.append(stage)
        if stage.startswith("waiting"):
            raise Cancelled

    with held(library.catalog, film_id), pytest.raises(Cancelled):
        add_film(library, FilmToAdd(film.path), stop_waiting)
    assert said[-1] == f"waiting for process {os.getpid()}"


def test_two_who_add_the_same_new_film_make_it_once(library: Library, film: Any) -> None:
    made: list[str] = []

    def add() -> None:
        add_film(
            library, FilmToAdd(film.path), lambda stage, *_: made.append(stage) if stage == "shots" else None
        )

    threads = [threading.Thread(target=add) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert made == ["shots"] and len(library.catalog.films()) == 1 and library.catalog.leases() == ()


class _Looking:
    """A transcriber that hears nothing and looks who has the film meanwhile."""

    name = "looking"

    def __init__(self, library: Library) -> None:
        self.library, self.seen = library, 0

    def transcribe(self, sound: object, progress: object) -> list[Any]:
        self.seen = len(self.library.catalog.leases())
        return []


def test_a_film_is_held_while_it_is_transcribed(library: Library, film: Any) -> None:
    looking = _Looking(library)
    added = add_film(library, FilmToAdd(film.path, transcriber=looking, shots=ShotWay.QUICK))
    assert looking.seen == 1 and library.catalog.leases() == ()
    assert "nobody is heard speaking" in added.notes[0]
