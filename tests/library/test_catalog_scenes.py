"""Scenes that are grouped anew, the tags on them, and concepts that people add."""

from collections.abc import Callable

import pytest

from library import Cue, Library, NotInLibrary, Origin
from library.catalog.scenes import NewScene
from library.catalog.tags import NewTag
from library.errors import LibraryError
from library.ontology import Facet

TICKS = 900_000
HARBOUR, NIGHT = "urn:gallae:concept:where/harbour", "urn:gallae:concept:when/night"


@pytest.fixture
def concepts(library: Library) -> tuple[str, str]:
    """Two concepts that people added: a hut and a storm."""
    return (
        library.catalog.add_concept(Facet.WHERE, {"en": "Grandmother's hut", "ko": "할머니 오두막"}).iri,
        library.catalog.add_concept(Facet.WHAT, {"en": "Snow globe"}).iri,
    )


def regroup(library: Library, film_id: int, *firsts: int, count: int = 6) -> list[int]:
    """Group ten-second shots so that scenes begin at these; return the scenes' numbers."""
    spans = zip(firsts, [*firsts[1:], count], strict=True)
    scenes = [NewScene(first * TICKS, end * TICKS, first, end - 1) for first, end in spans]
    library.catalog.replace_scenes(film_id, scenes, "again")
    return [scene.id for scene in library.catalog.scenes(film_id)]


def test_a_scene_with_the_same_interval_keeps_its_number(library: Library, put: Callable, told: type) -> None:
    film, _ = put("a1", "Film", [told("x")] * 6)
    before = regroup(library, film.id, 0, 2, 4)
    library.catalog.set_thumbnails(film.id, {before[2]: "picture"}, "made")
    after = regroup(library, film.id, 0, 1, 2, 3, 4)
    assert (after[2], after[4]) != (before[1], before[2])
    assert after[4] == before[2] and not {after[0], after[1], after[2], after[3]} & set(before)
    scenes = library.catalog.scenes(film.id)
    assert [scene.number for scene in scenes] == [0, 1, 2, 3, 4]
    assert [(scene.first_shot, scene.last_shot) for scene in scenes] == [
        (0, 0),
        (1, 1),
        (2, 2),
        (3, 3),
        (4, 5),
    ]
    assert scenes[4].thumbnail == "picture"
    assert regroup(library, film.id, 0, 1, 2, 3, 4) == after


def test_curators_tags_go_to_the_scene_that_shares_most_time_and_found_ones_do_not(
    library: Library, put: Callable, told: type, concepts: tuple[str, str]
) -> None:
    hut, globe = concepts
    film, _ = put("a1", "Film", [told("x")] * 6)
    _, second, third = regroup(library, film.id, 0, 2, 4)
    library.catalog.replace_found_tags(film.id, [NewTag(second, globe, Origin.SUBTITLE)], "made")
    library.catalog.tag_scene(second, hut)  # shots 2 and 3
    library.catalog.tag_scene(third, hut)  # stays as it is
    after = regroup(
        library, film.id, 0, 3, 4
    )  # shots 0–2, 3, 4–5: second is halved, and the earlier half is first
    tagged = {scene: [tag.concept for tag in tags] for scene, tags in library.catalog.tags(after).items()}
    assert tagged == {after[0]: [hut], third: [hut]}


def test_found_tags_are_replaced_and_curators_stay(
    library: Library, put: Callable, told: type, concepts: tuple[str, str]
) -> None:
    hut, globe = concepts
    film, [scene] = put("a1", "Film", [told("x")])
    catalog = library.catalog
    catalog.tag_scene(scene, hut)
    catalog.replace_found_tags(
        film.id,
        [NewTag(scene, hut, Origin.SCREENPLAY, 0.9), NewTag(scene, globe, Origin.SUBTITLE, 0.7)],
        "made",
    )
    tags = catalog.tags([scene])[scene]
    assert {(tag.concept, tag.origin) for tag in tags} == {(hut, Origin.CURATOR), (globe, Origin.SUBTITLE)}
    catalog.replace_found_tags(film.id, [], "again")
    assert [tag.concept for tag in catalog.tags([scene])[scene]] == [hut]
    assert catalog.finished_stages(film.id)["tags"] == "again"


def test_a_tag_is_found_by_its_words_while_it_is_there(
    library: Library, put: Callable, told: type, concepts: tuple[str, str]
) -> None:
    _, [scene, _] = put("a1", "Film", [told("x"), told("y")])
    library.catalog.tag_scene(scene, concepts[0])
    assert [match.scene_id for match in library.catalog.match_words("오두막")] == [scene]
    library.catalog.untag_scene(scene, concepts[0])
    assert library.catalog.match_words("오두막 grandmother") == ()


def test_a_confidence_outside_nought_to_one_is_refused(
    library: Library, put: Callable, told: type, concepts: tuple[str, str]
) -> None:
    film, [scene] = put("a1", "Film", [told("x")])
    with pytest.raises(LibraryError):
        library.catalog.replace_found_tags(film.id, [NewTag(scene, concepts[0], Origin.MODEL, 1.1)], "made")
    assert library.catalog.tags([scene]) == {}


def test_tag_counts_count_scenes_not_tags(
    library: Library, put: Callable, told: type, concepts: tuple[str, str]
) -> None:
    hut, globe = concepts
    film, [one, two] = put("a1", "Film", [told("x"), told("y")])
    library.catalog.replace_found_tags(
        film.id,
        [NewTag(one, hut, Origin.SUBTITLE), NewTag(one, hut, Origin.MODEL), NewTag(two, hut, Origin.MODEL)],
        "m",
    )
    library.catalog.tag_scene(one, globe)
    counts = [(count.concept, count.scenes) for count in library.catalog.tag_counts()]
    assert counts == [(hut, 2), (globe, 1)]
    assert [(count.concept, count.scenes) for count in library.catalog.tag_counts([two])] == [(hut, 1)]


def test_a_concept_is_added_once(library: Library) -> None:
    catalog = library.catalog
    first = catalog.add_concept(
        Facet.WHERE, {"en": " Moon base ", "ko": ""}, synonyms={"en": ("lunar base",)}
    )
    assert first.labels == {"en": "Moon base"}
    assert catalog.add_concept(Facet.WHERE, {"en": "moon BASE"}).iri == first.iri
    assert catalog.add_concept(Facet.WHAT, {"en": "Moon base"}).iri != first.iri
    known = {concept.iri for concept in catalog.concepts(Facet.WHERE)}
    assert first.iri in known and HARBOUR in known and NIGHT not in known
    with pytest.raises(LibraryError, match="needs a label"):
        catalog.add_concept(Facet.WHERE, {"en": " "})
    with pytest.raises(NotInLibrary, match="urn:nothing"):
        catalog.add_concept(Facet.WHERE, {"en": "Nowhere"}, broader=["urn:nothing"])
    assert not any(concept.labels.get("en") == "Nowhere" for concept in catalog.concepts())


def test_shipped_concepts_are_brought_up_to_date_and_added_ones_stay(library: Library) -> None:
    shipped = [concept for concept in library.catalog.concepts() if concept.iri.startswith("urn:gallae")]
    added = library.catalog.add_concept(Facet.WHERE, {"en": "Moon base"}, broader=[HARBOUR])
    library.catalog.write_shipped_concepts(shipped)
    after = {concept.iri: concept for concept in library.catalog.concepts()}
    assert after.pop(added.iri).broader == (HARBOUR,)
    assert list(after.values()) == shipped


def test_cues_come_back_by_time_and_language(library: Library, put: Callable, told: type) -> None:
    film, _ = put("a1", "Film", [told("x")])
    cues = [Cue(film.id, 2000, 3000, "Later", "en", "Ann"), Cue(film.id, 500, 900, "먼저", "ko")]
    library.catalog.replace_cues(film.id, cues, "made")
    assert library.catalog.cues(film.id) == (cues[1], cues[0])
    assert library.catalog.cues(film.id, "en") == (cues[0],)
    assert library.catalog.cue_languages(film.id) == ("en", "ko")
    library.catalog.replace_cues(film.id, [], "again")
    assert library.catalog.cues(film.id) == ()


def test_more_scenes_can_be_asked_for_than_sqlite_takes_parameters(
    library: Library, put: Callable, told: type
) -> None:
    _, [scene] = put("a1", "Film", [told("hello")])
    many = range(1, 50_000)
    assert set(library.catalog.scenes_with_films(many)) == {scene}
    assert [match.scene_id for match in library.catalog.match_words("hello", many)] == [scene]
