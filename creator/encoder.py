"""The seam to whatever makes clips: cutting a piece of a film into a clip, and joining clips into one film."""

from collections.abc import Sequence
from fractions import Fraction
from os import cpu_count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from creator.encoder_settings import codec_settings, sound_settings
from creator.errors import writing_to
from creator.ffmpeg import Report, local, run_ffmpeg
from creator.hardware import opened_for
from creator.joining import Part, chapters, list_of
from creator.look import PLAIN, Look
from creator.profile import Profile
from creator.source import CONTAINERS, Piece
from creator.treatment_picture import TITLE_SECONDS, frame_count, picture_graph
from creator.treatment_sound import sound_graph

PARTS = "concat,mov,mp4"  # a list of ours, and the MP4 files in it
_CONTAINER = ("-movflags", "+faststart", "-f", "mp4")


class Encoder(Protocol):
    """Makes MP4 files: a key frame first, closed groups of pictures, AAC stereo, index first."""

    def cut(self, piece: Piece, profile: Profile, target: Path, report: Report, look: Look = PLAIN) -> None:
        """Write the frames of `piece` and their sound as a clip of exactly `frame_count` frames.

        Raises:
            EncodingFailed: It could not be made.
            NoSpaceLeft: There is no room for it.
            Cancelled: `report` raised it.
        """

    def copy(self, piece: Piece, profile: Profile, target: Path, report: Report, look: Look = PLAIN) -> None:
        """Write the same with most of the pictures copied.

        Raises:
            UnreadableStream: They cannot be copied; `cut` can encode them.
            EncodingFailed, NoSpaceLeft, Cancelled: As `cut`.
        """

    def join(self, parts: Sequence[Part], target: Path, report: Report) -> None:
        """Write clips of one profile one after the other, without encoding their pictures again; raises as `cut`."""


def only_local(formats: str) -> tuple[str, ...]:
    """Return the options before `-i` with which ffmpeg opens files of this disk only, and only as these formats."""
    return ("-protocol_whitelist", "file", "-format_whitelist", formats)


class FfmpegEncoder:
    """Encodes with ffmpeg.

    Args:
        threads: How many threads one ffmpeg may use; by default as many as there are processors.
    """

    def __init__(self, threads: int | None = None) -> None:
        self._threads = threads or cpu_count() or 1

    def cut(self, piece: Piece, profile: Profile, target: Path, report: Report, look: Look = PLAIN) -> None:
        """Write a piece of a film as a clip."""
        frames = frame_count(piece, profile, look.speed)
        arguments = [*opened_for(profile.encoder), "-copyts", *input_of(piece)]
        arguments += input_of(look.lead.piece) if look.lead else []
        arguments += _title_input(look, profile)
        title_input = 2 if look.lead else 1
        graph = ";".join(
            [
                picture_graph(piece, profile, look, lead_input=1, title_input=title_input),
                sound_graph(piece, profile.sample_rate, frames / profile.frame_rate, look, (0, 1)),
            ]
        )
        arguments += ["-filter_complex", graph, "-map", "[v]", "-map", "[a]", "-frames:v", str(frames)]
        arguments += [*codec_settings(profile), "-threads", str(self._threads)]
        arguments += ["-map_metadata", "-1", "-map_chapters", "-1", *_CONTAINER]
        run_ffmpeg(arguments, target, f'a clip of "{piece.title}"', report)

    def copy(self, piece: Piece, profile: Profile, target: Path, report: Report, look: Look = PLAIN) -> None:
        """Write a piece of a film as a clip, most of its pictures copied."""
        from creator.cutting.smart_cut import smart_cut

        with TemporaryDirectory(prefix="gallae-sound-") as folder:
            sound = Path(folder) / "sound.mp4"

            def make_sound() -> Path:
                graph = sound_graph(piece, profile.sample_rate, piece.duration, look, (0, 0))
                arguments = ["-copyts", *input_of(piece, "-vn"), "-filter_complex", graph, "-map", "[a]"]
                arguments += [*sound_settings(profile, quick=True), "-f", "mp4"]
                run_ffmpeg(arguments, sound, f'the sound of a clip of "{piece.title}"', lambda _: report(0))
                return sound

            smart_cut(piece, profile, make_sound, target, report)

    def join(self, parts: Sequence[Part], target: Path, report: Report) -> None:
        """Write clips of one profile one after the other."""
        with TemporaryDirectory(prefix="gallae-") as folder:
            listing, marks = Path(folder) / "parts.txt", Path(folder) / "chapters.txt"
            with writing_to(listing):
                listing.write_text(list_of(parts), encoding="utf-8")
                marks.write_text(chapters(parts), encoding="utf-8")
            arguments = [*only_local(PARTS), "-f", "concat", "-safe", "0", "-i", local(listing)]
            arguments += [*only_local("ffmetadata"), "-f", "ffmetadata", "-i", local(marks)]
            arguments += ["-map", "0:v", "-map", "0:a", "-c", "copy"]
            arguments += ["-map_metadata", "1", "-map_chapters", "1", *_CONTAINER]
            run_ffmpeg(arguments, target, str(target), report)


def input_of(piece: Piece, *options: str) -> list[str]:
    """Return the options with which ffmpeg opens a piece's film, from a key frame before it.

    How far it reads is for the filters to say: a length given here would count from the key frame that the seek
    found, which may lie a whole group of pictures before the one that was asked for.
    """
    seek = ["-noaccurate_seek", "-seek_timestamp", "1", "-ss", f"{float(piece.seek):.6f}"]
    return [*seek, *options, *only_local(CONTAINERS), "-i", local(piece.path)]


def _title_input(look: Look, profile: Profile) -> list[str]:
    if look.title is None:
        return []
    rate = str(Fraction(profile.frame_rate))
    looped = ["-loop", "1", "-framerate", rate, "-t", str(TITLE_SECONDS)]
    return [*looped, *only_local("image2,png_pipe"), "-i", local(look.title)]
