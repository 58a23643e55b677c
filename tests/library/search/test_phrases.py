"""Exact dialogue is exact: what is claimed to be said is said, and what is said is found."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library import Library
from library.search import phrases
from library.search.phrases import normalised, said_exactly, scenes_saying, scenes_with_words, side_by_side
from library.words import query_terms


def says(text: str, phrase: str) -> bool:
    return said_exactly(phrase).search(normalised(text)) is not None


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("to the sea", "Off to THE\n  sea, all!"),
        ("ｔｏ the", "to the"),
        ("don't go", "Don’t go"),
        ("rock'n'roll", "Rock'n'roll is here"),
        ("떠나간다", "배가 떠나 간다"),
        ("안녕 하세요", "안녕하세요"),
        ("가자 부산", "가자, 부산으로"),
        ("부산", "부산으로"),
        ("배", "나룻배가"),
        ("TV를", "ＴＶ 를 켜"),
        ("tv", "TV를 켜"),
    ],
)
def test_case_width_punctuation_and_korean_spaces_do_not_count(phrase: str, text: str) -> None:
    assert says(text, phrase)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("to the sea", "to the seaside"),
        ("the sea", "bathe sea"),
        ("leave", "leaves"),
        ("don", "don't"),
        ("dont", "don't"),
        ("eau", "l'eau"),
        ("resume", "résumé"),
        ("자부", "가자, 부산으로"),
        ("sea the", "the sea"),
        ("배가 부산", "배가 곧 부산으로"),
    ],
)
def test_other_words_forms_and_orders_do_not_count(phrase: str, text: str) -> None:
    assert not says(text, phrase)


@pytest.fixture
def said(put: Callable, told: type) -> Callable[..., list[int]]:
    """`said(*lines)` puts a film into the library in which each scene says one line; returns their numbers."""
    return lambda *lines: put("a1", "Film", [told(line) for line in lines])[1]


def test_the_index_proposes_and_the_text_decides(library: Library, said: Callable) -> None:
    scenes = said(
        "The boat leaves the pier", "Boats leave a pier", "배가 떠나 간다", "배가 떠나간다고", "떠난 배"
    )
    saying = {
        phrase: [scenes.index(scene) for scene in scenes_saying(library.catalog, phrase, None)[0].tolist()]
        for phrase in ("boat leaves", "boats leave", "떠나간다", "배가 떠나", "배", "pier boat")
    }
    assert saying == {
        "boat leaves": [0],
        "boats leave": [1],
        "떠나간다": [2, 3],
        "배가 떠나": [2, 3],
        "배": [2, 3, 4],
        "pier boat": [],
    }


def test_only_dialogue_is_said(library: Library, put: Callable, told: type) -> None:
    put("a1", "The long pier", [told("Mind the gap", "At the long pier")])
    assert scenes_saying(library.catalog, "the long pier", None)[0].size == 0
    assert scenes_with_words(library.catalog, "long pier").size == 1, "any field has words"
    assert scenes_with_words(library.catalog, "gap long").size == 0


def test_what_is_too_common_is_compared_only_so_far(
    library: Library, said: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenes = said(*["tea again"] * 5)
    monkeypatch.setattr(phrases, "MOST_COMPARED", 2)
    newest_first = np.array(scenes[::-1], np.int64)
    found, all_compared = scenes_saying(library.catalog, "tea", newest_first)
    assert found.tolist() == sorted(scenes[-2:]) and not all_compared
    assert scenes_saying(library.catalog, "tea", newest_first[:2])[1]


SYLLABLES = st.text(st.sampled_from(list("가나다배 ,\nab'")), min_size=1, max_size=14)


@given(SYLLABLES, st.integers(0, 13), st.integers(1, 8))
@settings(max_examples=300, deadline=None)
def test_every_piece_of_a_line_that_is_said_is_proposed(text: str, start: int, length: int) -> None:
    import sqlite3

    from library.words import indexed_words

    piece = text[start : start + length]
    if not query_terms(piece) or not says(text, piece):
        return
    with sqlite3.connect(":memory:") as index:
        index.execute(
            "CREATE VIRTUAL TABLE w USING fts5(d, tokenize = 'porter unicode61 remove_diacritics 2')"
        )
        index.execute("INSERT INTO w VALUES (?)", (indexed_words(text),))
        assert index.execute("SELECT count(*) FROM w WHERE w MATCH ?", (side_by_side(piece),)).fetchone() == (
            1,
        )
    index.close()
