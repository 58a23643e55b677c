"""What the guard and its worker say to each other: pickled records, one after the other, over two pipes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Request:
    """Call a function, which must be found by its name, with these arguments and a `Progress` as `progress`."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]


@dataclass(frozen=True)
class Report:
    """The worker's progress; it waits to be told whether to go on (a `bool`)."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True)
class Result:
    """What the function returned."""

    value: Any


@dataclass(frozen=True)
class Failure:
    """What the function raised, and where, for those who mend it."""

    error: Exception
    where: str


@dataclass(frozen=True)
class OutOfMemory:
    """The function needed more memory than it may have."""
