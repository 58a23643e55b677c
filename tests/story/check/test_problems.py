import string
from pathlib import Path

from story.check.problem_words import WORDS
from story.check.problems import CODES, MEANINGS, Severity, problem

CHECKING = Path(__file__).parents[3] / "docs" / "checking.md"


def test_the_manual_lists_every_code_with_its_severity_and_meaning() -> None:
    rows = [line.strip("|").split("|") for line in CHECKING.read_text("utf-8").splitlines()]
    listed = {row[0].strip(): tuple(map(str.strip, row[1:])) for row in rows if row[0].startswith(" G")}
    assert listed == {code: (one.severity.value, one.holds) for code, one in MEANINGS.items()}


def test_codes_are_numbered_without_a_gap_and_have_words_in_both_languages() -> None:
    assert tuple(f"G{number:03}" for number in range(1, len(CODES) + 1)) == CODES
    assert {language: tuple(words) for language, words in WORDS.items()} == {"en": CODES, "ko": CODES}


def test_every_sentence_is_one_line_with_a_remedy() -> None:
    for code in CODES:
        if MEANINGS[code].severity is not Severity.NOTE:
            assert ":" in WORDS["en"][code], code
            assert WORDS["ko"][code].rstrip(".").count(".") >= 1, code
        for words in WORDS.values():
            assert words[code].endswith(".") and "\n" not in words[code]


def test_both_languages_name_the_same_things() -> None:
    for code in CODES:
        english, korean = (
            {name for _, name, _, _ in string.Formatter().parse(words[code]) if name}
            for words in WORDS.values()
        )
        # The reasons of expressions are in English; the Korean sentence shows the place instead.
        assert english - {"reason", "text"} == korean - {"marked", "text"}, code


def test_a_word_may_differ_by_language() -> None:
    found = problem("G041", choice="c", node="n", after={"en": "after x", "ko": "x 다음"})
    assert "but after x it is not there" in found.message["en"]
    assert "(x 다음)" in found.message["ko"]
