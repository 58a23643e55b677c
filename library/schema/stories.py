"""Tables of stories: their documents, edits and versions."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from library.schema.base import Base


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
