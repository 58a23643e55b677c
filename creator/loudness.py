"""How loud clips are (EBU R 128, ITU-R BS.1770-4), so that the ways of a story are equally loud.

A clip is measured once: what was found is kept beside the rendered clips.
"""

import hashlib
import json
import re
from pathlib import Path

from creator.ffmpeg import said_by_ffmpeg
from creator.source import Piece
from creator.treatment_sound import heard_alone
from library.atomic_file import write_whole
from library.records import Film
from story.model import Clip

R128 = -23.0
"""LUFS of a programme (EBU R 128, 2023)."""

SILENCE = -60.0
"""LUFS below which a clip is left as it is: there is nothing in it but noise."""

LEAST_GAIN, MOST_GAIN = -30.0, 18.0
"""Bounds of what is added, in dB: a whisper does not become a shout."""

_MEASURED = re.compile(r"I:\s+(-?[\d.]+|-?inf|nan) LUFS")
_VERSION = 1


def gain_for(loudness: float | None, wanted: float = R128) -> float:
    """Return what has to be added to a clip, in dB, to a tenth.

    Args:
        loudness: Of the clip, in LUFS, or `None` if it has no sound.
        wanted: Of the story, in LUFS.
    """
    if loudness is None or loudness < SILENCE:
        return 0.0
    return round(min(MOST_GAIN, max(LEAST_GAIN, wanted - loudness)), 1)


def loudness_of(piece: Piece, clip: Clip, film: Film, folder: Path) -> float | None:
    """Return how loud a clip is as it lies in its film, in LUFS, or `None` for silence and films without sound.

    Args:
        piece: The clip's frames.
        clip: The clip.
        film: Its film.
        folder: Where what was measured is kept.

    Raises:
        EncodingFailed: The sound cannot be read.
    """
    if not piece.has_sound:
        return None
    file = folder / _name(clip, film)
    try:
        kept = json.loads(file.read_text(encoding="ascii"))["lufs"]
    except (OSError, ValueError, KeyError, TypeError):
        kept = "unknown"
    if kept is None or isinstance(kept, float):
        return kept
    measured = measured_loudness(piece)
    write_whole(file, json.dumps({"lufs": measured}).encode("ascii"))
    return measured


def measured_loudness(piece: Piece) -> float | None:
    """Measure how loud a piece is, in LUFS; `None` if there is nothing to be heard."""
    from creator.encoder import input_of

    graph = f"{heard_alone(piece)},ebur128=framelog=quiet[a]"
    arguments = [
        "-copyts",
        *input_of(piece, "-vn"),
        "-filter_complex",
        graph,
        "-map",
        "[a]",
        "-f",
        "null",
        "-",
    ]
    found = _MEASURED.findall(said_by_ffmpeg(arguments, f'the loudness of "{piece.title}"'))
    try:
        lufs = float(found[-1]) if found else float("nan")
    except ValueError:
        return None
    return lufs if lufs > SILENCE else None


def _name(clip: Clip, film: Film) -> str:
    recipe = json.dumps([_VERSION, film.fingerprint, clip.start_ms, clip.end_ms])
    return f"{hashlib.sha256(recipe.encode()).hexdigest()[:32]}.loudness.json"
