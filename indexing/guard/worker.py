"""The process in which films are decoded: `python -m indexing.guard.worker`, started by `Guard`.

It imports what it is asked to run, and nothing of the library's database.
"""

import os
import pickle
import signal
import time
import traceback
from threading import Thread
from typing import Any, BinaryIO

from indexing.guard.messages import Failure, OutOfMemory, Report, Request, Result
from library.progress import Cancelled

_LOOKS_FOR_PARENT_EVERY = 0.5


class _Reporter:
    """The `Progress` of what runs here: asks the guard whether to go on."""

    def __init__(self, asked: BinaryIO, answers: BinaryIO) -> None:
        self._asked = asked
        self._answers = answers

    def __call__(self, stage: str, done: int, total: int) -> None:
        _send(self._answers, Report(stage, done, total))
        if not pickle.load(self._asked):
            raise Cancelled


def main() -> None:
    """Take one request after the other until there are no more, or the guard has gone."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl+C is for the one who waits; the guard tells this process
    Thread(target=_die_with_parent, args=(os.getppid(),), daemon=True).start()
    asked, answers = _own_pipes()
    try:
        pickle.load(asked).hold_memory()
        while True:
            _send(answers, _done(pickle.load(asked), _Reporter(asked, answers)))
    except (EOFError, BrokenPipeError):
        os._exit(0)  # the guard has gone: nothing is left to be flushed to anybody


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return where requests come from and answers go to, out of the way of whatever else is printed."""
    asked = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123 - a device, and no path to be built
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    return asked, answers


def _done(request: Request, progress: _Reporter) -> Result | Failure | OutOfMemory:
    try:
        return Result(request.function(*request.arguments, progress=progress))
    except MemoryError:
        return OutOfMemory()
    except (EOFError, BrokenPipeError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the guard raises it again
        return Failure(_portable(error), traceback.format_exc())


def _portable(error: Exception) -> Exception:
    """Return the error, or one that says the same where it cannot be sent."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001 - an error of a decoder may hold anything
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _send(answers: BinaryIO, message: Any) -> None:
    pickle.dump(message, answers, protocol=pickle.HIGHEST_PROTOCOL)
    answers.flush()


def _die_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOKS_FOR_PARENT_EVERY)
    os._exit(1)


if __name__ == "__main__":
    main()
