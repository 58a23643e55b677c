"""Shots, scenes, cues and scene texts in the catalog."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Select, delete, select, update
from sqlalchemy.orm import Session

from library.catalog.boundaries import write_boundaries
from library.catalog.changes import note_change
from library.catalog.films import film_record, film_row, finish_stage
from library.catalog.part import CatalogPart, among
from library.errors import NotInLibrary
from library.film_time import FilmClock
from library.findings import NewBoundary
from library.findings import NewScene as NewScene
from library.findings import NewShot as NewShot
from library.records import Cue, Film, Origin, Scene, SceneText, Shot, TextKind
from library.schema import CueRow, FilmRow, SceneRow, SceneTextRow, ShotRow, TagRow, TagStatementRow


class SceneCatalog(CatalogPart):
    """Reads and writes what films are split into and what is said in them."""

    def shots(self, film_id: int) -> tuple[Shot, ...]:
        """Return a film's shots in order."""
        with self._database.reading() as session:
            clock = _clock(session, film_id)
            rows = session.scalars(_shots_of(film_id))
            return tuple(
                Shot(film_id, row.number, clock.seconds(row.start_pts), clock.seconds(row.end_pts))
                for row in rows
            )

    def new_shots(self, film_id: int) -> tuple[NewShot, ...]:
        """Return a film's shots as they were found, in order."""
        with self._database.reading() as session:
            rows = session.scalars(_shots_of(film_id))
            return tuple(NewShot(row.start_pts, row.end_pts, row.features, row.thumbnail) for row in rows)

    def replace_shots(
        self, film_id: int, shots: Sequence[NewShot], made_from: str, boundaries: Iterable[NewBoundary] = ()
    ) -> None:
        """Write a film's shots and where they meet, and finish the stage `shots`."""
        with self._database.writing() as session:
            session.execute(delete(ShotRow).where(ShotRow.film_id == film_id))
            write_boundaries(session, film_id, boundaries)
            session.add_all(
                ShotRow(film_id=film_id, number=number, **vars(shot)) for number, shot in enumerate(shots)
            )
            finish_stage(session, film_id, "shots", made_from)

    def scenes(self, film_id: int) -> tuple[Scene, ...]:
        """Return a film's scenes in order."""
        with self._database.reading() as session:
            clock = _clock(session, film_id)
            return tuple(scene_record(row, clock) for row in session.scalars(_scenes_of(film_id)))

    def scene(self, scene_id: int) -> Scene:
        """Return one scene.

        Raises:
            NotInLibrary: There is no scene with that number.
        """
        found = self.scenes_with_films([scene_id])
        if not found:
            raise NotInLibrary(f"There is no scene {scene_id} in this library.", "Search again.")
        return found[scene_id][0]

    def scenes_with_films(self, scene_ids: Iterable[int]) -> dict[int, tuple[Scene, Film]]:
        """Return those of the scenes that are there, each with its film, by scene number."""
        chosen = select(*SceneRow.__table__.columns).where(among(SceneRow.id, scene_ids))
        with self._database.reading() as session:
            scenes = session.execute(chosen).all()
            films = {film.id: film for film in _films(session, {scene.film_id for scene in scenes})}
        return {row.id: (scene_record(row, films[row.film_id].clock), films[row.film_id]) for row in scenes}

    def replace_scenes(self, film_id: int, scenes: Sequence[NewScene], made_from: str) -> None:
        """Write a film's scenes and finish the stage `scenes`.

        A scene with the same interval as before keeps its number, picture and tags. What curators tagged in a scene
        that is no more goes to the new scene that shares most of its time.
        """
        with self._database.writing() as session:
            write_scenes(session, film_id, scenes)
            finish_stage(session, film_id, "scenes", made_from)

    def set_thumbnails(self, film_id: int, names: dict[int, str], made_from: str) -> None:
        """Write the picture's name for each scene number id, and finish the stage `thumbnails`."""
        with self._database.writing() as session:
            for scene_id, name in names.items():
                session.execute(update(SceneRow).where(SceneRow.id == scene_id).values(thumbnail=name))
            finish_stage(session, film_id, "thumbnails", made_from)

    def cues(self, film_id: int, language: str | None = None) -> tuple[Cue, ...]:
        """Return a film's cues by time, of one language or of all."""
        chosen = select(CueRow).where(CueRow.film_id == film_id)
        if language is not None:
            chosen = chosen.where(CueRow.language == language)
        with self._database.reading() as session:
            rows = session.scalars(chosen.order_by(CueRow.start_ms, CueRow.id))
            return tuple(
                Cue(film_id, row.start_ms, row.end_ms, row.text, row.language, row.speaker, row.sound)
                for row in rows
            )

    def cue_languages(self, film_id: int) -> tuple[str, ...]:
        """Return the languages in which a film has cues, sorted."""
        with self._database.reading() as session:
            chosen = select(CueRow.language).where(CueRow.film_id == film_id).distinct()
            return tuple(session.scalars(chosen.order_by(CueRow.language)))

    def replace_cues(self, film_id: int, cues: Iterable[Cue], made_from: str) -> None:
        """Write a film's cues and finish the stage `cues`."""
        with self._database.writing() as session:
            session.execute(delete(CueRow).where(CueRow.film_id == film_id))
            session.add_all(CueRow(**{**vars(cue), "film_id": film_id}) for cue in cues)
            finish_stage(session, film_id, "cues", made_from)

    def scene_texts(self, film_id: int) -> tuple[SceneText, ...]:
        """Return the texts of a film's scenes, by scene, kind and language."""
        chosen = select(SceneTextRow).join(SceneRow).where(SceneRow.film_id == film_id)
        order = (SceneRow.number, SceneTextRow.kind, SceneTextRow.language)
        with self._database.reading() as session:
            return tuple(text_record(row) for row in session.scalars(chosen.order_by(*order)))

    def texts_of(self, scene_ids: Iterable[int]) -> tuple[SceneText, ...]:
        """Return the texts of some scenes."""
        chosen = select(*SceneTextRow.__table__.columns).where(among(SceneTextRow.scene_id, scene_ids))
        with self._database.reading() as session:
            return tuple(text_record(row) for row in session.execute(chosen))

    def replace_scene_texts(
        self, film_id: int, texts: Iterable[SceneText], headings: Mapping[int, str], made_from: str
    ) -> None:
        """Write the texts and the headings (by scene id) of a film's scenes and finish the stage `texts`."""
        its_scenes = select(SceneRow.id).where(SceneRow.film_id == film_id)
        with self._database.writing() as session:
            session.execute(delete(SceneTextRow).where(SceneTextRow.scene_id.in_(its_scenes)))
            session.add_all(SceneTextRow(**vars(text)) for text in texts)
            for row in session.scalars(_scenes_of(film_id)):
                row.heading = headings.get(row.id, "")
            note_change(session, film_id)
            finish_stage(session, film_id, "texts", made_from)


def write_scenes(session: Session, film_id: int, scenes: Sequence[NewScene]) -> None:
    """Write a film's scenes as `SceneCatalog.replace_scenes` does, in the transaction of whoever does more."""
    old = {(row.start_pts, row.end_pts): row for row in session.scalars(_scenes_of(film_id))}
    # Numbers are unique in a film: move the old ones out of the way before giving new ones.
    session.execute(update(SceneRow).where(SceneRow.film_id == film_id).values(number=-1 - SceneRow.number))
    rows = [_placed(session, film_id, number, scene, old) for number, scene in enumerate(scenes)]
    session.flush()
    for gone in old.values():
        _hand_over_curated_tags(session, gone, rows)
        session.delete(gone)
    note_change(session, film_id)


def scene_record(row: SceneRow | Row[Any], clock: FilmClock) -> Scene:
    """Turn a row into a record."""
    return Scene(
        id=row.id,
        film_id=row.film_id,
        number=row.number,
        start=clock.seconds(row.start_pts),
        end=clock.seconds(row.end_pts),
        first_shot=row.first_shot,
        last_shot=row.last_shot,
        heading=row.heading,
        thumbnail=row.thumbnail,
    )


def text_record(row: SceneTextRow | Row[Any]) -> SceneText:
    """Turn a row into a record."""
    return SceneText(row.scene_id, TextKind(row.kind), row.language, row.text)


def _films(session: Session, film_ids: Iterable[int]) -> Iterator[Film]:
    """Yield films; a row of columns is read several times quicker than an object."""
    chosen = select(*FilmRow.__table__.columns).where(among(FilmRow.id, film_ids))
    return map(film_record, session.execute(chosen))


def _clock(session: Session, film_id: int) -> FilmClock:
    row = film_row(session, film_id)
    return FilmClock(row.time_base, row.origin)


def _shots_of(film_id: int) -> Select[ShotRow]:
    return select(ShotRow).where(ShotRow.film_id == film_id).order_by(ShotRow.number)


def _scenes_of(film_id: int) -> Select[SceneRow]:
    return select(SceneRow).where(SceneRow.film_id == film_id).order_by(SceneRow.number)


def _placed(
    session: Session, film_id: int, number: int, scene: NewScene, old: dict[tuple[int, int], SceneRow]
) -> SceneRow:
    """Take the row of a scene with the same interval out of `old`, or add a new row."""
    row = old.pop((scene.start_pts, scene.end_pts), None)
    if row is None:
        row = SceneRow(film_id=film_id, start_pts=scene.start_pts, end_pts=scene.end_pts)
        session.add(row)
    row.number = number
    row.first_shot, row.last_shot = scene.first_shot, scene.last_shot
    return row


def _hand_over_curated_tags(session: Session, gone: SceneRow, rows: Sequence[SceneRow]) -> None:
    heir = max(rows, key=lambda row: _shared_time(row, gone), default=None)
    if heir is None or _shared_time(heir, gone) <= 0:
        return
    curated = select(TagRow).where(TagRow.scene_id == gone.id, TagRow.origin == Origin.CURATOR)
    for tag in session.scalars(curated):
        # A word against a concept gives way to one for it.
        if not tag.confidence and session.get(TagRow, (heir.id, tag.concept_iri, tag.origin)) is not None:
            continue
        session.merge(
            TagRow(
                scene_id=heir.id,
                concept_iri=tag.concept_iri,
                origin=tag.origin,
                confidence=tag.confidence,
            )
        )
    said = update(TagStatementRow).where(TagStatementRow.scene_id == gone.id)
    session.execute(said.values(scene_id=heir.id))


def _shared_time(one: SceneRow, other: SceneRow) -> int:
    return min(one.end_pts, other.end_pts) - max(one.start_pts, other.start_pts)
