"""Each hit says why: the line with its words marked, when it is said, the tags that match, and shares that sum to 1."""

from collections.abc import Callable

import pytest

from library import Cue, Library
from library.search import Hit, Reason, SceneSearch, SearchRequest, Signal

LONG_PIER = "urn:test:long-pier"


@pytest.fixture
def search(library: Library, put: Callable, told: type) -> SceneSearch:
    """One film: three scenes of ten seconds, with cues that say their lines."""
    lines = ["Nobody is here.\nThe boats are leaving, 😀 hurry!", "그 영화를 봤어?\n아니, 아직.", "Be quiet."]
    film, _ = put(
        "a1", "The Keeper", [told(lines[0], "A gull lands."), told(lines[1], "", "ko"), told(lines[2])]
    )
    times = [(1000, 2000), (9500, 10_400), (11_000, 12_000), (13_000, 14_000), (25_000, 26_000)]
    said = [line for text in lines for line in text.splitlines()]
    cues = [
        Cue(film.id, *time, line.replace(", ", ",\n"), "en") for time, line in zip(times, said, strict=True)
    ]
    library.catalog.replace_cues(film.id, cues, "made")
    return SceneSearch.over(library)


def reason(hit: Hit, signal: Signal) -> Reason:
    return next(reason for reason in hit.reasons if reason.signal is signal)


def marked(one: Reason | Hit) -> list[str]:
    return [one.text[start:end] for start, end in one.marks]


def test_the_line_is_shown_with_its_words_marked_and_its_time(search: SceneSearch) -> None:
    hit = search.find(SearchRequest("hurry, a boat leaves")).hits[0]
    words = reason(hit, Signal.WORDS)
    assert words.text == hit.text == "The boats are leaving, 😀 hurry!"
    assert marked(words) == marked(hit) == ["boats", "leaving", "hurry"]
    assert words.start_ms == 9500, "the cue is in the scene in which its middle lies"


def test_korean_is_marked_without_its_particles(search: SceneSearch) -> None:
    words = reason(search.find(SearchRequest("영화는")).hits[0], Signal.WORDS)
    assert (words.text, marked(words), words.start_ms) == ("그 영화를 봤어?", ["영화"], 11_000)


def test_what_is_seen_has_no_time_of_its_own(search: SceneSearch) -> None:
    words = reason(search.find(SearchRequest("gulls landing")).hits[0], Signal.WORDS)
    assert (words.text, marked(words), words.start_ms) == ("A gull lands.", ["gull", "lands"], None)


def test_meaning_shows_what_came_closest_and_when_it_begins(search: SceneSearch) -> None:
    meaning = reason(search.find(SearchRequest("boats are leaving")).hits[0], Signal.MEANING)
    assert meaning.text == "Nobody is here. The boats are leaving, 😀 hurry!"
    assert marked(meaning) == ["boats", "leaving"] and meaning.start_ms == 1000


def test_a_long_text_is_cut_to_the_piece_with_the_words(library: Library, put: Callable, told: type) -> None:
    put("b2", "Long", [told("bla " * 200 + "then a lighthouse fell " + "and so on " * 50)])
    hit = SceneSearch.over(library).find(SearchRequest("lighthouse")).hits[0]
    assert len(hit.text) <= 200 and marked(hit) == ["lighthouse"]
    assert all(marked(one) == ["lighthouse"] for one in hit.reasons)


@pytest.mark.parametrize("query", ["night", "밤에", "quiet at night", "when:night"])
def test_the_tags_that_the_query_names_are_reasons_and_others_are_not(
    search: SceneSearch, library: Library, query: str
) -> None:
    [scene] = [hit.scene.id for hit in search.find(SearchRequest("quiet")).hits[:1]]
    for concept in library.catalog.concepts():
        if concept.labels["en"] in ("night", "morning"):
            library.catalog.tag_scene(scene, concept.iri)
    [hit] = [hit for hit in search.find(SearchRequest(query)).hits if hit.scene.id == scene]
    tags = [one.text for one in hit.reasons if one.signal is Signal.TAG]
    assert tags in (["night"], ["밤"])


def test_the_shares_of_the_reasons_sum_to_one(search: SceneSearch) -> None:
    for hit in search.find(SearchRequest("the boats are leaving")).hits:
        assert sum(one.share for one in hit.reasons) == pytest.approx(1) or hit.score == 0
