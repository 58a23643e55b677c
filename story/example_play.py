"""Problems that show in some plays only, with the choices of a shortest play in which they do."""

from dataclasses import replace

from story.model import LocalText
from story.problems import Problem, problem
from story.state_space import StateSpace

_FIRST, _LAST = 3, 5
"""Choices of a long play that a message names at its beginning and at its end."""


def shown_in(space: StateSpace, state: int, code: str, **words: str | LocalText) -> Problem:
    """Return a problem of the node that plays in a state; its message may hold `{after}`."""
    choices = space.choices_to(state)
    node = space.story.nodes[space.nodes[state]]
    choice_id = words.pop("choice_id", "")
    found = problem(code, node_id=node.id, choice_id=str(choice_id), after=_after(choices), **words)
    return replace(found, after=choices)


def _after(choices: tuple[str, ...]) -> LocalText:
    if not choices:
        return {"en": "at the very start", "ko": "시작하자마자"}
    named = choices
    if len(choices) > _FIRST + _LAST:
        named = (*choices[:_FIRST], "…", *choices[-_LAST:])
    names = ", ".join(named)
    return {"en": f"after {names}", "ko": f"{names} 다음"}
