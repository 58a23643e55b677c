"""Which part of a film each scene of a screenplay is: found by the words that are said in both."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from indexing.screenplay import ScreenplayScene
from library.records import Cue

_LEAST_SURE = 0.5
"""A screenplay's scene counts as found when at least this share of its words is heard in order."""


@dataclass(frozen=True)
class AlignedScene:
    """A screenplay's scene and the film time of what is said in it.

    Attributes:
        written: The scene as it is written.
        start_ms, end_ms: From its first matching cue to the end of its last.
        confidence: Share of its words that were found, 0 to 1.
        speakers: For each cue that matches a speech, its place among the cues given, and who says it.
    """

    written: ScreenplayScene
    start_ms: int
    end_ms: int
    confidence: float
    speakers: tuple[tuple[int, str], ...]


def align(scenes: Sequence[ScreenplayScene], cues: Sequence[Cue]) -> list[AlignedScene]:
    """Return those scenes of a screenplay that are heard in a film's cues, in order.

    Words of all speeches and of all cues are two sequences; their longest matching blocks (Ratcliff & Obershelp 1988,
    `difflib`) pair them. A cue belongs to the speech to which most of its words belong.

    Args:
        scenes: The screenplay.
        cues: Cues of one language, the screenplay's, by time.
    """
    spoken, speech_of_word = _words_of_speeches(scenes)
    heard, cue_of_word = _words_of_cues(cues)
    votes: dict[int, dict[tuple[int, int], int]] = {}
    found: dict[int, int] = {}
    for block in SequenceMatcher(None, spoken, heard, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            speech = speech_of_word[block.a + step]
            cue = cue_of_word[block.b + step]
            votes.setdefault(cue, {})[speech] = votes.get(cue, {}).get(speech, 0) + 1
            found[speech[0]] = found.get(speech[0], 0) + 1
    totals: dict[int, int] = {}
    for scene, _ in speech_of_word:
        totals[scene] = totals.get(scene, 0) + 1
    winners = {
        cue: max(counts, key=lambda one: (counts[one], -one[0], -one[1])) for cue, counts in votes.items()
    }
    return [
        _aligned(scenes[scene], scene, found[scene] / totals[scene], winners, cues)
        for scene in sorted(found)
        if found[scene] / totals[scene] >= _LEAST_SURE
        and any(winner[0] == scene for winner in winners.values())
    ]


def _aligned(
    written: ScreenplayScene,
    number: int,
    confidence: float,
    winners: dict[int, tuple[int, int]],
    cues: Sequence[Cue],
) -> AlignedScene:
    its_cues = sorted(cue for cue, winner in winners.items() if winner[0] == number)
    speakers = tuple((cue, written.speeches[winners[cue][1]].character) for cue in its_cues)
    start, end = cues[its_cues[0]].start_ms, max(cues[cue].end_ms for cue in its_cues)
    return AlignedScene(written, start, end, confidence, speakers)


def _words_of_speeches(scenes: Sequence[ScreenplayScene]) -> tuple[list[str], list[tuple[int, int]]]:
    words, origins = [], []
    for scene, written in enumerate(scenes):
        for speech, said in enumerate(written.speeches):
            for word in _words(said.text):
                words.append(word)
                origins.append((scene, speech))
    return words, origins


def _words_of_cues(cues: Sequence[Cue]) -> tuple[list[str], list[int]]:
    words, origins = [], []
    for place, cue in enumerate(cues):
        for word in _words(cue.text):
            words.append(word)
            origins.append(place)
    return words, origins


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold().replace("'", "").replace("’", ""))
