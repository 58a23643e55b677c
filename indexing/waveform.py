"""How loud a film is from its beginning to its end, for a drawing of it: one number for each bin of its time."""

import time
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from indexing.container import open_container
from indexing.features import SILENCE
from indexing.sound import SoundMeter, Sounds
from library.film_time import milliseconds
from library.media_store import MediaStore
from library.progress import Progress
from library.records import Film

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.container import InputContainer
    from av.packet import Packet

WAVEFORM_VERSION = 1
"""Goes up when what is measured changes, so that it is measured again."""

MOST_BINS = 20_000

_LEAST_BIN_MS = 100
_BATCH = 256
_BEATS_EVERY = 1.0


@dataclass(frozen=True)
class Bins:
    """How a film's time is parted: `count` bins of `bin_ms` each, the last of which may be shorter."""

    bin_ms: int
    count: int


def bins_of(film: Film) -> Bins:
    """Return ten bins a second, or fewer where a film is so long that there would be too many."""
    duration_ms = milliseconds(film.duration)
    bin_ms = max(_LEAST_BIN_MS, ceil(duration_ms / MOST_BINS))
    return Bins(bin_ms, max(1, ceil(duration_ms / bin_ms)))


def waveform_name(film: Film) -> str:
    """Return the name under which a film's waveform is cached."""
    return MediaStore.name_for("wave", film.fingerprint, bins_of(film), WAVEFORM_VERSION)


def waveform(path: Path, origin: Fraction, bins: Bins, progress: Progress) -> bytes:
    """Decode a film's first sound track and return the loudest 20 ms of each bin.

    Args:
        path: The film's file.
        origin: Second of the file's own axis that is 0:00 of film time.
        bins: How its time is parted; what sounds outside of them is left out.
        progress: Told in bins, at least once a second.

    Returns:
        One byte a bin: 0 is `SILENCE` or less, 255 is 0 dB, in between by dB.

    Raises:
        FilmUnreadable: The file cannot be opened any more.
    """
    powers, meter = np.zeros(bins.count), SoundMeter()
    progress("sound", 0, bins.count)
    with open_container(path) as container:
        for batch in _batches(container):
            _note(meter.measure(batch), origin, bins, powers)
            progress("sound", _done(meter, origin, bins), bins.count)
        _note(meter.rest(), origin, bins, powers)
    return _bytes(powers)


def _batches(container: "InputContainer") -> "Iterator[list[Packet[Any]]]":
    """Yield packets of the first sound track up to where the file can be read, at least once a second."""
    from av.error import FFmpegError

    sound = container.streams.audio[0] if container.streams.audio else None
    batch: list[Packet[Any]] = []
    given_at = time.monotonic()
    try:
        for packet in container.demux():  # all tracks, so that a long silence gives signs of life too
            if packet.stream is sound:
                batch.append(packet)
            if len(batch) >= _BATCH or time.monotonic() - given_at > _BEATS_EVERY:
                yield batch
                batch, given_at = [], time.monotonic()
    except FFmpegError:
        pass  # a broken film: what came before the break
    yield batch


def _done(meter: SoundMeter, origin: Fraction, bins: Bins) -> int:
    return max(0, min(bins.count, milliseconds(meter.last_start - origin) // bins.bin_ms))


def _note(sounds: Sounds | None, origin: Fraction, bins: Bins, powers: NDArray[np.float64]) -> None:
    """Note pieces of sound in their bins; each keeps its loudest."""
    if sounds is None:
        return
    places = np.floor((sounds.starts - float(origin)) * 1000 / bins.bin_ms + 1e-6).astype(np.int64)
    inside = (places >= 0) & (places < bins.count)
    np.maximum.at(powers, places[inside], sounds.powers[inside])


def _bytes(powers: NDArray[np.float64]) -> bytes:
    decibels = np.clip(10 * np.log10(np.maximum(powers, 1e-12)), SILENCE, 0)
    levels: NDArray[np.uint8] = np.round(255 * (1 - decibels / SILENCE)).astype(np.uint8)
    return levels.tobytes()
