"""Tables of what people did and said about themselves."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from library.schema.base import Base


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
