"""Writes a clip of which most is copied: pictures at both ends encoded, groups between copied, the sound encoded.

No picture gets another time than it had: decoding times are made anew for the whole clip, as far before the times of
showing as the pictures' order needs.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from fractions import Fraction
from heapq import merge
from itertools import dropwhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from creator.cutting.agreement import sets_of
from creator.cutting.edges import EdgeEncoder, Sample
from creator.cutting.packets import Cut, cut_of, entries_of, key_before
from creator.cutting.parameter_sets import (
    PPS,
    SPS,
    ParameterSets,
    UnreadableStream,
    kind_of,
    units_of,
    with_lengths,
    without_padding,
)
from creator.errors import writing_to
from creator.ffmpeg import Report, local
from creator.profile import Profile
from creator.source import LOCAL_FILMS, Piece
from library.atomic_file import replaced_when_whole

if TYPE_CHECKING:
    from av.container import InputContainer, OutputContainer
    from av.packet import Packet
    from av.stream import Stream
    from av.video.stream import VideoStream

LEAST_COPIED = Fraction(1, 4)
"""Share of the pictures of a clip that must be copied to be worth it: a clip in a single group is encoded."""

WHOLE_TRACK_FIRST = {"movflags": "faststart+negative_cts_offsets"}


class NothingToCopy(UnreadableStream):
    """A clip lies within one group of pictures, or nearly so."""


@dataclass(frozen=True)
class Timing:
    """When each picture of a clip is decoded, in decoding order, and by how much showing lags behind at most."""

    decoded: tuple[int, ...]
    end: int

    @classmethod
    def of(cls, shown_in_decoding_order: Sequence[int], end: int) -> "Timing":
        """Return decoding times that rise and are never after the time of showing."""
        rising = sorted(shown_in_decoding_order)
        lag = max(one - shown for one, shown in zip(rising, shown_in_decoding_order, strict=True))
        return cls(tuple(one - lag for one in rising), end - lag)

    def duration(self, place: int) -> int:
        """Return how long a picture lasts, by its place in decoding order."""
        return (*self.decoded[place + 1 : place + 2], self.end)[0] - self.decoded[place]


def smart_cut(
    piece: Piece, profile: Profile, make_sound: Callable[[], Path], target: Path, report: Report
) -> None:
    """Write the pictures of `piece`, most of them copied, and the sound of another file as a clip.

    Args:
        piece: Which pictures; `agreement.reason_to_encode` has nothing against copying them.
        profile: How the story's clips are encoded.
        make_sound: Makes an MP4 file with one sound track, as long as the pictures; asked once it is sure that they can
            be copied.
        target: The MP4 to write: whole afterwards, or as it was before.
        report: Told how many pictures are written.

    Raises:
        UnreadableStream: The pictures cannot be copied after all; the clip has to be encoded.
        NoSpaceLeft: There is no room for it.
        Cancelled: `report` raised it.
    """
    import av

    try:
        with writing_to(target), replaced_when_whole(target) as unfinished, ExitStack() as open_files:
            films = [_opened(piece.path, open_files) for _ in range(2)]
            clip = _Clip(piece, profile, films[0], films[1], report)
            heard = _opened(make_sound(), open_files)
            with av.open(str(unfinished), "w", format="mp4", options=WHOLE_TRACK_FIRST) as output:
                clip.write(output, heard)
    except (av.FFmpegError, EOFError) as error:
        raise UnreadableStream(f"its pictures cannot be read ({error})") from error


def _opened(path: Path, open_files: ExitStack) -> "InputContainer":
    import av

    return open_files.enter_context(av.open(local(path), options=dict(LOCAL_FILMS)))


class _Clip:
    """One clip on its way into a file."""

    def __init__(
        self, piece: Piece, profile: Profile, film: "InputContainer", again: "InputContainer", report: Report
    ) -> None:
        self._piece, self._profile, self._report = piece, profile, report
        self._film, self._again = film, again
        self._stream: VideoStream = film.streams[piece.video]  # type: ignore[assignment] # `video` is one's index
        self._sets, self._length_size = sets_of(self._stream)
        self._cut = self._found_cut()

    def write(self, output: "OutputContainer", sound: "InputContainer") -> None:
        """Write both tracks, each packet at its time."""
        cut = self._cut
        order = [entry.pts for entry in self._copies]
        video = output.add_stream_from_template(self._stream)
        audio = output.add_stream_from_template(sound.streams.audio[0])
        video.time_base = self._stream.time_base
        edges = EdgeEncoder(self._again.streams[self._piece.video], self._sets)  # type: ignore[arg-type]
        head, tail = (self._edge(edges, shown) for shown in (cut.head, cut.tail))
        sets = self._sets if edges.sets is None else self._sets.together_with(edges.sets)
        video.codec_context.extradata = sets.configuration()
        end = cut.start + round(self._piece.duration / Fraction(self._stream.time_base or 1))
        timing = Timing.of([*cut.head, *order, *cut.tail], end)
        pictures = self._packets(head, tail, cut, timing, video)
        for packet in merge(pictures, _sound(sound, audio), key=_when):
            output.mux(packet)

    def _found_cut(self) -> Cut:
        begin = round(self._piece.seek / Fraction(self._stream.time_base or 1))
        self._film.seek(begin, stream=self._stream, backward=True)
        self._entries = entries = entries_of(self._film.demux(self._stream), self._piece, self._length_size)
        key_before(entries, self._piece.start)
        cut = cut_of(entries, self._piece)
        if cut is None or cut.copied < LEAST_COPIED * len(cut.shown):
            raise NothingToCopy("the clip lies within one group of pictures")
        first = next(at for at, one in enumerate(entries) if one.is_idr and one.pts == cut.copy_start)
        self._copies = entries[first : first + cut.copied]
        return cut

    def _edge(self, edges: EdgeEncoder, shown: tuple[int, ...]) -> list[Sample]:
        if not shown:
            return []
        key = key_before(self._entries, shown[0])
        return list(edges.encoded(self._again, key, shown, self._profile.preset))

    def _packets(
        self, head: list[Sample], tail: list[Sample], cut: Cut, timing: Timing, video: "Stream"
    ) -> "Iterator[Packet[Stream]]":
        from av.packet import Packet

        place, time_base = 0, Fraction(self._stream.time_base or 1)
        for samples in (head, self._copied(cut), tail):
            for sample in samples:
                packet = Packet(sample.data)
                packet.stream, packet.time_base = video, time_base
                packet.pts = sample.pts - cut.start
                packet.dts = timing.decoded[place] - cut.start
                packet.duration = timing.duration(place)
                packet.is_keyframe = sample.is_key
                yield packet
                place += 1
                self._report(place)

    def _copied(self, cut: Cut) -> Iterator[Sample]:
        """Yield what is copied; only IDR pictures are key frames now, since a player may begin at any of them."""
        self._film.seek(cut.copy_start, stream=self._stream, backward=True)
        packets = dropwhile(lambda packet: packet.pts != cut.copy_start, self._film.demux(self._stream))
        copied = 0
        for entry, packet in zip(self._copies, packets, strict=False):
            if packet.pts != entry.pts:
                raise EOFError("the film has not all pictures of the clip")
            yield Sample(entry.pts, _sample(bytes(packet), self._length_size, self._sets), entry.is_idr)
            copied += 1
        if copied < len(self._copies):
            raise EOFError("the film has not all pictures of the clip")


def _sample(packet: bytes, length_size: int, sets: ParameterSets) -> bytes:
    units = list(units_of(packet, length_size))
    known = (*sets.sequences, *sets.pictures)
    if any(kind_of(unit) in (SPS, PPS) and without_padding(unit) not in known for unit in units):
        raise UnreadableStream("its pictures change their format on the way")
    return with_lengths(units)


def _sound(container: "InputContainer", stream: "Stream") -> "Iterator[Packet[Stream]]":
    packets: Iterator[Packet[Any]] = container.demux(container.streams.audio[0])
    for packet in packets:
        if packet.dts is not None:
            packet.stream = stream
            yield packet


def _when(packet: "Packet[Stream]") -> float:
    """Return when a packet is decoded, in seconds; near enough to put packets of two streams in order."""
    return (packet.dts or 0) * float(packet.time_base or 1)
