"""Text in, the scenes that fit out: words (BM25) and meaning (vectors) together, facets as exact filters."""

from collections.abc import Mapping, Sequence

import numpy as np

from library.catalog import Catalog
from library.embedding import Embedder
from library.place import Library
from library.records import SceneText
from library.search.asked import Asked, RequestReader
from library.search.fusion import Evidence, evidence_of
from library.search.hits import Hit, SearchAnswer, SearchRequest, Signal
from library.search.telling import reasons, told
from library.vector_index import VectorIndex, open_index
from library.words import query_terms

_MATCHING_SCENES = 200
_NAMED_SCENES = 200
_NEAREST_VECTORS = 1000
"""A scene has several vectors, so that these are some hundreds of scenes."""


class SceneSearch:
    """Searches a library.

    Args:
        catalog: Where the scenes are.
        embedder: Makes vectors of texts, or `None` to search by words alone.
        index: The vectors of that embedder, or `None` likewise.
    """

    def __init__(self, catalog: Catalog, embedder: Embedder | None, index: VectorIndex | None) -> None:
        self._catalog = catalog
        self._embedder = embedder
        self._index = index
        self._reader = RequestReader(catalog)

    @classmethod
    def over(cls, library: Library, embedder: Embedder | None = None) -> "SceneSearch":
        """Return a search with the library's own embedder, or with the one given; loads neither yet."""
        model = embedder or library.embedder()
        if library.catalog.vector_state(model.name).count == 0:
            return cls(library.catalog, None, None)
        return cls(library.catalog, model, open_index(library.catalog, model.name, library.index_folder))

    def find(self, request: SearchRequest) -> SearchAnswer:
        """Return the scenes that fit a request, the best first."""
        asked = self._reader.read(request)
        if not query_terms(asked.text):
            listed = evidence_of(np.array(asked.newest(), np.int64))
            return asked.answered(self._hits(listed, {}, "", request.limit), None)
        evidence, closest = self._evidence(asked)
        return asked.answered(self._hits(evidence, closest, asked.text, request.limit), evidence.scenes)

    def _evidence(self, asked: Asked) -> tuple[Evidence, dict[int, int]]:
        """Return what speaks for the scenes that anything speaks for, and the closest vector of each."""
        allowed = None if asked.allowed is None else asked.allowed.tolist()
        words = self._by_words(asked, allowed)
        nearest = self._by_meaning(asked, allowed)
        named_scenes, shares = asked.named(_NAMED_SCENES)
        named = dict(zip(named_scenes.tolist(), shares.tolist(), strict=True))
        scenes = sorted({*words, *nearest, *named})
        coverage = self._catalog.word_coverage(asked.text, scenes)
        evidence = evidence_of(
            np.array(scenes, np.int64),
            words=np.array([words.get(scene, 0.0) for scene in scenes], np.float32),
            coverage=np.array([coverage[scene] for scene in scenes], np.float32),
            tags=np.array([named.get(scene, 0.0) for scene in scenes], np.float32),
            cosines=np.array([nearest.get(scene, (np.nan, 0))[0] for scene in scenes], np.float32),
        )
        return evidence, {scene: vector for scene, (_, vector) in nearest.items()}

    def _by_words(self, asked: Asked, allowed: list[int] | None) -> dict[int, float]:
        """Return the BM25 of scenes that share words with the text."""
        if Signal.WORDS not in asked.request.signals:
            return {}
        matches = self._catalog.match_words(asked.text, allowed, _MATCHING_SCENES)
        return {match.scene_id: match.score for match in matches}

    def _by_meaning(self, asked: Asked, allowed: list[int] | None) -> dict[int, tuple[float, int]]:
        """Return the cosine of each near scene's closest vector, and the number of that vector."""
        if self._embedder is None or self._index is None or Signal.MEANING not in asked.request.signals:
            return {}
        if not self._embedder.reads(asked.text):
            return {}
        among = None if allowed is None else self._catalog.embedding_ids(self._embedder.name, allowed)
        vectors = self._index.nearest(self._embedder.embed([asked.text])[0], _NEAREST_VECTORS, among)
        scenes = self._catalog.scenes_of_vectors([vector for vector, _ in vectors])
        best: dict[int, tuple[float, int]] = {}
        for vector, cosine in vectors:  # the closest first
            if vector in scenes:
                best.setdefault(scenes[vector], (cosine, vector))
        return best

    def _hits(
        self, evidence: Evidence, closest: Mapping[int, int], query: str, limit: int
    ) -> tuple[Hit, ...]:
        scores = evidence.scores()
        places = np.argsort(-scores, kind="stable")[:limit]
        best: Sequence[int] = evidence.scenes[places].tolist()
        scenes = self._catalog.scenes_with_films(best)
        tags = self._catalog.tags(best)
        nearest = self._catalog.embeddings([closest[scene_id] for scene_id in best if scene_id in closest])
        texts: dict[int, list[SceneText]] = {}
        for text in self._catalog.texts_of(best):
            texts.setdefault(text.scene_id, []).append(text)
        hits = []
        for place, scene_id in zip(places.tolist(), best, strict=True):
            if scene_id not in scenes:
                continue  # its film was removed meanwhile
            scene, film = scenes[scene_id]
            its_texts, its_tags = texts.get(scene_id, []), tags.get(scene_id, ())
            vector = nearest.get(closest.get(scene_id, 0))
            nearest_text = vector.text if vector else ""
            why = reasons(query, film, its_texts, its_tags, nearest_text, evidence.shares(place))
            score = float(scores[place])
            hits.append(
                Hit(scene, film, score, evidence.relevance(place), told(its_texts, query), its_tags, why)
            )
        return tuple(hits)
