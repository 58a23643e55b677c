"""Cuts the text of an expression or assignment into tokens: names, numbers, texts, marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from story.document.fields import UNSTORABLE
from story.errors import ExpressionError
from story.expression.names import name_end, normal_name, wrong_with_name
from story.expression.syntax import ASKING, KEYWORDS, LARGEST_NUMBER, LONGEST_EXPRESSION, Tree, number_tree

ESCAPES = {"\\": "\\", "'": "'", '"': '"', "n": "\n", "t": "\t", "r": "\r"}
"""What stands for what after a backslash."""

_SPACE = re.compile(r"\s*")
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_MARK = re.compile(r"==|!=|<=|>=|\+=|-=|\*=|/=|[-+*/%<>=(),]")
_ASKED = re.compile(r"\s*\(\s*([A-Za-z0-9_-]{1,64})\s*\)")
_MEANT = {"&": "and", "|": "or", "!": "not"}


class TokenKind(Enum):
    """What a token is."""

    LITERAL = auto()
    NAME = auto()
    ASKING = auto()
    MARK = auto()
    END = auto()


@dataclass(frozen=True)
class Token:
    """A piece of the text.

    Attributes:
        kind: What it is.
        word: A name, a mark or a keyword; for a piece that asks, its function. For messages in other cases.
        column: Where it begins, from 1.
        value: What a literal stands for; the id that an asking piece asks about.
    """

    kind: TokenKind
    word: str
    column: int
    value: Tree = ""


def scan(text: str) -> Iterator[Token]:
    """Yield the tokens of a text, and one of the kind `END` at last.

    Raises:
        ExpressionError: It is too long, or something in it is no token.
    """
    if len(text) > LONGEST_EXPRESSION:
        reason = f"it has {len(text)} characters, more than {LONGEST_EXPRESSION}"
        raise ExpressionError(text, LONGEST_EXPRESSION + 1, reason, "Keep a part of it in a variable.")
    if found := UNSTORABLE.search(text):
        raise ExpressionError(text, found.start() + 1, "a character that cannot be stored stands here")
    at = _space_end(text, 0)
    while at < len(text):
        token, at = _token(text, at)
        yield token
        at = _space_end(text, at)
    yield Token(TokenKind.END, "the end", len(text) + 1)


def _space_end(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _token(text: str, at: int) -> tuple[Token, int]:
    """Return the token that begins at a place, and where it ends."""
    if text[at] in "'\"":
        return _quoted(text, at)
    if found := _NUMBER.match(text, at):
        return _number(text, found)
    if (end := name_end(text, at)) > at:
        return _word(text, at, end)
    if found := _MARK.match(text, at):
        return Token(TokenKind.MARK, found[0], at + 1), found.end()
    meant = _MEANT.get(text[at], "")
    raise ExpressionError(
        text,
        at + 1,
        f"{text[at] if text[at].isprintable() else ascii(text[at])} means nothing here",
        f"Write {meant}." if meant else "Texts stand in quotes.",
    )


def _number(text: str, found: "re.Match[str]") -> tuple[Token, int]:
    column = found.start() + 1
    if name_end(text, found.end()) > found.end():
        raise ExpressionError(text, column, "a name cannot begin with a digit")
    if (number := float(found[0])) > LARGEST_NUMBER:
        raise ExpressionError(text, column, f"a number must lie within ±{LARGEST_NUMBER:.0f}")
    return Token(TokenKind.LITERAL, found[0], column, number_tree(number)), found.end()


def _word(text: str, at: int, end: int) -> tuple[Token, int]:
    word = normal_name(text[at:end])
    if word in ("true", "false"):
        return Token(TokenKind.LITERAL, word, at + 1, word == "true"), end
    if word in KEYWORDS:
        return Token(TokenKind.MARK, word, at + 1), end
    if word in ASKING and text[_space_end(text, end) :].startswith("("):
        return _asking(text, word, at, end)
    if wrong := wrong_with_name(word):
        raise ExpressionError(text, at + 1, wrong)
    return Token(TokenKind.NAME, word, at + 1), end


def _asking(text: str, word: str, at: int, end: int) -> tuple[Token, int]:
    if found := _ASKED.match(text, end):
        return Token(TokenKind.ASKING, word, at + 1, found[1]), found.end()
    example = "n3" if ASKING[word] == "node" else "c2"
    reason = f"{word} takes the id of a {ASKING[word]} in brackets"
    raise ExpressionError(text, at + 1, reason, f"Write it like {word}({example}).")


def _quoted(text: str, at: int) -> tuple[Token, int]:
    """Read a text in quotes."""
    quote, letters, here = text[at], list[str](), at + 1
    while here < len(text) and text[here] != quote:
        if text[here] == "\\":
            here += 1
            if text[here : here + 1] not in ESCAPES or here == len(text):
                raise ExpressionError(text, here, "nothing is known by this backslash", "Write \\\\ for one.")
            letters.append(ESCAPES[text[here]])
        else:
            letters.append(text[here])
        here += 1
    if here == len(text):
        raise ExpressionError(text, at + 1, "the quote that opens here is never closed")
    return Token(TokenKind.LITERAL, "a text", at + 1, "".join(letters)), here + 1
