"""Which part of a film each scene of a screenplay is: found by the words that are said in both."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexing.screenplay import ScreenplayScene
from indexing.word_matching import matched_words, words_of
from library.records import Cue

_LEAST_SURE = 0.5
"""A screenplay's scene counts as found when at least this share of its words is heard in order."""
_LEAST_OF_CUE = 0.5
"""A cue is a speech's when at least this share of its words is."""
_SILENT_WORDS = 2
"""A scene with more spoken words than this that are not heard was cut, not silent."""
_LEAST_GAP_MS = 2000
_PLACED = 0.5
"""How sure a scene that is placed between two others is, of how sure those are; it shrinks with each beside it."""


@dataclass(frozen=True)
class SpokenCue:
    """Who says a cue: its place among the cues given, the character, and which share of its words says so."""

    cue: int
    character: str
    confidence: float


@dataclass(frozen=True)
class AlignedScene:
    """A screenplay's scene and the film time of it.

    Attributes:
        written: The scene as it is written.
        start_ms, end_ms: From its first matching cue to the end of its last; of a silent scene its likely place.
        confidence: Share of its words that were found, 0 to 1; low for a silent scene.
        speakers: The cues that match its speeches, by time; none for a silent scene.
    """

    written: ScreenplayScene
    start_ms: int
    end_ms: int
    confidence: float
    speakers: tuple[SpokenCue, ...]

    @property
    def heard(self) -> bool:
        """Whether its words were heard; else it was placed between scenes whose were."""
        return bool(self.speakers)


def align(
    scenes: Sequence[ScreenplayScene], cues: Sequence[Cue], film_ms: int | None = None
) -> list[AlignedScene]:
    """Return those scenes of a screenplay that are heard in a film's cues, and silent ones between them, in order.

    Args:
        scenes: The screenplay.
        cues: Cues of one language, the screenplay's, by time.
        film_ms: How long the film is; if given, silent scenes before the first and after the last heard one are
            placed too.
    """
    heard = _heard(scenes, cues)
    return sorted(
        [*heard.values(), *_placed(scenes, heard, film_ms)], key=lambda one: (one.start_ms, one.end_ms)
    )


def _heard(scenes: Sequence[ScreenplayScene], cues: Sequence[Cue]) -> dict[int, AlignedScene]:
    """Return by number the scenes whose words are heard; a cue belongs to the speech that has most of its words."""
    spoken = [
        (word, (number, speech))
        for number, written in enumerate(scenes)
        for speech, said in enumerate(written.speeches)
        for word in words_of(said.text)
    ]
    listened = [(word, place) for place, cue in enumerate(cues) for word in words_of(cue.text)]
    votes: dict[int, Counter[tuple[int, int]]] = {}
    for one, other in matched_words([word for word, _ in spoken], [word for word, _ in listened]):
        votes.setdefault(listened[other][1], Counter())[spoken[one][1]] += 1
    found = Counter(scene for counts in votes.values() for scene, _ in counts.elements())
    totals = Counter(scene for _, (scene, _) in spoken)
    sizes = Counter(place for _, place in listened)
    winners: dict[int, list[SpokenCue]] = {}
    for place, counts in sorted(votes.items()):
        (scene, speech), count = min(counts.items(), key=lambda one: (-one[1], one[0]))
        if count >= _LEAST_OF_CUE * sizes[place]:
            character = scenes[scene].speeches[speech].character
            winners.setdefault(scene, []).append(SpokenCue(place, character, count / sizes[place]))
    return {
        scene: _aligned(scenes[scene], found[scene] / totals[scene], its, cues)
        for scene, its in sorted(winners.items())
        if found[scene] >= _LEAST_SURE * totals[scene]
    }


def _aligned(
    written: ScreenplayScene, confidence: float, speakers: list[SpokenCue], cues: Sequence[Cue]
) -> AlignedScene:
    start = cues[speakers[0].cue].start_ms
    end = max(cues[one.cue].end_ms for one in speakers)
    return AlignedScene(written, start, end, confidence, tuple(speakers))


def _placed(
    scenes: Sequence[ScreenplayScene], heard: dict[int, AlignedScene], film_ms: int | None
) -> Iterator[AlignedScene]:
    """Yield the silent scenes between heard ones: each gets a share of the gap as long as it is on the page."""
    if not heard:
        return
    edges = [(number, one.start_ms, one.end_ms, one.confidence) for number, one in sorted(heard.items())]
    if film_ms is not None:
        edges = [(-1, 0, 0, edges[0][3]), *edges, (len(scenes), film_ms, film_ms, edges[-1][3])]
    for (first, _, begun, before), (last, ended, _, after) in pairwise(edges):
        between = scenes[first + 1 : last]
        silent = [one for one in between if _spoken_words(one) <= _SILENT_WORDS]
        if not silent or len(silent) < len(between) or ended - begun < _LEAST_GAP_MS * len(silent):
            continue
        confidence = _PLACED * min(before, after) / len(silent)
        yield from _shared_out(silent, begun, ended, confidence)


def _shared_out(
    silent: Sequence[ScreenplayScene], start: int, end: int, confidence: float
) -> Iterator[AlignedScene]:
    lengths = [1 + sum(len(action.split()) for action in one.actions) for one in silent]
    place = 0
    for written, length in zip(silent, lengths, strict=True):
        begun = start + (end - start) * place // sum(lengths)
        place += length
        ended = start + (end - start) * place // sum(lengths)
        yield AlignedScene(written, begun, ended, confidence, ())


def _spoken_words(scene: ScreenplayScene) -> int:
    return sum(len(words_of(speech.text)) for speech in scene.speeches)
