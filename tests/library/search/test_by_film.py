"""Hits by film: the film of the best hit first, each hit where it lies in its film."""

from collections.abc import Callable

import pytest

from library import Library
from library.search import SceneSearch, SearchRequest, by_film


def test_hits_lie_where_their_scenes_do(library: Library, put: Callable, told: type) -> None:
    _, one = put("a1", "One", [told("nothing"), told("a whale"), told("nothing"), told("a whale, a whale!")])
    _, two = put("b2", "Two", [told("no"), told("nor this")])
    _, three = put(
        "c3", "Three", [told("a whale and much else that is said here at length, on and on, about tea")]
    )
    hits = SceneSearch(library.catalog).find(SearchRequest("whale")).hits
    lines = by_film(hits)
    assert [line.film.title for line in lines] == ["One", "Three"]
    marks = {mark.hit.scene.id: (mark.start, mark.end) for line in lines for mark in line.marks}
    assert marks == {one[1]: (0.25, 0.5), one[3]: (0.75, 1.0), three[0]: (0.0, 1.0)} and not set(two) & set(
        marks
    )
    scores = [mark.hit.score for mark in lines[0].marks]
    assert scores == sorted(scores, reverse=True)


def test_a_film_that_is_shorter_than_its_scenes_holds_them_all_the_same(
    library: Library, put: Callable, told: type
) -> None:
    film, _ = put("a1", "One", [told("a whale"), told("a whale")])
    library.catalog.set_end(film.id, film.duration / 4, broken=True)
    [line] = by_film(SceneSearch(library.catalog).find(SearchRequest("whale")).hits)
    assert sorted(mark.end for mark in line.marks) == [pytest.approx(1.0), pytest.approx(1.0)]


def test_no_hits_are_no_films() -> None:
    assert by_film(()) == ()
