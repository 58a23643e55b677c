"""Gives nodes, groups and choices other ids wherever a story speaks of them."""

from collections.abc import Mapping
from dataclasses import replace

from story.expression import names_in, read_effect, read_expression, renamed, renamed_effect
from story.model import Candidate, Choice, Group, Node, Story

Ids = Mapping[str, str]
"""New id by old id."""


def renumbered(story: Story, places: Ids, choices: Ids) -> Story:
    """Return a story whose nodes, groups and choices have other ids, with everything that names them following.

    Args:
        story: The story.
        places: New ids of nodes and groups by their old ones; what is absent keeps its id.
        choices: New ids of choices by their old ones.
    """
    if not places and not choices:
        return story
    ids = _Renumbering(places, choices)
    return replace(
        story,
        start=places.get(story.start, story.start),
        nodes=tuple(ids.node(node) for node in story.nodes),
        choices=tuple(ids.choice(choice) for choice in story.choices),
        groups=tuple(ids.group(group) for group in story.groups),
    )


class _Renumbering:
    def __init__(self, places: Ids, choices: Ids) -> None:
        self._places = places
        self._choices = choices

    def node(self, node: Node) -> Node:
        return replace(node, id=self._place(node.id), effects=self._effects(node.effects))

    def group(self, group: Group) -> Group:
        candidates = tuple(self._candidate(candidate) for candidate in group.candidates)
        return replace(group, id=self._place(group.id), candidates=candidates)

    def choice(self, choice: Choice) -> Choice:
        return replace(
            choice,
            id=self._choices.get(choice.id, choice.id),
            source=self._place(choice.source),
            target=self._place(choice.target),
            returns_to=self._place(choice.returns_to),
            condition=self._expression(choice.condition),
            effects=self._effects(choice.effects),
        )

    def _candidate(self, candidate: Candidate) -> Candidate:
        return replace(
            candidate,
            node=self._place(candidate.node),
            condition=self._expression(candidate.condition),
            score=self._expression(candidate.score),
        )

    def _place(self, name: str) -> str:
        return self._places.get(name, name)

    def _expression(self, text: str) -> str:
        if not text.strip():
            return text
        expression = read_expression(text)
        names = names_in(expression)
        if not (names.nodes & self._places.keys() or names.choices & self._choices.keys()):
            return text  # as it was written
        return renamed(expression, nodes=self._places, choices=self._choices).text

    def _effects(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._effect(text) for text in texts)

    def _effect(self, text: str) -> str:
        effect = read_effect(text)
        names = names_in(effect.expression)
        if not (names.nodes & self._places.keys() or names.choices & self._choices.keys()):
            return text
        return renamed_effect(effect, nodes=self._places, choices=self._choices).text
