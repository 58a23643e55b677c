"""The progress of several films at once on standard error: a bar for each and one for all, or now and then a line."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

import click

from ui.command.terminal import lines, note

if TYPE_CHECKING:
    from library import Progress


class ShownFilms(Protocol):
    """Shows how far films are; their progresses may be called from several threads."""

    def progress(self, film: Path) -> "Progress":
        """Return the progress of a film that begins."""

    def note(self, line: str) -> None:
        """Tell a person something."""

    def finished(self, film: Path, line: str, *, failed: bool = False) -> None:
        """Say how it went with a film: on standard output, or on standard error where it failed."""


@contextmanager
def shown_films(count: int) -> Iterator[ShownFilms]:
    """Show the progress of so many films."""
    if not sys.stderr.isatty():
        yield _Lines(count)
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True, redirect_stdout=True) as bars:
        yield _Bars(bars, count)


class _Bars:
    def __init__(self, bars: Any, count: int) -> None:
        self._bars = bars
        self._whole = bars.add_task(f"{count} films", total=count)
        self._tasks: dict[Path, Any] = {}

    def progress(self, film: Path) -> "Progress":
        from rich.markup import escape

        name = escape(film.name)
        task = self._tasks[film] = self._bars.add_task(name, total=None)

        def report(stage: str, done: int, total: int) -> None:
            text = f"  {name}: {escape(stage)}"
            self._bars.update(task, description=text, completed=done, total=total or None)

        return report

    def note(self, line: str) -> None:
        self._bars.console.print(line, markup=False, highlight=False, soft_wrap=True)

    def finished(self, film: Path, line: str, *, failed: bool = False) -> None:
        if film in self._tasks:
            self._bars.remove_task(self._tasks.pop(film))
        self._bars.advance(self._whole)
        if failed:
            self.note(line)
        else:
            click.echo(line)


class _Lines:
    def __init__(self, count: int) -> None:
        self._count = count
        self._done = 0
        self._lock = Lock()

    def progress(self, film: Path) -> "Progress":
        return lines(f"{film.name}: ")

    def note(self, line: str) -> None:
        note(line)

    def finished(self, film: Path, line: str, *, failed: bool = False) -> None:
        with self._lock:
            self._done += 1
            note(f"[{self._done}/{self._count}] {film.name}")
        click.echo(line, err=failed)
