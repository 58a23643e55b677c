"""All texts of the screen, in every language that the studio speaks."""

from collections.abc import Mapping

from ui.words.english import ENGLISH
from ui.words.korean import KOREAN

DEFAULT_LANGUAGE = "en"

_WORDS: Mapping[str, Mapping[str, str]] = {"en": ENGLISH, "ko": KOREAN}

LANGUAGES: tuple[str, ...] = tuple(_WORDS)


def words_in(language: str) -> Mapping[str, str]:
    """Return the texts of the screen in a language of `LANGUAGES`; `{name}` in a text is to be filled in."""
    return _WORDS[language]


__all__ = ["DEFAULT_LANGUAGE", "LANGUAGES", "words_in"]
