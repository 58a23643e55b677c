"""How long a story runs, how many ways it can go and end, and how much of its footage a viewer sees."""

from dataclasses import dataclass

from story.model import Story
from story.play.state_space import Bound, StateSpace, walk_states
from story.statistics.expected_visits import expected_visits
from story.statistics.footage_share import Share, share_seen
from story.statistics.path_lengths import count_paths, longest_ms, shortest_ms
from story.statistics.play_graph import PlayGraph


@dataclass(frozen=True)
class PathStatistics:
    """What is true of all paths from the start to an ending.

    Times count clips only and not the time spent on choosing; a node that is left at once counts up to when its
    choices open at least, until its clips or its choices end at most, and the middle of both on average.

    Attributes:
        shortest_ms: Running time of the shortest path that was met, or `None` if no ending was.
        longest_ms: Running time of the longest, or `None` if there is none, a loop allows any length, or it is not
            known.
        expected_ms: Running time of a play on average, if viewers choose by weight (1 where none is said); a play
            that gets stuck ends there. `None` if plays may never end, or it is not known.
        endings: How many endings were met.
        unmet_endings: Ids of the others.
        paths: How many paths there are, or `None` if a loop allows any number, or it is not known.
        share: Which share of the story's footage is seen, or `None` if there is none, plays may never end, or it is
            not known.
        complete: Whether all plays were walked; if not, only what was met is known.
    """

    shortest_ms: int | None
    longest_ms: int | None
    expected_ms: float | None
    endings: int
    unmet_endings: tuple[str, ...]
    paths: int | None
    share: Share | None
    complete: bool


def path_statistics(
    story: Story, space: StateSpace | None = None, *, bound: Bound | None = None
) -> PathStatistics:
    """Return the statistics of a story.

    Args:
        story: The story.
        space: A walk of it, if there is one already.
        bound: How far to walk it otherwise.

    Raises:
        StoryError: The story has no start.
    """
    space = space or walk_states(story, bound)
    graph, complete = PlayGraph(space), space.complete
    visits = expected_visits(graph) if complete else None
    met = set(space.nodes)
    endings = {node.id: number in met for number, node in enumerate(story.nodes) if node.ending is not None}
    return PathStatistics(
        shortest_ms=shortest_ms(graph),
        longest_ms=longest_ms(graph) if complete else None,
        expected_ms=None if visits is None else _expected_ms(graph, visits),
        endings=sum(endings.values()),
        unmet_endings=tuple(name for name, was_met in endings.items() if not was_met),
        paths=count_paths(graph) if complete else None,
        share=None if visits is None else share_seen(graph, visits),
        complete=complete,
    )


def _expected_ms(graph: PlayGraph, visits: list[float]) -> float:
    return sum(often * _expected_stay(graph, state) for state, often in enumerate(visits) if often)


def _expected_stay(graph: PlayGraph, state: int) -> float:
    stays = [time.expected * chance for _, time, chance in graph.steps(state)]
    return sum(stays) if stays else graph.duration(state)
