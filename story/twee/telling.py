"""Reads every passage of a Twine story in its story format, and settles what variables there are."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from story.errors import StoryError
from story.model import Value, Variable, VariableKind
from story.twee.content import Content, Made, Source, understood
from story.twee.dialect import Meanings
from story.twee.kinds_seen import KindsSeen, StartValues, fitting_condition, fitting_effect, nothing
from story.twee.notes import ImportNote, import_note
from story.twee.passages import Passage, TwineStory
from story.twee.roles import Roles
from story.twee.rule import Rule
from story.twee.story_format import StoryFormat, runs_first

MOST_NOTES = 1_000
"""Notes on one story; what there is beyond them is counted only."""


@dataclass(frozen=True)
class Told:
    """What the passages of a story tell.

    Attributes:
        contents: By passage name, of those that become nodes.
        first: Contents of the passages that are run before the story starts.
        variables: All variables, in the order in which they are seen.
        kinds: What they hold.
    """

    contents: Mapping[str, Content]
    first: tuple[tuple[Passage, Content], ...]
    variables: tuple[Variable, ...]
    kinds: Mapping[str, VariableKind]


def told_by(
    twine: TwineStory, roles: Roles, story_format: StoryFormat, start: str, notes: "NoteList"
) -> Told:
    """Return what the passages of a story tell.

    Args:
        twine: The story.
        roles: What each passage becomes.
        story_format: How they are written.
        start: Name of the passage at which the story starts.
        notes: Takes what has to be said about them.
    """
    meanings = Meanings({one.name: roles.ids[one.name] for one in roles.nodes}, _given_names(twine))
    first = [
        (passage, _content(passage, "", story_format, meanings))
        for passage in roles.special
        if runs_first(passage, story_format)
    ]
    contents = {one.name: _content(one, roles.ids[one.name], story_format, meanings) for one in roles.nodes}
    seen = KindsSeen()
    for content in (*(content for _, content in first), *contents.values()):
        for made in _assignments(content):
            seen.assigned(made.effect)
        for rule in _rules(content):
            if rule.expression:
                seen.asked(rule.expression)
    kinds = seen.kinds()
    for name in seen.torn():
        notes.add(import_note("variable-kinds", variable=name, kind=kinds[name].value))
    starts = _start_values(first, contents.get(start), kinds, notes)
    variables = tuple(Variable(name, kind, starts.get(name, nothing(kind))) for name, kind in kinds.items())
    return Told(contents, tuple(first), variables, kinds)


class NoteList:
    """Collects notes, up to a number of them.

    Args:
        first: Those that there are already.
    """

    def __init__(self, first: Iterable[ImportNote]) -> None:
        self._notes = list(first)
        self._beyond = 0

    def add(self, note: ImportNote) -> None:
        """Take a note, or only count it."""
        if len(self._notes) < MOST_NOTES:
            self._notes.append(note)
        else:
            self._beyond += 1

    def about(
        self, code: str, passage: Passage, at: int, *, node_id: str = "", source: str = "", **words: object
    ) -> None:
        """Take a note about a place of a passage's source, or only count it.

        Args:
            code: As for `import_note`.
            passage: The passage.
            at: The place.
            node_id: The node that the passage became.
            source: The words of the file that it is about.
            words: What fills the note's message.
        """
        if len(self._notes) < MOST_NOTES:
            self._notes.append(
                import_note(code, passage.name, line_of(passage, at), node_id=node_id, source=source, **words)
            )
        else:
            self._beyond += 1

    def all(self) -> tuple[ImportNote, ...]:
        """Return the notes, and one that counts those beyond."""
        more = (import_note("more", count=self._beyond),) if self._beyond else ()
        return (*self._notes, *more)


def fitted(
    made: Iterable[Made], told: Told, passage: Passage, node_id: str, notes: NoteList
) -> tuple[str, ...]:
    """Return assignments as texts; one that does not fit its variable is left out with a note."""
    found: list[str] = []
    for one in made:
        try:
            found.append(fitting_effect(one.effect, told.kinds))
        except StoryError as error:
            _say_unfitting(notes, error, passage, one.source, node_id)
    return tuple(found)


def fitted_rule(rule: Rule, told: Told, passage: Passage, at: int, node_id: str, notes: NoteList) -> str:
    """Return a rule as the text of a condition, or `""` with a note if it does not fit together."""
    if rule.expression is None:
        return ""
    try:
        return fitting_condition(rule.expression, told.kinds)
    except StoryError as error:
        _say_unfitting(notes, error, passage, Source(rule.source, at), node_id)
        return ""


def line_of(passage: Passage, at: int) -> int:
    """Return the line on which a place of a passage's source lies."""
    return passage.line + passage.text.count("\n", 0, at)


def _say_unfitting(
    notes: NoteList, error: StoryError, passage: Passage, source: Source, node_id: str
) -> None:
    reason = error.message.rstrip(".")
    notes.about("unfitting", passage, source.at, node_id=node_id, source=source.text, reason=reason)


def _content(passage: Passage, here: str, story_format: StoryFormat, meanings: Meanings) -> Content:
    return understood(story_format.events(passage.text), story_format.dialect, meanings, here)


def _given_names(twine: TwineStory) -> dict[str, str]:
    """Return what Gallae called the variables of a story whose names Twine cannot write."""
    names = twine.gallae.get("names")
    pairs = names.items() if isinstance(names, Mapping) else ()
    return {one: other for one, other in pairs if isinstance(one, str) and isinstance(other, str)}


def _assignments(content: Content) -> Iterator[Made]:
    yield from content.made
    for exit in content.exits:
        yield from exit.made


def _rules(content: Content) -> Iterator[Rule]:
    return (exit.rule for exit in content.exits)


def _start_values(
    first: Iterable[tuple[Passage, Content]],
    start: Content | None,
    kinds: Mapping[str, VariableKind],
    notes: NoteList,
) -> dict[str, Value]:
    """Return start values: from what is run first, else what the first passage assigns at once."""
    values = StartValues(kinds)
    for passage, content in first:
        for made in content.made:
            try:
                values.assign(made.effect)
            except StoryError as error:
                _say_unfitting(notes, error, passage, made.source, "")
    before = frozenset(values.values)
    for made in start.made if start else ():
        if not isinstance(made.effect.expression.tree, tuple) and made.effect.variable not in before:
            with suppress(StoryError):  # the note comes with the assignment itself
                values.assign(made.effect)
    return values.values
