"""Turns a synopsis into a graph without scenes, and the graph into chains of beats."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from story.draft.sequence import Chain
from story.draft.synopsis import Beat, End, Fork, Item, Option, Synopsis, beats_of
from story.graph import StoryGraph
from story.model import Ending, Story, new_story
from story.play.walk import default_path, offered_choices
from story.titles import label_of, shortened

_THE_END = {"en": "The end", "ko": "끝"}


@dataclass(frozen=True)
class Sketch:
    """A story without scenes.

    Attributes:
        story: Its nodes, choices and endings.
        added: Nodes that stand for no beat: they carry a choice or an ending that has no beat before it.
        unreached: Nodes to which nothing leads, because every branch before them has ended.
        beats: What each other node stands for, by its id, in the order of the text.
    """

    story: Story
    added: tuple[str, ...]
    unreached: tuple[str, ...]
    beats: Mapping[str, Beat]


def sketched(synopsis: Synopsis, title: str | None, language: str | None) -> Sketch:
    """Return the graph of a synopsis.

    Args:
        synopsis: What was read.
        title: The story's title, or `None` for its first beat.
        language: Of its labels, or `None` for that of the text.
    """
    first = next(beats_of(synopsis.items)).text
    story = new_story(title or shortened(first), language or synopsis.language)
    drawing = _Drawing(StoryGraph(story), story.title, story.language)
    drawing.end(drawing.draw(synopsis.items, []), "")
    return Sketch(drawing.graph.story, tuple(drawing.added), tuple(drawing.unreached), drawing.beats)


@dataclass(frozen=True)
class _Way:
    """A way out of a node whose target is not known yet; it is labelled if it is an option of a choice."""

    source: str
    label: str = ""
    default: bool = False


@dataclass
class _Drawing:
    """Draws items one after the other; each begins where the open ways of those before it lead."""

    graph: StoryGraph
    title: str
    language: str
    added: list[str] = field(default_factory=list)
    unreached: list[str] = field(default_factory=list)
    beats: dict[str, Beat] = field(default_factory=dict)

    def draw(self, items: Sequence[Item], ways: list[_Way]) -> list[_Way]:
        """Draw items after some open ways and return the ways that are open then."""
        for item in items:
            if isinstance(item, Beat):
                name = self._node(shortened(item.text), f"{item.text} {item.question}".strip(), ways)
                self.beats[name] = item
                ways = [_Way(name)]
            elif isinstance(item, End):
                self.end(ways if ways or self.graph.nodes else self._place(ways), item.title)
                ways = []
            else:
                ways = self._fork(item, ways)
        return ways

    def end(self, ways: Sequence[_Way], title: str) -> None:
        """Make the nodes that open ways leave endings; an option without a beat gets a node of its own."""
        words = {self.language: title} if title else {}
        names = [way.source for way in ways if not way.label]
        if options := [way for way in ways if way.label]:
            names.append(self._added(title or self._the_end(), options))
        for name in names:
            self.graph.change_node(replace(self.graph.node(name), ending=Ending(words)))

    def _fork(self, fork: Fork, ways: list[_Way]) -> list[_Way]:
        if not ways or any(way.label for way in ways):
            ways = self._place(ways)
        opened = [self._option(option, number, ways) for number, option in enumerate(fork.options)]
        return [way for branch in opened for way in branch]

    def _option(self, option: Option, number: int, ways: list[_Way]) -> list[_Way]:
        label = label_of(option.label) or self._the_end()
        return self.draw(option.items, [_Way(way.source, label, default=number == 0) for way in ways])

    def _place(self, ways: list[_Way]) -> list[_Way]:
        """Return a way out of a new node that stands for no beat."""
        labels = [way.label for way in ways if way.label]
        return [_Way(self._added(labels[0] if labels else self.title, ways))]

    def _added(self, title: str, ways: Sequence[_Way]) -> str:
        name = self._node(title, "", ways)
        self.added.append(name)
        return name

    def _node(self, title: str, beat: str, ways: Sequence[_Way]) -> str:
        name = self.graph.add_node(title, beat=beat).id
        if not ways and len(self.graph.nodes) > 1:
            self.unreached.append(name)
        for way in ways:
            self.graph.connect(way.source, name, way.label, default=way.default)
        return name

    def _the_end(self) -> str:
        return _THE_END.get(self.language, _THE_END["en"])


def chains(story: Story) -> Iterator[Chain]:
    """Yield the nodes of a story as chains, each node in one: first the default path, then what branches off it."""
    offered = offered_choices(story)
    sources: dict[str, str] = {}
    for choices in offered.values():
        for choice in choices:
            sources.setdefault(choice.target, choice.source)
    trunk = tuple(node.id for node in default_path(story))
    yield Chain(trunk)
    placed = set(trunk)
    for node in story.nodes:
        name, beats = node.id, list[str]()
        while name and name not in placed:
            placed.add(name)
            beats.append(name)
            name = offered[name][0].target if name in offered else ""
        if beats:
            yield Chain(tuple(beats), before=sources.get(beats[0], ""), after=name)
