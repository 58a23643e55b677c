"""What is kept in memory is what the database holds, however it came there."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from library import Library, Origin
from library.catalog.tags import NewTag
from library.ontology import Facet
from library.search.facts import SceneFacts
from library.search.holdings import Held, Holdings


@pytest.fixture
def changes(library: Library, put: Callable, told: type) -> Iterator[Callable[[], None]]:
    """Changes to make one after the other."""
    catalog = library.catalog
    iris = [concept.iri for concept in catalog.concepts()]
    made: dict[str, list[int]] = {}

    def add(name: str, count: int) -> None:
        film, scenes = put(name, f"Film {name}", [told("hello", language="en")] * count)
        made[name] = [film.id, *scenes]
        random = np.random.default_rng(count)
        catalog.replace_found_tags(
            film.id,
            [
                NewTag(scene, iris[place], Origin.MODEL, float(random.random()))
                for scene in scenes
                for place in random.choice(len(iris), 4, replace=False)
            ],
            "m",
        )

    def new_concept() -> None:
        where = catalog.add_concept(
            Facet.WHERE, {"en": "Quay 9"}, broader=["urn:gallae:concept:where/harbour"]
        )
        catalog.tag_scene(made["a1"][2], where.iri)

    yield [
        lambda: add("a1", 3),
        lambda: add("b2", 30),
        lambda: add("c3", 1),
        lambda: catalog.untag_scene(
            made["a1"][1], next(iter(catalog.tags(made["a1"][1:2])[made["a1"][1]])).concept
        ),
        new_concept,
        lambda: catalog.remove_film(made["b2"][0]),
        lambda: catalog.replace_scenes(made["a1"][0], (), "again"),
        lambda: catalog.remove_film(made["c3"][0]),
    ]


def held_tags(facts: SceneFacts) -> list[tuple[int, str, float]]:
    tags = zip(
        facts.tag_scenes.tolist(), facts.tag_concepts.tolist(), facts.tag_sureness.tolist(), strict=True
    )
    return sorted((scene, facts.concepts[place], sure) for scene, place, sure in tags)


def same(one: Held, other: Held) -> bool:
    first, second = one.facts, other.facts
    arrays = ("scenes", "films", "numbers", "seconds")
    return (
        one.moment == other.moment
        and first.titles == second.titles
        and all(np.array_equal(getattr(first, name), getattr(second, name)) for name in arrays)
        and held_tags(first) == held_tags(second)
        and {key: value.tolist() for key, value in first.said.items()}
        == {key: value.tolist() for key, value in second.said.items()}
        and first.newest(None).tolist() == second.newest(None).tolist()
        and one.concepts == other.concepts
    )


def test_bringing_up_to_date_is_reading_afresh(library: Library, changes: list[Callable[[], None]]) -> None:
    kept = Holdings(library.catalog)
    for change in changes:
        change()
        assert same(kept.now(), Holdings(library.catalog).now())
        assert kept.now() is kept.now(), "nothing is read when nothing changed"
    assert kept.now().facts.scenes.size == 0


def test_lists_and_counts_are_those_of_the_catalog(
    library: Library, changes: list[Callable[[], None]]
) -> None:
    for change in changes[:5]:
        change()
    held = Holdings(library.catalog).now()
    facts, catalog = held.facts, library.catalog
    newest = [scene.id for film in catalog.films() for scene in catalog.scenes(film.id)]
    assert facts.newest(None).tolist() == newest
    holders = {
        concept: catalog.scenes_tagged({concept, *held.lookup.descendants(concept)})
        for concept in held.concepts
    }
    for concept, its_scenes in holders.items():
        assert facts.scenes[facts.tagged([concept])].tolist() == sorted(its_scenes)
        assert (facts.sureness(concept) > 0).sum() == len(its_scenes)
    every = np.arange(len(facts.scenes))
    for places in (every, every[::2], every[1:2], every[:0]):
        among = set(facts.scenes[places].tolist())
        counted = dict(zip(facts.concepts, facts.tag_counts(places).tolist(), strict=True))
        assert counted == {concept: len(holders[concept] & among) for concept in facts.concepts}


def test_an_empty_library_has_no_facts(library: Library) -> None:
    facts = Holdings(library.catalog).now().facts
    none = np.zeros(0, np.int64)
    assert facts.newest(None, 5).size == facts.tagged(["x"]).size == facts.places(np.array([3])).size == 0
    assert facts.tag_counts(none).sum() == facts.of_films([1]).sum() == facts.said_in("en").sum() == 0
