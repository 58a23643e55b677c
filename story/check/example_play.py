"""Problems that show in some plays only, with the choices of a shortest play in which they do."""

from dataclasses import replace

from story.check.problems import Problem, problem
from story.model import Choice, LocalText, Node, text_in
from story.play.state_space import StateSpace
from story.titles import node_name, shortened

_LONGEST_NAME = 24
_FIRST, _LAST = 3, 5
"""Choices of a long play that a message names at its beginning and at its end."""


def shown_in(space: StateSpace, state: int, code: str, node: Node, **words: str) -> Problem:
    """Return a problem of a node that shows in a state; its message may hold `{after}`."""
    choices = space.choices_to(state)
    labelled = {choice.id: choice for choice in space.story.choices}
    after = _after([labelled[name] for name in choices])
    found = problem(code, node_id=node.id, node=node_name(node), after=after, **words)
    return replace(found, after=choices)


def _after(choices: list[Choice]) -> LocalText:
    if not choices:
        return {"en": "at the very start", "ko": "시작하자마자"}
    return {"en": f"after {_named(choices, 'en')}", "ko": f"{_named(choices, 'ko')} 다음"}


def _named(choices: list[Choice], language: str) -> str:
    names = [_name(choice, language) for choice in choices]
    if len(names) > _FIRST + _LAST:
        names = [*names[:_FIRST], "…", *names[-_LAST:]]
    return ", ".join(names)


def _name(choice: Choice, language: str) -> str:
    label = shortened(text_in(choice.label, language), _LONGEST_NAME)
    return f"“{label}”" if label else choice.id
