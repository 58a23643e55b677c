"""Marks stand where the index finds the query's words, in the text's own letters."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.search.marking import asked_terms, learn
from library.words import indexed_words


def marked(query: str, text: str) -> list[str]:
    return [text[start:end] for start, end in asked_terms(query).marks(text)]


@pytest.mark.parametrize(
    ("query", "text", "words"),
    [
        ("boat leave", "The boats are leaving; he leaves the BOAT.", ["boats", "leaving", "leaves", "BOAT"]),
        ("don't", "I DON’T know, dont", ["DON’T", "dont"]),
        ("영화", "그 영화를 봤다. 영화관에서", ["영화", "영화"]),
        ("부산역", "부산역으로 갔다", ["부산역"]),
        ("부산", "부산으로 갔다", ["부산"]),
        ("물", "물이 깊다. 강물도", ["물", "물"]),
        ("cafe", "Ein Café", ["Café"]),
        ("영화 movie", "ＭＯＶＩＥＳ와 영화", ["ＭＯＶＩＥＳ", "영화"]),
        ("😀 boat", "😀 a boat 😀", ["boat"]),
        ("lighthouse", "nothing of the kind", []),
        ("", "anything", []),
    ],
)
def test_words_are_marked_as_the_index_finds_them(query: str, text: str, words: list[str]) -> None:
    assert marked(query, text) == words


def test_hangul_written_letter_by_letter_is_marked_whole() -> None:
    text = unicodedata.normalize("NFD", "그 영화를 봤다")
    assert [unicodedata.normalize("NFC", word) for word in marked("영화", text)] == ["영화"]


def test_words_of_every_line_are_marked_only_if_nothing_else_is_asked_for() -> None:
    assert marked("the boat", "the boat of the king") == ["boat"]
    assert marked("to be", "to be or not to be") == ["to", "be", "to", "be"]


def test_a_text_is_covered_if_each_of_its_words_is_asked_for() -> None:
    asked = asked_terms("at the long pier by night")
    assert asked.all_in("Long Pier") and not asked.all_in("Short pier") and not asked.all_in("?!")


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_marked_inside_itself_in_order_without_overlap(query: str, text: str) -> None:
    marks = asked_terms(query).marks(text)
    edges = [edge for mark in marks for edge in mark]
    assert edges == sorted(edges) and all(0 <= start < end <= len(text) for start, end in marks)
    assert all(one[1] < other[0] for one, other in pairwise(marks))


@given(st.text(alphabet="abc 가나다'-ＡＢ\u1100\u1161", min_size=1, max_size=20))
def test_a_text_of_telling_words_is_marked_in_itself(text: str) -> None:
    learn([text])
    if set(indexed_words(text).split()) - {"a"}:
        assert asked_terms(text).marks(text)
