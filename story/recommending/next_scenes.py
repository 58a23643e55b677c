"""Which scene follows which in the graphs of all stories."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from library.catalog import Catalog
from library.errors import GallaeError
from library.recommend import Transitions, transitions_of
from story.graph import StoryGraph
from story.history.shelf import StoryShelf
from story.model import Story
from story.recommending.scene_places import ScenePlaces

Pairs = Counter[tuple[int, int]]


class NextScenes:
    """Counts what follows what, and reads only stories that changed; for one thread.

    Args:
        catalog: Where the stories are.
        places: Finds the scenes of clips.
    """

    def __init__(self, catalog: Catalog, places: ScenePlaces) -> None:
        self._catalog = catalog
        self._places = places
        self._moment = -1
        self._read: dict[str, tuple[int, Pairs]] = {}

    def transitions(self) -> Transitions:
        """Return how often each scene is followed by each other, over all stories."""
        moment = self._catalog.newest_search_change()
        known = self._read if moment == self._moment else {}
        self._moment = moment
        self._read = {}
        for listed in self._catalog.stories():
            found = known.get(listed.id)
            if found is None or found[0] != listed.revision:
                found = (listed.revision, self._pairs(listed.id))
            self._read[listed.id] = found
        total = Pairs()
        for _, pairs in self._read.values():
            total.update(pairs)
        return transitions_of([a for a, _ in total], [b for _, b in total], list(total.values()))

    def _pairs(self, story_id: str) -> Pairs:
        try:
            story, _ = StoryShelf(self._catalog).load(story_id)
        except GallaeError:  # removed meanwhile, or of a newer version: nothing is learnt from it
            return Pairs()
        return Pairs(pairs_in(story, self._places))


def pairs_in(story: Story, places: ScenePlaces) -> Iterator[tuple[int, int]]:
    """Yield each scene of a story with each that can come right after it: in a node, and along its choices."""
    graph = StoryGraph(story)
    scenes = {node.id: places.scenes(node) for node in story.nodes}
    for node in story.nodes:
        own = scenes[node.id]
        yield from pairwise(own)
        for after in graph.successors(node.id):
            if own and scenes[after.id]:
                yield own[-1], scenes[after.id][0]
