"""How loud films are, for the strip: from a cache, or measured in the background when first asked for."""

import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from threading import Event, Lock

from indexing.guard import Guard
from library import Film, Library
from library.progress import Cancelled

_LONGEST = 600.0
"""Seconds after which making one is given up."""


class WaveformState(StrEnum):
    """Whether a film's waveform is there."""

    READY = "ready"
    MAKING = "making"
    SILENT = "silent"
    """The film has no sound."""
    FAILED = "failed"
    """It could not be made; a studio tries once while it runs."""


@dataclass(frozen=True)
class Waveform:
    """How loud a film is: one byte for each `bin_ms` of it (0 is silence), none unless it is ready."""

    state: WaveformState
    bin_ms: int
    levels: bytes = b""


class Waveforms:
    """Keeps and makes the waveforms of a library's films, one at a time.

    Args:
        library: Whose films. Waveforms go to its folder of sounds.
    """

    def __init__(self, library: Library) -> None:
        self._store = library.sounds
        self._maker = ThreadPoolExecutor(1, "waveform")
        self._asked: dict[str, Future[None]] = {}
        self._lock = Lock()
        self._closing = Event()

    def of(self, film: Film) -> Waveform:
        """Return a film's waveform as far as it is there; if nobody has asked for it yet, begin to make it."""
        from indexing.waveform import bins_of, waveform_name

        bins = bins_of(film)
        if not film.has_sound:
            return Waveform(WaveformState.SILENT, bins.bin_ms)
        name = waveform_name(film)
        levels = self._read(name)
        if len(levels) == bins.count:
            return Waveform(WaveformState.READY, bins.bin_ms, levels)
        return Waveform(self._made(film, name), bins.bin_ms)

    def close(self) -> None:
        """Give up what is being made."""
        self._closing.set()
        self._maker.shutdown(cancel_futures=True)

    def _read(self, name: str) -> bytes:
        with suppress(OSError):
            return self._store.path(name).read_bytes()
        return b""

    def _made(self, film: Film, name: str) -> WaveformState:
        with self._lock:
            asked = self._asked.get(name)
            if asked is None or (asked.done() and asked.exception() is None):  # the cache was emptied since
                asked = self._asked[name] = self._maker.submit(self._make, film, name)
        failed = asked.done() and asked.exception() is not None
        return WaveformState.FAILED if failed else WaveformState.MAKING

    def _make(self, film: Film, name: str) -> None:
        from indexing.waveform import bins_of, waveform

        bins = bins_of(film)
        if len(self._read(name)) == bins.count:  # finished while it was asked for once more
            return
        with Guard(film.path) as guard:
            made = guard.run(waveform, film.path, film.clock.origin, bins, progress=_Patience(self._closing))
        self._store.write(name, made)


class _Patience:
    """A `Progress` that asks to stop when the studio closes, or when the work has taken too long."""

    def __init__(self, closing: Event) -> None:
        self._closing = closing
        self._deadline = time.monotonic() + _LONGEST

    def __call__(self, stage: str, done: int, total: int) -> None:  # noqa: ARG002 - as `Progress` has them
        """See `Progress`."""
        if self._closing.is_set() or time.monotonic() > self._deadline:
            raise Cancelled
