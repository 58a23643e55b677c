"""Runs the benchmarks and writes docs/benchmarks.md.

python benchmarks/all.py [index|long|shots|scenes|search|publish|player|story|recommend …]

With names only those are run, and what the file says of the others stays.
"""

import os
import platform
import re
import sys
from collections.abc import Callable

import index_speed
import long_film
import player_seams
import publish_speed
import recommend_scale
import scenes
import search_scale
import shots
import story_speed
from films import PROJECT

_FILE = PROJECT / "docs" / "benchmarks.md"

_BENCHMARKS: dict[str, tuple[str, Callable[[], str]]] = {
    "index": ("Indexing", index_speed.main),
    "long": ("Long films", long_film.main),
    "shots": ("Shots", shots.main),
    "scenes": ("Scenes", scenes.main),
    "search": ("Search", search_scale.main),
    "publish": ("Publishing", publish_speed.main),
    "player": ("Player", player_seams.main),
    "story": ("Stories", story_speed.main),
    "recommend": ("Recommending", recommend_scale.main),
}
"""What the headings of each benchmark begin with, and what runs it."""


def main() -> None:
    """Run them one after the other; the file is written when all are done."""
    chosen = sys.argv[1:] or list(_BENCHMARKS)
    if unknown := [name for name in chosen if name not in _BENCHMARKS]:
        sys.exit(f"{unknown[0]}: no such benchmark; there are {', '.join(_BENCHMARKS)}.")
    del sys.argv[1:]  # the benchmarks read films' names from there
    sections = [_introduction()]
    for name, (heading, run) in _BENCHMARKS.items():
        section = run() if name in chosen else _written(heading)
        print(section, flush=True)
        sections.append(section)
    _FILE.write_text("\n".join(sections), encoding="utf-8")
    print(f"Written to {_FILE}", file=sys.stderr)


def _introduction() -> str:
    machine = (
        f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, no accelerator"
    )
    return (
        "# Benchmarks\n\nWritten by `make bench` and `benchmarks/all.py`, never by hand. "
        f"Machine: {machine}; shared with others, so compare within a table.\n"
    )


def _written(heading: str) -> str:
    """Return what the file has under headings that begin so."""
    sections = re.split(r"^(?=## )", _FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    kept = [section.rstrip("\n") + "\n" for section in sections if section.startswith(f"## {heading}")]
    return "\n".join(kept)


if __name__ == "__main__":
    main()
