"""Runs work in a process of its own and says how long it took and how much memory it used at most."""

import multiprocessing
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any


@dataclass(frozen=True)
class Measured:
    """What a piece of work took: wall seconds, peak memory of its process in MB, and what it returned."""

    seconds: float
    megabytes: float
    value: Any


def measured(work: Callable[..., Any], *arguments: Any, runs: int = 3) -> Measured:
    """Run `work(*arguments)` some times, each in a fresh process, and return the median run by time.

    The process's start and the imports at the top of the work's module are not counted; what the work itself imports
    is.
    """
    results = sorted((_in_fresh_process(work, arguments) for _ in range(runs)), key=lambda one: one.seconds)
    return results[len(results) // 2]


def _in_fresh_process(work: Callable[..., Any], arguments: tuple[Any, ...]) -> Measured:
    context = multiprocessing.get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(sending, work, arguments))
    process.start()
    sending.close()
    try:
        result: Measured = receiving.recv()
    except EOFError as error:
        raise RuntimeError(f"{work.__name__} died; see above.") from error
    process.join()
    return result


def _run(sending: Connection, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    start = time.perf_counter()
    value = work(*arguments)
    seconds = time.perf_counter() - start
    peak = (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    )
    sending.send(Measured(seconds, peak / 1024, value))
