"""What the tests let a guarded worker do: crash, hang, eat memory, fail, go on and on."""

import ctypes
import os
import time
from pathlib import Path

from indexing import FilmUnreadable
from library import Cancelled, Progress


def crash(progress: Progress) -> None:
    ctypes.string_at(0)


def leave(progress: Progress) -> None:
    os._exit(3)


def hang(progress: Progress) -> None:
    progress("hanging", 1, 2)
    time.sleep(600)


def eat(megabytes: int, progress: Progress) -> int:
    return len(bytearray(megabytes << 20))


def refuse(path: Path, progress: Progress) -> None:
    raise FilmUnreadable(f"{path}: no.", "Take another.")


def fail(progress: Progress) -> None:
    raise OSError(28, "No space left on device", "somewhere")


def count(steps: int, progress: Progress) -> int:
    for step in range(steps):
        progress("counting", step, steps)
    return os.getpid()


def go_on(noted: Path, progress: Progress) -> None:
    """Go on for ever; write down that it was cancelled."""
    try:
        while True:
            progress("going on", 0, 0)
            time.sleep(0.01)
    except Cancelled:
        noted.write_text("tidied up")
        raise


def print_much(progress: Progress) -> str:
    os.write(1, b"noise on standard output")
    print("more noise", flush=True)
    return "said"
