"""Exact dialogue: where words stand side by side, and what may stand between them.

The full-text index knows stems and syllable pairs; it proposes scenes, and their texts decide. Exact means the same
words in the same order, whatever their case, width and the punctuation between them; between Korean (Chinese,
Japanese) syllables white space does not count, so that 떠나간다 is found in 떠나 간다.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from library.catalog import Catalog
from library.records import TextKind
from library.words import CJK_RUN_OR_WORD

MOST_COMPARED = 1000
"""So many texts are compared letter by letter at most."""

_MOST_TERMS = 40  # of a long phrase only so many are proposed with: the index has a limit to what it takes
_BREAK = r"[\W_]"
_LETTER = r"[^\W_\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]"
_WORD_BEGINS, _WORD_ENDS = f"(?<!{_LETTER})(?<!{_LETTER}')", f"(?!'?{_LETTER})"


def scenes_saying(
    catalog: Catalog, phrase: str, among: NDArray[np.int64] | None
) -> tuple[NDArray[np.int64], bool]:
    """Return the scenes in which exactly this is said.

    Args:
        catalog: Where the scenes are.
        phrase: What is said.
        among: Numbers of the scenes to look at, those that matter most first; `None` for all.

    Returns:
        Their numbers, sorted, and whether every scene that may say it was compared.
    """
    proposed = catalog.scenes_matching(f"{{dialogue}} : ({side_by_side(phrase)})")
    if among is not None:
        proposed = among[np.isin(among, proposed)]
    compared = proposed[:MOST_COMPARED]
    exact = said_exactly(phrase)
    texts = catalog.texts_of(compared.tolist())
    found = {
        text.scene_id
        for text in texts
        if text.kind is TextKind.DIALOGUE and exact.search(normalised(text.text))
    }
    return np.array(sorted(found), np.int64), len(compared) == len(proposed)


def scenes_with_words(catalog: Catalog, words: str) -> NDArray[np.int64]:
    """Return the scenes that have these words, or forms of them, side by side in any field; sorted."""
    return catalog.scenes_matching(side_by_side(words))


def side_by_side(text: str) -> str:
    """Return an FTS5 expression that matches at least every scene in which the words of a text stand side by side.

    Args:
        text: Has at least one word.
    """
    terms: list[str] = []
    latin: list[str] = []
    for run in CJK_RUN_OR_WORD.finditer(normalised(text)):
        if run["word"]:
            latin.append(run["word"].replace("'", ""))
            continue
        terms.extend([*_phrase(latin), *_syllables(run["cjk"])])
        latin = []
    return " AND ".join(list(dict.fromkeys([*terms, *_phrase(latin)]))[:_MOST_TERMS])


def said_exactly(phrase: str) -> re.Pattern[str]:
    """Return the pattern of a phrase in text that is `normalised`."""
    runs = [(run["word"], run["cjk"]) for run in CJK_RUN_OR_WORD.finditer(normalised(phrase))]
    pattern = _WORD_BEGINS if runs[0][0] else ""
    for place, (word, cjk) in enumerate(runs):
        if place:
            pattern += f"{_BREAK}+" if word and runs[place - 1][0] else f"{_BREAK}*"
        pattern += re.escape(word) if word else r"\s*".join(cjk)
    return re.compile(pattern + (_WORD_ENDS if runs[-1][0] else ""))


def normalised(text: str) -> str:
    """Return a text in one case, one width, with one kind of apostrophe."""
    return unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'")


def _phrase(words: Iterable[str]) -> list[str]:
    joined = " ".join(words)
    return [f'"{joined}"'] if joined else []


def _syllables(run: str) -> list[str]:
    """Return a term for each pair of syllables: together, or the one at the end of a word and the other after it."""
    if len(run) == 1:
        return [f'"{run}" *']
    return [f'("{one}{other}" OR "{one} {other}" *)' for one, other in pairwise(run)]
