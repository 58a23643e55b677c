"""Sentences that tell consecutive scenes of a hidden film come out in its order, whatever else is in the library."""

from collections.abc import Callable

import pytest

from library import Library
from library.search import SceneSearch, SearchRequest
from library.search.best_way import Link

STORY = {
    "The keeper lights the lamp at dusk.": "Light the lamp before dusk, keeper.",
    "A stranger knocks at the gate.": "Who knocks at the gate? A stranger!",
    "They drink tea and argue about money.": "Your tea. And where is my money?",
    "The stranger runs into the storm.": "He ran out into the storm.",
    "The lamp goes out over the sea.": "The lamp is out, and the sea is black.",
}


@pytest.fixture
def hidden(library: Library, put: Callable, told: type) -> list[int]:
    """The scenes of the film that tells the story, between others; each line is also said in some other film."""
    filler = [told("Nobody is here."), told("What a day.")]
    _, scenes = put("a1", "Hidden", [*filler, *(told(line) for line in STORY.values()), *filler])
    for place, line in enumerate(reversed(STORY.values())):
        put(f"b{place}", f"Decoy {place}", [told("Hello."), told(line), told("Goodbye.")])
    return scenes[2:-2]


def test_a_hidden_film_comes_out_in_order(library: Library, hidden: list[int]) -> None:
    found = SceneSearch.over(library).find_story([*STORY])
    assert [one.hit.scene.id if one.hit else None for one in found] == hidden
    assert found[0].links == () and all(one.links == (Link.SAME_FILM, Link.LATER) for one in found[1:])
    for one, said in zip(found, STORY.values(), strict=True):
        assert one.hit is not None and one.hit.text == said and one.hit.reasons
        assert one.alternatives[0].text == said, "the decoy fits as well, but not the story"


def test_told_backwards_no_scene_comes_twice(library: Library, hidden: list[int]) -> None:
    found = SceneSearch.over(library).find_story([*reversed(STORY), *STORY])
    chosen = [one.hit.scene.id for one in found if one.hit]
    assert len(chosen) == len(set(chosen)) == 2 * len(STORY)


def test_sentences_without_words_and_libraries_without_scenes(library: Library) -> None:
    search = SceneSearch.over(library)
    assert [one.hit for one in search.find_story(["A door opens.", "…"])] == [None, None]
    assert search.find_story([]) == ()


def test_a_sentence_is_no_query(library: Library, hidden: list[int]) -> None:
    [told] = SceneSearch.over(library).find_story(['He said: -storm where:nowhere "knock'])
    assert told.hit is not None


def test_a_film_narrows_it_down(library: Library, hidden: list[int]) -> None:
    film = library.catalog.films()[0]
    found = SceneSearch.over(library).find_story([*STORY], SearchRequest(film_id=film.id))
    assert {one.hit.film.id for one in found if one.hit} == {film.id}
