"""The path of a viewer who takes certain choices where they are offered, and the default everywhere else."""

from collections.abc import Sequence
from dataclasses import dataclass

from story.errors import StoryError
from story.model import Choice, Story
from story.play.compiled import CompiledStory, compile_story
from story.play.state import Moves, State, come_back, follow, likeliest, moves, start_state
from story.play.walk import MOST_PLAYS, Step


@dataclass(frozen=True)
class _Next:
    state: State
    choice: Choice | None
    asked: bool


def chosen_path(story: Story, choices: Sequence[str] = ()) -> tuple[Step, ...]:
    """Return the nodes that play, each with the choice by which it is left.

    Without choices it is the default path. The first of `choices` is taken as soon as it is offered, then the
    next, and so on. The path stops at an ending, where nothing leads on, before a state in which it has been after
    all choices were taken, and before a node that would play more than `MOST_PLAYS` times.

    Args:
        story: The story.
        choices: Ids of choices, or what is written on them in any language.

    Raises:
        StoryError: The story has no start, or a choice was never offered.
    """
    compiled = compile_story(story)
    state = start_state(compiled)
    waiting, steps = list(choices), list[Step]()
    seen, plays = {state}, {state.node: 1}
    while (after := _after(compiled, state, waiting[:1])) is not None:
        if after.asked:
            waiting, seen = waiting[1:], set()
        plays[after.state.node] = plays.get(after.state.node, 0) + 1
        if (after.state in seen and not waiting) or plays[after.state.node] > MOST_PLAYS:
            break
        steps.append(Step(compiled.places[state.node].node, after.choice))
        state = after.state
        seen.add(state)
    if waiting:
        raise StoryError(
            f'No node on the way offers "{waiting[0]}".',
            "Name a choice by its id or its label, in their order.",
        )
    return (*steps, Step(compiled.places[state.node].node, None))


def _after(story: CompiledStory, state: State, wanted: Sequence[str]) -> _Next | None:
    """Return what follows, taking a choice that is wanted where it is offered."""
    found = moves(story, state)
    if found.comes_back:
        return _Next(come_back(story, state), None, False)
    taken = next((one for one in found.offered if wanted and _is_called(one, wanted[0])), None)
    choice = taken or _by_default(found)
    return _Next(follow(story, state, choice), choice, taken is not None) if choice else None


def _by_default(found: Moves) -> Choice | None:
    if found.unasked:
        return likeliest(found.unasked)
    if not found.offered:
        return None
    return next((one for one in found.offered if one.default), found.offered[0])


def _is_called(choice: Choice, name: str) -> bool:
    wanted = name.strip().casefold()
    return choice.id == name or any(text.strip().casefold() == wanted for text in choice.label.values())
