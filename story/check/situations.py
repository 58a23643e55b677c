"""Checks how plays go on from each node: that something follows, that time-outs are provided for, that labels fit.

All of it was met in a play, so it is certain even if the walk stopped at its bound.
"""

from collections.abc import Iterator
from dataclasses import replace
from math import ceil

from story.check.example_play import shown_in
from story.check.problems import Problem, problem
from story.check.reading_time import labels_ms
from story.model import Choice, LocalText, Node, choice_window
from story.play.state import Moves
from story.play.state_space import StateSpace
from story.play.walk import offered_choices
from story.titles import choice_name, node_name

MOST_AT_ONCE = 6
"""Choices that a viewer can weigh while a film goes on."""

Situation = tuple[int, Moves]


def situation_problems(space: StateSpace) -> Iterator[Problem]:
    """Yield what is wrong with what follows each node, once a node, with a shortest way to it."""
    by_node: dict[int, list[Situation]] = {}
    for kind, state in _first_states(space).items():
        by_node.setdefault(space.nodes[state], []).append((state, space.kinds[kind]))
    ways = offered_choices(space.story)
    for number, situations in sorted(by_node.items()):
        node = space.story.nodes[number]
        yield from _dead_end(space, node, ways.get(node.id, ()), situations)
        yield from _missing_default(space, node, ways.get(node.id, ()), situations)
        yield from _offer_problems(node, situations)


def _first_states(space: StateSpace) -> dict[int, int]:
    """Return the first state of each kind."""
    found: dict[int, int] = {}
    for state, kind in enumerate(space.situations):
        if kind >= 0 and kind not in found:
            found[kind] = state
    return found


def _dead_end(
    space: StateSpace, node: Node, ways: tuple[Choice, ...], situations: list[Situation]
) -> Iterator[Problem]:
    if node.ending is not None or not (ways or node.returns):
        return  # a node without any way on is found without walking
    for state, moves in situations:
        if moves.ended:
            yield shown_in(space, state, "G030" if ways else "G033", node)
            return


def _missing_default(
    space: StateSpace, node: Node, ways: tuple[Choice, ...], situations: list[Situation]
) -> Iterator[Problem]:
    default = next((choice for choice in ways if choice.default and not choice.automatic), None)
    if default is None:
        return
    for state, moves in situations:
        if moves.offered and not any(choice.default for choice in moves.offered):
            found = shown_in(space, state, "G041", node, choice=choice_name(default))
            yield replace(found, choice_id=default.id)
            return


def _offer_problems(node: Node, situations: list[Situation]) -> Iterator[Problem]:
    offers = [moves.offered for _, moves in situations if moves.offered]
    if not offers:
        return
    if (most := max(len(offer) for offer in offers)) > MOST_AT_ONCE:
        yield problem("G043", node_id=node.id, node=node_name(node), count=most)
    hurried = [one for offer in offers if (one := _reading(node, offer)) is not None]
    if hurried:
        needed, is_open = max(hurried, key=lambda one: one[0] - one[1])
        yield problem(
            "G042", node_id=node.id, node=node_name(node), needed=_seconds(needed), open=_seconds(is_open)
        )


def _reading(node: Node, offer: tuple[Choice, ...]) -> tuple[float, float] | None:
    """Return how long labels take to read and how long they are open, in ms, if that is too short."""
    window = choice_window(node, offer)
    if window.closes_ms is None or window.closes_ms <= window.opens_ms:  # the latter is another problem
        return None
    needed, is_open = labels_ms(offer), window.closes_ms - window.opens_ms
    return (needed, is_open) if needed > is_open else None


def _seconds(ms: float) -> LocalText:
    tenths = ceil(ms / 100) / 10
    return {"en": f"{tenths:.1f} s", "ko": f"{tenths:.1f}초"}
