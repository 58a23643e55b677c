"""How a film's sound is, in pieces of 20 ms: its power, and how often it crosses zero."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from av import AudioFrame
    from av.packet import Packet

PIECE_SECONDS = 0.02

_RATE = 8000
"""Samples a second that are looked at: speech lies below 4 kHz."""

_PIECE = round(PIECE_SECONDS * _RATE)
_BLOCK = 25 * _PIECE


@dataclass(frozen=True)
class Sounds:
    """Consecutive pieces of sound.

    Attributes:
        starts: When each begins, in seconds on the file's own axis, float64 of shape `(n,)`.
        powers: Mean square amplitude of each, all channels mixed, 0 to 1, float32 of shape `(n,)`.
        crossings: Share of neighbouring samples with different signs, 0 to 1, float32 of shape `(n,)`.
    """

    starts: NDArray[np.float64]
    powers: NDArray[np.float32]
    crossings: NDArray[np.float32]


class SoundMeter:
    """Decodes packets of sound and measures them."""

    def __init__(self) -> None:
        self._resampler: Any = None
        self._shape: tuple[Any, ...] = ()
        self.last_start = Fraction(0)
        """When the last piece of sound so far begins, in seconds on the file's own axis."""

    def measure(self, packets: "Sequence[Packet[Any]]") -> Sounds | None:
        """Return how these packets sound, or `None` where nothing could be decoded."""
        blocks: list[tuple[float, NDArray[np.float32]]] = []
        for packet in packets:
            for frame in decoded(packet):
                if frame.pts is None or frame.time_base is None:
                    continue
                self.last_start = frame.pts * frame.time_base
                blocks += self._mixed(frame)
        return _measured(blocks)

    def rest(self) -> Sounds | None:
        """Return how the end sounds, when there are no more packets."""
        return _measured(_timed(self._resampler.resample(None))) if self._resampler is not None else None

    def _mixed(self, frame: "AudioFrame") -> list[tuple[float, NDArray[np.float32]]]:
        """Return blocks of samples that are complete: when each begins, and one channel of them."""
        from av import AudioResampler

        shape = (frame.format.name, frame.layout.name, frame.rate)
        if shape != self._shape:
            self._resampler = AudioResampler("flt", "mono", _RATE, frame_size=_BLOCK)
            self._shape = shape
        return _timed(self._resampler.resample(frame))


def _timed(blocks: "Sequence[AudioFrame]") -> list[tuple[float, NDArray[np.float32]]]:
    return [
        (float(one.pts * one.time_base), one.to_ndarray()[0])
        for one in blocks
        if one.pts is not None and one.time_base is not None
    ]


def _measured(blocks: Sequence[tuple[float, NDArray[np.float32]]]) -> Sounds | None:
    if not blocks:
        return None
    counts = [len(samples) // _PIECE for _, samples in blocks]
    starts = [
        start + PIECE_SECONDS * np.arange(count) for (start, _), count in zip(blocks, counts, strict=True)
    ]
    whole = [samples[: count * _PIECE] for (_, samples), count in zip(blocks, counts, strict=True)]
    pieces = np.concatenate(whole).reshape(-1, _PIECE)
    negative = np.signbit(pieces)
    return Sounds(
        np.concatenate(starts),
        np.asarray(np.square(pieces).mean(axis=1, dtype=np.float64), np.float32),
        np.asarray((negative[:, 1:] != negative[:, :-1]).mean(axis=1), np.float32),
    )


def decoded(packet: "Packet[Any]") -> list[Any]:
    """Return the frames of a packet, none where it is damaged: what follows it may not be."""
    from av.error import FFmpegError

    try:
        return list(packet.decode())
    except FFmpegError:
        return []
