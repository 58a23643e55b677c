"""What a variable may be called: a letter or `_`, then letters, digits and `_`, in any script."""

from unicodedata import normalize

from story.expression.syntax import KEYWORDS

LONGEST_NAME = 40
"""Characters of a name in normal form C."""


def name_end(text: str, start: int) -> int:
    """Return where the name that begins at `start` ends; `start` itself if none begins there.

    Letters are those of Unicode's identifiers (UAX 31), so vowel signs and accents that stand alone count as well.
    """
    if not text[start : start + 1].isidentifier():
        return start
    end = start + 1
    while end < len(text) and f"_{text[end]}".isidentifier():
        end += 1
    return end


def normal_name(name: str) -> str:
    """Return a name as it is compared and kept: in Unicode's normal form C."""
    return normalize("NFC", name)


def wrong_with_name(name: str) -> str:
    """Say why a text cannot be a variable's name, or return `""` if it can."""
    if name in KEYWORDS:
        return f"“{name}” is a word of the language and no name"
    if not name or name_end(name, 0) < len(name):
        return "a name is a letter or _, then letters, digits and _"
    if len(name) > LONGEST_NAME:
        return f"a name has at most {LONGEST_NAME} characters, this one has {len(name)}"
    return ""
