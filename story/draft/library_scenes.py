"""Finds scenes for a draft and for open nodes in a library, with its search."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from library.film_time import clock_text, milliseconds
from library.ontology import Facet
from library.records import Tag
from library.search import Hit, SceneSearch, SearchRequest
from story.draft.found_scene import FoundScene, fit
from story.model import Wanted


class LibraryScenes:
    """Answers `story.draft.found_scene.FindScenes` from a library.

    Args:
        search: Searches the library.
    """

    def __init__(self, search: SceneSearch) -> None:
        self._search = search

    def __call__(self, text: str, limit: int) -> Sequence[FoundScene]:
        """Return at most `limit` scenes, the best first."""
        hits = self._search.find(SearchRequest(text, limit=limit, plain=True, counts=False)).hits
        return [found_scene(hit) for hit in hits]

    def for_beat(self, text: str, facets: Mapping[str, tuple[str, ...]], limit: int) -> Sequence[FoundScene]:
        """Return at most `limit` scenes: those that tell the text, and those that tell it and hold the facets.

        This is `story.draft.found_scene.FindByFacts`.
        """
        found = {scene.scene_id: scene for scene in self(text, limit)}
        for facet, labels in facets.items():
            request = SearchRequest(text, {Facet(facet): labels}, limit=limit, plain=True, counts=False)
            for hit in self._search.find(request).hits:
                found.setdefault(hit.scene.id, found_scene(hit))
        return sorted(found.values(), key=lambda scene: -(scene.score + fit(scene, facets)))[:limit]

    def wanted(self, wanted: Wanted, limit: int) -> Sequence[FoundScene]:
        """Return at most `limit` scenes that hold all facets an open node asks for, the best first.

        Scenes that tell the node's text come first; if facets are asked for, other scenes that hold them follow.
        This is `story.open_nodes.FindWanted`.
        """
        try:
            facets = {Facet(name): labels for name, labels in wanted.facets.items()}
        except ValueError:
            return ()  # a facet of another version; no scene is known to hold it
        request = SearchRequest(wanted.text, facets, limit=limit, plain=True, counts=False)
        hits = {hit.scene.id: hit for hit in self._search.find(request).hits}
        if facets and wanted.text.strip() and len(hits) < limit:
            rest = self._search.find(replace(request, text="")).hits
            hits |= {hit.scene.id: hit for hit in rest if hit.scene.id not in hits}
        return [found_scene(hit) for hit in hits.values()][:limit]


def found_scene(hit: Hit) -> FoundScene:
    """Return a hit as a draft takes it."""
    scene = hit.scene
    return FoundScene(
        film=hit.film.fingerprint,
        start_ms=milliseconds(scene.start),
        end_ms=milliseconds(scene.end),
        title=scene_title(hit),
        score=hit.relevance,
        scene_id=scene.id,
        reason="; ".join(f"{reason.signal.value}: {reason.text}" for reason in hit.reasons),
        who=frozenset(tag.concept for tag in hit.tags if tag.facet == Facet.WHO),
        labels=_labels(hit.tags),
    )


def _labels(tags: Sequence[Tag]) -> frozenset[str]:
    told = (Facet.WHO, Facet.WHERE, Facet.WHEN)
    return frozenset(label.casefold() for tag in tags if tag.facet in told for label in tag.labels.values())


def scene_title(hit: Hit) -> str:
    """Return what people call a scene: film and time, and the screenplay's heading if there is one."""
    heading = f", {hit.scene.heading}" if hit.scene.heading else ""
    return f"{hit.film.title} {clock_text(hit.scene.start)}{heading}"
