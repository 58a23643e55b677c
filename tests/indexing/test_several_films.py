"""Several films at once: each ends as if alone, failures stay their own, and stopping keeps what is finished."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indexing import FilmToAdd
from indexing.several_films import add_films
from library import Library, Progress, no_progress


@pytest.fixture
def three(films: Any, take: Callable[..., Any]) -> list[FilmToAdd]:
    made = []
    for number in range(3):
        takes = (take((200, 30 * number, 30), 48), take((30, 50, 60 * number), 48))
        made.append(FilmToAdd(films.make(name=f"several{number}.mp4", takes=takes).path))
    return made


def test_films_are_added_side_by_side_and_one_that_fails_stops_none(
    library: Library, three: list[FilmToAdd], tmp_path: Path
) -> None:
    bad = tmp_path / "bad.mp4"
    bad.write_text("no film")
    meeting = threading.Barrier(2, timeout=60)
    met: set[str] = set()

    def progress_of(film: FilmToAdd) -> Progress:
        def report(stage: str, done: int, total: int) -> None:
            if film in three[:2] and film.path.name not in met:
                met.add(film.path.name)
                meeting.wait()  # only if both are under way at once

        return report

    wanted = [three[0], FilmToAdd(bad), three[1], three[2]]
    outcomes = {one.wanted.path.name: one for one in add_films(library, wanted, 3, progress_of)}
    assert len(outcomes) == 4 and met == {"several0.mp4", "several1.mp4"}
    assert outcomes["bad.mp4"].added is None and str(bad) in outcomes["bad.mp4"].error
    assert {film.title for film in library.catalog.films()} == {"several0", "several1", "several2"}
    for one in outcomes.values():
        if one.added is not None:
            assert len(library.catalog.scenes(one.added.film.id)) == one.added.scenes >= 1


def test_stopping_ends_those_under_way_and_begins_no_more(library: Library, three: list[FilmToAdd]) -> None:
    begun: list[FilmToAdd] = []

    def progress_of(film: FilmToAdd) -> Progress:
        begun.append(film)
        return no_progress

    outcomes = add_films(library, three, 1, progress_of)
    first = next(outcomes)
    outcomes.close()
    assert first.added is not None and len(begun) <= 2
    left = library.catalog.films()
    assert len(left) <= 2 and library.catalog.leases() == ()
    assert {"vectors", "thumbnails"} <= set(library.catalog.finished_stages(first.added.film.id))
