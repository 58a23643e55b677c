"""Proves a story: what would break while it plays, and what its creator should look at.

`story.check.problems` has the table of all codes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from story.check.choices import choice_problems
from story.check.edges import played_graph, reach
from story.check.expressions import broken_places, expression_problems
from story.check.footage import Footage, footage_problems
from story.check.groups import group_problems
from story.check.nodes import scene_problems
from story.check.problems import Problem, problem
from story.check.situations import situation_problems
from story.check.traps import edge_trap_problems, edge_traps, state_trap_problems
from story.check.treatments import treatment_problems
from story.check.tunnels import tunnel_problems
from story.check.unmet import Unmet, unmet_in, unmet_problems
from story.model import Story
from story.play.state_space import Bound, StateSpace, walk_states
from story.titles import node_name


@dataclass(frozen=True, eq=False)
class Proof:
    """What is known of a story after all its plays were walked up to a bound.

    Attributes:
        problems: Everything that is wrong with it, in the order of the codes.
        space: The states that were walked, or `None` where the story has no node to start at.
        unmet: What no play met.
    """

    problems: tuple[Problem, ...]
    space: StateSpace | None
    unmet: Unmet


def check_story(
    story: Story, footage: Footage | None = None, *, bound: Bound | None = None
) -> tuple[Problem, ...]:
    """Return everything that is wrong with a story, in the order of the codes.

    Args:
        story: Any story that could be loaded.
        footage: Where its films are; `None` leaves them unchecked.
        bound: How far its plays are walked.
    """
    return prove_story(story, footage, bound=bound).problems


def prove_story(story: Story, footage: Footage | None = None, *, bound: Bound | None = None) -> Proof:
    """Walk all plays of a story up to a bound and return what was found; the arguments are those of `check_story`."""
    found = [
        *_start_problems(story),
        *_ending_problems(story),
        *choice_problems(story),
        *group_problems(story),
        *expression_problems(story),
        *scene_problems(story),
        *treatment_problems(story),
    ]
    if footage is not None:
        found += footage_problems(story, footage)
    space, unmet = None, Unmet((), (), ())
    if any(node.id == story.start for node in story.nodes):
        space = walk_states(story, bound)
        unmet, played = _play_problems(space)
        found += played
    return Proof(tuple(sorted(found, key=lambda one: one.code)), space, unmet)


def _start_problems(story: Story) -> Iterator[Problem]:
    if not story.start:
        yield problem("G001")
    elif story.start not in {node.id for node in story.nodes} | {group.id for group in story.groups}:
        yield problem("G002", node_id=story.start, start=story.start)


def _ending_problems(story: Story) -> Iterator[Problem]:
    sources = {choice.source for choice in story.choices}
    for node in story.nodes:
        if node.ending is not None and node.id in sources:
            yield problem("G011", node_id=node.id, node=node_name(node))
        if node.ending is None and not node.returns and node.id not in sources:
            yield problem("G004", node_id=node.id, node=node_name(node))


def _play_problems(space: StateSpace) -> tuple[Unmet, list[Problem]]:
    """Return what no play of a walk met, and what is wrong with where plays can go."""
    story, graph = space.story, played_graph(space.story)
    reached = reach(graph, [story.start])
    traps = edge_traps(story, graph, reached)
    unmet = unmet_in(space, reached, broken_places(story))
    found = [
        problem("G003", node_id=node.id, node=node_name(node))
        for node in story.nodes
        if node.id not in reached
    ]
    if not _ends(space, reached):
        found.append(problem("G015"))
    found += edge_trap_problems(story, traps)
    found += unmet_problems(space, unmet)
    found += situation_problems(space)
    found += state_trap_problems(space, traps)
    found += tunnel_problems(space)
    return unmet, found


def _ends(space: StateSpace, reached: set[str]) -> bool:
    """Say whether an ending can be reached, as far as is known."""
    met = {space.story.nodes[number].id for number in set(space.nodes)} if space.complete else reached
    return any(node.ending is not None and node.id in met for node in space.story.nodes)
