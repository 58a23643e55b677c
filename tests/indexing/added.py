"""What a library holds after films were added to it, and what was reported on the way."""

from pathlib import Path
from typing import Any

from sqlalchemy import text

from indexing import (
    FilmToAdd,
)
from library import Cancelled, Library
from library.catalog.films import FilmLabel

ALL_STAGES = {"shots", "cues", "scenes", "texts", "tags", "words", "vectors", "thumbnails"}


class Report:
    """Notes what is reported, and stops the work at a stage if asked to."""

    def __init__(self, stop_at: str = "") -> None:
        self.stages: list[str] = []
        self.stop_at = stop_at

    def __call__(self, stage: str, done: int, total: int) -> None:
        assert 0 <= done <= total or total == 0
        if stage not in self.stages:
            self.stages.append(stage)
        if stage == self.stop_at:
            raise Cancelled


def wanted(film: Any, subtitles: Path, screenplay: Path | None = None) -> FilmToAdd:
    return FilmToAdd(film.path, (subtitles,), screenplay, FilmLabel(title="The Keeper"))


def rows(library: Library) -> dict[str, list[tuple[Any, ...]]]:
    """Return what the library holds, without numbers and moments that differ from run to run."""
    questions = {
        "films": "SELECT fingerprint, title, duration, broken_at FROM films",
        "shots": "SELECT number, start_pts, end_pts, features, thumbnail FROM shots",
        "scenes": "SELECT number, start_pts, end_pts, first_shot, last_shot, heading, thumbnail FROM scenes",
        "cues": "SELECT language, start_ms, end_ms, text, speaker FROM cues",
        "texts": "SELECT number, kind, language, text FROM scene_texts JOIN scenes ON scenes.id = scene_id",
        "tags": "SELECT number, facet, labels, origin, confidence FROM tags "
        "JOIN scenes ON scenes.id = scene_id JOIN concepts ON concepts.iri = concept_iri",
        "words": "SELECT number, title, dialogue, action, tags "
        "FROM scene_words JOIN scenes ON scenes.id = scene_words.rowid",
        "vectors": "SELECT number, model, text, vector FROM embeddings JOIN scenes ON scenes.id = scene_id",
        "sources": "SELECT kind, name, content FROM sources",
        "stages": "SELECT name, made_from FROM stages",
        "concepts": "SELECT facet, labels FROM concepts",
    }
    with library.catalog._database.reading() as session:
        return {
            name: sorted(map(tuple, session.execute(text(question)))) for name, question in questions.items()
        }


def shot_pictures(library: Library) -> list[Path]:
    films = library.catalog.films()
    names = [name for film in films for name in library.catalog.shot_thumbnails(film.id) if name]
    return sorted(map(library.media.path, names))


def pictures(library: Library) -> list[Path]:
    return sorted(path for path in library.media.folder.rglob("*") if path.is_file())
