"""The story at hand: what it uses, what comes before and after the place where a scene is wanted, and who is there."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from library.catalog import Catalog
from library.errors import NotInLibrary
from library.ontology import Facet
from library.records import Tag
from story.graph import StoryGraph
from story.history.shelf import StoryShelf
from story.model import Node, Story
from story.recommending.scene_places import ScenePlaces

MOST_TAGS = 24
"""So many of the surest tags of the scenes at hand are looked at, however many there are."""


@dataclass(frozen=True)
class StoryHere:
    """Where in which story a scene is wanted.

    Attributes:
        used: Scenes that the story uses already.
        before: Scenes right before: the last one of the selected node, or of those that lead to an empty one.
        next: Scenes that come right after the selected node; without one, none.
        tags: Of `before` and `next`: who, where and when, each concept once.
        coming: IRIs of the concepts that hold of `next`.
    """

    used: frozenset[int] = frozenset()
    before: tuple[int, ...] = ()
    next: tuple[int, ...] = ()
    tags: tuple[Tag, ...] = ()
    coming: frozenset[str] = field(default_factory=frozenset)


NOWHERE = StoryHere()


def story_here(catalog: Catalog, places: ScenePlaces, story_id: str, node_id: str | None) -> StoryHere:
    """Return what is known of a place in a story.

    Args:
        catalog: Where the story is.
        places: Finds the scenes of clips.
        story_id: The story.
        node_id: The selected node; `None` for the story as a whole.

    Raises:
        NotInLibrary: There is no such story, or no such node in it.
    """
    story, _ = StoryShelf(catalog).load(story_id)
    used = frozenset(places.of_clips(clip for node in story.nodes for clip in node.clips))
    before, following = _around(story, node_id, places) if node_id else (tuple(sorted(used)), ())
    tags = catalog.tags({*before, *following})
    told = (tag for scene in (*following, *before) for tag in tags.get(scene, ()))
    coming = frozenset(tag.concept for scene in following for tag in tags.get(scene, ()))
    return StoryHere(used, before, following, _surest(told), coming)


def _around(story: Story, node_id: str, places: ScenePlaces) -> tuple[tuple[int, ...], tuple[int, ...]]:
    graph = StoryGraph(story)
    node = next((one for one in story.nodes if one.id == node_id), None)
    if node is None:
        raise NotInLibrary(f"The story has no node {node_id[:40]!r}.", "Name one of its nodes, or none.")
    own = places.scenes(node)
    before = own[-1:] or _ends(graph.predecessors(node_id), places)
    return before, _starts(graph.successors(node_id), places)


def _ends(nodes: Iterable[Node], places: ScenePlaces) -> tuple[int, ...]:
    return tuple(dict.fromkeys(scene for node in nodes for scene in places.scenes(node)[-1:]))


def _starts(nodes: Iterable[Node], places: ScenePlaces) -> tuple[int, ...]:
    return tuple(dict.fromkeys(scene for node in nodes for scene in places.scenes(node)[:1]))


def _surest(tags: Iterable[Tag]) -> tuple[Tag, ...]:
    told = (Facet.WHO, Facet.WHERE, Facet.WHEN)
    surest: dict[str, Tag] = {}
    for tag in tags:
        known = surest.get(tag.concept)
        if tag.facet in told and (known is None or known.confidence < tag.confidence):
            surest[tag.concept] = tag
    return tuple(sorted(surest.values(), key=lambda tag: -tag.confidence)[:MOST_TAGS])
