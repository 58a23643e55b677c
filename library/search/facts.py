"""What filters and counts need to know of every scene, in memory: arrays over the scenes and over their tags."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from library.catalog.facts import SceneFactRows
from library.index.selection import ranges
from library.ontology import ConceptLookup, OntologyError

Mask = NDArray[np.bool_]
"""Shape `(scenes,)`: which scenes are meant."""


@dataclass(frozen=True, eq=False)
class SceneFacts:
    """Facts of all scenes; never changed, only replaced.

    Attributes:
        titles: Title of every film by its number, the newest first.
        scenes, films, numbers: Shape `(scenes,)`: the scene's number (sorted), its film, its place in the film.
        seconds: Shape `(scenes,)`: how long it lasts.
        said: For each language the numbers of the scenes in which something is said in it, sorted.
        concepts: IRIs of concepts; others refer to them by place.
        tag_scenes, tag_concepts, tag_sureness: Shape `(tags,)`: one entry for each concept that holds of a scene,
            itself or by something narrower, with the greatest confidence among these; by scene.
    """

    titles: Mapping[int, str]
    scenes: NDArray[np.int64]
    films: NDArray[np.int64]
    numbers: NDArray[np.int64]
    seconds: NDArray[np.float64]
    said: dict[str, NDArray[np.int64]]
    concepts: tuple[str, ...]
    tag_scenes: NDArray[np.int64]
    tag_concepts: NDArray[np.int32]
    tag_sureness: NDArray[np.float32]

    def tagged(self, concepts: Iterable[str]) -> Mask:
        """Return the scenes of which any of the concepts holds, itself or by something narrower."""
        mask = self.none()
        for concept in concepts:
            mask[self._holders(concept)] = True
        return mask

    def sureness(self, concept: str) -> NDArray[np.float32]:
        """Return the confidence with which a concept holds of each scene, itself or by something narrower."""
        found = np.zeros(len(self.scenes), np.float32)
        found[self._holders(concept)] = self.tag_sureness[self._by_concept[self._bounds_of(concept)]]
        return found

    def of_films(self, films: Collection[int]) -> Mask:
        """Return the scenes of some films."""
        return np.isin(self.films, np.array(list(films), np.int64))

    def said_in(self, language: str) -> Mask:
        """Return the scenes with something said in a language; `ko` takes in `ko-KR`."""
        mask = self.none()
        for code, scenes in self.said.items():
            if code.casefold() == language or code.casefold().startswith(f"{language}-"):
                mask |= self.among(scenes)
        return mask

    def among(self, scenes: NDArray[np.int64]) -> Mask:
        """Return those of the scenes that are still there."""
        mask = self.none()
        mask[self.places(scenes)] = True
        return mask

    def none(self) -> Mask:
        """Return no scene."""
        return np.zeros(len(self.scenes), np.bool_)

    def places(self, scenes: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the places of those of the scenes that are there, in the order given."""
        places = np.minimum(np.searchsorted(self.scenes, scenes), max(0, len(self.scenes) - 1))
        return places[self.scenes[places] == scenes] if len(self.scenes) else places[:0]

    def newest(self, mask: Mask | None, limit: int | None = None) -> NDArray[np.int64]:
        """Return scenes in the order of lists, the newest film first, its scenes in order; at most `limit`.

        Args:
            mask: Which scenes; `None` for all.
            limit: How many at most; `None` for all.
        """
        listed = self._listed if mask is None else self._listed[mask[self._listed]]
        return self.scenes[listed[:limit]]

    def tag_counts(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return of how many of the scenes at some places each concept holds, shape `(concepts,)`."""
        if len(places) == len(self.scenes):
            return np.diff(self._concept_bounds)
        if len(places) > len(self.scenes) // 16:
            return self._many_counts(places)
        held = self.tag_concepts[ranges(self._tag_bounds[places], self._tag_bounds[places + 1])]
        return np.bincount(held, minlength=len(self.concepts))

    def _many_counts(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        mask = self.none()
        mask[places] = True
        starts = self._concept_bounds[:-1]
        held = np.flatnonzero(np.diff(self._concept_bounds))  # a sum from an empty stretch would not be 0
        counts = np.zeros(len(self.concepts), np.int64)
        if len(held):
            counts[held] = np.add.reduceat(mask[self._holders_by_concept], starts[held], dtype=np.int64)
        return counts

    def _bounds_of(self, concept: str) -> slice:
        place = self._place_of.get(concept)
        if place is None:
            return slice(0, 0)
        return slice(int(self._concept_bounds[place]), int(self._concept_bounds[place + 1]))

    def _holders(self, concept: str) -> NDArray[np.int32]:
        """Return the places of the scenes of which a concept holds."""
        return self._holders_by_concept[self._bounds_of(concept)]

    @cached_property
    def _place_of(self) -> dict[str, int]:
        return {iri: place for place, iri in enumerate(self.concepts)}

    @cached_property
    def _tag_places(self) -> NDArray[np.int32]:
        """The place of each tag's scene."""
        return np.searchsorted(self.scenes, self.tag_scenes).astype(np.int32)

    @cached_property
    def _tag_bounds(self) -> NDArray[np.int64]:
        """Where the tags of each scene begin, and where the last end."""
        return np.searchsorted(self.tag_scenes, np.append(self.scenes, np.iinfo(np.int64).max))

    @cached_property
    def _by_concept(self) -> NDArray[np.int64]:
        """The places of tags by concept, and then by scene."""
        short = len(self.concepts) <= np.iinfo(np.uint16).max  # numpy sorts these many times faster
        return np.argsort(self.tag_concepts.astype(np.uint16) if short else self.tag_concepts, kind="stable")

    @cached_property
    def _holders_by_concept(self) -> NDArray[np.int32]:
        return self._tag_places[self._by_concept]

    @cached_property
    def _concept_bounds(self) -> NDArray[np.int64]:
        """Where each concept's tags begin in `_by_concept`, and where the last end."""
        counted = np.bincount(self.tag_concepts, minlength=len(self.concepts))
        return np.concatenate([[0], np.cumsum(counted)])

    @cached_property
    def _listed(self) -> NDArray[np.int64]:
        """The places of all scenes in the order of lists."""
        age = {film: place for place, film in enumerate(self.titles)}
        ages = np.array([age.get(film, len(age)) for film in self.films.tolist()], np.int64)
        return np.lexsort((self.numbers, ages))


def no_facts() -> SceneFacts:
    """Return the facts of a library without films."""
    none = np.zeros(0, np.int64)
    return SceneFacts(
        {},
        none,
        none,
        none,
        none.astype(np.float64),
        {},
        (),
        none,
        none.astype(np.int32),
        none.astype(np.float32),
    )


def with_films(
    facts: SceneFacts, films: Collection[int] | None, rows: SceneFactRows, lookup: ConceptLookup
) -> SceneFacts:
    """Return facts in which what is known of some films (`None` for all) is replaced by rows of the database.

    Args:
        facts: What was known before.
        films: The films that changed; some may be gone.
        rows: All that is known of these films now.
        lookup: The ontology, for what is broader.
    """
    kept = without_films(facts, films)
    concepts, held = _held(kept.concepts, rows, lookup)
    order = np.argsort(scenes := np.concatenate([kept.scenes, rows.scenes]), kind="stable")
    tag_scenes = np.concatenate([kept.tag_scenes, held[0]])
    by_scene = np.argsort(tag_scenes, kind="stable")
    return SceneFacts(
        rows.titles,
        scenes[order],
        np.concatenate([kept.films, rows.films])[order],
        np.concatenate([kept.numbers, rows.numbers])[order],
        np.concatenate([kept.seconds, rows.seconds])[order],
        _said(kept.said, rows.said),
        concepts,
        tag_scenes[by_scene],
        np.concatenate([kept.tag_concepts, held[1]])[by_scene],
        np.concatenate([kept.tag_sureness, held[2]])[by_scene],
    )


def without_films(facts: SceneFacts, films: Collection[int] | None) -> SceneFacts:
    """Return facts without those of some films, or none at all."""
    if films is None:
        return no_facts()
    stays = ~facts.of_films(films)
    scenes = facts.scenes[stays]
    tags = stays[facts._tag_places]
    return replace(
        facts,
        scenes=scenes,
        films=facts.films[stays],
        numbers=facts.numbers[stays],
        seconds=facts.seconds[stays],
        said={language: said[np.isin(said, scenes)] for language, said in facts.said.items()},
        tag_scenes=facts.tag_scenes[tags],
        tag_concepts=facts.tag_concepts[tags],
        tag_sureness=facts.tag_sureness[tags],
    )


def _said(
    known: dict[str, NDArray[np.int64]], now: dict[str, NDArray[np.int64]]
) -> dict[str, NDArray[np.int64]]:
    none = np.zeros(0, np.int64)
    said = {
        language: np.union1d(known.get(language, none), now.get(language, none)) for language in known | now
    }
    return {language: scenes for language, scenes in said.items() if len(scenes)}


def _held(
    known: tuple[str, ...], rows: SceneFactRows, lookup: ConceptLookup
) -> tuple[tuple[str, ...], tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32]]]:
    """Return all concepts, and for each scene of the rows every concept that holds of it: tags and what is broader."""
    used = np.unique(rows.tag_concepts)
    upwards = [_upwards(rows.concepts[place], lookup) for place in used.tolist()]
    concepts = tuple(dict.fromkeys([*known, *chain.from_iterable(upwards)]))
    place_of = {iri: place for place, iri in enumerate(concepts)}
    every = np.array([place_of[iri] for iri in chain.from_iterable(upwards)], np.int32)
    ends = np.cumsum([len(broader) for broader in upwards], dtype=np.int64)
    kind = np.searchsorted(used, rows.tag_concepts)
    counts = np.diff(ends, prepend=0)[kind]
    held = every[ranges(ends[kind] - counts, ends[kind])]
    scenes, sureness = np.repeat(rows.tag_scenes, counts), np.repeat(rows.tag_confidences, counts)
    order = np.argsort(scenes * len(concepts) + held, kind="stable")
    scenes, held = scenes[order], held[order]
    first = np.ones(len(order), np.bool_)
    first[1:] = (scenes[1:] != scenes[:-1]) | (held[1:] != held[:-1])
    firsts = np.flatnonzero(first)
    surest = np.maximum.reduceat(sureness[order], firsts) if len(firsts) else sureness
    return concepts, (scenes[firsts], held[firsts], surest)


def _upwards(iri: str, lookup: ConceptLookup) -> tuple[str, ...]:
    try:
        return (iri, *sorted(lookup.ancestors(iri)))
    except OntologyError:  # added since the ontology was read; it will be read again
        return (iri,)
