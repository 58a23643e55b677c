"""The sentences that say what is wrong with a story and what to do about it, by language and code."""

from collections.abc import Mapping

from story.check.problem_words.english import ENGLISH
from story.check.problem_words.korean import KOREAN

WORDS: Mapping[str, Mapping[str, str]] = {"en": ENGLISH, "ko": KOREAN}

__all__ = ["WORDS"]
