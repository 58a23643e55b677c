"""More like this: scenes that tell, mean and show what a given scene does."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from library.catalog import Catalog
from library.records import Scene
from library.search.asked import Asked, RequestReader
from library.search.facts import SceneFacts
from library.search.hits import SearchAnswer, SearchRequest
from library.search.known_scenes import KnownScenes
from library.search.page import has_more, hits_of
from library.search.ranking import NAMED_SCENES, Ranking, Wanted
from library.search.weights import weights_of

MOST_WORDS = 24
"""So many words of the scene are looked for: those that tell it most from others."""


def find_like(
    catalog: Catalog,
    reader: RequestReader,
    ranking: Ranking,
    known: KnownScenes,
    scene_id: int,
    request: SearchRequest,
) -> SearchAnswer:
    """Return scenes like a given one; it itself and the scenes right before and after it are left out.

    Args:
        catalog: Where the scenes are.
        reader: Reads the request's filters.
        ranking: Scores scenes.
        known: Tells what the scene is about.
        scene_id: The scene.
        request: Filters and limit; of its text only filters count.

    Raises:
        NotInLibrary: There is no such scene.
    """
    scene = catalog.scene(scene_id)
    first = reader.read(request)
    beside = _beside(first.held.facts, scene)
    asked = reader.read(replace(request, not_this=(*request.not_this, *beside)))
    concepts = {tag.concept: tag.confidence for tag in catalog.tags([scene_id]).get(scene_id, ())}
    wanted = _wanted(asked, concepts, known, scene_id)
    ranked = ranking.rank(replace(wanted, weights=weights_of(catalog)))
    hits = hits_of(catalog, ranked, wanted.text, request, concepts)
    answer = asked.answered(hits, ranked.evidence.scenes)
    return replace(answer, more=has_more(ranked, request))


def _beside(facts: SceneFacts, scene: Scene) -> list[int]:
    """Return a scene, the one before and the one after it in its film."""
    mask = (facts.films == scene.film_id) & (np.abs(facts.numbers - scene.number) <= 1)
    return [int(one) for one in facts.scenes[mask]]


def _wanted(asked: Asked, concepts: dict[str, float], known: KnownScenes, scene_id: int) -> Wanted:
    facts = asked.held.facts
    shares = _shared_concepts(facts, concepts)
    left = shares if asked.left is None else np.where(asked.left, shares, np.float32(0))
    most = np.argsort(-left, kind="stable")[:NAMED_SCENES]
    named = np.sort(facts.scenes[most[left[most] > 0]])

    def naming(scenes: NDArray[np.int64]) -> NDArray[np.float32]:
        found = np.zeros(len(scenes), np.float32)
        there = np.isin(scenes, facts.scenes)
        found[there] = shares[facts.places(scenes[there])]
        return found

    words = " ".join(known.words([scene_id], MOST_WORDS))
    return Wanted(words, asked.allowed, asked.request.signals, named, naming, known.vector([scene_id]))


def _shared_concepts(facts: SceneFacts, concepts: dict[str, float]) -> NDArray[np.float32]:
    """Return how much of what holds of a scene holds of each scene, from 0 to 1, rare concepts counting more."""
    shares, whole = np.zeros(len(facts.scenes), np.float32), 0.0
    for concept, confidence in concepts.items():
        sureness = facts.sureness(concept)
        weight = confidence * float(np.log1p(len(sureness) / max(1, int(np.count_nonzero(sureness)))))
        shares += np.float32(weight) * sureness
        whole += weight
    return shares / np.float32(whole or 1.0)
