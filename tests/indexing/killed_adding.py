"""Adds a film in processes that are killed: `killed_adding.py EMPTY_LIBRARY FOLDER SEED FILM [SUBTITLES…]`.

One process that has everything imported forks for every run of `gallae add`, and each run forks the process in which
it reads films, so that neither takes long to start. It prints a line for every kill: by what it was timed, how much of
the work was done about then (0 to 1), and the signal that ended the run, 0 where the run had ended before.
"""

import importlib
import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any, BinaryIO

from sqlalchemy import event
from sqlalchemy.engine import Engine

import indexing.guard.process
import indexing.pipeline
import indexing.watching
from indexing.guard import worker
from ui.command.main import gallae

IMPORTED_ONCE = (
    "indexing.pipeline",
    "indexing.watching",
    "library.search",
    "av.filter",
    "cv2",
    "PIL.JpegImagePlugin",
)
LIBRARIES, KILLS_EACH = 10, 3


class ForkedWorker:
    """Stands in for `subprocess.Popen` where a guard starts the process that reads films."""

    def __init__(self, *_: object, stderr: BinaryIO, **__: object) -> None:
        asked, asking = os.pipe()
        answered, answering = os.pipe()
        self._process = os.fork()
        if not self._process:
            for one, other in ((asked, 0), (answering, 1), (stderr.fileno(), 2)):
                os.dup2(one, other)
            # With the other ends open here too, it would never hear that its guard was killed.
            os.closerange(3, 256)
            worker.main()
            os._exit(0)
        os.close(asked)
        os.close(answering)
        self.stdin, self.stdout = os.fdopen(asking, "wb"), os.fdopen(answered, "rb")

    def kill(self) -> None:
        os.kill(self._process, signal.SIGKILL)

    def wait(self) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])


def add(folder: Path, films: list[str], kill_at: int = 0, count_to: Path | None = None) -> None:
    """Run `gallae add`; die before the statement of this number, or write down how many there are."""
    done = 0

    def counted(*_: object) -> None:
        nonlocal done
        done += 1
        if done == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", counted)
    event.listen(Engine, "commit", counted)
    film, *subtitles = films
    arguments = ["--library", str(folder), "add", film]
    for one in subtitles:
        arguments += ["--subtitles", one]
    gallae(arguments, standalone_mode=False)
    if count_to is not None:
        count_to.write_text(str(done))


def forked(*arguments: Any, kill_after: float = 0) -> int:
    """Do `add` in a process of its own and kill it after so many seconds; return the signal that ended it, or 0."""
    process = os.fork()
    if not process:
        code = 1
        try:
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            add(*arguments)
            code = 0
        finally:
            os._exit(code)
    if kill_after:
        time.sleep(kill_after)
        os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        sys.exit(f"a run failed: {arguments}")
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def main() -> None:
    """Make one library in peace, the others with kills; each is finished by a last run."""
    for name in IMPORTED_ONCE:
        importlib.import_module(name)
    indexing.guard.process.subprocess = SimpleNamespace(PIPE=-1, Popen=ForkedWorker)  # type: ignore[attr-defined]
    empty, folder, seed, *films = sys.argv[1:]
    dice = random.Random(int(seed))

    def fresh(name: str) -> Path:
        return Path(shutil.copytree(empty, Path(folder, name)))

    begun, counted = time.monotonic(), Path(folder, "statements")
    forked(fresh("peace"), films, 0, counted)
    seconds, statements = time.monotonic() - begun, int(counted.read_text())
    # Each library's first kill comes in another tenth of the work, and so do the second ones and the third ones.
    tenths = [dice.sample(range(LIBRARIES), LIBRARIES) for _ in range(KILLS_EACH)]
    for number in range(LIBRARIES):
        killed, left = fresh(f"killed{number}"), 1.0
        for turn in range(KILLS_EACH):
            share = left * (tenths[turn][number] + dice.random()) / LIBRARIES
            if turn == number % KILLS_EACH:
                by, ended = "time", forked(killed, films, kill_after=max(0.01, share * seconds))
            else:
                by, ended = "statement", forked(killed, films, max(1, round(share * statements)))
            print(by, 1 - left + share, ended, flush=True)
            left -= share  # a run that goes on has less to do
        forked(killed, films)


if __name__ == "__main__":
    main()
