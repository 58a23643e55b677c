"""Reads a synopsis: one sentence is one beat, `or` lines are choices, indented lines continue one option.

    Ana stands at the crossroads.
    She takes the alley.
      A stranger waits there.
      The end: Caught
    or she takes the bus.
    She comes home.

Here the first beat offers two options; the first goes on for one beat and ends, the second goes on to the beat
that follows the choice. In Korean an option begins with `또는` or `아니면`, and an ending is `끝` or `끝: 제목`.
A sentence may hold a whole choice (`story.draft.choices`), and a question may be followed by a list of its answers
(`story.draft.branches`). A screenplay is read scene by scene (`story.draft.screenplay`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from story.document.fields import UNSTORABLE
from story.draft.beat_facts import NO_FACTS, BeatFacts
from story.draft.branches import Branches, branches_in
from story.draft.choices import asks, conditional, otherwise, ways_in
from story.draft.outline import Line, LineKind, end_title, read_outline
from story.draft.screenplay import is_screenplay, screenplay_lines
from story.draft.sentences import sentences
from story.errors import StoryError

LONGEST_SYNOPSIS = 200_000
"""Characters of a synopsis."""

LONGEST_SENTENCE = 2_000
"""Characters of one beat."""

MOST_BEATS = 500
"""Beats of a synopsis."""

MOST_OPTIONS = 9
"""Options of one choice: as many as keys from 1 to 9."""

_HANGUL = re.compile("[가-힣]")
_LATIN = re.compile("[A-Za-z]")


@dataclass(frozen=True)
class Beat:
    """One thing that happens.

    Attributes:
        text: A sentence, or the first sentences of a scene.
        line: The line of the text on which it stands.
        question: What the text asks after it, of which the answers are the choice that follows, or `""`.
        facts: What the text says of it besides: a scene's heading, its characters.
    """

    text: str
    line: int
    question: str = ""
    facts: BeatFacts = NO_FACTS


@dataclass(frozen=True)
class End:
    """Makes what stands before it an ending with this title, which may be empty."""

    title: str


@dataclass(frozen=True)
class Option:
    """One of the branches of a choice.

    Attributes:
        items: What happens in it, in order.
        condition: What the viewer chooses, where the text says more than what happens then: `If …, …`.
    """

    items: tuple["Item", ...]
    condition: str = ""

    @property
    def label(self) -> str:
        """What the viewer chooses: the condition, else the first sentence, else the title of its end, else `""`."""
        if self.condition:
            return self.condition
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
    items = _items(screenplay_lines(plain) if is_screenplay(plain) else read_outline(plain))
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


def _items(lines: Sequence[Line], opener: Line | None = None) -> tuple[Item, ...]:
    found: list[Item] = []
    groups = branches_in(lines, opener)
    for place, group in enumerate(groups):
        if len(group.lines) > 1:
            found.append(_fork(group.lines[0], [_option(line) for line in group.lines]))
        else:
            found += _branch(group.lines[0], listed=_listed(groups[place + 1 : place + 2]))
    return tuple(_without_questions(found))


def _listed(following: Sequence[Branches]) -> bool:
    return bool(following) and following[0].listed


def _without_questions(items: Sequence[Item]) -> list[Item]:
    """Return items in which a question between a beat and its answers belongs to the beat: nothing is seen of it."""
    found: list[Item] = []
    for place, item in enumerate(items):
        answered = isinstance(item, Beat) and asks(item.text) and isinstance(_after(items, place), Fork)
        before = found[-1] if found else None
        if answered and isinstance(item, Beat) and isinstance(before, Beat):
            found[-1] = replace(before, question=item.text)
        else:
            found.append(item)
    return found


def _after(items: Sequence[Item], place: int) -> Item | None:
    return items[place + 1] if place + 1 < len(items) else None


def _branch(line: Line, listed: bool = False) -> list[Item]:
    """Return what a line and the lines indented under it tell.

    Args:
        line: The line.
        listed: Whether a list of answers follows, so that a choice in the line's last question is not told twice.
    """
    groups = branches_in(line.children, line)
    listed = listed or (bool(groups) and groups[0].listed)
    whole = end_title(line.text)
    own = _told(line, listed) if whole is None else [End(whole)]
    items = [*own, *_items(line.children, line)]
    if line.kind is LineKind.OR and not items:
        raise StoryError(
            f"Line {line.number} of the synopsis says “or” and nothing else.", "Write what happens then."
        )
    return items


def _option(line: Line) -> Option:
    """Return one of several lines of a choice as an option: `If …, …` says what is chosen and what happens then."""
    if line.only_label:
        return Option(_items(line.children), line.text)
    supposed = None if line.whole else conditional(line.text)
    if supposed is not None and (supposed.then or line.children):
        then = replace(line, text=supposed.then)
        return Option(tuple(_branch(then)), supposed.condition)
    other = otherwise(line.text) if line.kind is LineKind.ELSE else None
    items = _branch(line if other is None else replace(line, text=other))
    return Option(tuple(items or [_beat(line.text, line)]))


def _told(line: Line, listed: bool = False) -> list[Item]:
    if line.whole:
        return [_beat(line.text, line)]
    found: list[Item] = []
    told = _asked_together(sentences(line.text))
    for place, sentence in enumerate(told):
        title, ways = end_title(sentence), ways_in(sentence)
        if title is not None:
            found.append(End(title))
        elif len(ways) > 1 and not (listed and place == len(told) - 1):
            found.append(_fork(line, [Option((_beat(way, line),)) for way in ways]))
        else:
            found.append(_beat(sentence, line))
    return _without_questions(found)


def _asked_together(told: Sequence[str]) -> list[str]:
    """Join questions that follow each other and are one choice only together: `숲으로 갈까? 배를 탈까?`."""
    joined: list[str] = []
    for sentence in told:
        pair = f"{joined[-1]} {sentence}" if joined else ""
        if pair and asks(joined[-1]) and asks(sentence) and len(ways_in(pair)) > len(ways_in(joined[-1])):
            joined[-1] = pair
        else:
            joined.append(sentence)
    return joined


def _beat(text: str, line: Line) -> Beat:
    if len(text) > LONGEST_SENTENCE:
        raise StoryError(
            f"Line {line.number} of the synopsis has a sentence of {len(text)} characters.",
            f"Split it into sentences of at most {LONGEST_SENTENCE}.",
        )
    return Beat(text, line.number, facts=line.facts)


def _fork(line: Line, options: Sequence[Option]) -> Fork:
    if len(options) > MOST_OPTIONS:
        raise StoryError(
            f"The choice at line {line.number} of the synopsis has {len(options)} options.",
            f"Offer at most {MOST_OPTIONS}.",
        )
    return Fork(tuple(options))
