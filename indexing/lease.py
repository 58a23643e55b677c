"""Holding a film while it is worked on: one at a time, for as long as the holder lives and no longer.

A lease is a row that its holder renews from a thread of its own. Whoever else wants the film waits; a lease that is
not renewed runs out, and one whose process on this machine has gone is taken at once.
"""

import os
import socket
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from uuid import uuid4

from indexing.errors import FilmBusy
from library.catalog import Catalog
from library.catalog.leases import Lease
from library.errors import LibraryUnusable

LASTS = timedelta(seconds=60)
"""How long a lease lasts that is not renewed."""

_RENEWED_EVERY = 15.0
_LOOKS_EVERY = 0.5


class FilmLease:
    """A film that is held. Enter it to renew it until it is left, which gives the film free.

    Args:
        catalog: Where the film is.
        lease: What `take` got.
    """

    def __init__(self, catalog: Catalog, lease: Lease) -> None:
        self._catalog = catalog
        self._film_id, self._holder = lease.film_id, lease.holder
        self._stage = ""
        self._left = Event()
        self._thread = Thread(target=self._keep, name=f"lease-{lease.film_id}", daemon=True)

    def __enter__(self) -> "FilmLease":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._left.set()
        self._thread.join()
        self._catalog.end_lease(self._film_id, self._holder)

    def at(self, stage: str) -> None:
        """Say what is being made now.

        Raises:
            FilmBusy: Somebody else has the film: this process was away for longer than the lease lasted.
        """
        self._stage = stage
        if not self._catalog.renew_lease(self._film_id, self._holder, stage, LASTS):
            raise FilmBusy(
                f"Film {self._film_id} is worked on by somebody else since this process stood still.",
                "Wait until that is done.",
            )

    def _keep(self) -> None:
        while not self._left.wait(_RENEWED_EVERY):
            try:
                self._catalog.renew_lease(self._film_id, self._holder, self._stage, LASTS)
            except LibraryUnusable:
                continue  # busy or full: whoever works on the film will find out and say so


def take(catalog: Catalog, film_id: int) -> FilmLease | Lease:
    """Return a film that is now held, or the lease of who has it.

    Raises:
        NotInLibrary: There is no such film.
    """
    holder = _own_name()
    found = catalog.take_lease(film_id, holder, LASTS)
    if found.holder != holder and _has_gone(found.holder):
        found = catalog.take_lease(film_id, holder, LASTS, instead_of=found)
    return FilmLease(catalog, found) if found.holder == holder else found


def held(catalog: Catalog, film_id: int, waiting: Callable[[Lease], None] | None = None) -> FilmLease:
    """Return a film once it is held.

    Args:
        catalog: Where it is.
        film_id: The film.
        waiting: Called twice a second while somebody else has it; may raise to stop. Without it nobody waits.

    Raises:
        FilmBusy: Somebody else has it, and nobody wants to wait.
        NotInLibrary: There is no such film, or no more.
    """
    while isinstance(found := take(catalog, film_id), Lease):
        if waiting is None:
            raise FilmBusy(f"Film {film_id} is being indexed by {named(found)}.", "Wait until that is done.")
        waiting(found)
        time.sleep(_LOOKS_EVERY)
    return found


def named(lease: Lease) -> str:
    """Return who has a film, in words for people."""
    machine, process, *_ = [*lease.holder.split("/"), ""]
    return (
        f"process {process}" if machine == _machine() else f"process {process} on {machine.partition(':')[0]}"
    )


def _own_name() -> str:
    return f"{_machine()}/{os.getpid()}/{_started_at(os.getpid())}/{uuid4().hex[:8]}"


def _machine() -> str:
    """Return the name of what numbers its processes as this one's is: a machine, or a container on one."""
    try:
        numbering = Path("/proc/self/ns/pid").readlink().name
    except OSError:
        numbering = ""
    return f"{socket.gethostname()}:{numbering}".replace("/", "-")


def _has_gone(holder: str) -> bool:
    """Say whether a holder is a process of this machine that is no more; others may live."""
    machine, process, started_at, *_ = [*holder.split("/"), "", ""]
    if machine != _machine() or not process.isdigit():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False  # it is there, and somebody else's
    return _started_at(int(process)) != started_at  # ended and not yet noticed, or its number went to another


def _started_at(process: int) -> str:
    """Return when a process began, in the kernel's own ticks; `""` if it has ended or the system does not tell."""
    try:
        told = Path(f"/proc/{process}/stat").read_text("utf-8", "replace")
    except OSError:
        return ""
    state, *numbers = told.rpartition(")")[2].split()
    return "" if state in "ZX" else numbers[18]
