"""Reads the JSON inside Twine files, which people write by hand: what is wrong with it is one short reason."""

import json
from collections.abc import Mapping


class BadJsonError(ValueError):
    """A text that is no JSON.

    Args:
        reason: What is wrong, in a few words.
        line: On which of its lines, from 1; 0 if that is not known.
    """

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.line = line


def read_json(text: str) -> object:
    """Return what a JSON text says.

    Raises:
        BadJsonError: It is no JSON, nested too deeply, or has a number that is no number.
    """
    try:
        return json.loads(text, parse_int=_int, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        reason = f"{error.msg} at column {error.colno}"
        raise BadJsonError(reason[:1].lower() + reason[1:], error.lineno) from error
    except RecursionError as error:
        raise BadJsonError("it is nested too deeply") from error


def read_object(text: str) -> Mapping[str, object]:
    """Return the object that a JSON text says.

    Raises:
        BadJsonError: It is no JSON, or something other than an object.
    """
    value = read_json(text)
    if not isinstance(value, dict):
        raise BadJsonError("it is not an object in braces")
    return value


def _int(digits: str) -> int:
    if len(digits) > 20:
        raise BadJsonError("a number in it is far too long")
    return int(digits)


def _no_constant(name: str) -> object:
    raise BadJsonError(f"{name} is not a number")
