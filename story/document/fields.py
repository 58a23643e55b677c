"""Reads a JSON value field by field and says, with its path, what is wrong: `nodes[3].clips[0].start_ms: …`."""

import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from math import isfinite
from typing import Final, NamedTuple, TypeVar

from story.errors import StoryError

LONGEST_TEXT = 10_000
"""Characters in one text of a story."""

GREATEST_NUMBER = 1_000_000_000
"""Bound of every number in a story; as milliseconds, eleven days."""

LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
IDENTIFIER = re.compile(r"[A-Za-z0-9_-]{1,64}")
# NUL cannot be stored in every database, half a surrogate pair in no UTF-8 file.
UNSTORABLE = re.compile("[\0\ud800-\udfff]")

Value = TypeVar("Value")
Kind = TypeVar("Kind", bound=StrEnum)
_REQUIRED: Final = object()


class Place(NamedTuple):
    """Where in which document a value stands, for messages; a tuple, since one is made for every value.

    Attributes:
        source: What people call the document: a file's name, `operation`.
        path: The way to the value inside it, such as `nodes[3].title`.
        error: The exception that says what is wrong here.
        remedy: What to do about it.
    """

    source: str
    path: str = ""
    error: type[StoryError] = StoryError
    remedy: str = ""

    def field(self, name: str) -> "Place":
        """Return the place of a field of the object that stands here."""
        return self._at(f"{self.path}.{name}" if self.path else name)

    def item(self, number: int) -> "Place":
        """Return the place of an entry of the list that stands here."""
        return self._at(f"{self.path}[{number}]")

    def _at(self, path: str) -> "Place":
        return Place(self.source, path, self.error, self.remedy)

    def wrong(self, message: str, remedy: str = "") -> StoryError:
        """Return the exception which says that `message` holds here, with a remedy of its own or the usual one."""
        return self.error(f"{self.source}: {self.path or 'the document'}: {message}.", remedy or self.remedy)


Reader = Callable[[object, Place], Value]


class Fields:
    """One JSON object whose fields are taken one after the other.

    Args:
        value: What should be the object.
        place: Where it stands.
        known: Every field that it may have.
    """

    def __init__(self, value: object, place: Place, known: tuple[str, ...]) -> None:
        self._values = _object(value, place)
        self._place = place
        for name in self._values:
            if name not in known:
                raise place.field(_shown(name)).wrong(f"is not a field; known are {', '.join(known)}")

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def take(self, name: str, read: Reader[Value], default: Value | object = _REQUIRED) -> Value:
        """Return a field as `read` understands it, or `default` if the field is absent.

        Raises:
            StoryError: The field is absent without a default, or `read` refuses it.
        """
        if name in self._values:
            return read(self._values[name], self._place.field(name))
        if default is _REQUIRED:
            raise self._place.field(name).wrong("is missing")
        return default  # type: ignore[return-value] # either a Value or _REQUIRED, and that was ruled out


def text(value: object, place: Place) -> str:
    """Read a text of at most `LONGEST_TEXT` characters that every file and database can hold."""
    if not isinstance(value, str):
        raise place.wrong(f"must be text, not {_shown(value)}")
    if len(value) > LONGEST_TEXT:
        raise place.wrong(f"has {len(value)} characters, more than {LONGEST_TEXT}")
    if UNSTORABLE.search(value):
        raise place.wrong("holds a character that cannot be stored")
    return value


def filled_text(value: object, place: Place) -> str:
    """Read a text that is not empty."""
    if not (words := text(value, place)):
        raise place.wrong("must not be empty")
    return words


def identifier(value: object, place: Place) -> str:
    """Read an id: 1 to 64 letters, digits, `-` and `_`."""
    if not IDENTIFIER.fullmatch(words := text(value, place)):
        raise place.wrong(f"must be 1 to 64 letters, digits, - and _, not {_shown(words)}")
    return words


def identifier_or_empty(value: object, place: Place) -> str:
    """Read an id, or `""` for none."""
    return identifier(value, place) if value != "" else ""


def language(value: object, place: Place) -> str:
    """Read a language code such as `en` or `pt-BR`."""
    if not LANGUAGE.fullmatch(words := text(value, place)):
        raise place.wrong(f"must be a language code such as en or ko, not {_shown(words)}")
    return words


def local_text(value: object, place: Place) -> dict[str, str]:
    """Read texts by language code."""
    pairs = _object(value, place).items()
    return {language(code, place): text(words, place.field(code)) for code, words in sorted(pairs)}


def local_document(texts: Mapping[str, str]) -> dict[str, str]:
    """Return texts by language as JSON values, in the same order however they were made."""
    return dict(sorted(texts.items()))


def truth(value: object, place: Place) -> bool:
    """Read `true` or `false`."""
    if not isinstance(value, bool):
        raise place.wrong(f"must be true or false, not {_shown(value)}")
    return value


def whole_number(value: object, place: Place) -> int:
    """Read an integer within `GREATEST_NUMBER` of zero."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise place.wrong(f"must be a whole number, not {_shown(value)}")
    if abs(value) > GREATEST_NUMBER:
        raise place.wrong(f"must lie within ±{GREATEST_NUMBER}")
    return value


def count(value: object, place: Place) -> int:
    """Read an integer that is not negative: a count, or milliseconds."""
    if (number := whole_number(value, place)) < 0:
        raise place.wrong(f"must not be negative, but is {number}")
    return number


def count_or_none(value: object, place: Place) -> int | None:
    """Read an integer that is not negative, or `null`."""
    return None if value is None else count(value, place)


def real(value: object, place: Place) -> float:
    """Read a number within `GREATEST_NUMBER` of zero."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise place.wrong(f"must be a number, not {_shown(value)}")
    if not isfinite(value) or abs(value) > GREATEST_NUMBER:
        raise place.wrong(f"must lie within ±{GREATEST_NUMBER}")
    return float(value)


def real_within(least: float, most: float) -> Reader[float]:
    """Return what reads a number from `least` to `most`."""

    def read(value: object, place: Place) -> float:
        number = real(value, place)
        if not least <= number <= most:
            raise place.wrong(f"must lie from {least:g} to {most:g}, but is {number:g}")
        return number

    return read


def weight_or_none(value: object, place: Place) -> float | None:
    """Read a number above zero, or `null`."""
    if value is None:
        return None
    if (number := real(value, place)) <= 0:
        raise place.wrong(f"must be more than 0, but is {number:g}")
    return number


def member_of(kinds: type[Kind]) -> Reader[Kind]:
    """Return what reads one of an enumeration's words."""

    def read(value: object, place: Place) -> Kind:
        words = text(value, place)
        if words not in set(kinds):
            raise place.wrong(f"must be one of {', '.join(kinds)}, not {_shown(words)}")
        return kinds(words)

    return read


def position(value: object, place: Place) -> tuple[float, float] | None:
    """Read a point `[x, y]` in pixels, or `null`."""
    if value is None:
        return None
    numbers = [real(number, spot) for number, spot in items(value, place)]
    if len(numbers) != 2:
        raise place.wrong("must be [x, y]")
    return numbers[0], numbers[1]


def items(value: object, place: Place, most: int | None = None) -> Iterator[tuple[object, Place]]:
    """Read a list of at most `most` entries: each entry with its place."""
    if not isinstance(value, (list, tuple)):
        raise place.wrong(f"must be a list, not {_shown(value)}")
    if most is not None and len(value) > most:
        raise place.wrong(f"has {len(value)} entries, more than {most}")
    return ((entry, place.item(number)) for number, entry in enumerate(value))


def _object(value: object, place: Place) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise place.wrong(f"must be an object, not {_shown(value)}")
    for key in value:
        if not isinstance(key, str):
            raise place.wrong(f"has a field name that is not text: {_shown(key)}")
    return value


def _shown(value: object) -> str:
    """Return a value short enough for a message of one line."""
    if isinstance(value, (list, tuple, Mapping)):
        return "a list" if not isinstance(value, Mapping) else "an object"
    words = ascii(value) if isinstance(value, str) and UNSTORABLE.search(value) else repr(value)
    return words if len(words) <= 40 else f"{words[:39]}…"
