"""Every condition, score and effect of a story as it is written, with what people call its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from story.errors import StoryError
from story.expression import Effect, Expression, Names, names_in, read_effect, read_expression
from story.model import LocalText, Story
from story.titles import choice_name, node_name


class Role(StrEnum):
    """What an expression is for."""

    CONDITION = "condition"
    SCORE = "score"
    EFFECT = "effect"


@dataclass(frozen=True)
class Written:
    """One condition, score or effect that is not empty.

    Attributes:
        text: As it is written.
        role: What it is for.
        where: What messages call it, in English and Korean.
        node_id: The node or group that it stands at.
        choice_id: The choice that it stands at, or `""`.
    """

    text: str
    role: Role
    where: LocalText
    node_id: str
    choice_id: str = ""

    def read(self) -> Expression | Effect:
        """Return what it says.

        Raises:
            StoryError: It cannot be read.
        """
        return read_effect(self.text) if self.role is Role.EFFECT else read_expression(self.text)

    def names(self) -> Names:
        """Return what it asks for; nothing if it cannot be read."""
        try:
            said = self.read()
        except StoryError:
            return Names(frozenset(), frozenset(), frozenset())
        return names_in(said.expression if isinstance(said, Effect) else said)


def all_written(story: Story) -> Iterator[Written]:
    """Yield every condition, score and effect of a story: those of choices, of nodes, of groups."""
    for choice in story.choices:
        yield from _with_effects(choice_name(choice), choice.effects, choice.source, choice.id)
        if choice.condition.strip():
            where = _where(Role.CONDITION, choice_name(choice))
            yield Written(choice.condition, Role.CONDITION, where, choice.source, choice.id)
    for node in story.nodes:
        yield from _with_effects(node_name(node), node.effects, node.id)
    for group in story.groups:
        for candidate in group.candidates:
            for role, text in ((Role.CONDITION, candidate.condition), (Role.SCORE, candidate.score)):
                if text.strip():
                    yield Written(text, role, _where(role, candidate.node, group.id), group.id)


def _with_effects(
    name: str, effects: tuple[str, ...], node_id: str, choice_id: str = ""
) -> Iterator[Written]:
    for text in effects:
        yield Written(text, Role.EFFECT, _where(Role.EFFECT, name), node_id, choice_id)


def _where(role: Role, name: str, group: str = "") -> LocalText:
    article = "An" if role is Role.EFFECT else "The"
    korean = {Role.CONDITION: "조건", Role.SCORE: "점수", Role.EFFECT: "효과"}[role]
    return {
        "en": f"{article} {role.value} of {name}{f' in the group {group}' if group else ''}",
        "ko": f"{f'묶음 {group}의 ' if group else ''}{name}의 {korean}",
    }
