"""Coverage counts what is known and what is only guessed, and puts the emptiest scenes first."""

from collections.abc import Callable

from library import Library, Origin
from library.catalog.coverage import all_together
from library.catalog.tags import NewTag
from library.ontology import FACETS, Facet, concept_iri

NIGHT, HARBOUR = concept_iri(Facet.WHEN, "night"), concept_iri(Facet.WHERE, "harbour")
DANCE = concept_iri(Facet.WHAT, "dance")


def test_facets_are_counted_once_a_scene_known_before_guessed(
    library: Library, put: Callable, told: type
) -> None:
    film, (one, two, _) = put("a1", "First", [told("x")] * 3)
    other, _ = put("b2", "Second", [told("y")])
    library.catalog.replace_found_tags(
        film.id,
        [
            NewTag(one, NIGHT, Origin.SCREENPLAY, 0.9),
            NewTag(one, NIGHT, Origin.PICTURE, 0.3),
            NewTag(one, DANCE, Origin.SUBTITLE, 0.4),
            NewTag(two, NIGHT, Origin.PICTURE, 0.3),
            NewTag(two, HARBOUR, Origin.PICTURE, 0.6),
        ],
        "made",
    )
    first, second = library.catalog.coverage()
    assert (first.film_id, first.title, first.scenes) == (film.id, "First", 3)
    assert first.sure == dict.fromkeys(FACETS, 0) | {"when": 1, "where": 1}
    assert first.guessed == dict.fromkeys(FACETS, 0) | {"when": 1, "what": 1}
    assert [first.missing(facet) for facet in ("when", "where", "what", "who")] == [1, 2, 2, 3]
    assert (second.scenes, sum(second.sure.values())) == (1, 0)
    assert library.catalog.coverage(other.id) == (second,)
    whole = all_together([first, second])
    assert (whole.scenes, whole.sure["when"], whole.missing("when")) == (4, 1, 2)
    library.catalog.untag_scene(two, HARBOUR)
    assert library.catalog.coverage(film.id)[0].sure["where"] == 0


def test_the_scenes_of_which_least_is_known_come_first(library: Library, put: Callable, told: type) -> None:
    film, (one, two, three) = put("a1", "First", [told("x")] * 3)
    put("b2", "Second", [told("y")])
    library.catalog.replace_found_tags(
        film.id,
        [
            NewTag(one, NIGHT, Origin.SCREENPLAY, 0.9),
            NewTag(two, NIGHT, Origin.PICTURE, 0.3),
            NewTag(three, NIGHT, Origin.PICTURE, 0.2),
        ],
        "made",
    )
    found = library.catalog.least_covered(10, film.id)
    assert [scene.scene.id for scene in found] == [three, two, one]
    assert found[0].guessed == ("when",) and "when" not in found[0].missing and found[2].sure == ("when",)
    everywhere = library.catalog.least_covered(1)
    assert len(everywhere) == 1 and everywhere[0].missing == FACETS


def test_an_empty_library_has_no_coverage(library: Library) -> None:
    assert library.catalog.coverage() == () and library.catalog.least_covered(5) == ()
    assert all_together([]).scenes == 0
