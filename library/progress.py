"""How long work tells the one who waits what it does, and how it is told to stop."""

from typing import Protocol


class Cancelled(Exception):
    """Raised by a `Progress` to stop the work that reports to it; finished stages are kept."""


class Progress(Protocol):
    """Called now and then by long work: a stage's name, how much is done, and of how much.

    `total` is 0 while nobody knows it. `done` and `total` share one unit, whatever it is (frames, bytes,
    scenes). An implementation may raise `Cancelled`; the work then ends at a place from which it can go on.
    """

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Report that `done` of `total` units of `stage` are finished."""


def no_progress(stage: str, done: int, total: int) -> None:
    """Report to nobody."""
