"""What a text means as a query: its parts, each with its place, and what is left for words and vectors.

The language, in full:

| written | means |
|---|---|
| `boat leaves` | words, and what is like them |
| `"to the sea"`, `“…”`, `「…」` | exactly this is said |
| `-boat`, `-"to the sea"` | not this |
| `where:harbour`, `누가:"등대 지기"`, `when:night,dawn` | carries this tag, or something narrower; a comma means or |
| `film:keeper` | the title has these words |
| `lang:ko` | something is said in Korean |
| `longer:90`, `shorter:1m30s`, `longer:2분` | lasts at least, or at most, so long |
| `-where:harbour`, `-film:keeper`, `-lang:ko` | not that |
| `a >> b` | two steps in the order of a film; see `library.search.scanner.split_steps` |
| `within:5m` | each step begins at most so long after the one before it has ended; ten minutes if nothing is said |

A key is one only with its value right after the colon: `he said: run`, `10:30` and addresses are plain text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from library.ontology import Facet
from library.search.notes import Note


class PartKind(StrEnum):
    """What a part of a query asks for; `CONCEPT` and `TITLE` are recognised in plain words and exclude nothing."""

    WORDS = "words"
    PHRASE = "phrase"
    FACET = "facet"
    FILM = "film"
    LANGUAGE = "language"
    LONGER = "longer"
    SHORTER = "shorter"
    WITHIN = "within"
    CONCEPT = "concept"
    TITLE = "title"

    @property
    def recognised(self) -> bool:
        """Whether it was recognised in plain words, so that its words are looked for as well."""
        return self in (PartKind.CONCEPT, PartKind.TITLE)


@dataclass(frozen=True)
class Part:
    """A part of a query that a screen can show as a chip.

    Attributes:
        kind: What it asks for.
        start, end: Its place in the query's text, half-open, in characters (code points).
        values: What is asked for, without quotes; any of them will do.
        facet: Of a tag, which question it answers.
        excluded: Whether scenes that have it are left out instead.
        name: Of something recognised, the concept's IRI or `film_name`; who removes the chip puts it into
            `SearchRequest.ignored`.
        labels: Of something recognised, what people call it, by language; a title is the same in each.
    """

    kind: PartKind
    start: int
    end: int
    values: tuple[str, ...]
    facet: Facet | None = None
    excluded: bool = False
    name: str = ""
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Query:
    """A text that was read.

    Attributes:
        text: What was read: the text as it came, cut if too long, without characters that nobody sees.
        parts: Its parts in order; words that are merely looked for belong to none.
        plain: What words and vectors look for: everything but filters and exclusions. The words of a phrase are
            in it: among the scenes that say it, they order.
        loose: `text` with every character of a filter, phrase or exclusion replaced by `|`: where names may be
            recognised.
        notes: What a person should know.
    """

    text: str
    parts: tuple[Part, ...] = ()
    plain: str = ""
    loose: str = ""
    notes: tuple[Note, ...] = ()

    def of_kind(self, kind: PartKind) -> tuple[Part, ...]:
        """Return the parts of one kind, in order."""
        return tuple(part for part in self.parts if part.kind is kind)

    def without(self, part: Part) -> str:
        """Return the text without a part: read again, it has the other parts.

        The text stays as it is for a part that was recognised in plain words (see `Part.name`).
        """
        if part.kind.recognised:
            return self.text
        return f"{self.text[: part.start].rstrip()} {self.text[part.end :].lstrip()}".strip()


def film_name(film_id: int) -> str:
    """Return the name by which a film that was recognised in a text can be ignored."""
    return f"urn:gallae:film:{film_id}"
