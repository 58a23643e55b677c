"""The database's tables. Only `library` sees these rows; everybody else gets records.

Times of shots and scenes are integer PTS of their film's video stream; times of cues are milliseconds.
"""

from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

# Caches and histories name rows by number, so the number of a deleted row must not come back for another.
_NEVER_REUSED = {"sqlite_autoincrement": True}


class ExactSeconds(TypeDecorator[Fraction]):
    """A `Fraction` kept as text such as `1/90000`; SQL can compare it for equality only."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Fraction | None, dialect: Dialect) -> str | None:
        """Write `numerator/denominator`."""
        return None if value is None else f"{value.numerator}/{value.denominator}"

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Fraction | None:
        """Read it back exactly."""
        return None if value is None else Fraction(value)


class UtcTime(TypeDecorator[datetime]):
    """A moment, kept in UTC: SQLite would forget the time zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Write the moment as UTC without saying so."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Read it back and say so."""
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """All tables of a library."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own way to declare it
        Fraction: ExactSeconds,
        dict[str, Any]: JSON,
        datetime: UtcTime,
    }


class FilmRow(Base):
    """A film."""

    __tablename__ = "films"
    __table_args__ = _NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    path: Mapped[str]
    title: Mapped[str]
    provider: Mapped[str] = mapped_column(default="")
    licence: Mapped[str] = mapped_column(default="")
    credit: Mapped[str] = mapped_column(default="")
    duration: Mapped[Fraction]
    time_base: Mapped[Fraction]
    origin: Mapped[Fraction]
    frame_rate: Mapped[Fraction]
    width: Mapped[int]
    height: Mapped[int]
    has_sound: Mapped[bool]
    broken_at: Mapped[Fraction | None]
    added_at: Mapped[datetime]
    source: Mapped[str] = mapped_column(default="", server_default="")
    permissions: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")

    shots: Mapped[list["ShotRow"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)
    scenes: Mapped[list["SceneRow"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class StageRow(Base):
    """A finished stage of indexing a film, and the hash of everything it was made from."""

    __tablename__ = "stages"

    film_id: Mapped[int] = mapped_column(ForeignKey("films.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    made_from: Mapped[str] = mapped_column(String(64))
    finished_at: Mapped[datetime]


class LeaseRow(Base):
    """Says who is working on a film, at which stage, and until when nobody else may."""

    __tablename__ = "leases"

    film_id: Mapped[int] = mapped_column(ForeignKey("films.id", ondelete="CASCADE"), primary_key=True)
    stage: Mapped[str]
    holder: Mapped[str]
    until: Mapped[datetime]


class SourceRow(Base):
    """A subtitle or screenplay file that was read for a film, kept whole: the file itself may go."""

    __tablename__ = "sources"
    __table_args__ = (UniqueConstraint("film_id", "kind", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    film_id: Mapped[int] = mapped_column(ForeignKey("films.id", ondelete="CASCADE"))
    kind: Mapped[str]
    name: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ShotRow(Base):
    """A shot, with what was measured in it."""

    __tablename__ = "shots"

    film_id: Mapped[int] = mapped_column(ForeignKey("films.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    start_pts: Mapped[int]
    end_pts: Mapped[int]
    features: Mapped[bytes] = mapped_column(LargeBinary)
    thumbnail: Mapped[str] = mapped_column(default="", server_default="")


class BoundaryRow(Base):
    """Where two shots meet: the frames with PTS in `[start_pts, end_pts)` belong to neither alone; a cut has none."""

    __tablename__ = "boundaries"

    film_id: Mapped[int] = mapped_column(ForeignKey("films.id", ondelete="CASCADE"), primary_key=True)
    start_pts: Mapped[int] = mapped_column(primary_key=True)
    end_pts: Mapped[int]
    kind: Mapped[str]
    score: Mapped[float] = mapped_column(Float)


class SceneCorrectionRow(Base):
    """A curator's word on where scenes begin, append-only."""

    __tablename__ = "scene_corrections"
    __table_args__ = _NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    film_id: Mapped[int] = mapped_column(ForeignKey("films.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    at_pts: Mapped[int]
    to_pts: Mapped[int | None]
    curator: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]


class SceneRow(Base):
    """A scene."""

    __tablename__ = "scenes"
    __table_args__ = (UniqueConstraint("film_id", "number"), _NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    film_id: Mapped[int] = mapped_column(ForeignKey("films.id", ondelete="CASCADE"))
    number: Mapped[int]
    start_pts: Mapped[int]
    end_pts: Mapped[int]
    first_shot: Mapped[int]
    last_shot: Mapped[int]
    heading: Mapped[str] = mapped_column(default="")
    thumbnail: Mapped[str] = mapped_column(default="")


class SceneTextRow(Base):
    """What is said or seen in a scene, in one language."""

    __tablename__ = "scene_texts"

    scene_id: Mapped[int] = mapped_column(ForeignKey("scenes.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]


class CueRow(Base):
    """A subtitle line."""

    __tablename__ = "cues"
    __table_args__ = (Index(None, "film_id", "start_ms"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    film_id: Mapped[int] = mapped_column(ForeignKey("films.id", ondelete="CASCADE"))
    language: Mapped[str]
    start_ms: Mapped[int]
    end_ms: Mapped[int]
    text: Mapped[str]
    speaker: Mapped[str] = mapped_column(default="")
    sound: Mapped[str] = mapped_column(default="", server_default="")


class ConceptRow(Base):
    """An entry of the ontology: shipped with the program, or added by a curator or from a screenplay."""

    __tablename__ = "concepts"

    iri: Mapped[str] = mapped_column(primary_key=True)
    facet: Mapped[str] = mapped_column(index=True)
    labels: Mapped[dict[str, Any]]
    synonyms: Mapped[dict[str, Any]]
    shipped: Mapped[bool] = mapped_column(default=False)


class BroaderRow(Base):
    """Says that one concept is a kind or a part of another."""

    __tablename__ = "broader"

    narrower_iri: Mapped[str] = mapped_column(
        ForeignKey("concepts.iri", ondelete="CASCADE"), primary_key=True
    )
    broader_iri: Mapped[str] = mapped_column(ForeignKey("concepts.iri", ondelete="CASCADE"), primary_key=True)


class TagRow(Base):
    """A concept on a scene."""

    __tablename__ = "tags"
    __table_args__ = (CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence"),)

    scene_id: Mapped[int] = mapped_column(ForeignKey("scenes.id", ondelete="CASCADE"), primary_key=True)
    concept_iri: Mapped[str] = mapped_column(
        ForeignKey("concepts.iri", ondelete="CASCADE"), primary_key=True, index=True
    )
    origin: Mapped[str] = mapped_column(primary_key=True)
    confidence: Mapped[float] = mapped_column(Float)


class EmbeddingRow(Base):
    """A vector of a scene's text: float32, little-endian, L2-normalised."""

    __tablename__ = "embeddings"
    __table_args__ = (Index(None, "model", "scene_id"), _NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    scene_id: Mapped[int] = mapped_column(ForeignKey("scenes.id", ondelete="CASCADE"))
    model: Mapped[str]
    text: Mapped[str]
    vector: Mapped[bytes] = mapped_column(LargeBinary)


class SearchChangeRow(Base):
    """Says that the words, vectors or scenes of a film changed, so that whoever holds a copy reads them again."""

    __tablename__ = "search_changes"
    __table_args__ = _NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    film_id: Mapped[int]


class JudgementRow(Base):
    """Somebody's word on whether a scene answers a query; the newest of a person counts."""

    __tablename__ = "judgements"
    __table_args__ = (Index(None, "query"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    query: Mapped[str]
    scene_id: Mapped[int] = mapped_column(ForeignKey("scenes.id", ondelete="CASCADE"))
    fits: Mapped[bool]
    judge: Mapped[str] = mapped_column(default="")
    judged_at: Mapped[datetime]


class StoryRow(Base):
    """A story: `document` is what a story file held at `revision`; the newer of its edits lead on from there."""

    __tablename__ = "stories"

    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    revision: Mapped[int] = mapped_column(default=1)
    document: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime]


class StoryEditRow(Base):
    """One edit of a story, append-only: what it changed from and to, by whom and when."""

    __tablename__ = "story_edits"

    story_id: Mapped[str] = mapped_column(ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    takes_back: Mapped[int | None]
    editor: Mapped[str] = mapped_column(default="")
    change: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]


class StoryVersionRow(Base):
    """A state of a story that somebody gave a name."""

    __tablename__ = "story_versions"

    story_id: Mapped[str] = mapped_column(ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int]
    document: Mapped[dict[str, Any]]
    editor: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]


class JobRow(Base):
    """Long work that somebody asked for, and how far it is."""

    __tablename__ = "jobs"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    request: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(default="waiting")
    stage: Mapped[str] = mapped_column(default="")
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    message: Mapped[str] = mapped_column(default="")
    result: Mapped[dict[str, Any]] = mapped_column(default=dict)
    asked_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class SettingRow(Base):
    """A choice made for the whole library, such as the name of its embedding model."""

    __tablename__ = "settings"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class EventRow(Base):
    """Something a person did: append-only, for the recommender and for viewing statistics."""

    __tablename__ = "events"
    __table_args__ = (Index(None, "user", "happened_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user: Mapped[str]
    session: Mapped[str]
    kind: Mapped[str]
    scene_id: Mapped[int | None] = mapped_column(ForeignKey("scenes.id", ondelete="SET NULL"), index=True)
    story_id: Mapped[str | None]
    details: Mapped[dict[str, Any]]
    happened_at: Mapped[datetime]


class PersonRow(Base):
    """What a person has said about themselves, under their pseudonym; nobody needs a row."""

    __tablename__ = "people"

    user: Mapped[str] = mapped_column(primary_key=True)
    opted_out: Mapped[bool] = mapped_column(default=False)
    age_group: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime]
