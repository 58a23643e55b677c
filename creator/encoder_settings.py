"""The settings with which ffmpeg writes a profile: every clip of it gets the same headers."""

from creator.profile import Profile

SECONDS_BETWEEN_KEYS = 2


def codec_settings(profile: Profile) -> list[str]:
    """Return ffmpeg's options for the picture and sound of a profile."""
    return [*_picture_settings(profile), *colour_settings(), *sound_settings(profile)]


def sound_settings(profile: Profile, quick: bool = False) -> list[str]:
    """Return ffmpeg's options for the sound; the quick search suits clips whose pictures are copied."""
    coder = ["-aac_coder", "fast"] if quick else []
    return [
        *("-c:a", "aac", *coder, "-b:a", f"{profile.audio_kbps}k"),
        *("-ar", str(profile.sample_rate), "-ac", "2"),
    ]


def colour_settings() -> list[str]:
    """Return ffmpeg's options that say what the colours mean."""
    return [
        *("-color_primaries", "bt709", "-color_trc", "bt709"),
        *("-colorspace", "bt709", "-color_range", "tv"),
    ]


def delivered_as(profile: Profile) -> str:
    """Return the last filters before the encoder: the pixel format that it takes."""
    return "format=nv12,hwupload" if profile.encoder.endswith("_vaapi") else "format=yuv420p"


def _picture_settings(profile: Profile) -> list[str]:
    keys = str(round(SECONDS_BETWEEN_KEYS * profile.frame_rate))
    settings = ["-c:v", profile.encoder, "-g", keys]
    return [*settings, *_quality(profile)]


def _quality(profile: Profile) -> list[str]:
    """Return how an encoder is told which quality is wanted; each of them has words of its own for it."""
    level = str(profile.quality)
    if profile.encoder == "libx264":
        plain = ["-profile:v", "high", "-preset", profile.preset, "-crf", level, "-bf", "0"]
        return [*plain, "-x264-params", "stitchable=1:open-gop=0"]
    if profile.encoder == "libsvtav1":
        return ["-preset", profile.preset, "-crf", level, "-svtav1-params", "enable-overlays=0:scd=0"]
    if profile.encoder == "libvpx-vp9":
        return ["-crf", level, "-b:v", "0", "-deadline", "good", "-cpu-used", profile.preset, "-row-mt", "1"]
    return ["-bf", "0", *_hardware_quality(profile.encoder.rpartition("_")[2], level)]


def _hardware_quality(way: str, level: str) -> list[str]:
    if way == "nvenc":
        return ["-preset", "p5", "-rc", "vbr", "-cq", level, "-b:v", "0", "-forced-idr", "1"]
    if way == "videotoolbox":
        return ["-q:v", str(max(1, 100 - 2 * int(level)))]
    return ["-qp" if way == "vaapi" else "-global_quality", level]
