"""A story as H5P can tell it: videos and questions without memory, unrolled from the states of its plays.

H5P remembers nothing, so that a place which plays differently after different pasts becomes several places. Where that
would make too many, the story is told without conditions, variables, groups and tunnels.
"""

from dataclasses import dataclass, replace

from creator.errors import ExportImpossible
from creator.exports.lost import Feature
from story.model import Choice, Group, Node, Story, text_in
from story.play.compiled import CompiledStory, compile_story
from story.play.state import State, come_back, follow, likeliest, moves, start_state

MOST_UNROLLED = 400
"""Places of an unrolled story; an editor that shows more of them is of no use."""

MOST_PLAIN = 2_000
"""Places of a story that is told without memory."""

REMEMBERED = frozenset({Feature.CONDITIONS, Feature.VARIABLES, Feature.GROUPS, Feature.ONCE, Feature.TUNNELS})
"""What unrolling keeps, and telling a story without memory loses."""


@dataclass(frozen=True)
class Way:
    """A way on: what is written on it, and the number of the spot to which it leads."""

    label: str
    target: int


@dataclass(frozen=True)
class Spot:
    """Nodes that play one after the other without asking, and what can follow; nothing after an ending."""

    nodes: tuple[str, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Scenario:
    """A story for H5P: its spots, the start first, and whether everything that it remembers was unrolled."""

    spots: tuple[Spot, ...]
    unrolled: bool


def scenario_of(story: Story, most: int = MOST_UNROLLED) -> Scenario:
    """Return a story for H5P.

    Args:
        story: Any story with a start.
        most: How many states of its plays are unrolled at most.

    Raises:
        ExportImpossible: It has more than `MOST_PLAIN` places even without memory.
        StoryError: It has no start.
    """
    graph = _graph(story, most)
    if graph is not None:
        return Scenario(_spots(graph), unrolled=True)
    plain = _graph(_without_memory(story), MOST_PLAIN)
    if plain is None:
        raise ExportImpossible(
            f'"{story.title}" has more places than an H5P editor can show ({MOST_PLAIN}).',
            "Publish it as a bundle or as SCORM instead.",
        )
    return Scenario(_spots(plain), unrolled=False)


_Graph = dict[State, list[tuple[str, State]]]
"""For each state of a play, in the order in which they are met: labels, and the states that follow."""


def _graph(story: Story, most: int) -> _Graph | None:
    """Walk all plays; `None` if there are more than `most` states."""
    compiled = compile_story(story)
    waiting = [start_state(compiled)]
    graph: _Graph = {}
    while waiting:
        state = waiting.pop(0)
        if state in graph:
            continue
        graph[state] = _next(compiled, state)
        if len(graph) > most:
            return None
        waiting += [target for _, target in graph[state]]
    return graph


def _next(story: CompiledStory, state: State) -> list[tuple[str, State]]:
    found = moves(story, state)
    if found.comes_back:
        return [("", come_back(story, state))]
    if found.unasked:
        return [("", follow(story, state, likeliest(found.unasked)))]
    return [(_label(story, choice), follow(story, state, choice)) for choice in found.offered]


def _label(story: CompiledStory, choice: Choice) -> str:
    """Return what is written on a choice; without a label, where it leads."""
    label = text_in(choice.label, story.story.language).strip()
    if label:
        return label
    places: list[Node | Group] = [*story.story.nodes, *story.story.groups]
    titles = {place.id: place.title.strip() for place in places}
    return titles.get(choice.target) or choice.target


def _spots(graph: _Graph) -> tuple[Spot, ...]:
    """Put states that always follow one another into one spot, since H5P goes on by itself only inside a video."""
    start = next(iter(graph))
    came_from = dict.fromkeys(graph, 0) | {start: 1}
    for ways in graph.values():
        for _, target in ways:
            came_from[target] += 1
    inside = {
        ways[0][1]
        for state, ways in graph.items()
        if len(ways) == 1 and not ways[0][0] and came_from[ways[0][1]] == 1 and ways[0][1] != state
    }
    heads = [state for state in graph if state not in inside]
    numbers = {state: number for number, state in enumerate(heads)}
    return tuple(_spot(graph, head, inside, numbers) for head in heads)


def _spot(graph: _Graph, head: State, inside: set[State], numbers: dict[State, int]) -> Spot:
    run = [head]
    while (ways := graph[run[-1]]) and len(ways) == 1 and ways[0][1] in inside:
        run.append(ways[0][1])
    ways_on = tuple(Way(label, numbers[target]) for label, target in ways)
    return Spot(tuple(state.node for state in run), ways_on)


def _without_memory(story: Story) -> Story:
    """Return a story in which every play of a node is like any other."""
    first = {group.id: group.candidates[0].node for group in story.groups if group.candidates}
    return replace(
        story,
        nodes=tuple(replace(node, effects=(), returns=False) for node in story.nodes),
        choices=tuple(
            replace(
                choice,
                target=first.get(choice.target, choice.target),
                condition="",
                effects=(),
                once=False,
                returns_to="",
            )
            for choice in story.choices
        ),
        groups=(),
        variables=(),
    )
