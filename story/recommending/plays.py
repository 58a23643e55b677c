"""Takes viewers' plays into history: what they watched of which scene, and which scene they chose to see."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from library.catalog import Catalog
from library.catalog.event import Event, EventKind, Mending, Noted, Refusal
from library.errors import GallaeError, NotInLibrary
from library.pseudonym import pseudonym
from story.graph import StoryGraph
from story.history.shelf import StoryShelf
from story.model import Node, overlap_ms
from story.recommending.scene_places import ScenePlaces
from story.recommending.told_plays import Moment, Unread, read_lines

_AT_ONCE = 5_000
_Key = tuple[str, str, str, int | None, str | None, object]


@dataclass(frozen=True)
class TakenIn:
    """What became of a file.

    Attributes:
        noted: What became of the events in it.
        again: How many had been taken in before.
        unread: Lines that cannot be read.
        of_unknown: How many moments are of stories, nodes or choices that the library does not have.
    """

    noted: Noted
    again: int
    unread: int
    of_unknown: int

    def told(self) -> tuple[str, ...]:
        """Return a line for each thing that a person should know."""
        more = (
            (self.again, "taken in before: not taken again"),
            (self.unread, "lines cannot be read: passed over"),
            (self.of_unknown, "of stories or nodes that are not in this library: passed over"),
        )
        return (*(f"{count} {what}" for count, what in more if count), *self.noted.told())


def take_in(catalog: Catalog, lines: Iterable[str], viewer: str) -> TakenIn:
    """Note what viewers did; the same lines again change nothing.

    Args:
        catalog: Where it is noted; names become pseudonyms.
        lines: JSON lines, as `story.recommending.told_plays` reads them.
        viewer: Who watched, where a line does not say.
    """
    reader = _Reader(catalog, viewer)
    events = reader.events(lines)
    kept, refused, mended = 0, Counter[Refusal](), Counter[Mending]()
    while batch := list(islice(events, _AT_ONCE)):
        noted = catalog.append_events(reader.new(batch))
        kept += noted.kept
        refused.update(noted.refused)
        mended.update(noted.mended)
    return TakenIn(Noted(kept, dict(refused), dict(mended)), reader.again, reader.unread, reader.of_unknown)


class _Reader:
    def __init__(self, catalog: Catalog, viewer: str) -> None:
        self._catalog = catalog
        self._viewer = viewer
        self._places = ScenePlaces(catalog)
        self._named: Callable[[str], str] = lru_cache(10_000)(lambda name: pseudonym(catalog, name))
        self._graph = lru_cache(64)(self._load)
        self._known: dict[str, set[_Key]] = {}
        self.again = self.unread = self.of_unknown = 0

    def events(self, lines: Iterable[str]) -> Iterator[Event]:
        """Yield the events that lines tell of, under pseudonyms."""
        for told in read_lines(lines):
            if isinstance(told, Unread):
                self.unread += 1
            elif isinstance(told, Event):
                yield replace(told, user=self._named(told.user) if told.user.strip() else "")
            else:
                found = list(self._of_moment(told))
                self.of_unknown += not found
                yield from found

    def new(self, batch: Iterable[Event]) -> list[Event]:
        """Return the events that are not in the history yet."""
        fresh = []
        for event in batch:
            known = self._known.get(event.user)
            if known is None:
                known = self._known[event.user] = {_key(one) for one in self._catalog.events(event.user)}
            if event.happened_at is not None and _key(event) in known:
                self.again += 1
            else:
                known.add(_key(event))
                fresh.append(event)
        return fresh

    def _of_moment(self, moment: Moment) -> Iterator[Event]:
        graph = self._graph(moment.story_id)
        if graph is None:
            return
        user = self._named(moment.user.strip() or self._viewer)
        event = Event(user, moment.session, EventKind.WATCHED, None, moment.story_id, {}, moment.at)
        try:
            if moment.choice:
                yield from self._chosen(graph, moment, event)
            else:
                yield from self._watched(graph.node(moment.node), moment, event)
        except GallaeError:  # a node or choice that is there no more
            return

    def _chosen(self, graph: StoryGraph, moment: Moment, event: Event) -> Iterator[Event]:
        choice = graph.choice(moment.choice)
        for node in graph.nodes_at(choice.target)[:1]:
            for scene in self._places.scenes(node)[:1]:
                yield replace(event, kind=EventKind.CHOSEN, scene_id=scene, details={"choice": choice.id})

    def _watched(self, node: Node, moment: Moment, event: Event) -> Iterator[Event]:
        """Yield how much was watched of each scene that a node plays."""
        for at, (start, end) in enumerate(spans(node)):
            seen = min(end, moment.to_ms) - max(start, moment.from_ms)
            scene = self._places.scene(node.clips[at])
            if scene is not None and seen > 0:
                details = {"seconds": seen / 1000, "of": (end - start) / 1000}
                yield replace(event, scene_id=scene, details=details)

    def _load(self, story_id: str) -> StoryGraph | None:
        try:
            return StoryGraph(StoryShelf(self._catalog).load(story_id)[0])
        except NotInLibrary:
            return None


def spans(node: Node) -> list[tuple[int, int]]:
    """Return when each clip of a node plays, in ms of the node's own time."""
    found: list[tuple[int, int]] = []
    for at, clip in enumerate(node.clips):
        start = found[-1][1] - overlap_ms(node.clips[at - 1], clip) if at else 0
        found.append((start, start + clip.duration_ms))
    return found


def _key(event: Event) -> _Key:
    details = event.details.get("seconds", event.details.get("choice"))
    at = event.happened_at and event.happened_at.isoformat()
    return (event.session, str(event.kind), at or "", event.scene_id, event.story_id, details)
