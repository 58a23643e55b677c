"""The seam to whatever encodes: cutting a piece of a film into a clip, and joining clips into one film."""

from collections.abc import Sequence
from fractions import Fraction
from os import cpu_count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from creator.errors import writing_to
from creator.ffmpeg import Report, local, run_ffmpeg
from creator.joining import Part, chapters, list_of
from creator.profile import Profile
from creator.source import CONTAINERS, Piece

FADE = Fraction(1, 100)  # seconds of sound faded at both ends of a clip, so that no cut pops


def only_local(formats: str) -> tuple[str, ...]:
    """Return the options before `-i` with which ffmpeg opens files of this disk only, and only as these formats."""
    return ("-protocol_whitelist", "file", "-format_whitelist", formats)


PARTS = "concat,mov,mp4"  # a list of ours, and the MP4 files in it


class Encoder(Protocol):
    """Makes MP4 files: H.264 High, yuv420p, closed groups of pictures, AAC stereo, index first."""

    def cut(self, piece: Piece, profile: Profile, target: Path, report: Report) -> None:
        """Write the frames of `piece` and their sound as a clip of exactly `frame_count` frames.

        Raises:
            EncodingFailed: It could not be made.
            NoSpaceLeft: There is no room for it.
            Cancelled: `report` raised it.
        """

    def join(self, parts: Sequence[Part], target: Path, report: Report) -> None:
        """Write clips of one profile one after the other, without encoding their pictures again; raises as `cut`."""


def frame_count(piece: Piece, profile: Profile) -> int:
    """Return how many frames of the profile's rate show the piece."""
    return max(1, round(piece.duration * profile.frame_rate))


class FfmpegEncoder:
    """Encodes with ffmpeg.

    Args:
        threads: How many threads one ffmpeg may use; by default as many as there are processors.
    """

    def __init__(self, threads: int | None = None) -> None:
        self._threads = threads or cpu_count() or 1

    def cut(self, piece: Piece, profile: Profile, target: Path, report: Report) -> None:
        """Write a piece of a film as a clip."""
        frames = frame_count(piece, profile)
        graph = f"{_picture(piece, profile)}[v];{_sound(piece, profile, frames / profile.frame_rate)}[a]"
        arguments = ["-copyts", "-noaccurate_seek", "-seek_timestamp", "1", "-ss", f"{float(piece.seek):.6f}"]
        arguments += [*only_local(CONTAINERS), "-i", local(piece.path), "-filter_complex", graph]
        arguments += ["-map", "[v]", "-map", "[a]", "-frames:v", str(frames), *_codecs(profile)]
        arguments += ["-threads", str(self._threads)]
        arguments += ["-map_metadata", "-1", "-map_chapters", "-1", *_CONTAINER]
        run_ffmpeg(arguments, target, f'a clip of "{piece.title}"', report)

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


_CONTAINER = ("-movflags", "+faststart", "-f", "mp4")


def _picture(piece: Piece, profile: Profile) -> str:
    """Return the filters for the picture: the exact frames, fitted into the frame, at a constant rate."""
    width, height = profile.inside(piece.width, piece.height)
    guess = f"in_color_matrix={piece.matrix}:" if piece.matrix else ""
    return ",".join(
        [
            f"[0:{piece.video}]trim=start_pts={piece.start}:end_pts={piece.end}",
            "setpts=PTS-STARTPTS",
            f"scale={width}:{height}:{guess}out_color_matrix=bt709:out_range=tv:flags=bicubic",
            f"setsar=1,pad={profile.width}:{profile.height}:(ow-iw)/2:(oh-ih)/2",
            f"fps={profile.frame_rate}",
            "tpad=stop=-1:stop_mode=clone",  # a source that breaks off a little early
            "format=yuv420p",
        ]
    )


def _sound(piece: Piece, profile: Profile, seconds: Fraction) -> str:
    """Return the filters for the sound: exactly as long as the picture, silent where there is none."""
    rate = profile.sample_rate
    samples = round(seconds * rate)
    silence = f"anullsrc=r={rate}:cl=stereo,atrim=end_sample={samples}"
    if not piece.has_sound:
        return silence
    start = float(piece.start_seconds)
    fade = min(FADE, seconds / 4)
    return ",".join(
        [
            f"[0:a:0]atrim=start={start:.6f}:end={float(piece.start_seconds + seconds):.6f}",
            f"asetpts=PTS-{start:.6f}/TB",
            f"aresample={rate}:async=1000:first_pts=0",
            "aformat=sample_fmts=fltp:channel_layouts=stereo",
            f"apad,atrim=end_sample={samples}",
            f"afade=t=in:d={float(fade):.6f}",
            f"afade=t=out:st={float(seconds - fade):.6f}:d={float(fade):.6f}",
        ]
    )


def _codecs(profile: Profile) -> list[str]:
    """Return encoder settings that give every clip of a profile the same headers, so that clips can be joined."""
    picture = [
        "-c:v",
        "libx264",
        "-profile:v",
        "high",
        "-preset",
        profile.preset,
        "-crf",
        str(profile.quality),
    ]
    picture += [
        "-g",
        str(round(2 * profile.frame_rate)),
        "-bf",
        "0",
        "-x264-params",
        "stitchable=1:open-gop=0",
    ]
    picture += [
        "-color_primaries",
        "bt709",
        "-color_trc",
        "bt709",
        "-colorspace",
        "bt709",
        "-color_range",
        "tv",
    ]
    sound = ["-c:a", "aac", "-b:a", f"{profile.audio_kbps}k", "-ar", str(profile.sample_rate), "-ac", "2"]
    return [*picture, *sound]
