"""Search: facets filter exactly, words and meaning are fused, and each hit says why it was found."""

from collections.abc import Callable

import pytest

from library import Film, Library, Origin
from library.catalog.tags import NewTag
from library.ontology import Facet
from library.search import SceneSearch, SearchRequest, Signal

HARBOUR, NIGHT = "urn:gallae:concept:where/harbour", "urn:gallae:concept:when/night"


@pytest.fixture
def shelf(put: Callable, told: type) -> tuple[list[Film], list[int]]:
    """Two films of four scenes: numbers 0 to 3 are of the older one."""
    sea, sea_scenes = put(
        "a1",
        "The Keeper",
        [
            told("The boat leaves the pier at dawn", "Waves and gulls"),
            told("Nobody sleeps tonight", "A lamp turns in the tower"),
            told("Where is the xylophone?", "An empty room"),
            told("배가 부산으로 떠난다", language="ko"),
        ],
    )
    city, city_scenes = put(
        "b2", "Rush Hour", [told("Mind the gap"), told("The boat is late"), told("Tea?"), told("No")]
    )
    return [sea, city], [*sea_scenes, *city_scenes]


@pytest.fixture
def search(library: Library, shelf: object) -> SceneSearch:
    return SceneSearch.over(library)


def places(shelf: tuple[list[Film], list[int]], answer: object) -> list[int]:
    return [shelf[1].index(hit.scene.id) for hit in answer.hits]


def test_an_exact_word_comes_first(search: SceneSearch, shelf: tuple) -> None:
    assert places(shelf, search.find(SearchRequest("xylophone")))[0] == 2
    assert places(shelf, search.find(SearchRequest("부산")))[0] == 3
    assert set(places(shelf, search.find(SearchRequest("boat")))[:2]) == {0, 5}


def test_a_word_match_survives_many_that_only_mean_alike(library: Library, put: Callable, told: type) -> None:
    put("c3", "Crowd", [told("the boat and the pier and the sea and the waves and the gulls")] * 40)
    _, [rare] = put(
        "d4", "Rare", [told("quokka among the boat and the pier and the sea and other words of no use")]
    )
    hits = SceneSearch.over(library).find(SearchRequest("boat pier sea waves gulls quokka", limit=41)).hits
    assert rare in [hit.scene.id for hit in hits]
    assert SceneSearch.over(library).find(SearchRequest("quokka")).hits[0].scene.id == rare


def test_scores_sink_from_one_at_most_and_reasons_bear_them_out(search: SceneSearch) -> None:
    hits = search.find(SearchRequest("the boat leaves the pier")).hits
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True) and scores[-1] >= 0 and scores[0] == pytest.approx(1.0)
    for hit in hits:
        assert 0 <= hit.relevance <= 1
        shares = [reason.share for reason in hit.reasons]
        assert sum(shares) == pytest.approx(1.0) or hit.score == 0
        assert all(reason.text for reason in hit.reasons)
    best = {reason.signal: reason.text for reason in hits[0].reasons}
    assert best[Signal.WORDS] == "The boat leaves the pier at dawn"
    assert Signal.MEANING in best
    assert hits[0].text == "The boat leaves the pier at dawn"


def test_a_title_is_a_reason_too(search: SceneSearch, shelf: tuple) -> None:
    answer = search.find(SearchRequest("keeper"))
    assert set(places(shelf, answer)) >= {0, 1, 2, 3}
    assert answer.hits[0].reasons[0].text == "The Keeper"


def test_facets_filter_exactly_and_take_in_what_is_narrower(library: Library, shelf: tuple) -> None:
    catalog, [sea, _], scenes = library.catalog, *shelf
    pier = catalog.add_concept(Facet.WHERE, {"en": "Long pier", "ko": "긴 잔교"}, broader=[HARBOUR]).iri
    catalog.tag_scene(scenes[0], pier)
    catalog.tag_scene(scenes[5], HARBOUR)
    catalog.replace_found_tags(
        sea.id, [NewTag(scenes[0], NIGHT, Origin.SUBTITLE), NewTag(scenes[1], NIGHT, Origin.MODEL)], "m"
    )
    search = SceneSearch.over(library)

    def found(text: str = "", **facets: tuple[str, ...]) -> set[int]:
        wanted = {Facet(facet): labels for facet, labels in facets.items()}
        return set(places(shelf, search.find(SearchRequest(text, wanted))))

    assert found(where=("harbour",)) == found(where=("항구",)) == {0, 5}
    assert found(where=("Long pier",)) == found(where=("긴 잔교",)) == {0}
    assert found(when=("night",)) == {0, 1}
    assert found(where=("harbour",), when=("night",)) == {0}
    assert found(where=("harbour", "long pier")) == {0, 5}
    assert found("boat", where=("harbour",)) == {0, 5}
    assert found("boat", when=("night",)) <= {0, 1}
    assert found(where=("night",)) == set(), "a label counts under its own facet only"


def test_a_label_that_nothing_has_is_named(search: SceneSearch) -> None:
    answer = search.find(SearchRequest("boat", {Facet.WHERE: ("Atlantis",), Facet.WHEN: ("night",)}))
    assert answer.unknown_labels == ("Atlantis",) and answer.hits == ()


@pytest.mark.parametrize("text", ["", "   ", "?!", "😀"])
def test_no_words_list_the_newest_film_first(search: SceneSearch, shelf: tuple, text: str) -> None:
    assert places(shelf, search.find(SearchRequest(text, limit=6))) == [4, 5, 6, 7, 0, 1]
    assert places(shelf, search.find(SearchRequest(text, film_id=shelf[0][0].id))) == [0, 1, 2, 3]


def test_one_film_only(search: SceneSearch, shelf: tuple) -> None:
    assert places(shelf, search.find(SearchRequest("boat", film_id=shelf[0][1].id)))[0] == 5
    assert all(
        place >= 4 for place in places(shelf, search.find(SearchRequest("boat", film_id=shelf[0][1].id)))
    )
    assert search.find(SearchRequest("boat", limit=1)).hits[0:] != ()
    assert len(search.find(SearchRequest("boat", limit=1)).hits) == 1


def test_a_library_without_films_or_vectors_answers(library: Library, put: Callable, told: type) -> None:
    assert SceneSearch.over(library).find(SearchRequest("anything")).hits == ()
    film, [scene] = put("a1", "Film", [told("hello there")])
    library.catalog.replace_vectors(film.id, "hashing", [], "none")
    [hit] = SceneSearch.over(library).find(SearchRequest("hello")).hits
    assert hit.scene.id == scene and [reason.signal for reason in hit.reasons] == [Signal.WORDS]


def test_a_film_removed_while_somebody_searches_is_no_error(
    library: Library, search: SceneSearch, shelf: tuple
) -> None:
    library.catalog.remove_film(shelf[0][0].id)
    assert set(places(shelf, search.find(SearchRequest("boat")))) <= {4, 5, 6, 7}


def test_a_tag_that_the_query_names_is_a_reason(library: Library, shelf: tuple) -> None:
    library.catalog.tag_scene(shelf[1][2], HARBOUR)
    hit = SceneSearch.over(library).find(SearchRequest("harbour")).hits[0]
    assert hit.scene.id == shelf[1][2]
    assert Signal.TAG in [reason.signal for reason in hit.reasons]
