"""Checks tunnels: that they come back, and that they do not lead into each other without end."""

from collections.abc import Iterator

from story.check.problems import Problem, problem
from story.model import Choice
from story.play.state_space import COMES_BACK, StateSpace
from story.titles import choice_name


def tunnel_problems(space: StateSpace) -> Iterator[Problem]:
    """Yield what is wrong with the tunnels of a story; that one never returns only if all plays were walked."""
    choices = space.story.choices
    for number in dict.fromkeys(space.came_by[state] for state in space.endless):
        yield _about(choices[number], "G036")
    if space.complete:
        for number, inside in sorted(_entered(space).items()):
            if not _comes_back(space, inside):
                yield _about(choices[number], "G035", target=choices[number].returns_to)


def _entered(space: StateSpace) -> dict[int, list[int]]:
    """Return, by choice into a tunnel, the states in which it was entered."""
    into = {number for number, choice in enumerate(space.story.choices) if choice.returns_to}
    found: dict[int, list[int]] = {}
    for edge, number in enumerate(space.choices) if into else ():
        if number in into:
            found.setdefault(number, []).append(space.targets[edge])
    there = {node.id for node in space.story.nodes} | {group.id for group in space.story.groups}
    return {
        number: states for number, states in found.items() if space.story.choices[number].returns_to in there
    }


def _comes_back(space: StateSpace, entered: list[int]) -> bool:
    """Say whether a tunnel ends in some play, entered in any of these states."""
    seen: set[tuple[int, int]] = set()
    waiting = [(state, space.depths[state]) for state in entered]
    while waiting:
        state, depth = waiting.pop()
        if (state, depth) in seen or space.depths[state] < depth:
            continue
        seen.add((state, depth))
        for edge in space.edges(state):
            if space.choices[edge] == COMES_BACK and space.depths[state] == depth:
                return True
            waiting.append((space.targets[edge], depth))
    return False


def _about(choice: Choice, code: str, **words: object) -> Problem:
    return problem(code, node_id=choice.source, choice_id=choice.id, choice=choice_name(choice), **words)
