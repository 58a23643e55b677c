"""Tables of what films are split into, of what is said in it, and of what a search reads."""

from datetime import datetime

from sqlalchemy import Float, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from library.schema.base import NEVER_REUSED, Base


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
    __table_args__ = NEVER_REUSED

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
    __table_args__ = (UniqueConstraint("film_id", "number"), NEVER_REUSED)

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


class EmbeddingRow(Base):
    """A vector of a scene's text: float32, little-endian, L2-normalised."""

    __tablename__ = "embeddings"
    __table_args__ = (Index(None, "model", "scene_id"), NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    scene_id: Mapped[int] = mapped_column(ForeignKey("scenes.id", ondelete="CASCADE"))
    model: Mapped[str]
    text: Mapped[str]
    vector: Mapped[bytes] = mapped_column(LargeBinary)


class SearchChangeRow(Base):
    """Says that the words, vectors or scenes of a film changed, so that whoever holds a copy reads them again."""

    __tablename__ = "search_changes"
    __table_args__ = NEVER_REUSED

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
