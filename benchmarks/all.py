"""Runs every benchmark and writes docs/benchmarks.md.

python benchmarks/all.py
"""

import os
import platform
import sys

import index_speed
import publish_speed
import scenes
import search_scale
import story_speed
from films import PROJECT

_FILE = PROJECT / "docs" / "benchmarks.md"


def main() -> None:
    """Run them one after the other; the file is written when all are done."""
    machine = (
        f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, no accelerator"
    )
    sections = [
        "# Benchmarks",
        "",
        f"Written by `make bench`, never by hand. Machine: {machine}; shared with others, so compare within a table.",
        "",
    ]
    for benchmark in (index_speed, scenes, search_scale, publish_speed, story_speed):
        section = benchmark.main()
        print(section, flush=True)
        sections.append(section)
    _FILE.write_text("\n".join(sections), encoding="utf-8")
    print(f"Written to {_FILE}", file=sys.stderr)


if __name__ == "__main__":
    main()
