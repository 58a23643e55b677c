"""The shortest path to each ending: of all the plays that lead there, the one that runs least long."""

from heapq import heappop, heappush
from itertools import count

from story.model import Story
from story.play.compiled import CompiledStory, compile_story
from story.play.state import State, come_back, follow, moves, start_state
from story.play.walk import Step

MOST_STATES = 50_000
"""States of plays that are looked at, after which endings that were not met are left out."""


def ending_paths(story: Story, most: int = MOST_STATES) -> dict[str, tuple[Step, ...]]:
    """Return a path to each node at which a play can end, by its id, the shortest first.

    After E. Dijkstra, A note on two problems in connexion with graphs (1959), over the states of plays, since what
    can be chosen depends on what happened before. Choices that chance makes count as any other.

    Args:
        story: The story.
        most: How many states are looked at.

    Raises:
        StoryError: The story has no start.
    """
    compiled = compile_story(story)
    first = start_state(compiled)
    came: dict[State, tuple[State, Step] | None] = {first: None}
    done: set[State] = set()
    found: dict[str, tuple[Step, ...]] = {}
    tie = count()
    waiting = [(_duration(compiled, first), next(tie), first)]
    best = {first: waiting[0][0]}
    while waiting and len(done) < most:
        ms, _, state = heappop(waiting)
        if state in done:
            continue
        done.add(state)
        after = _next(compiled, state)
        if not after and state.node not in found:
            found[state.node] = _way(compiled, came, state)
        for target, step in after:
            longer = ms + _duration(compiled, target)
            if target not in best or longer < best[target]:
                best[target], came[target] = longer, (state, step)
                heappush(waiting, (longer, next(tie), target))
    return found


def _next(story: CompiledStory, state: State) -> list[tuple[State, Step]]:
    found, node = moves(story, state), story.places[state.node].node
    if found.comes_back:
        return [(come_back(story, state), Step(node, None))]
    return [(follow(story, state, choice), Step(node, choice)) for choice in found.offered or found.unasked]


def _duration(story: CompiledStory, state: State) -> int:
    return story.places[state.node].node.duration_ms


def _way(
    story: CompiledStory, came: dict[State, tuple[State, Step] | None], state: State
) -> tuple[Step, ...]:
    steps = [Step(story.places[state.node].node, None)]
    while (before := came[state]) is not None:
        state, step = before
        steps.append(step)
    return tuple(reversed(steps))
