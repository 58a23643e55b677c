"""What a screenplay is made of: elements as they stand on the page, and the scenes that they make up."""

from dataclasses import dataclass
from enum import StrEnum


class ElementKind(StrEnum):
    """What a paragraph of a screenplay is, as screenwriters call it."""

    HEADING = "heading"
    ACTION = "action"
    CHARACTER = "character"
    PARENTHETICAL = "parenthetical"
    DIALOGUE = "dialogue"
    TRANSITION = "transition"
    SECTION = "section"
    SYNOPSIS = "synopsis"
    PAGE_BREAK = "page break"


@dataclass(frozen=True)
class Element:
    """A paragraph of a screenplay: plain text with one space between words, the same whatever the file's format."""

    kind: ElementKind
    text: str


@dataclass(frozen=True)
class Speech:
    """What a character says, and how (the parentheticals), in the order of the page."""

    character: str
    text: str
    manner: str = ""


@dataclass(frozen=True)
class ScreenplayScene:
    """A scene as it is written.

    Attributes:
        heading: As it stands, without the scene number.
        inside: Whether it plays inside; `None` if the heading does not say, or says both.
        place: Where it plays, as written.
        time: When it plays, as written, or `""`.
        actions: What is seen, a paragraph each.
        speeches: What is said.
    """

    heading: str
    inside: bool | None
    place: str
    time: str
    actions: tuple[str, ...]
    speeches: tuple[Speech, ...]
