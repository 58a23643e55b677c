"""Cards that name the films of one linear film, since nothing else travels with it."""

from collections.abc import Sequence

from creator.card_design import Words
from creator.cards import Card, Emblem
from creator.credits import Credit
from creator.text_width import ems
from story.model import Story, text_in

HEADING = {"en": "Films used", "ko": "쓰인 영상"}
LONGEST_LINE = 37
"""Ems of the quiet line under a title, beyond which it would come too near to the edge of the picture."""


def credit_cards(story: Story, credits: Sequence[Credit]) -> tuple[Card, ...]:
    """Return one card for each credit: the film, whom to name, and its licence."""
    heading = text_in(HEADING, story.language)
    return tuple(
        Card(_words(f"{heading} {number}/{len(credits)}", credit), Emblem.MEETING)
        for number, credit in enumerate(credits, 1)
    )


def _words(heading: str, credit: Credit) -> Words:
    """Put whom to name under the title, or beside it where the line would be too long; nothing is cut."""
    told = [credit.credit or credit.provider, credit.licence]
    below = " · ".join(filter(None, (" ".join(text.split()) for text in told)))
    title = " ".join(credit.title.split())
    if ems(below) <= LONGEST_LINE:
        return Words(heading, title, below)
    return Words(heading, f"{title} – {below}", "")
