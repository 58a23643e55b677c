"""Subtitle tracks inside a film's own file: text is read, pictures of text are named as what cannot be."""

import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indexing.container import open_container
from indexing.subtitles.line import LONGEST_MS, MOST_LINES
from indexing.subtitles.written import srt_text
from library.findings import Source
from library.progress import Progress
from library.records import Cue

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.packet import Packet

_PLAIN = frozenset({"srt", "subrip", "text", "webvtt"})
_MARKED = frozenset({"ass", "ssa", "mov_text"})
_PICTURES = {"pgssub": "PGS", "hdmv_pgs_subtitle": "PGS", "dvdsub": "VobSub", "dvd_subtitle": "VobSub"} | {
    "dvbsub": "DVB",
    "dvb_subtitle": "DVB",
    "xsub": "XSUB",
}
_MOST_BYTES = 20_000_000
_REPORTS_EVERY = 500
_NAME = re.compile(r"track-\d+\.")


@dataclass(frozen=True)
class Tracks:
    """What was found inside a film: text tracks as sources, and a line for a person about each that cannot be read."""

    sources: tuple[Source, ...] = ()
    unreadable: tuple[str, ...] = ()


def is_track(name: str) -> bool:
    """Say by a source's name whether it is a track from inside the film."""
    return bool(_NAME.match(name))


def read_tracks(path: Path, origin: Fraction, *, progress: Progress) -> Tracks:
    """Read the subtitle tracks inside a film.

    Args:
        path: The film.
        origin: The time of the file's own axis that a player shows as 0:00, in seconds.
        progress: Told how many packets were read; what stops is left as far as it was read.

    Raises:
        FilmUnreadable: The file cannot be opened.
    """
    with open_container(path) as container:
        tracks = {stream.index: _Track(stream, origin) for stream in container.streams.subtitles}
        texts = {index: track for index, track in tracks.items() if track.is_text}
        if texts:
            _demux(container, texts, progress)
    unreadable = tuple(track.complaint(path.name) for track in tracks.values() if not track.is_text)
    return Tracks(tuple(track.source() for track in texts.values() if track.cues), unreadable)


def _demux(container: "InputContainer", tracks: "dict[int, _Track]", progress: Progress) -> None:
    from av.error import FFmpegError

    packets = container.demux([track.stream for track in tracks.values()])
    taken = 0
    while True:
        try:
            packet = next(packets, None)
        except FFmpegError:
            return
        if packet is None:
            return
        if packet.size and packet.pts is not None:
            tracks[packet.stream.index].take(packet)
            taken += 1
            if taken % _REPORTS_EVERY == 1:
                progress("subtitles", taken, 0)


class _Track:
    """One subtitle track that is being read."""

    def __init__(self, stream: Any, origin: Fraction) -> None:
        self.stream = stream
        self.cues: list[Cue] = []
        # A stream of a kind that this build cannot decode has no context.
        self._codec = stream.codec_context.name if stream.codec_context is not None else "unknown"
        # All that is asked later is asked now: a stream must not be touched once its container is closed.
        self._index = stream.index
        self._language = re.sub(r"[^a-z]", "", stream.metadata.get("language", "").lower())[:3]
        self._describes = _describes(stream.disposition)
        self._origin = origin
        self._bytes = 0

    @property
    def is_text(self) -> bool:
        return self._codec in _PLAIN | _MARKED

    def take(self, packet: "Packet[Any]") -> None:
        """Take a packet: one line with its time."""
        self._bytes += packet.size
        if self._bytes > _MOST_BYTES or len(self.cues) >= MOST_LINES or packet.pts is None:
            return
        assert packet.time_base is not None  # FFmpeg gives every stream of a file one
        start = packet.pts * packet.time_base - self._origin
        end = start + (packet.duration or 0) * packet.time_base
        text = self._text(packet)
        if text.strip() and 0 <= start < end <= LONGEST_MS // 1000:
            self.cues.append(Cue(0, int(start * 1000), int(end * 1000), text, "und"))

    def source(self) -> Source:
        """Return the track as a file that a person could have given."""
        words = ["descriptions"] if self._describes else []
        words += [self._language] if self._language not in ("", "und") else []
        name = ".".join([f"track-{self._index}", *words, "srt"])
        return Source("subtitles", name, srt_text(self.cues).encode())

    def complaint(self, film: str) -> str:
        """Return what a person should know about a track that cannot be read."""
        kind = f"pictures ({_PICTURES[self._codec]})" if self._codec in _PICTURES else self._codec
        of = f" ({self._language})" if self._language else ""
        return (
            f"{film}: the subtitles in track {self._index}{of} are {kind} and cannot be read; "
            "give them as a text file with --subtitles."
        )

    def _text(self, packet: "Packet[Any]") -> str:
        if self._codec in _PLAIN:
            return bytes(packet).decode("utf-8", "replace")
        from av.error import FFmpegError

        try:
            decoded = self.stream.codec_context.decode2(packet)
        except FFmpegError:
            return ""
        return "\n".join(_of_event(line.ass) for line in decoded or () if hasattr(line, "ass"))


def _of_event(event: bytes) -> str:
    """Return the text of an ASS event (ReadOrder, Layer, Style, Name, three margins, Effect, Text), with its name."""
    fields = event.decode("utf-8", "replace").split(",", 8)
    if len(fields) < 9:
        return ""
    name = re.sub(r"[<>]", "", fields[3]).strip()
    return (f"<v {name}>" if name else "") + fields[8].replace("\\N", "\n")


def _describes(disposition: int) -> bool:
    from av.stream import Disposition

    return bool(Disposition(disposition) & (Disposition.descriptions | Disposition.visual_impaired))
