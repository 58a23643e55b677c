"""Gives a variable another name wherever a story speaks of it.

What does not speak of it is returned as it is, the same object; what does is written in canonical form.
"""

from dataclasses import replace

from story.expression import names_in, normal_name, read_effect, read_expression, renamed, renamed_effect
from story.model import Candidate, Choice, Group, Node


def node_renamed(node: Node, old: str, new: str) -> Node:
    """Return a node whose effects call the variable `old` by the name `new`."""
    effects = _effects(node.effects, old, new)
    return node if effects == node.effects else replace(node, effects=effects)


def choice_renamed(choice: Choice, old: str, new: str) -> Choice:
    """Return a choice whose condition and effects call the variable `old` by the name `new`."""
    condition, effects = _expression(choice.condition, old, new), _effects(choice.effects, old, new)
    if condition == choice.condition and effects == choice.effects:
        return choice
    return replace(choice, condition=condition, effects=effects)


def group_renamed(group: Group, old: str, new: str) -> Group:
    """Return a group whose candidates call the variable `old` by the name `new`."""
    candidates = tuple(_candidate(candidate, old, new) for candidate in group.candidates)
    return group if candidates == group.candidates else replace(group, candidates=candidates)


def _candidate(candidate: Candidate, old: str, new: str) -> Candidate:
    return replace(
        candidate,
        condition=_expression(candidate.condition, old, new),
        score=_expression(candidate.score, old, new),
    )


def _expression(text: str, old: str, new: str) -> str:
    if old not in normal_name(text):  # most expressions need not be read
        return text
    expression = read_expression(text)
    return renamed(expression, {old: new}).text if old in names_in(expression).variables else text


def _effects(texts: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    return tuple(_effect(text, old, new) for text in texts)


def _effect(text: str, old: str, new: str) -> str:
    if old not in normal_name(text):
        return text
    effect = read_effect(text)
    if old != effect.variable and old not in names_in(effect.expression).variables:
        return text
    return renamed_effect(effect, {old: new}).text
