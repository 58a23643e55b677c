"""Words are found in Korean with particles, in English by stem, and nothing typed is an operator or an error."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library import Library
from library.words import has_cjk, indexed_words, mostly_latin, query_terms, without_handles

STORED = (
    "그는 어제 부산으로 떠났다",
    "나는 영화를 보고 싶어",
    "밤에 만나자",
    "가을밤이 깊었다",
    "The lighthouse keepers are sleeping",
    "Café déjà vu, don't go",
    "NASA launched 3 rockets in 1969",
)


@pytest.fixture
def scenes(put: Callable, told: type) -> list[int]:
    return put("a1", "옛날 이야기", [told(said=text) for text in STORED])[1]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("영화", {1}),
        ("부산", {0}),
        ("밤", {2, 3}),
        ("가을밤", {3}),
        ("lighthouse", {4}),
        ("LIGHTHOUSES", {4}),
        ("sleep", {4}),
        ("keeper", {4}),
        ("cafe", {5}),
        ("dont", {5}),
        ("don’t", {5}),
        ("don't", {5}),
        ("nasa", {6}),
        ("1969", {6}),
        ("부산 lighthouse", {0, 4}),
        ("영화".encode().decode(), {1}),
        ("\u110b\u1167\u11bc\u1112\u116a", {1}),  # 영화 in conjoining jamo, as macOS writes file names
        ("옛날", set(range(7))),  # the film's title
        ("zebra", set()),
    ],
)
def test_a_word_finds_its_scenes(library: Library, scenes: list[int], query: str, found: set[int]) -> None:
    matches = library.catalog.match_words(query)
    # A query of several bigrams also finds scenes that share only some: those must not come before the right ones.
    best = [scenes.index(match.scene_id) for match in matches][: len(found) or None]
    assert set(best) == found


def test_scores_sink_and_are_positive(library: Library, scenes: list[int]) -> None:
    scores = [match.score for match in library.catalog.match_words("부산 영화를 lighthouse sleeping keepers")]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0


def test_only_the_scenes_asked_for_are_looked_at(library: Library, scenes: list[int]) -> None:
    assert {match.scene_id for match in library.catalog.match_words("밤", [scenes[3]])} == {scenes[3]}
    assert library.catalog.match_words("밤", []) == ()


ODD = [
    "",
    " ",
    '"',
    '""',
    "'",
    "AND",
    "OR NOT",
    "NEAR(a b, 2)",
    "title:night",
    "-night",
    "night*",
    "^night",
    "(night",
    "night)",
    "{dialogue} : night",
    "a + b",
    "'; DROP TABLE films; --",
    '") OR 1=1 --',
    "😀🎬",
    "밤😀",
    "\0",
    "a\0b",
    "\ud800",
    "½ ² Ⅷ ﬁ",
    "ก็ไม่เป็นไร हिन्दी עברית العربية",
    "x" * 10_000,
    "밤" * 10_000,
    " ".join(f"word{number}" for number in range(1500))[:10_000],
    "".join(chr(0xAC00 + number) for number in range(10_000)),
]


@pytest.mark.parametrize("query", ODD, ids=lambda query: ascii(query[:20]))
def test_nothing_typed_is_an_operator_or_an_error(library: Library, scenes: list[int], query: str) -> None:
    found = library.catalog.match_words(query)
    assert all(match.scene_id in scenes for match in found)
    assert len(library.catalog.films()) == 1


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_no_text_makes_a_query_fail(library: Library, scenes: list[int], query: str) -> None:
    library.catalog.match_words(query)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("가나다밤에를영화 ab'c_\u2019-.1")))
def test_every_word_of_a_text_finds_that_text(text: str) -> None:
    indexed = indexed_words(text).split()
    for term in query_terms(text):
        word = term.strip('"*')
        assert any(one.startswith(word) if term.endswith("*") else one == word for one in indexed)


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_letters_are_read_as_they_are_beside_others(text: str) -> None:
    assert indexed_words(f"{text} 밤").split()[:-1] == indexed_words(text).split()


def test_scripts_are_told_apart() -> None:
    assert has_cjk("밤 night") and has_cjk("カフェ") and has_cjk("電影") and not has_cjk("Привет")
    assert mostly_latin("Café at 8") and mostly_latin("서울 Seoul station")
    assert not any(map(mostly_latin, ("Привет", "مرحبا", "밤에 만나자", "1984", "", "Γειά")))


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("@ross waits for @rachel_2 at the door", "waits for at the door"),
        ("@민지: 어디 가?", ": 어디 가?"),
        ("write to keeper@lighthouse.org at 5 @ noon", "write to keeper@lighthouse.org at 5 @ noon"),
        ("@ross", "@ross"),
        ("@ross, @rachel!", "@ross, @rachel!"),
        ("no one", "no one"),
        ("", ""),
    ],
)
def test_handles_say_nothing_to_a_model(text: str, bare: str) -> None:
    assert without_handles(text) == bare
