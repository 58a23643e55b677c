"""Text in, the scenes that fit out: words (BM25) and meaning (vectors) together, facets as exact filters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from library.catalog import Catalog
from library.embedding import Embedder
from library.ontology import ConceptLookup, Facet
from library.place import Library
from library.records import Embedding, Film, Scene, SceneText, Tag, TextKind
from library.vector_index import VectorIndex, open_index
from library.words import query_terms

WORD_SHARE = 0.6
"""How much words count beside meaning. Measured on recap sentence → dialogue scene: a convex combination of min-max
scores with 0.6 on the words beats both alone, where reciprocal rank fusion loses to words alone (DESIGN facts)."""

_CANDIDATES = 200


class Signal(StrEnum):
    """What speaks for a hit."""

    WORDS = "words"
    MEANING = "meaning"
    TAG = "tag"


@dataclass(frozen=True)
class Reason:
    """Why a scene was found: the signal, the text that bears it out, and its share of the score (0 to 1)."""

    signal: Signal
    text: str
    share: float


@dataclass(frozen=True)
class SearchRequest:
    """What is looked for.

    Attributes:
        text: A piece of story in plain words; empty to list scenes, the newest film first.
        facets: Labels that must hold, by facet, in any language; every facet must hold, by any of its labels. A scene
            tagged with something narrower holds too.
        film_id: Look only in this film, if given.
        limit: How many hits at most.
    """

    text: str = ""
    facets: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    film_id: int | None = None
    limit: int = 20


@dataclass(frozen=True)
class Hit:
    """A scene that fits.

    Attributes:
        scene, film: The scene and its film.
        score: Places it among the hits of one answer; the best that both signals agree on has 1.
        relevance: How well it fits at all, from 0 to 1; can be compared between requests.
        text: What is said or seen in it, for people.
        tags: Its tags.
        reasons: Why it was found.
    """

    scene: Scene
    film: Film
    score: float
    relevance: float
    text: str
    tags: tuple[Tag, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class SearchAnswer:
    """The hits, best first, and the labels of the request that no concept has."""

    hits: tuple[Hit, ...]
    unknown_labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Scores:
    """Scores of one signal from 0 to 1, by scene; for meaning also the closest embedding and its cosine."""

    by_scene: Mapping[int, float]
    closest: Mapping[int, Embedding] = field(default_factory=dict)
    cosine: Mapping[int, float] = field(default_factory=dict)


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

    @classmethod
    def over(cls, library: Library, embedder: Embedder | None = None) -> "SceneSearch":
        """Return a search with the library's own embedder, or with the one given; loads neither yet."""
        model = embedder or library.embedder()
        if library.catalog.vector_state(model.name).count == 0:
            return cls(library.catalog, None, None)
        return cls(library.catalog, model, open_index(library.catalog, model.name, library.index_folder))

    def find(self, request: SearchRequest) -> SearchAnswer:
        """Return the scenes that fit a request, the best first."""
        allowed, unknown = self._allowed(request)
        if not query_terms(request.text):
            return SearchAnswer(self._listed(allowed, request.limit), unknown)
        words = self._by_words(request.text, allowed)
        meaning = self._by_meaning(request.text, allowed)
        share = WORD_SHARE if words.by_scene and meaning.by_scene else float(bool(words.by_scene))
        scores = _combined(words.by_scene, meaning.by_scene, share)
        best = sorted(scores, key=lambda scene_id: (-scores[scene_id], scene_id))[: request.limit]
        return SearchAnswer(self._hits(best, scores, words, meaning, share, request.text), unknown)

    def _allowed(self, request: SearchRequest) -> tuple[list[int] | None, tuple[str, ...]]:
        """Return the scenes that the filters leave (`None` for all), and labels that name no concept."""
        filters: list[frozenset[int]] = []
        unknown: list[str] = []
        if request.film_id is not None:
            filters.append(frozenset(scene.id for scene in self._catalog.scenes(request.film_id)))
        if request.facets:
            lookup = ConceptLookup(self._catalog.concepts())
            for facet, labels in request.facets.items():
                concepts = {label: _with_narrower(lookup, label, facet) for label in labels}
                unknown.extend(label for label, found in concepts.items() if not found)
                filters.append(self._catalog.scenes_tagged(set().union(*concepts.values())))
        return (sorted(frozenset.intersection(*filters)) if filters else None), tuple(unknown)

    def _by_words(self, text: str, allowed: list[int] | None) -> _Scores:
        matches = self._catalog.match_words(text, allowed, _CANDIDATES)
        return _Scores(_from_nought_to_one({match.scene_id: match.score for match in matches}, floor=0.0))

    def _by_meaning(self, text: str, allowed: list[int] | None) -> _Scores:
        if self._embedder is None or self._index is None or not self._embedder.reads(text):
            return _Scores({})
        ids = None if allowed is None else self._catalog.embedding_ids(self._embedder.name, allowed)
        nearest = self._index.nearest(self._embedder.embed([text])[0], _CANDIDATES, ids)
        embeddings = self._catalog.embeddings([one for one, _ in nearest])
        best: dict[int, float] = {}
        closest: dict[int, Embedding] = {}
        for one, cosine in nearest:
            if one in embeddings and embeddings[one].scene_id not in best:
                best[embeddings[one].scene_id] = cosine
                closest[embeddings[one].scene_id] = embeddings[one]
        return _Scores(_from_nought_to_one(best), closest, best)

    def _listed(self, allowed: list[int] | None, limit: int) -> tuple[Hit, ...]:
        newest = self._catalog.newest_scenes(limit, allowed)
        return self._hits(newest, dict.fromkeys(newest, 0.0), _Scores({}), _Scores({}), 0.0, "")

    def _hits(
        self,
        best: list[int],
        scores: Mapping[int, float],
        words: _Scores,
        meaning: _Scores,
        share: float,
        query: str,
    ) -> tuple[Hit, ...]:
        scenes = self._catalog.scenes_with_films(best)
        tags = self._catalog.tags(best)
        texts: dict[int, list[SceneText]] = {}
        for text in self._catalog.texts_of(best):
            texts.setdefault(text.scene_id, []).append(text)
        coverage = self._catalog.word_coverage(query, best)
        hits = []
        for scene_id in best:
            if scene_id not in scenes:
                continue  # its film was removed meanwhile
            scene, film = scenes[scene_id]
            its_texts, its_tags = texts.get(scene_id, []), tags.get(scene_id, ())
            shares = {
                Signal.WORDS: share * words.by_scene.get(scene_id, 0.0),
                Signal.MEANING: (1 - share) * meaning.by_scene.get(scene_id, 0.0),
            }
            reasons = _reasons(query, its_texts, its_tags, film, meaning.closest.get(scene_id), shares)
            relevance = coverage[scene_id]
            if meaning.cosine:
                cosine = max(0.0, meaning.cosine.get(scene_id, 0.0))
                relevance = WORD_SHARE * relevance + (1 - WORD_SHARE) * cosine
            told = _told(its_texts, query)
            hits.append(Hit(scene, film, scores[scene_id], relevance, told, its_tags, reasons))
        return tuple(hits)


def _with_narrower(lookup: ConceptLookup, label: str, facet: Facet) -> set[str]:
    found = {concept.iri for concept in lookup.find(label, facet)}
    return found.union(*(lookup.descendants(iri) for iri in found))


def _from_nought_to_one(scores: Mapping[int, float], floor: float | None = None) -> dict[int, float]:
    """Stretch scores so that the best is 1 and the least (or `floor`) is 0."""
    if not scores:
        return {}
    low = min(scores.values()) if floor is None else floor
    span = max(scores.values()) - low
    return {scene_id: (score - low) / span if span > 0 else 1.0 for scene_id, score in scores.items()}


def _combined(words: Mapping[int, float], meaning: Mapping[int, float], share: float) -> dict[int, float]:
    return {
        scene_id: share * words.get(scene_id, 0.0) + (1 - share) * meaning.get(scene_id, 0.0)
        for scene_id in {*words, *meaning}
    }


def _stems(text: str) -> set[str]:
    return {term.strip('"*') for term in query_terms(text)}


def _lines(texts: Iterable[SceneText]) -> list[str]:
    return [line for text in texts for line in text.text.splitlines() if line.strip()]


def _best_line(lines: list[str], query: str) -> str:
    """Return the line that shares most words with the query, or `""` if none does."""
    wanted = _stems(query)
    best = max(lines, key=lambda line: len(wanted & _stems(line)), default="")
    return best if wanted & _stems(best) else ""


def _told(texts: list[SceneText], query: str) -> str:
    """Return what a person should read of a scene: the lines that fit the query, else what is said, else seen."""
    fitting = _best_line(_lines(texts), query)
    if fitting:
        return fitting
    said_first = sorted(texts, key=lambda text: text.kind is not TextKind.DIALOGUE)
    return " ".join(_lines(said_first[:1]))[:200]


def _reasons(
    query: str,
    texts: list[SceneText],
    tags: tuple[Tag, ...],
    film: Film,
    closest: Embedding | None,
    shares: Mapping[Signal, float],
) -> tuple[Reason, ...]:
    reasons = []
    whole = sum(shares.values()) or 1.0
    if shares[Signal.WORDS] > 0:
        line = _best_line([*_lines(texts), film.title], query) or film.title
        reasons.append(Reason(Signal.WORDS, line, shares[Signal.WORDS] / whole))
    if closest is not None and shares[Signal.MEANING] > 0:
        reasons.append(Reason(Signal.MEANING, closest.text, shares[Signal.MEANING] / whole))
    wanted = _stems(query)
    for tag in tags:
        if any(wanted & _stems(label) for label in tag.labels.values()):
            reasons.append(Reason(Signal.TAG, next(iter(tag.labels.values())), 0.0))
    return tuple(reasons)
