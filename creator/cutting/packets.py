"""Looks at the packets around a clip: which of them can be copied, and which pictures have to be encoded anew.

A copy begins at an IDR picture, before which no later picture reaches back. It ends anywhere in decoding order where
all pictures shown before a moment have come: what is left out behind that place was not needed by anything before it.
An open group's leading pictures reach back to the group before, so a copy never begins at an open group; it may
run through it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from creator.cutting.parameter_sets import IDR, UnreadableStream, kind_of, units_of
from creator.source import Piece

if TYPE_CHECKING:
    from av.packet import Packet
    from av.video.stream import VideoStream


@dataclass(frozen=True)
class Entry:
    """A packet without its bytes: when its picture is shown (PTS), whether it is a key frame, and an IDR picture."""

    pts: int
    is_key: bool
    is_idr: bool


@dataclass(frozen=True)
class Cut:
    """Where a clip is copied and where it is encoded; all in PTS of the source.

    Attributes:
        start, end: Of the clip; the end is the first moment after it.
        copy_start: Of the IDR picture at which the copy begins; pictures before it are encoded.
        copied: How many packets are copied from there on.
        copy_end: The first moment that the copy does not show; pictures from there on are encoded.
        shown: When each picture of the clip is shown, rising.
    """

    start: int
    end: int
    copy_start: int
    copied: int
    copy_end: int
    shown: tuple[int, ...]

    @property
    def head(self) -> tuple[int, ...]:
        """The pictures that are encoded before the copy."""
        return tuple(pts for pts in self.shown if pts < self.copy_start)

    @property
    def tail(self) -> tuple[int, ...]:
        """The pictures that are encoded after the copy."""
        return tuple(pts for pts in self.shown if pts >= self.copy_end)


def entries_of(packets: "Iterable[Packet[VideoStream]]", piece: Piece, length_size: int) -> tuple[Entry, ...]:
    """Return the packets in decoding order until no picture of the piece can follow.

    Raises:
        UnreadableStream: A packet has no time, is broken, or is not to be shown.
    """
    found = []
    for packet in packets:
        if packet.size == 0:  # the end of the file
            break
        if packet.pts is None or packet.is_corrupt:
            raise UnreadableStream("a picture has no time, or is broken")
        if packet.is_discard and packet.pts >= piece.start:
            raise UnreadableStream("a picture is not to be shown")
        if packet.dts is not None and packet.dts >= piece.end:
            break
        found.append(Entry(packet.pts, packet.is_keyframe, _is_idr(packet, length_size)))
    return tuple(found)


def cut_of(entries: tuple[Entry, ...], piece: Piece) -> Cut | None:
    """Return how a piece is cut, or `None` if nothing of it can be copied.

    Raises:
        UnreadableStream: Two pictures are shown at the same moment.
    """
    shown = sorted(entry.pts for entry in entries if piece.start <= entry.pts < piece.end)
    if len(set(shown)) < len(shown):
        raise UnreadableStream("two pictures are shown at the same moment")
    first = next((at for at, one in enumerate(entries) if one.is_idr and one.pts >= piece.start), None)
    if first is None or entries[first].pts >= piece.end:
        return None
    ahead = entries[first:]
    if any(entry.pts < ahead[0].pts for entry in ahead):
        raise UnreadableStream("a picture is shown before the IDR picture that it follows")
    copied, copy_end = _longest_copy(ahead, piece.end)
    return Cut(piece.start, piece.end, ahead[0].pts, copied, copy_end, tuple(shown))


def key_before(entries: tuple[Entry, ...], pts: int) -> int:
    """Return when the key frame is shown from which the picture shown at `pts` can be decoded.

    Raises:
        UnreadableStream: There is none among the packets.
    """
    keys = [entry.pts for entry in entries if entry.is_key and entry.pts <= pts]
    if not keys:
        raise UnreadableStream("its file does not find its pictures again")
    return keys[-1]


def _longest_copy(ahead: tuple[Entry, ...], end: int) -> tuple[int, int]:
    """Return the most packets whose pictures are all shown before those of all others, and when they end."""
    times = [entry.pts for entry in ahead]
    latest = list(accumulate(times, max))
    earliest_left = [*reversed([*accumulate(reversed(times[1:]), min)]), end]
    copied = max((at + 1 for at in range(len(ahead)) if latest[at] < min(earliest_left[at], end)), default=0)
    return copied, min(earliest_left[copied - 1], end) if copied else times[0]


def _is_idr(packet: "Packet[VideoStream]", length_size: int) -> bool:
    """Say whether a packet holds an IDR picture; only those marked as key frames are looked into."""
    if not packet.is_keyframe:
        return False
    kinds = {kind_of(unit) for unit in units_of(bytes(packet), length_size)}
    return IDR in kinds
