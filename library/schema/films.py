"""Tables of films: what is known of each, how far it is indexed, and the files beside it."""

from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from library.schema.base import NEVER_REUSED, Base
from library.schema.scenes import SceneRow, ShotRow


class FilmRow(Base):
    """A film."""

    __tablename__ = "films"
    __table_args__ = NEVER_REUSED

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

    shots: Mapped[list[ShotRow]] = relationship(cascade="all, delete-orphan", passive_deletes=True)
    scenes: Mapped[list[SceneRow]] = relationship(cascade="all, delete-orphan", passive_deletes=True)


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
