"""Text files of unknown encoding, as subtitles and screenplays come: read as what they most likely are."""

import codecs
from pathlib import Path

from indexing.errors import IndexingError
from indexing.file_name import require_unicode_name

_LARGEST_BYTES = 20_000_000
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16: its mark begins with that of UTF-16
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_LIKELY = ["cp949", "cp1252", "utf_16_le", "utf_16_be", "shift_jis", "gb18030", "cp1251", "cp1256"]
_USUAL_SYLLABLES = frozenset(
    "이다는을에가고의어지하은한나를아기로도사리자그것인시서들수안있라니내게거일야너만해"
)
_LIKELY_CONTROLS = frozenset("\t\n\r\f\x1a")


def read_bytes(path: Path, error: type[IndexingError], what: str) -> bytes:
    """Return a file's bytes.

    Args:
        path: The file.
        error: What to raise if it cannot be used.
        what: What it should be, in words, for instance `subtitle file`.
    """
    require_unicode_name(path, error)
    try:
        if path.is_dir():
            raise error(f"{path}: a folder, not a {what}.", "Name the file in it.")
        if path.stat().st_size > _LARGEST_BYTES:
            raise error(f"{path}: too large for a {what} ({_LARGEST_BYTES // 1_000_000} MB at most).")
        content = path.read_bytes()
    except FileNotFoundError as problem:
        raise error(f"{path}: there is no such {what}.", "Check the name and the folder.") from problem
    except OSError as problem:
        raise error(f"{path}: {problem.strerror}.", "Allow reading it and try again.") from problem
    if not content.strip(b"\0 \t\r\n"):
        raise error(f"{path}: the {what} is empty.", "Give another, or leave it out.")
    return content


def decoded(content: bytes) -> str | None:
    """Return the text of a file's bytes, or `None` if they are no text.

    A byte order mark decides; then UTF-8 if it fits, then what charset-normalizer finds likely among the encodings
    that subtitles come in.
    """
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return _as_text(content, encoding)
    if b"\0" not in content:
        text = _as_text(content, "utf-8")
        if text is not None:
            return text
    return _guessed(content)


def _guessed(content: bytes) -> str | None:
    from charset_normalizer import from_bytes

    likely = [encoding for encoding in _LIKELY if encoding != "cp949" or _reads_as_korean(content)]
    for match in from_bytes(content, cp_isolation=likely, language_threshold=0.0):
        text = _as_text(content, match.encoding)
        if text is not None:
            return text
    return next((text for encoding in _LIKELY[:2] if (text := _as_text(content, encoding)) is not None), None)


def _reads_as_korean(content: bytes) -> bool:
    """Say whether bytes read as CP949 have the syllables of Korean: Japanese and Chinese ones give only rare Hangul."""
    text = content.decode("cp949", "ignore")
    hangul = [character for character in text if "가" <= character <= "힣"]
    return sum(character in _USUAL_SYLLABLES for character in hangul) * 5 >= len(hangul) > 0


def _as_text(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    controls = sum(character < " " and character not in _LIKELY_CONTROLS for character in text)
    return None if controls > len(text) // 100 else text.replace("\r\n", "\n").replace("\r", "\n")
