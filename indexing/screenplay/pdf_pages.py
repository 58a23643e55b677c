"""The process that takes a PDF on standard input and writes its text; `indexing.screenplay.pdf` starts it."""

import io
import sys
import time

from indexing.screenplay.pdf import (
    LOCKED,
    MOST_CHARACTERS,
    MOST_MEMORY_BYTES,
    MOST_PAGES,
    MOST_SECONDS,
    NO_TEXT,
)


def _read(content: bytes) -> str:
    """Return the text of the first pages; what exceeds a limit is left out."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        sys.exit(LOCKED)
    begun, pages, size = time.monotonic(), [], 0
    for number in range(min(len(reader.pages), MOST_PAGES)):
        text = reader.pages[number].extract_text(extraction_mode="layout") or ""
        pages.append(text)
        size += len(text)
        if size > MOST_CHARACTERS or time.monotonic() - begun > MOST_SECONDS / 2:
            break
    return "\n\f\n".join(pages)[:MOST_CHARACTERS]


def _main() -> None:
    _limit()
    text = _read(sys.stdin.buffer.read())
    if not any(character.isalpha() for character in text):
        sys.exit(NO_TEXT)
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))


def _limit() -> None:
    """Hold this process to its time and memory, where the system can."""
    try:
        import resource
    except ImportError:  # Windows has none; the time limit of the parent holds there too
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _main()
