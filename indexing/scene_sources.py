"""What the sources beside a film say about its scenes: cues that fall into them, and the screenplay's own scenes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from indexing.alignment import AlignedScene, align
from indexing.languages import language_of
from indexing.screenplay import ScreenplayScene, read_screenplay
from indexing.speech import is_transcript
from indexing.subtitles import is_chapters, is_description, read_cues
from indexing.subtitles.tracks import is_track
from library.film_time import milliseconds
from library.findings import Source
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
        chapters: Cues that are chapters' titles, by time.
        recognised: Languages whose dialogue a machine recognised in the sound.
    """

    said: tuple[Cue, ...]
    described: tuple[Cue, ...]
    written: tuple[ScreenplayScene, ...]
    aligned: tuple[AlignedScene, ...]
    language: str
    chapters: tuple[Cue, ...] = ()
    recognised: frozenset[str] = frozenset()

    def cues(self) -> tuple[Cue, ...]:
        """Return what players show: dialogue, and descriptions in a language of their own (`en-x-ad`)."""
        return (*self.said, *(replace(cue, language=f"{cue.language}-x-ad") for cue in self.described))


def read_words(film: Film, subtitles: Iterable[Source], screenplays: Iterable[Source]) -> Words:
    """Read the sources of a film, cut to its length; a screenplay also gives speakers to the cues that it matches."""
    subtitles = tuple(subtitles)
    tracks = chosen_tracks(film, subtitles)
    said = [cue for track in tracks if not track.described for cue in track.cues]
    described = [cue for track in tracks if track.described for cue in track.cues]
    said.sort(key=lambda cue: (cue.start_ms, cue.end_ms, cue.language))
    described.sort(key=lambda cue: cue.start_ms)
    written = tuple(scene for source in screenplays for scene in read_screenplay(source))
    text = " ".join(speech.text for scene in written for speech in scene.speeches)
    language = language_of("", text)
    places = [place for place, cue in enumerate(said) if cue.language == language]
    end_ms = milliseconds(film.duration)
    aligned = align(written, [said[place] for place in places], end_ms) if written else []
    for scene in aligned:
        for spoken in scene.speakers:
            cue = said[places[spoken.cue]]
            if not cue.speaker:
                said[places[spoken.cue]] = replace(cue, speaker=spoken.character.title())
    recognised = frozenset(track.language for track in tracks if is_transcript(track.name))
    return Words(
        tuple(said),
        tuple(described),
        written,
        tuple(aligned),
        language,
        tuple(_chapters(subtitles, film)),
        recognised,
    )


def _chapters(subtitles: Iterable[Source], film: Film) -> Iterator[Cue]:
    for source in subtitles:
        if is_chapters(source.name):
            yield from read_cues(source, film.id)


@dataclass(frozen=True)
class _Track:
    """The cues of one language of a subtitle source."""

    name: str
    language: str
    described: bool
    cues: tuple[Cue, ...]


def chosen_tracks(film: Film, subtitles: Iterable[Source]) -> list[_Track]:
    """Return what is read of subtitles, cut to the film's length.

    What a person gave counts first, all of it. A language that it lacks comes from the longest track inside the film
    in that language, and one that this lacks too from a transcript.
    """
    kept: list[_Track] = []
    for track in sorted(_tracks(film, subtitles), key=lambda one: (_rank(one.name), -len(one.cues))):
        there = any((one.language, one.described) == (track.language, track.described) for one in kept)
        if not there or not _rank(track.name):
            kept.append(track)
    return kept


def _tracks(film: Film, subtitles: Iterable[Source]) -> Iterator[_Track]:
    end_ms = milliseconds(film.duration)
    for source in subtitles:
        if is_chapters(source.name):
            continue
        by_language: dict[str, list[Cue]] = {}
        for cue in read_cues(source, film.id):
            if cue.start_ms < end_ms:
                by_language.setdefault(cue.language, []).append(_clamped(cue, end_ms))
        described = is_description(source)
        for language, cues in by_language.items():
            yield _Track(source.name, language, described, tuple(cues))


def _rank(name: str) -> int:
    return 2 if is_transcript(name) else 1 if is_track(name) else 0


def cues_in(cues: Iterable[Cue], scene: Scene) -> list[Cue]:
    """Return the cues whose middle lies in a scene."""
    start, end = milliseconds(scene.start), milliseconds(scene.end)
    return [cue for cue in cues if start <= (cue.start_ms + cue.end_ms) // 2 < end]


def own_written_scenes(scenes: Sequence[Scene], words: Words) -> dict[int, AlignedScene]:
    """Return for each film scene, by its id, the screenplay's scene that it clearly shows."""
    cues = [cue for cue in words.said if cue.language == words.language]
    heard = [one for one in words.aligned if one.heard]
    placed = [one for one in words.aligned if not one.heard]
    found: dict[int, AlignedScene] = {}
    for scene in scenes:
        inside = {id(cue) for cue in cues_in(cues, scene)}
        counts = [sum(id(cues[spoken.cue]) in inside for spoken in one.speakers) for one in heard]
        shares = [_shared_ms(scene, one) / max(1, milliseconds(scene.end - scene.start)) for one in placed]
        if sum(counts):
            if max(counts) >= _LEAST_SHARE * sum(counts):
                found[scene.id] = heard[counts.index(max(counts))]
        elif max(shares, default=0) >= _LEAST_SHARE:
            found[scene.id] = placed[shares.index(max(shares))]
    return found


def _shared_ms(scene: Scene, aligned: AlignedScene) -> int:
    start = max(milliseconds(scene.start), aligned.start_ms)
    return max(0, min(milliseconds(scene.end), aligned.end_ms) - start)


def _clamped(cue: Cue, end_ms: int) -> Cue:
    return replace(cue, end_ms=min(cue.end_ms, end_ms))
