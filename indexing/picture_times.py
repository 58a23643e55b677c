"""When the pictures around a moment of a film begin, read from its packets: nothing is decoded."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from indexing.container import open_container
from indexing.probe import main_video
from library.records import Film

if TYPE_CHECKING:
    from av.packet import Packet
    from av.video.stream import VideoStream

MOST_PICTURES = 2000
"""More than 6 s hold at 300 a second; of more the first are told."""

_REORDERING = Fraction(1)  # seconds within which pictures may be stored out of order
_MOST_PACKETS = 200_000  # two hours at 25 a second: the farthest that is read on to the moment


@dataclass(frozen=True)
class PictureTimes:
    """All pictures that begin in a stretch of film time, in exact seconds.

    Attributes:
        start, end: The stretch, `[start, end)`.
        times: When each begins, ascending; empty where the file's packets have no times.
    """

    start: Fraction
    end: Fraction
    times: tuple[Fraction, ...]


def picture_times(film: Film, start: Fraction, end: Fraction) -> PictureTimes:
    """Return when the pictures that begin in `[start, end)` of film time do so.

    Raises:
        FilmUnreadable: The film's file has gone or cannot be opened any more.
    """
    start = max(Fraction(0), start)
    found = _look(film, start, end, from_start=False)
    if found is None:
        found = _look(film, start, end, from_start=True) or ()
    if len(found) > MOST_PICTURES:
        end = found[MOST_PICTURES]
    return PictureTimes(start, end, found[:MOST_PICTURES])


def _look(film: Film, start: Fraction, end: Fraction, from_start: bool) -> tuple[Fraction, ...] | None:
    """Read the packets of a stretch, after a seek or from the start; `None` where the seek went too far.

    Not every container seeks where it is told to: if nothing from before the stretch comes along, something of the
    stretch itself may have been left out.
    """
    from av.error import FFmpegError

    clock = film.clock
    before = start - _REORDERING
    with open_container(film.path) as container:
        video = main_video(container, film.path)
        try:
            if not from_start:
                container.seek(clock.pts(before), stream=video, backward=True)
            seen = sorted(set(_times(container.demux(video), film, end + _REORDERING)))
        except FFmpegError:
            return None if not from_start else ()
    if not from_start and before > 0 and seen and seen[0] > start:
        return None
    return tuple(time for time in seen if start <= time < end)


def _times(packets: "Iterable[Packet[VideoStream]]", film: Film, enough: Fraction) -> Iterator[Fraction]:
    for _, packet in zip(range(_MOST_PACKETS), packets, strict=False):
        if packet.pts is None or packet.is_discard:
            continue
        time = film.clock.seconds(packet.pts)
        if time > enough:
            return
        yield time
