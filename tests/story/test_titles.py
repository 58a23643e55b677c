"""Names for people: short, and whole where they can be."""

import pytest

from story.titles import label_of


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("Run.", "Run"),
        (
            "They wake the town from the snowy rooftops, and a lamp is lit in every window.",
            "They wake the town from the snowy rooftops",
        ),
        (
            "One, two, three, four, five, six, seven, eight, nine, ten, eleven and twelve",
            "One, two, three, four, five, six, seven, eight, nine, ten",
        ),
        (
            "A long sentence that never stops for any breath at all and so has to be cut",
            "A long sentence that never stops for any breath at all and…",
        ),
        ("Yes, " + "a" * 80, "Yes, " + "a" * 54 + "…"),
    ],
)
def test_a_label_ends_with_its_last_clause_that_fits(sentence: str, label: str) -> None:
    assert label_of(sentence) == label
