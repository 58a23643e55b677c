"""How long a slow reader needs for the labels of choices, which decides how long these must be open.

English and other alphabets: 3 words a second. Most adults read 175 to 300 words of English a minute in silence
(M. Brysbaert, How many words do we read per minute?, Journal of Memory and Language 109, 2019), and subtitles are
written for 150 to 180 (F. Karamitroglou, A Proposed Set of Subtitling Standards in Europe, Translation Journal 2 (2),
1998).

Korean, and other scripts that write syllables: 5 syllables a second, about the rate of reading aloud. 65 adults read
130 words of a Korean chart a minute aloud and 202 in silence (S. Rhiu and others, Korean Version Self-testing
Application for Reading Speed, Korean Journal of Ophthalmology 31 (3), 2017); such words have two or three syllables.

One second more to find one's bearings, whatever there is to read. Deciding takes longer still.
"""

import re
from collections.abc import Iterable

from story.model import Choice

WORDS_A_SECOND = 3.0
SYLLABLES_A_SECOND = 5.0
ORIENTATION_SECONDS = 1.0

# Syllables of Hangul and kana, and characters of Han, which are read as a syllable or more each.
_SYLLABLE = re.compile("[\uac00-\ud7a3\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")


def reading_ms(text: str) -> float:
    """Return how long a text takes to read, in ms, without the time to find it."""
    syllables = len(_SYLLABLE.findall(text))
    words = len(_WORD.findall(_SYLLABLE.sub(" ", text)))
    return 1000 * (syllables / SYLLABLES_A_SECOND + words / WORDS_A_SECOND)


def labels_ms(choices: Iterable[Choice]) -> float:
    """Return how long the labels of choices offered together take to read, in the language that takes longest.

    Returns:
        Milliseconds; 0 where there is nothing to read.
    """
    by_language: dict[str, float] = {}
    for choice in choices:
        for language, words in choice.label.items():
            by_language[language] = by_language.get(language, 0.0) + reading_ms(words)
    longest = max(by_language.values(), default=0.0)
    return longest + 1000 * ORIENTATION_SECONDS if longest else 0.0
