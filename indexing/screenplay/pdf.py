"""The text of a PDF screenplay, with its columns, read in a process of its own: a PDF can be made to take for ever."""

import subprocess
import sys

from indexing.errors import ScreenplayUnreadable

MOST_PAGES = 500
MOST_SECONDS = 60
MOST_MEMORY_BYTES = 1 << 30
MOST_CHARACTERS = 5_000_000
_REMEDY = "Give the screenplay as Fountain, Final Draft or plain text."
NO_TEXT, LOCKED = 3, 4
_WHY = {NO_TEXT: "there is no text in it, only pictures", LOCKED: "it is locked with a password"}


def is_pdf(content: bytes) -> bool:
    """Say whether bytes are a PDF."""
    return content[:1024].lstrip().startswith(b"%PDF-")


def pdf_text(content: bytes, name: str) -> str:
    """Return the text of a PDF, columns kept as spaces, pages parted by form feeds.

    Raises:
        ScreenplayUnreadable: It is broken, locked, has no text, or takes too long or too much memory.
    """
    command = [sys.executable, "-m", "indexing.screenplay.pdf_pages"]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise ScreenplayUnreadable(
            f"{name}: reading it takes over {MOST_SECONDS} seconds.", _REMEDY
        ) from error
    if done.returncode:
        why = _WHY.get(done.returncode, "not a PDF that can be read")
        raise ScreenplayUnreadable(f"{name}: {why}.", _REMEDY)
    return done.stdout.decode("utf-8", "replace")
