"""What the card says that plays in the place of a scene that nobody has found or shot yet."""

from story.draft.beat_facts import BeatFacts
from story.draft.facts import called_by_name
from story.titles import shortened

LONGEST_CARD = 120
"""Characters of the sentence on a card."""


def card_words(sentence: str, facts: BeatFacts) -> str:
    """Return what is to be shot: when, where, and what happens.

    What the sentence says itself is not said before it again; she and he are called by their names.

    >>> card_words("She runs.", BeatFacts(("Lena",), ("harbour",), ("night",), ("Lena",)))
    'night, harbour, Lena runs'
    """
    told = shortened(called_by_name(sentence, facts), LONGEST_CARD)
    others = [word for word in (*facts.when, *facts.where) if word.casefold() not in sentence.casefold()]
    return ", ".join([*others, told])
