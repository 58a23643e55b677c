"""What filters and counts need to know of every scene, in memory: arrays over the scenes and over their tags."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from library.index.selection import ranges

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
        tag_own: Shape `(tags,)`: whether the scene carries the concept itself.
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
    tag_own: NDArray[np.bool_]

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
    def carried(self) -> NDArray[np.bool_]:
        """Which concepts some scene carries itself, shape `(concepts,)`."""
        carried = np.zeros(len(self.concepts), np.bool_)
        carried[self.tag_concepts[self.tag_own]] = True
        return carried

    @cached_property
    def _place_of(self) -> dict[str, int]:
        return {iri: place for place, iri in enumerate(self.concepts)}

    @cached_property
    def tag_places(self) -> NDArray[np.int32]:
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
        return self.tag_places[self._by_concept]

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
    none, sure = np.zeros(0, np.int64), np.zeros(0, np.float32)
    tags = none, none.astype(np.int32), sure, none.astype(np.bool_)
    return SceneFacts({}, none, none, none, none.astype(np.float64), {}, (), *tags)
