"""A text that a person gives, as the sentences of a story."""

from story.draft.sentences import sentences


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text in order; the end of a line ends one, too."""
    return [sentence for line in text.splitlines() for sentence in sentences(line) if sentence]
