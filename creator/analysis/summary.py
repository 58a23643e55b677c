"""Counts what viewers did: each choice, how long they thought, where they left, how it ended."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import quantiles

from creator.analysis.moments import Moment, NoViewingData, Refused
from story.model import Choice, Node, Story, text_in

MOST_SECONDS = 2_000_000
"""Seconds of all nodes together; more than any story has."""


@dataclass(frozen=True)
class Reactions:
    """How long viewers thought before they chose, in ms; quartiles as of the values themselves (inclusive)."""

    count: int
    first_quartile: float
    median: float
    third_quartile: float


@dataclass(frozen=True)
class Edge:
    """A choice, and how often it was taken.

    Attributes:
        node, choice: Ids.
        label, target: As the story says; `""` if it is not known here.
        viewer, default, automatic: How often it was taken by whom.
        share: Of all times that its node was left by a choice, from 0 to 1.
        reactions: Of viewers who took it themselves.
    """

    node: str
    choice: str
    label: str
    target: str
    viewer: int
    default: int
    automatic: int
    share: float
    reactions: Reactions | None

    @property
    def taken(self) -> int:
        """How often it was taken."""
        return self.viewer + self.default + self.automatic


@dataclass(frozen=True)
class Watching:
    """How a node was watched.

    Attributes:
        node, title: Its id, and its title as far as it is known.
        entered: How often it was entered.
        seconds: How many viewings saw each second of it, from the first.
    """

    node: str
    title: str
    entered: int
    seconds: tuple[int, ...]


@dataclass(frozen=True)
class Ended:
    """An ending, and how many plays came to it."""

    node: str
    title: str
    plays: int


@dataclass(frozen=True)
class Analysis:
    """What viewers did with one story.

    Attributes:
        story: Its id.
        plays: How many there were.
        unfinished: How many of them never ended.
        edges: By node in the order of the story, or as they first came.
        reactions: Over all choices that viewers took themselves.
        watching, endings: Likewise.
    """

    story: str
    plays: int
    unfinished: int
    edges: tuple[Edge, ...]
    reactions: Reactions | None
    watching: tuple[Watching, ...]
    endings: tuple[Ended, ...]


def analysed(moments: Iterable[Moment], refused: Refused, story: Story | None = None) -> Analysis:
    """Count the events of one story.

    Args:
        moments: As they were read.
        refused: Where events are counted that are not of the story, or name what it does not have.
        story: The story, for labels and titles, and for what nobody took.

    Raises:
        NoViewingData: There are no events of it, or without `story` those of several.
    """
    kept = list(_of_story(moments, story, refused) if story else moments)
    stories = {moment.story for moment in kept}
    if len(stories) != 1:
        found = "no event that can be counted" if not stories else f"events of {len(stories)} stories"
        raise NoViewingData(f"There is {found}.", "Name the story that they belong to, with --story.")
    plays = {moment.play for moment in kept}
    finished = {moment.play for moment in kept if moment.event == "ended"}
    names = _Names(story)
    return Analysis(
        story=stories.pop(),
        plays=len(plays),
        unfinished=len(plays - finished),
        edges=tuple(_edges(kept, names)),
        reactions=_reactions([one.reaction_ms for one in kept if one.reaction_ms is not None]),
        watching=tuple(_watching(kept, names)),
        endings=tuple(_endings(kept, names)),
    )


class _Names:
    """What the nodes and choices of a story are called; of no story, by their ids."""

    def __init__(self, story: Story | None) -> None:
        self._language = story.language if story else ""
        self.nodes: Mapping[str, Node] = {node.id: node for node in story.nodes} if story else {}
        self.choices: Mapping[str, Choice] = {one.id: one for one in story.choices} if story else {}

    def node(self, name: str) -> str:
        return self.nodes[name].title if name in self.nodes else ""

    def ending(self, name: str) -> str:
        node = self.nodes.get(name)
        return (
            text_in(node.ending.title, self._language, node.title)
            if node and node.ending
            else self.node(name)
        )

    def label(self, name: str) -> str:
        return text_in(self.choices[name].label, self._language) if name in self.choices else ""

    def target(self, name: str) -> str:
        return self.choices[name].target if name in self.choices else ""


def _of_story(moments: Iterable[Moment], story: Story, refused: Refused) -> Iterator[Moment]:
    nodes = {node.id for node in story.nodes}
    sources = {choice.id: choice.source for choice in story.choices}
    for moment in moments:
        if moment.story != story.id:
            refused.reasons["it is of another story"] += 1
        elif moment.node and moment.node not in nodes:
            refused.reasons["the story has no such node"] += 1
        elif moment.choice and sources.get(moment.choice) != moment.node:
            refused.reasons["the node has no such choice"] += 1
        else:
            yield moment


def _edges(moments: Sequence[Moment], names: _Names) -> Iterator[Edge]:
    chosen = [moment for moment in moments if moment.event == "chosen"]
    by: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    times: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for choice in names.choices.values():
        by[choice.source, choice.id]  # also those that nobody took
    for moment in chosen:
        edge = (moment.node, moment.choice)
        by[edge][moment.by] += 1
        if moment.by == "viewer" and moment.reaction_ms is not None:
            times[edge].append(moment.reaction_ms)
    left = Counter(moment.node for moment in chosen)
    order = {name: place for place, name in enumerate(names.nodes)}
    for node, choice_id in sorted(by, key=lambda edge: order.get(edge[0], 0)):
        counts = by[node, choice_id]
        yield Edge(
            *(node, choice_id, names.label(choice_id), names.target(choice_id)),
            *(counts["viewer"], counts["default"], counts["automatic"]),
            share=counts.total() / left[node] if left[node] else 0.0,
            reactions=_reactions(times[node, choice_id]),
        )


def _reactions(times: Sequence[float]) -> Reactions | None:
    if not times:
        return None
    first, middle, third = quantiles(times, n=4, method="inclusive") if len(times) > 1 else [times[0]] * 3
    return Reactions(len(times), first, middle, third)


def _watching(moments: Sequence[Moment], names: _Names) -> Iterator[Watching]:
    entered = Counter(moment.node for moment in moments if moment.event == "entered")
    changes: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for moment in moments:
        if moment.event == "watched" and moment.to_ms > moment.from_ms:
            changes[moment.node][int(moment.from_ms // 1000)] += 1
            changes[moment.node][int(-(-moment.to_ms // 1000))] -= 1
    if sum(max(found) for found in changes.values()) > MOST_SECONDS:
        raise NoViewingData(
            "There are more seconds of film than can be counted.", "Name the story with --story."
        )
    for node in dict.fromkeys([*names.nodes, *entered, *changes]):
        found = changes[node]
        steps = (found[second] for second in range(max(found, default=0)))
        yield Watching(node, names.node(node), entered[node], tuple(accumulate(steps)))


def _endings(moments: Sequence[Moment], names: _Names) -> Iterator[Ended]:
    plays: defaultdict[str, set[str]] = defaultdict(set)
    for name, node in names.nodes.items():
        if node.ending:
            plays[name] = set()
    for moment in moments:
        if moment.event == "ended":
            plays[moment.node].add(moment.play)
    for name, found in plays.items():
        yield Ended(name, names.ending(name), len(found))
