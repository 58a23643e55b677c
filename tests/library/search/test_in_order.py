"""`a >> b` finds scenes of one film, the second after the first and not too long after it."""

from collections.abc import Callable

import pytest

from library import Library
from library.search import SceneSearch, SearchRequest, Signal
from library.search.in_order import WITHIN_MS, InOrderAnswer


@pytest.fixture
def shelf(library: Library, put: Callable, told: type) -> list[list[int]]:
    """In the first film the door opens before the lamp falls, in the second after it; a scene lasts ten seconds."""
    nothing = told("Nobody says a word of it.")
    first = [told("The door opens."), nothing, nothing, told("A lamp falls."), told("It is dark.")]
    second = [told("A lamp falls."), nothing, told("The door opens."), nothing, nothing]
    return [put("a1", "Before", first)[1], put("b2", "After", second)[1]]


@pytest.fixture
def search(library: Library, shelf: list[list[int]]) -> SceneSearch:
    return SceneSearch.over(library)


def scenes(answer: InOrderAnswer) -> list[tuple[int, ...]]:
    return [tuple(hit.scene.id for hit in one.hits) for one in answer.found]


def test_the_film_in_which_it_comes_in_this_order_is_first(
    search: SceneSearch, shelf: list[list[int]]
) -> None:
    first, second = shelf
    opened = search.find_in_order(SearchRequest("door opens >> lamp falls"))
    assert scenes(opened)[0] == (first[0], first[3])
    fallen = search.find_in_order(SearchRequest("lamp falls >> door opens"))
    assert scenes(fallen)[0] == (second[0], second[2])
    assert opened.found[0].score > opened.found[-1].score or len(opened.found) == 1


def test_every_hit_says_why_it_fits_its_own_step(search: SceneSearch) -> None:
    best = search.find_in_order(SearchRequest("door opens >> lamp falls")).found[0]
    marked = [
        [reason.text[start:end] for start, end in reason.marks]
        for hit in best.hits
        for reason in hit.reasons
        if reason.signal is Signal.WORDS
    ]
    assert marked == [["door", "opens"], ["lamp", "falls"]]


@pytest.mark.parametrize(
    ("text", "within", "found"),
    [
        ("door opens >> lamp falls", WITHIN_MS, True),
        ("door opens >> lamp falls within:20", 20_000, True),
        ("door opens within:20s >> lamp falls", 20_000, True),
        ("door opens >> lamp falls 이내:19초", 19_000, False),
        ("door opens >> lamp falls within:0:05", 5_000, False),
    ],
)
def test_the_next_must_begin_within_a_time(
    search: SceneSearch, shelf: list[list[int]], text: str, within: int, *, found: bool
) -> None:
    words = frozenset({Signal.WORDS})
    answer = search.find_in_order(SearchRequest(text, signals=words))
    assert answer.within_ms == within
    assert (scenes(answer)[:1] == [(shelf[0][0], shelf[0][3])]) is found
    assert found or (shelf[0][0], shelf[0][3]) not in scenes(answer)


def test_three_steps_and_filters_in_them(
    search: SceneSearch, shelf: list[list[int]], library: Library
) -> None:
    [night] = [one for one in library.catalog.concepts() if one.labels["en"] == "night"]
    library.catalog.tag_scene(shelf[0][4], night.iri)
    answer = search.find_in_order(SearchRequest("door >> lamp >> when:night"))
    assert scenes(answer) == [(shelf[0][0], shelf[0][3], shelf[0][4])], "nothing else is tagged so"
    assert [query.text for query in answer.queries] == ["door", "lamp", "when:night"]


def test_a_time_that_is_none_is_noted(search: SceneSearch) -> None:
    answer = search.find_in_order(SearchRequest("door >> lamp within:soon"))
    assert [note.value for note in answer.notes] == ["soon"] and answer.within_ms == WITHIN_MS


@pytest.mark.parametrize(
    "text", ["", " >> ", ">>", "door >>", "gibberishword >> nosuchword", "? >> !", '">>"']
)
def test_odd_texts_are_answered(search: SceneSearch, text: str) -> None:
    assert len(search.find_in_order(SearchRequest(text, limit=3)).found) <= 3


def test_an_empty_library_has_no_sequence(library: Library) -> None:
    assert SceneSearch.over(library).find_in_order(SearchRequest("a door >> a lamp")).found == ()
