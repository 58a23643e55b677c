"""Adds a film in processes that are killed: `killed_adding.py EMPTY_LIBRARY FOLDER SEED FILM [SUBTITLES…]`.

One process that has everything imported forks for every run of `gallae add`, so that a run takes no time to start.
It prints how often it counted on, and a line for every kill: where it came, and whether the run had ended before.
"""

import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

import indexing.pipeline  # noqa: F401 - so that no run has to import it
import library.search  # noqa: F401
from ui.command.main import gallae

LIBRARIES, BY_STATEMENT, BY_TIME = 10, 2, 1


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


def forked(*arguments: object, kill_after: float = 0) -> int:
    """Do `add` in a process of its own and kill it after so many seconds; return the signal that ended it, or 0."""
    process = os.fork()
    if not process:
        code = 1
        try:
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            add(*arguments)  # type: ignore[arg-type]
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
    empty, folder, seed, *films = sys.argv[1:]
    dice = random.Random(int(seed))

    def fresh(name: str) -> Path:
        return Path(shutil.copytree(empty, Path(folder, name)))

    begun, counted = time.monotonic(), Path(folder, "statements")
    forked(fresh("peace"), films, 0, counted)
    seconds, statements = time.monotonic() - begun, int(counted.read_text())
    for number in range(LIBRARIES):
        killed = fresh(f"killed{number}")
        for earlier in range(BY_STATEMENT):  # a run that goes on has less to do
            moment = dice.randrange(1, statements // (1 + earlier))
            print("statement", moment, statements, forked(killed, films, moment), flush=True)
        after = dice.uniform(0.01, seconds)
        print("time", after, seconds, forked(killed, films, kill_after=after), flush=True)
        forked(killed, films)


if __name__ == "__main__":
    main()
