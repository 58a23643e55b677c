import pytest

from story.check.reading_time import labels_ms, reading_ms
from story.model import Choice


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("", 0),
        ("Run", 333),
        ("Follow the man in red", 1667),
        ("Don't — go!", 667),
        ("도망친다", 800),
        ("경찰에 신고한다", 1400),
        ("CCTV를 본다", 333 + 600),
        ("逃げる", 600),
    ],
)
def test_words_and_syllables_take_their_time(text: str, ms: int) -> None:
    assert reading_ms(text) == pytest.approx(ms, abs=1)


def test_labels_are_read_together_in_the_language_that_takes_longest() -> None:
    offer = (
        Choice("1", "a", "b", {"en": "Run", "ko": "도망친다"}),
        Choice("2", "a", "c", {"en": "Stay where you are", "ko": "있는다"}),
    )
    assert labels_ms(offer) == pytest.approx(1000 + 5 * 1000 / 3)
    assert labels_ms((Choice("1", "a", "b"),)) == 0
