"""The stages through which a film goes, each noted with the hash of everything it was made from."""

import hashlib
from collections.abc import Callable, Sequence, Set

from indexing.album import SHOT_PICTURES_VERSION
from indexing.corrected import made_from as corrections_made_from
from indexing.corrected import said_of, said_of_shots, with_said
from indexing.embedding import embed_film, vectors_made_from
from indexing.embedding import made_from as stage_hash
from indexing.errors import FilmUnreadable
from indexing.features import FEATURES_VERSION, ShotFeatures
from indexing.grouping import ShotInFilm, scene_starts
from indexing.guard import Guard
from indexing.lease import FilmLease
from indexing.picture_vectors import embed_pictures_of
from indexing.scene_sources import Words, own_written_scenes, read_words
from indexing.scene_texts import scene_texts
from indexing.shots import shot_way
from indexing.subtitles import read_cues
from indexing.tagging import TAGS_VERSION, find_tags
from indexing.thumbnails import THUMBNAILS_VERSION, make_shot_pictures, make_thumbnails
from indexing.watching import watch
from library.catalog.scene_corrections import SceneCorrection
from library.embedding import Embedder
from library.film_time import clock_text, milliseconds
from library.findings import FilmFacts, NewScene, NewShot
from library.place import Library
from library.progress import Progress
from library.records import Film

_WORDS_VERSION = 3
_SCENES_VERSION = 2

_AFTER_TEXTS = ("tags", "words", "vectors")
AFTER_SCENES = ("texts", *_AFTER_TEXTS, "thumbnails")
_DEPENDENTS = {
    "shots": ("cues", "scenes", *AFTER_SCENES),
    "cues": ("scenes", *AFTER_SCENES),
    "scenes": AFTER_SCENES,
    "texts": _AFTER_TEXTS,
    "tags": ("words", "vectors"),
}
"""Which stages are made from each stage's results."""


def scenes_made_from(shots: str, cues: str, corrections: Sequence[SceneCorrection]) -> tuple[object, ...]:
    """Return what scenes are made from: what shots and cues are made from, and what curators said."""
    return (shots, cues, _SCENES_VERSION, *corrections_made_from(corrections))


def scenes_of(starts: Sequence[int], shots: Sequence[NewShot]) -> list[NewScene]:
    """Return the scenes that begin with these shots."""
    return [
        NewScene(shots[first].start_pts, shots[end - 1].end_pts, first, end - 1)
        for first, end in zip(starts, [*starts[1:], len(shots)], strict=True)
    ]


class Stages:
    """One film on its way into the library.

    Args:
        library: Where it goes.
        film: The film, which is in the catalog already.
        facts: What its file told.
        progress: Told about every stage.
        guard: Runs what reads the film's file.
        lease: Holds the film.
    """

    def __init__(
        self,
        library: Library,
        film: Film,
        facts: FilmFacts,
        progress: Progress,
        guard: Guard,
        lease: FilmLease,
    ) -> None:
        self._library = library
        self._catalog = library.catalog
        self._media = library.media
        self._film = film
        self._facts = facts
        self._progress = progress
        self._guard = guard
        self._lease = lease
        self._finished = self._catalog.finished_stages(film.id)
        self._embedder: Embedder = library.embedder()
        self._way = shot_way(self._catalog, film.fingerprint)

    def run(self) -> tuple[str, ...]:
        """Do every stage that is not done yet, in order; return what a person should know about the film."""
        shots = self._stage("shots", self._watch, self._film.fingerprint, FEATURES_VERSION, self._way)
        self._film = self._catalog.film(self._film.id)
        words, sources = self._read()
        read = self._stage("cues", lambda made: self._write_cues(words, made), sources, _WORDS_VERSION)
        corrections = self._catalog.scene_corrections(self._film.id)
        self._stage(
            "scenes",
            lambda made: self._group(words, corrections, made),
            *scenes_made_from(shots, read, corrections),
        )
        return self._after_scenes(words)

    def group_again(self) -> None:
        """Find the scenes anew, and nothing else: shots and cues stay as they are."""
        corrections = self._catalog.scene_corrections(self._film.id)
        sources = scenes_made_from(self._finished["shots"], self._finished["cues"], corrections)
        self._finished.pop("scenes", None)
        self._stage("scenes", lambda made: self._group(self._read()[0], corrections, made), *sources)

    def go_on(self) -> tuple[str, ...]:
        """Do what comes after the scenes, which are as somebody has just written them; return as `run` does."""
        return self._after_scenes(self._read()[0])

    def _after_scenes(self, words: Words) -> tuple[str, ...]:
        scenes = self._catalog.finished_stages(self._film.id)["scenes"]
        texts = self._stage("texts", lambda made: self._tell(words, made), scenes)
        title = self._film.title
        tags = self._stage("tags", lambda made: self._tag(words, made), texts, title, TAGS_VERSION)
        self._stage("words", lambda made: self._catalog.index_words(self._film.id, made), tags, title)
        self._stage("vectors", self._embed, *vectors_made_from(tags, self._film, self._embedder))
        pictures = (scenes, THUMBNAILS_VERSION, SHOT_PICTURES_VERSION)
        self._stage("thumbnails", self._take_pictures, *pictures, intact=self._has_pictures())
        if seeing := self._library.picture_embedder():
            embed_pictures_of(self._library, self._film.id, seeing, self._progress)
        return self._notes(words)

    def _stage(self, name: str, work: Callable[[str], None], *made_from: object, intact: bool = True) -> str:
        """Do a stage unless it was done from the same and is intact; return the hash of what it was made from."""
        made = stage_hash(name, *made_from)
        if self._finished.get(name) != made or not intact:
            self._progress(name, 0, 0)
            self._lease.at(name)
            # Stopped half-way and then given the old sources again, a later stage would look as if it were done.
            for later in _DEPENDENTS.get(name, ()):
                self._finished.pop(later, None)
            self._catalog.forget_stages(self._film.id, _DEPENDENTS.get(name, ()))
            work(made)
        return made

    def _read(self) -> tuple[Words, str]:
        """Return what the sources say, and a hash of them."""
        subtitles = self._catalog.sources(self._film.id, "subtitles")
        screenplays = self._catalog.sources(self._film.id, "screenplay")
        digest = hashlib.sha256(str(self._film.duration).encode())
        for source in (*subtitles, *screenplays):
            digest.update(
                f"\0{source.kind}\0{source.name}\0{len(source.content)}\0".encode() + source.content
            )
        return read_words(self._film, subtitles, screenplays), digest.hexdigest()

    def _watch(self, made_from: str) -> None:
        measured = self._guard.run(
            watch, self._film.path, self._facts, self._way, self._media, progress=self._progress
        )
        if not measured.shots:
            raise FilmUnreadable(
                f"{self._film.path}: no picture in it has a time.",
                "Put it into another container, for instance with `ffmpeg -i FILM -c copy FILM.mp4`.",
            )
        end = self._film.clock.seconds(measured.end_pts)
        before = {*self._catalog.shot_thumbnails(self._film.id)}
        now = {shot.thumbnail for shot in measured.shots}
        try:
            self._catalog.set_end(self._film.id, end, broken=measured.broken)
            self._catalog.replace_shots(self._film.id, measured.shots, made_from, measured.boundaries)
        except Exception:
            self._remove_pictures(now - before)
            raise
        self._remove_pictures(before - now)

    def _write_cues(self, words: Words, made_from: str) -> None:
        self._catalog.replace_cues(self._film.id, words.cues(), made_from)

    def _group(self, words: Words, corrections: Sequence[SceneCorrection], made_from: str) -> None:
        shots = self._catalog.new_shots(self._film.id)
        spans = [(one.start_ms / 1000, one.end_ms / 1000) for one in words.aligned if one.heard]
        talk = [cue for cue in words.said if cue.text]
        said = said_of_shots(said_of(corrections), shots, self._film.clock.time_base)
        starts = scene_starts([self._in_film(shot) for shot in shots], talk, spans, said=said)
        scenes = scenes_of(with_said(starts, said), shots)
        self._catalog.replace_scenes(self._film.id, scenes, made_from)

    def _in_film(self, shot: NewShot) -> ShotInFilm:
        features, clock = ShotFeatures.from_bytes(shot.features), self._film.clock
        start, end = clock.seconds(shot.start_pts), clock.seconds(shot.end_pts)
        return ShotInFilm(float(start), float(end), features.colours, features.loudness)

    def _tell(self, words: Words, made_from: str) -> None:
        scenes = self._catalog.scenes(self._film.id)
        owners = own_written_scenes(scenes, words)
        headings = {scene_id: aligned.written.heading for scene_id, aligned in owners.items()}
        self._catalog.replace_scene_texts(self._film.id, scene_texts(scenes, words), headings, made_from)

    def _tag(self, words: Words, made_from: str) -> None:
        scenes = self._catalog.scenes(self._film.id)
        self._catalog.replace_found_tags(
            self._film.id, find_tags(self._catalog, self._film, scenes, words), made_from
        )

    def _embed(self, made_from: str) -> None:
        embed_film(self._catalog, self._film, self._embedder, made_from, self._progress)

    def _has_pictures(self) -> bool:
        scenes = {scene.thumbnail for scene in self._catalog.scenes(self._film.id)}
        names = {*scenes, *self._catalog.shot_thumbnails(self._film.id)} - {""}
        return all(self._media.has(name) for name in names)

    def _take_pictures(self, made_from: str) -> None:
        shots = self._catalog.new_shots(self._film.id)
        self._take_shot_pictures(shots)
        moments = {}
        for scene in self._catalog.scenes(self._film.id):
            its_shots = shots[scene.first_shot : scene.last_shot + 1]
            longest = max(its_shots, key=lambda shot: shot.end_pts - shot.start_pts)
            moments[scene.id] = (longest.start_pts + longest.end_pts) // 2
        names = self._guard.run(make_thumbnails, self._film, moments, self._media, progress=self._progress)
        try:
            self._catalog.set_thumbnails(self._film.id, names, made_from)
        except Exception:
            named = {scene.thumbnail for scene in self._catalog.scenes(self._film.id)}
            self._remove_pictures({*names.values()} - named)
            raise

    def _take_shot_pictures(self, shots: Sequence[NewShot]) -> None:
        """Take a picture of each shot that has none: too short for the pass over the film, or deleted since."""
        lacking = {number: shot for number, shot in enumerate(shots) if not self._media.has(shot.thumbnail)}
        if not lacking:
            return
        names = self._guard.run(make_shot_pictures, self._film, lacking, self._media, progress=self._progress)
        try:
            self._catalog.set_shot_thumbnails(self._film.id, names)
        except Exception:
            self._remove_pictures({*names.values()} - {shot.thumbnail for shot in shots})
            raise

    def _remove_pictures(self, names: Set[str]) -> None:
        for name in names:
            self._media.remove(name)

    def _notes(self, words: Words) -> tuple[str, ...]:
        notes = []
        film = self._film
        if film.broken_at is not None:
            notes.append(
                f"{film.path.name} breaks off at {clock_text(film.broken_at)}; it is indexed up to there."
            )
        for source in self._catalog.sources(film.id, "subtitles"):
            late = sum(cue.start_ms >= milliseconds(film.duration) for cue in read_cues(source))
            if late:
                notes.append(
                    f"{source.name}: {late} subtitles come after the film has ended and are left out."
                )
        if not words.said and not words.described and not words.written:
            notes.append(f"{film.path.name} has no subtitles: its scenes are found by title and tags only.")
        return tuple(notes)
