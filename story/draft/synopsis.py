"""Reads a synopsis: one sentence is one beat, `or` lines are choices, indented lines continue one option.

    Ana stands at the crossroads.
    She takes the alley.
      A stranger waits there.
      The end: Caught
    or she takes the bus.
    She comes home.

Here the first beat offers two options; the first goes on for one beat and ends, the second goes on to the beat
that follows the choice. In Korean an option begins with `또는` or `아니면`, and an ending is `끝` or `끝: 제목`.
One sentence may hold a whole choice: `Either she runs or she hides.`
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from story.draft.outline import Line, LineKind, end_title, read_outline
from story.draft.sentences import sentences
from story.errors import StoryError
from story.fields import UNSTORABLE

LONGEST_SYNOPSIS = 200_000
"""Characters of a synopsis."""

LONGEST_SENTENCE = 2_000
"""Characters of one beat."""

MOST_BEATS = 500
"""Beats of a synopsis."""

MOST_OPTIONS = 9
"""Options of one choice: as many as keys from 1 to 9."""

_EITHER = re.compile(r"either[\s,:]+", re.IGNORECASE)
_KOREAN_OR = re.compile(r"[,，]\s*(?:아니면|또는)\s+")
_HANGUL = re.compile("[가-힣]")
_LATIN = re.compile("[A-Za-z]")


@dataclass(frozen=True)
class Beat:
    """One sentence, and the line of the text on which it stands."""

    text: str
    line: int


@dataclass(frozen=True)
class End:
    """Makes what stands before it an ending with this title, which may be empty."""

    title: str


@dataclass(frozen=True)
class Option:
    """One of the branches of a choice: what happens in it, in order."""

    items: tuple["Item", ...]

    @property
    def label(self) -> str:
        """What the viewer chooses: the branch's first sentence, else the title of its end, else `""`."""
        first = next((beat.text for beat in beats_of(self.items)), "")
        return first or next((item.title for item in self.items if isinstance(item, End)), "")


@dataclass(frozen=True)
class Fork:
    """A choice among branches; the first is the default."""

    options: tuple[Option, ...]


Item: TypeAlias = Beat | Fork | End


@dataclass(frozen=True)
class Synopsis:
    """A text as beats, forks and ends, and its language: `ko` or `en`."""

    items: tuple[Item, ...]
    language: str


def beats_of(items: Sequence[Item]) -> Iterator[Beat]:
    """Yield all beats in the order of the text."""
    for item in items:
        if isinstance(item, Beat):
            yield item
        elif isinstance(item, Fork):
            for option in item.options:
                yield from beats_of(option.items)


def read_synopsis(text: str) -> Synopsis:
    """Return what a synopsis tells.

    Raises:
        StoryError: It is empty, has no sentence, is too long, or has an option without words.
    """
    if not text.strip():
        raise StoryError("The synopsis is empty.", "Write one sentence for each thing that happens.")
    if len(text) > LONGEST_SYNOPSIS:
        raise StoryError(
            f"The synopsis has {len(text)} characters, more than {LONGEST_SYNOPSIS}.", "Draft it in parts."
        )
    plain = UNSTORABLE.sub(" ", text).removeprefix("\ufeff")
    items = _items(read_outline(plain))
    beats = sum(1 for _ in beats_of(items))
    if not beats:
        raise StoryError(
            "The synopsis has no sentence in it.", "Write one sentence for each thing that happens."
        )
    if beats > MOST_BEATS:
        raise StoryError(f"The synopsis has {beats} beats, more than {MOST_BEATS}.", "Draft it in parts.")
    return Synopsis(items, _language(plain))


def _language(text: str) -> str:
    """Return `ko` for a text that is Korean for the most part; a Hangul syllable counts as two Latin letters."""
    return "ko" if 2 * len(_HANGUL.findall(text)) > len(_LATIN.findall(text)) else "en"


def _items(lines: Sequence[Line]) -> tuple[Item, ...]:
    found: list[Item] = []
    for group in _groups(lines):
        branches = [_branch(line) for line in group]
        found += branches[0] if len(branches) == 1 else [_fork(group[0], branches)]
    return tuple(found)


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Put every line together with the `or` lines that follow it.

    An end between the two belongs to the option above it: `She runs. / The end / or she hides.`
    """
    groups: list[list[Line]] = []
    for number, line in enumerate(lines):
        before_or = number + 1 < len(lines) and lines[number + 1].kind is LineKind.OR
        if line.kind is LineKind.OR and groups:
            groups[-1].append(line)
        elif line.kind is LineKind.END and before_or and groups:
            option = groups[-1].pop()
            groups[-1].append(Line(option.number, option.kind, option.text, (*option.children, line)))
        else:
            groups.append([line])
    return groups


def _branch(line: Line) -> list[Item]:
    """Return what a line and the lines indented under it tell."""
    whole = end_title(line.text)
    own = _told(line) if whole is None else [End(whole)]
    items = [*own, *_items(line.children)]
    if line.kind is LineKind.OR and not items:
        raise StoryError(
            f"Line {line.number} of the synopsis says “or” and nothing else.", "Write what happens then."
        )
    return items


def _told(line: Line) -> list[Item]:
    found: list[Item] = []
    for sentence in sentences(line.text):
        if len(sentence) > LONGEST_SENTENCE:
            raise StoryError(
                f"Line {line.number} of the synopsis has a sentence of {len(sentence)} characters.",
                f"Split it into sentences of at most {LONGEST_SENTENCE}.",
            )
        title, ways = end_title(sentence), _alternatives(sentence)
        if title is not None:
            found.append(End(title))
        elif len(ways) > 1:
            found.append(_fork(line, [[Beat(way, line.number)] for way in ways]))
        else:
            found.append(Beat(sentence, line.number))
    return found


def _alternatives(sentence: str) -> list[str]:
    """Return the options of a sentence that holds a whole choice, else the sentence alone."""
    opening = _EITHER.match(sentence)
    if opening is None:
        return _KOREAN_OR.split(sentence)
    rest = sentence[opening.end() :]
    ways = re.split(r",\s*or\s+", rest)
    if len(ways) == 1:
        ways = re.split(r"\s+or\s+", rest, maxsplit=1)
    return [way[:1].upper() + way[1:] for way in ways] if len(ways) > 1 else [sentence]


def _fork(line: Line, branches: Sequence[Sequence[Item]]) -> Fork:
    if len(branches) > MOST_OPTIONS:
        raise StoryError(
            f"The choice at line {line.number} of the synopsis has {len(branches)} options.",
            f"Offer at most {MOST_OPTIONS}.",
        )
    return Fork(tuple(Option(tuple(items)) for items in branches))
