"""The films that are measured: the sample film, and Elephants Dream where the shared media lie beside the project."""

import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
_SHARED = PROJECT.parent / "shared" / "media"


def films(arguments: list[str]) -> list[Path]:
    """Return the films named on the command line, else those that are at hand."""
    if arguments:
        return [Path(one) for one in arguments]
    from creator.sample import draw_sample_film

    print("Drawing the sample film where it is not there yet …", file=sys.stderr)
    shared = _SHARED / "elephants-dream" / "elephants_dream_excerpt_640x360.mp4"
    return [draw_sample_film(PROJECT / ".demo" / "film").film, *([shared] if shared.exists() else [])]
