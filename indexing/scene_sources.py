"""What the sources beside a film say about its scenes: cues that fall into them, and the screenplay's own scenes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexing.alignment import AlignedScene, align
from indexing.languages import language_of
from indexing.screenplay import ScreenplayScene, read_screenplay
from indexing.subtitles import is_chapters, is_description, read_cues
from library.catalog.films import Source
from library.film_time import milliseconds
from library.records import Cue, Film, Scene

_LEAST_SHARE = 0.6
"""A screenplay's scene is a film scene's own when it has at least this share of the aligned cues in it."""


@dataclass(frozen=True)
class Words:
    """Everything that sources say in words.

    Attributes:
        said: Cues of dialogue in all languages, by time.
        described: Cues that tell what is seen, by time.
        written: The screenplay, or nothing.
        aligned: Those of its scenes that are heard in the cues.
        language: The screenplay's language.
    """

    said: tuple[Cue, ...]
    described: tuple[Cue, ...]
    written: tuple[ScreenplayScene, ...]
    aligned: tuple[AlignedScene, ...]
    language: str


def read_words(film: Film, subtitles: Iterable[Source], screenplays: Iterable[Source]) -> Words:
    """Read the sources of a film, cut to its length; a screenplay also gives speakers to the cues that it matches."""
    end_ms = milliseconds(film.duration)
    said: list[Cue] = []
    described: list[Cue] = []
    for source in subtitles:
        if not is_chapters(source.name):
            cues = [_clamped(cue, end_ms) for cue in read_cues(source, film.id) if cue.start_ms < end_ms]
            (described if is_description(source.name) else said).extend(cues)
    said.sort(key=lambda cue: (cue.start_ms, cue.end_ms, cue.language))
    described.sort(key=lambda cue: cue.start_ms)
    written = tuple(scene for source in screenplays for scene in read_screenplay(source))
    text = " ".join(speech.text for scene in written for speech in scene.speeches)
    language = language_of("", text)
    places = [place for place, cue in enumerate(said) if cue.language == language]
    aligned = align(written, [said[place] for place in places]) if written else []
    for scene in aligned:
        for place, speaker in scene.speakers:
            cue = said[places[place]]
            if not cue.speaker:
                said[places[place]] = Cue(**{**vars(cue), "speaker": speaker.title()})
    return Words(tuple(said), tuple(described), written, tuple(aligned), language)


def cues_in(cues: Iterable[Cue], scene: Scene) -> list[Cue]:
    """Return the cues whose middle lies in a scene."""
    start, end = milliseconds(scene.start), milliseconds(scene.end)
    return [cue for cue in cues if start <= (cue.start_ms + cue.end_ms) // 2 < end]


def own_written_scenes(scenes: Sequence[Scene], words: Words) -> dict[int, AlignedScene]:
    """Return for each film scene, by its id, the screenplay's scene that it clearly shows."""
    cues = [cue for cue in words.said if cue.language == words.language]
    found: dict[int, AlignedScene] = {}
    for scene in scenes:
        inside = {id(cue) for cue in cues_in(cues, scene)}
        counts = [
            (sum(id(cues[place]) in inside for place, _ in aligned.speakers), aligned)
            for aligned in words.aligned
        ]
        total = sum(count for count, _ in counts)
        most, aligned = max(counts, key=lambda one: one[0], default=(0, None))
        if aligned is not None and most and most >= _LEAST_SHARE * total:
            found[scene.id] = aligned
    return found


def _clamped(cue: Cue, end_ms: int) -> Cue:
    return Cue(**{**vars(cue), "end_ms": min(cue.end_ms, end_ms)})
