"""Checks conditions, scores and effects: that they can be read, fit together, and speak of what is there."""

from collections.abc import Iterator, Mapping

from story.check.problems import Problem, problem
from story.check.written import Role, Written, all_written
from story.errors import ExpressionError, StoryError
from story.expression import Effect, Expression, Names, check_effect, kind_of, names_in
from story.model import Story, VariableKind
from story.titles import shortened

_AROUND = 20
"""Characters shown before and after the place at which an expression goes wrong."""

_WANTED = {Role.CONDITION: VariableKind.FLAG, Role.SCORE: VariableKind.NUMBER}


def expression_problems(story: Story) -> Iterator[Problem]:
    """Yield what is wrong with the expressions of a story, and with its variables."""
    there = _There(story)
    for written in all_written(story):
        yield from there.wrong_with(written)
    yield from _variable_problems(story)


def broken_places(story: Story) -> frozenset[tuple[str, str]]:
    """Return the places (node or group, choice) of conditions and scores that can never give what is wanted."""
    there = _There(story)
    return frozenset(
        (written.node_id, written.choice_id)
        for written in all_written(story)
        if written.role is not Role.EFFECT and any(there.wrong_with(written))
    )


class _There:
    """What expressions of a story can speak of."""

    def __init__(self, story: Story) -> None:
        self.kinds: Mapping[str, VariableKind] = {one.name: one.kind for one in story.variables}
        self.nodes = {node.id for node in story.nodes}
        self.choices = {choice.id for choice in story.choices}

    def wrong_with(self, written: Written) -> Iterator[Problem]:
        """Yield what is wrong with one expression."""
        try:
            said = written.read()
        except StoryError as error:
            yield _unreadable(written, error)
            return
        expression = said.expression if isinstance(said, Effect) else said
        names = names_in(expression)
        variables = {said.variable, *names.variables} if isinstance(said, Effect) else names.variables
        unknown = sorted(variables - self.kinds.keys())
        for name in unknown:
            yield _about(written, "G023", variable=name)
        yield from self._asks_for_nothing(written, names)
        if not unknown and (reason := self._misfit(written.role, said)):
            yield _about(written, "G022", text=shortened(written.text), reason=reason)

    def _asks_for_nothing(self, written: Written, names: Names) -> Iterator[Problem]:
        for name in sorted(names.nodes - self.nodes):
            yield _about(written, "G024", asked={"en": f"the node {name}", "ko": f"장면 {name}"})
        for name in sorted(names.choices - self.choices):
            yield _about(written, "G024", asked={"en": f"the choice {name}", "ko": f"선택지 {name}"})

    def _misfit(self, role: Role, said: Expression | Effect) -> str:
        """Say what does not fit in an expression whose variables are all there, or return `""`."""
        try:
            if isinstance(said, Effect):
                check_effect(said, self.kinds)
                return ""
            found = kind_of(said, self.kinds)
        except StoryError as error:
            return str(error)
        wanted = _WANTED[role]
        return "" if found is wanted else f"a {role} is a {wanted}, and this gives a {found}."


def _variable_problems(story: Story) -> Iterator[Problem]:
    read, changed = set[str](), set[str]()
    for written in all_written(story):
        own = _variable_of(written)
        changed |= own
        read |= written.names().variables - own
    for variable in story.variables:
        if variable.name not in read:
            yield problem("G025", variable=variable.name)
        elif variable.name not in changed:
            yield problem("G026", variable=variable.name)


def _variable_of(written: Written) -> set[str]:
    """Return the variable that an effect sets; an effect that reads its own variable asks for nothing more."""
    if written.role is not Role.EFFECT:
        return set()
    try:
        said = written.read()
    except StoryError:
        return set()
    return {said.variable} if isinstance(said, Effect) else set()


def _unreadable(written: Written, error: StoryError) -> Problem:
    column, reason = (
        (error.column, error.reason) if isinstance(error, ExpressionError) else (1, error.message.rstrip("."))
    )
    before, after = written.text[: column - 1], written.text[column - 1 :]
    marked = f"{before[-_AROUND:]}▸{after[:_AROUND]}"
    return _about(
        written,
        "G021",
        text=shortened(written.text),
        marked=" ".join(marked.split()),
        column=column,
        reason=" ".join(reason.split()),
    )


def _about(written: Written, code: str, **words: object) -> Problem:
    return problem(code, node_id=written.node_id, choice_id=written.choice_id, where=written.where, **words)
