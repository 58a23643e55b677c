"""What filters and counts need to know of every scene, in memory: arrays over the scenes and over their tags."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from library.catalog.facts import SceneFactRows
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
    said: Mapping[str, NDArray[np.int64]]
    concepts: tuple[str, ...]
    tag_scenes: NDArray[np.int64]
    tag_concepts: NDArray[np.int32]
    tag_sureness: NDArray[np.float32]

    def tagged(self, concepts: Iterable[str]) -> Mask:
        """Return the scenes of which any of the concepts holds, itself or by something narrower."""
        wanted = np.zeros(len(self.concepts) + 1, np.bool_)
        wanted[[self._place_of[iri] for iri in concepts if iri in self._place_of]] = True
        mask = self.none()
        mask[self._tag_places[wanted[self.tag_concepts]]] = True
        return mask

    def sureness(self, concept: str) -> NDArray[np.float32]:
        """Return the confidence with which a concept holds of each scene, itself or by something narrower."""
        found = np.zeros(len(self.scenes), np.float32)
        its_tags = np.flatnonzero(self.tag_concepts == self._place_of.get(concept, -1))
        found[self._tag_places[its_tags]] = self.tag_sureness[its_tags]
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

    def newest(self, scenes: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return scenes in the order of lists: the newest film first, its scenes in order."""
        places = self.places(scenes)
        return self.scenes[places[np.argsort(self._rank[places])]]

    def tag_counts(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return of how many of the scenes at some places each concept holds, shape `(concepts,)`."""
        if len(places) > len(self.scenes) // 8:
            mask = self.none()
            mask[places] = True
            held = self.tag_concepts[mask[self._tag_places]]
        else:
            starts, ends = self._tag_bounds[places], self._tag_bounds[places + 1]
            lengths = ends - starts
            offsets = np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
            held = self.tag_concepts[offsets + np.arange(len(offsets))]
        return np.bincount(held, minlength=len(self.concepts))

    @cached_property
    def _place_of(self) -> dict[str, int]:
        return {iri: place for place, iri in enumerate(self.concepts)}

    @cached_property
    def _tag_places(self) -> NDArray[np.int64]:
        return np.searchsorted(self.scenes, self.tag_scenes)

    @cached_property
    def _tag_bounds(self) -> NDArray[np.int64]:
        return np.searchsorted(self._tag_places, np.arange(len(self.scenes) + 1))

    @cached_property
    def _rank(self) -> NDArray[np.int64]:
        age = {film: place for place, film in enumerate(self.titles)}
        ages = np.array([age.get(film, len(age)) for film in self.films.tolist()], np.int64)
        rank = np.empty(len(self.scenes), np.int64)
        rank[np.lexsort((self.numbers, ages))] = np.arange(len(self.scenes))
        return rank


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
        _said(kept.said, rows),
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


def _said(known: Mapping[str, NDArray[np.int64]], rows: SceneFactRows) -> dict[str, NDArray[np.int64]]:
    said = dict(known)
    languages = np.array(rows.said_languages, np.str_)
    for language in sorted(set(rows.said_languages)):
        its_scenes = rows.said_scenes[languages == language]
        said[language] = np.union1d(said.get(language, its_scenes[:0]), its_scenes)
    return {language: scenes for language, scenes in said.items() if len(scenes)}


def _held(
    known: tuple[str, ...], rows: SceneFactRows, lookup: ConceptLookup
) -> tuple[tuple[str, ...], tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32]]]:
    """Return all concepts, and for each scene of the rows every concept that holds of it: tags and what is broader."""
    upwards = {iri: _upwards(iri, lookup) for iri in dict.fromkeys(rows.tag_concepts)}
    concepts = tuple(dict.fromkeys([*known, *(broader for each in upwards.values() for broader in each)]))
    place_of = {iri: place for place, iri in enumerate(concepts)}
    kinds = {iri: kind for kind, iri in enumerate(upwards)}
    kind = np.array([kinds[iri] for iri in rows.tag_concepts], np.int64)
    lengths = np.array([len(each) for each in upwards.values()], np.int64)
    flat = np.array([place_of[iri] for each in upwards.values() for iri in each], np.int32)
    firsts = np.cumsum(lengths) - lengths
    count = lengths[kind]
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    held = flat[np.repeat(firsts[kind], count) + within]
    scenes, sureness = np.repeat(rows.tag_scenes, count), np.repeat(rows.tag_confidences, count)
    order = np.lexsort((-sureness, held, scenes))
    scenes, held, sureness = scenes[order], held[order], sureness[order]
    first = np.ones(len(order), np.bool_)
    first[1:] = (scenes[1:] != scenes[:-1]) | (held[1:] != held[:-1])
    return concepts, (scenes[first], held[first], sureness[first])


def _upwards(iri: str, lookup: ConceptLookup) -> tuple[str, ...]:
    try:
        return (iri, *sorted(lookup.ancestors(iri)))
    except OntologyError:  # added since the ontology was read; it will be read again
        return (iri,)
