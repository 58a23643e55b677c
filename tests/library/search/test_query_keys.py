"""Lengths of time and names of languages as people write them."""

from fractions import Fraction

import pytest

from library.search.query_keys import key_meaning, language_code, seconds_of


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        *(("90", 90), ("90s", 90), ("1m30s", 90), ("1:30", 90), ("90초", 90), ("2분", 120), ("1분30초", 90)),
        *(("1h", 3600), ("1:00:05", 3605), ("1시간 2분", 3720), ("2MIN", 120), ("０.5", Fraction(1, 2))),
        *(("1.25s", Fraction(5, 4)), ("0", 0)),
    ],
)
def test_lengths_of_time_are_exact(text: str, seconds: Fraction) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "s", "m", "-5", "1e5", "1:2:3:4", "5x", "9" * 40, "5s5m", "٣"])
def test_what_is_no_length_of_time_is_none(text: str) -> None:
    assert seconds_of(text) is None


def test_languages_go_by_code_or_name() -> None:
    assert [language_code(name) for name in ("ko", "Korean", "한국어", "EN", "영어", "xx-YY")] == [
        *("ko", "ko", "ko", "en", "en", "xx-yy")
    ]


def test_a_word_that_is_no_key_means_nothing() -> None:
    assert key_meaning("said") is None and key_meaning("ＷＨＯ") == key_meaning("누가")
