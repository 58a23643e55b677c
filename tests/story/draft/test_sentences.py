import pytest
from hypothesis import given
from hypothesis import strategies as st

from story.draft.sentences import has_letter, sentences


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("She runs. He waits! Who comes? Nobody…", ["She runs.", "He waits!", "Who comes?", "Nobody…"]),
        ("no full stop", ["no full stop"]),
        (
            "Mr. Kim meets Dr. Lee at St. Mary. J. K. reads.",
            ["Mr. Kim meets Dr. Lee at St. Mary.", "J. K. reads."],
        ),
        ("It costs 3.5 won. Cheap.", ["It costs 3.5 won.", "Cheap."]),
        ("She waits... and runs. The end.", ["She waits... and runs.", "The end."]),
        ("“Go! Now!” she cries. He goes.", ["“Go! Now!” she cries.", "He goes."]),
        ('"Stop. Please." He stops.', ['"Stop. Please."', "He stops."]),
        ("미나가 간다. 보리는 남는다! 왜?", ["미나가 간다.", "보리는 남는다!", "왜?"]),
        ("미나가 간다.보리는 남는다.", ["미나가 간다.", "보리는 남는다."]),
        ("彼女は走る。彼は待つ。", ["彼女は走る。", "彼は待つ。"]),
        ("She runs. 17! He waits.", ["She runs. 17!", "He waits."]),
        ("1. She runs.", ["1. She runs."]),
        ("... 12 !?", []),
        ("", []),
    ],
)
def test_sentences(line: str, expected: list[str]) -> None:
    assert sentences(line) == expected


@given(st.text(max_size=80))
def test_no_letter_is_lost_and_every_sentence_has_one(line: str) -> None:
    found = sentences(line)
    assert all(has_letter(sentence) for sentence in found)
    assert "".join("".join(found).split()) == ("".join(line.split()) if has_letter(line) else "")
