"""Problems that show in some plays only, with the choices of a shortest play in which they do."""

from dataclasses import replace

from story.model import LocalText, Node
from story.problems import Problem, problem
from story.state_space import StateSpace
from story.titles import node_name

_FIRST, _LAST = 3, 5
"""Choices of a long play that a message names at its beginning and at its end."""


def shown_in(space: StateSpace, state: int, code: str, node: Node, **words: str) -> Problem:
    """Return a problem of a node that shows in a state; its message may hold `{after}`."""
    choices = space.choices_to(state)
    found = problem(code, node_id=node.id, node=node_name(node), after=_after(choices), **words)
    return replace(found, after=choices)


def _after(choices: tuple[str, ...]) -> LocalText:
    if not choices:
        return {"en": "at the very start", "ko": "시작하자마자"}
    named = choices
    if len(choices) > _FIRST + _LAST:
        named = (*choices[:_FIRST], "…", *choices[-_LAST:])
    names = ", ".join(named)
    return {"en": f"after {names}", "ko": f"{names} 다음"}
