"""Runs ffmpeg so that it can be watched and stopped, and turns what it says into one clear error."""

import signal
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import IO

from creator.errors import CreatorError, EncodingFailed, NoSpaceLeft, writing_to
from library.atomic_file import replaced_when_whole

Report = Callable[[int], None]
"""Called with the number of frames written so far; may raise `Cancelled` to stop ffmpeg."""

NO_SPACE = ("No space left on device", "Disk quota exceeded", "File too large")
TAIL = 8000  # bytes of what ffmpeg said that are read for the reason of a failure
NOISE = ("Conversion failed", "Error while filtering", "Task finished with error", "Terminating thread")


def local(path: Path) -> str:
    """Name a file for ffmpeg so that nothing in its name is taken for a protocol or an option."""
    return f"file:{path.absolute()}"


@cache
def ffmpeg() -> str:
    """Return the path of the ffmpeg that comes with imageio-ffmpeg (or that `IMAGEIO_FFMPEG_EXE` names).

    Raises:
        CreatorError: There is none.
    """
    from imageio_ffmpeg import get_ffmpeg_exe

    try:
        return str(get_ffmpeg_exe())
    except RuntimeError as error:
        raise CreatorError(
            "There is no ffmpeg here.", "Install the package imageio-ffmpeg, or set IMAGEIO_FFMPEG_EXE."
        ) from error


def run_ffmpeg(arguments: Sequence[str], target: Path, what: str, report: Report) -> None:
    """Write `target` with ffmpeg: it is there and whole afterwards, or as it was before.

    Args:
        arguments: Inputs, filters and encoders; neither the output nor the global options.
        target: The file to write.
        what: What is being made, for a message.
        report: Told how many frames are written.

    Raises:
        EncodingFailed: Ffmpeg could not do it.
        NoSpaceLeft: There is no room for the file.
        Cancelled: `report` raised it; ffmpeg has ended.
    """
    with writing_to(target), replaced_when_whole(target) as unfinished:
        command = [ffmpeg(), "-nostdin", "-y", "-hide_banner", "-loglevel", "error", "-nostats"]
        command += ["-progress", "pipe:1", "-stats_period", "0.2", *arguments, local(unfinished)]
        with tempfile.TemporaryFile() as said:
            code = _watch(command, said, report)
            if code != 0:
                raise _failure(code, _tail(said), what, target)


def said_by_ffmpeg(arguments: Sequence[str], what: str) -> str:
    """Return what ffmpeg says while it reads, such as a measurement.

    Args:
        arguments: Inputs, filters and outputs that write no file.
        what: What is looked for, for a message.

    Raises:
        EncodingFailed: Ffmpeg could not do it.
    """
    command = [ffmpeg(), "-nostdin", "-hide_banner", "-nostats", "-loglevel", "info", *arguments]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    said = done.stderr.decode("utf-8", "replace")
    if done.returncode:
        raise _failure(
            done.returncode, [line.strip() for line in said.splitlines() if line.strip()], what, Path()
        )
    return said


def _watch(command: list[str], said: IO[bytes], report: Report) -> int:
    """Run a command to its end, or until `report` raises; return its exit code."""
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said) as process:
        try:
            assert process.stdout is not None  # asked for above
            for line in process.stdout:
                key, _, value = line.decode("ascii", "replace").partition("=")
                if key == "frame" and value.strip().isdigit():
                    report(int(value))
            return process.wait()
        finally:
            if process.poll() is None:
                process.kill()


def _tail(said: IO[bytes]) -> list[str]:
    said.seek(0, 2)
    said.seek(max(0, said.tell() - TAIL))
    return [line.strip() for line in said.read().decode("utf-8", "replace").splitlines() if line.strip()]


def _failure(code: int, lines: list[str], what: str, target: Path) -> CreatorError:
    if code == -signal.SIGXFSZ or any(words in line for line in lines for words in NO_SPACE):
        return NoSpaceLeft(target)
    telling = [line for line in lines if not any(noise in line for noise in NOISE)]
    reason = (telling or lines or [f"it ended with code {code}"])[-1]
    return EncodingFailed(
        f"ffmpeg could not make {what}: {reason}", "Check that its film plays, or choose another scene."
    )
