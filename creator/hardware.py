"""Which encoders there are on this machine, and which of those that use its graphics hardware work."""

import subprocess
from functools import cache

from creator.errors import CreatorError
from creator.ffmpeg import ffmpeg

HARDWARE = ("nvenc", "videotoolbox", "qsv", "vaapi")
"""Ways to encode on graphics hardware, the best first."""

VAAPI_DEVICE = "/dev/dri/renderD128"
SOFTWARE = {"h264": "libx264", "av1": "libsvtav1", "vp9": "libvpx-vp9"}
_TRIAL_SECONDS = 20


class EncoderMissing(CreatorError):
    """No encoder here writes what is asked for."""


def software_encoder(codec: str) -> str:
    """Return what encodes a codec on the processor.

    Raises:
        EncoderMissing: This ffmpeg has none.
    """
    name = SOFTWARE[codec]
    if name not in encoders():
        raise EncoderMissing(
            f"This ffmpeg cannot encode {codec}: it lacks {name}.",
            "Set IMAGEIO_FFMPEG_EXE to an ffmpeg that has it, or choose the profile web.",
        )
    return name


def hardware_encoder(codec: str) -> str:
    """Return what encodes a codec on this machine's graphics hardware.

    Raises:
        EncoderMissing: Nothing does.
    """
    names = (f"{codec}_{way}" for way in HARDWARE)
    found = next((name for name in names if name in encoders() and works(name)), None)
    if found is None:
        raise EncoderMissing(
            f"No hardware on this machine encodes {codec} (tried: {', '.join(HARDWARE)}).",
            "Publish without --hardware.",
        )
    return found


@cache
def encoders() -> frozenset[str]:
    """Return the names of all encoders of this ffmpeg."""
    said = subprocess.run([ffmpeg(), "-hide_banner", "-encoders"], capture_output=True, text=True, check=True)
    lines = (line.split() for line in said.stdout.splitlines())
    return frozenset(words[1] for words in lines if len(words) > 1 and len(words[0]) == 6)


@cache
def works(encoder: str) -> bool:
    """Say whether an encoder writes a small picture."""
    source = ["-f", "lavfi", "-i", "color=size=256x256:rate=24:duration=0.2", "-vf", "format=yuv420p"]
    command = [ffmpeg(), "-nostdin", "-loglevel", "quiet", *opened_for(encoder), *source]
    if encoder.endswith("_vaapi"):
        command[-1] = "format=nv12,hwupload"
    try:
        tried = subprocess.run(
            [*command, "-c:v", encoder, "-f", "null", "-"], timeout=_TRIAL_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return tried.returncode == 0


def opened_for(encoder: str) -> list[str]:
    """Return the options with which ffmpeg opens the hardware of an encoder; none for the processor."""
    return ["-vaapi_device", VAAPI_DEVICE] if encoder.endswith("_vaapi") else []
