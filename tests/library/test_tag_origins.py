"""A curator's word wins over everything that is found: for a concept, against it, and over what contradicts it."""

from collections.abc import Callable

from library import Library, Origin
from library.catalog.tags import NewTag
from library.findings import NewScene
from library.ontology import Facet, concept_iri
from library.ontology.opposites import Opposites

DAY, NIGHT = concept_iri(Facet.WHEN, "day"), concept_iri(Facet.WHEN, "night")
MORNING = concept_iri(Facet.WHEN, "morning")
INSIDE, OUTSIDE = concept_iri(Facet.WHERE, "inside"), concept_iri(Facet.WHERE, "outside")


def held(library: Library, scene_id: int) -> dict[str, tuple[str, float]]:
    tags = library.catalog.tags([scene_id]).get(scene_id, ())
    return {tag.concept: (tag.origin.value, tag.confidence) for tag in tags}


def test_what_a_curator_took_off_a_scene_is_not_found_again(
    library: Library, put: Callable, told: type
) -> None:
    film, (scene, other) = put("a1", "Film", [told("x"), told("y")])
    guesses = [NewTag(one, NIGHT, Origin.PICTURE, 0.6) for one in (scene, other)]
    library.catalog.replace_found_tags(film.id, guesses, "made")
    library.catalog.untag_scene(scene, NIGHT)
    for made in ("again", "and again"):
        library.catalog.replace_found_tags(film.id, guesses, made)
        assert held(library, scene) == {} and held(library, other) == {NIGHT: ("picture", 0.6)}
        assert library.catalog.scenes_tagged([NIGHT]) == {other}
        assert [(count.concept, count.scenes) for count in library.catalog.tag_counts()] == [(NIGHT, 1)]
    facts = library.catalog.scene_facts()
    assert facts.tag_scenes.tolist() == [other]
    library.catalog.untag_scene(scene, NIGHT)  # a second time changes nothing
    library.catalog.tag_scene(scene, NIGHT)
    assert held(library, scene) == {NIGHT: ("curator", 1.0)}


def test_what_only_a_curator_put_on_a_scene_goes_without_a_trace(
    library: Library, put: Callable, told: type
) -> None:
    film, (scene,) = put("a1", "Film", [told("x")])
    library.catalog.tag_scene(scene, NIGHT)
    library.catalog.untag_scene(scene, NIGHT)
    library.catalog.replace_found_tags(film.id, [NewTag(scene, NIGHT, Origin.PICTURE, 0.6)], "made")
    assert held(library, scene) == {NIGHT: ("picture", 0.6)}


def test_a_curators_tag_takes_contradicting_guesses_away(library: Library, put: Callable, told: type) -> None:
    film, (scene,) = put("a1", "Film", [told("x")])
    found = [NewTag(scene, DAY, Origin.PICTURE, 0.6), NewTag(scene, INSIDE, Origin.SCREENPLAY, 1.0)]
    library.catalog.replace_found_tags(film.id, found, "made")
    library.catalog.tag_scene(scene, NIGHT)
    assert held(library, scene).keys() == {NIGHT, INSIDE}


def test_a_word_that_is_taken_back_leaves_what_was_found_as_it_was(
    library: Library, put: Callable, told: type
) -> None:
    film, (scene,) = put("a1", "Film", [told("x")])
    library.catalog.replace_found_tags(film.id, [NewTag(scene, NIGHT, Origin.PICTURE, 0.6)], "made")
    for holds in (True, False):
        library.catalog.say([scene], NIGHT, holds, "Mina")
        assert library.catalog.say([scene], NIGHT, None, "Mina") == (scene,)
        assert held(library, scene) == {NIGHT: ("picture", 0.6)}
    library.catalog.say([scene], NIGHT, False, "Bori")
    library.catalog.say([scene], NIGHT, False, "Mina")
    library.catalog.say([scene], NIGHT, None, "Mina")
    assert held(library, scene) == {}  # the other curator is still against it


def test_words_against_a_concept_move_with_their_scene_but_give_way(
    library: Library, put: Callable, told: type
) -> None:
    film, (first, second) = put("a1", "Film", [told("x"), told("y")])
    library.catalog.replace_found_tags(
        film.id, [NewTag(one, NIGHT, Origin.PICTURE, 0.6) for one in (first, second)], "made"
    )
    library.catalog.untag_scene(first, NIGHT)
    library.catalog.replace_scenes(film.id, [NewScene(0, 1_800_000, 0, 1)], "joined")
    (joined,) = library.catalog.scenes(film.id)
    library.catalog.replace_found_tags(film.id, [NewTag(joined.id, NIGHT, Origin.PICTURE, 0.6)], "made")
    assert held(library, joined.id) == {}


def test_opposites_know_what_is_inside_and_when_it_is_day() -> None:
    kitchen, porch = concept_iri(Facet.WHERE, "kitchen"), concept_iri(Facet.WHERE, "porch")
    opposites = Opposites({MORNING: (DAY,), kitchen: (INSIDE,), porch: (INSIDE, OUTSIDE)})
    assert opposites.contradict(MORNING, NIGHT) and opposites.contradict(OUTSIDE, kitchen)
    assert not opposites.contradict(MORNING, DAY) and not opposites.contradict(NIGHT, kitchen)
    assert not opposites.contradict(porch, INSIDE), "a place that is both contradicts neither"
    assert opposites.without_contradicted([DAY, kitchen], [NIGHT]) == [kitchen]
