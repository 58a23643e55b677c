"""Brings facts up to date: what is known of some films gives way to what the database says of them now."""

from collections.abc import Collection
from dataclasses import replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from library.catalog.facts import SceneFactRows
from library.index.selection import ranges
from library.ontology import ConceptLookup, OntologyError
from library.search.facts import SceneFacts, no_facts


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
        np.concatenate([kept.tag_own, held[3]])[by_scene],
    )


def without_films(facts: SceneFacts, films: Collection[int] | None) -> SceneFacts:
    """Return facts without those of some films, or none at all."""
    if films is None:
        return no_facts()
    stays = ~facts.of_films(films)
    scenes = facts.scenes[stays]
    tags = stays[facts.tag_places]
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
        tag_own=facts.tag_own[tags],
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
) -> tuple[
    tuple[str, ...], tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32], NDArray[np.bool_]]
]:
    """Return all concepts, and for each scene of the rows every concept that holds of it: tags and what is broader.

    Returns:
        The concepts known and new; and `tag_scenes`, `tag_concepts`, `tag_sureness`, `tag_own`.
    """
    used = np.unique(rows.tag_concepts)
    upwards = [_upwards(rows.concepts[place], lookup) for place in used.tolist()]
    concepts = tuple(dict.fromkeys([*known, *chain.from_iterable(upwards)]))
    place_of = {iri: place for place, iri in enumerate(concepts)}
    every = np.array([place_of[iri] for iri in chain.from_iterable(upwards)], np.int32)
    ends = np.cumsum([len(broader) for broader in upwards], dtype=np.int64)
    kind = np.searchsorted(used, rows.tag_concepts)
    counts = np.diff(ends, prepend=0)[kind]
    starts = ends[kind] - counts
    held = every[ranges(starts, ends[kind])]
    own = held == np.repeat(every[starts], counts)
    scenes, sureness = np.repeat(rows.tag_scenes, counts), np.repeat(rows.tag_confidences, counts)
    order = np.argsort(scenes * len(concepts) + held, kind="stable")
    scenes, held = scenes[order], held[order]
    first = np.ones(len(order), np.bool_)
    first[1:] = (scenes[1:] != scenes[:-1]) | (held[1:] != held[:-1])
    firsts = np.flatnonzero(first)
    if len(firsts):
        sureness, own = (np.maximum.reduceat(values[order], firsts) for values in (sureness, own))
    return concepts, (scenes[firsts], held[firsts], sureness, own)


def _upwards(iri: str, lookup: ConceptLookup) -> tuple[str, ...]:
    try:
        return (iri, *sorted(lookup.ancestors(iri)))
    except OntologyError:  # added since the ontology was read; it will be read again
        return (iri,)
