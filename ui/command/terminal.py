"""What commands share: the library they work on, progress in a terminal, values as JSON."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from library import Library, Progress

_SECONDS_BETWEEN_LINES = 5.0


@contextmanager
def opened_library() -> Iterator["Library"]:
    """Open the library that the command line names, or the default one."""
    from library import default_folder, open_library

    folder: Path | None = click.get_current_context().obj
    with open_library(folder or default_folder()) as library:
        yield library


@contextmanager
def shown_progress() -> Iterator["Progress"]:
    """Show progress on standard error: a moving bar in a terminal, now and then a line elsewhere."""
    if not sys.stderr.isatty():
        yield lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=None)
            bars.update(tasks[stage], completed=done, total=total or None)

        yield report


def lines(prefix: str = "") -> "Progress":
    """Return a progress that writes a line for every stage, and one now and then within it."""
    stage_shown, shown_at = "", 0.0

    def report(stage: str, done: int, total: int) -> None:
        nonlocal stage_shown, shown_at
        now = time.monotonic()
        if stage != stage_shown or now - shown_at > _SECONDS_BETWEEN_LINES:
            share = f" {100 * done // total} %" if total else ""
            click.echo(f"  {prefix}{stage}{share}", err=True)
            stage_shown, shown_at = stage, now

    return report


def print_json(value: object) -> None:
    """Print a value as JSON on standard output, and nothing else."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def note(line: str) -> None:
    """Tell a person something on standard error."""
    click.echo(line, err=True)
