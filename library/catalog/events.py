"""What people did, in the order in which it happened; rows are only ever added."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from library.catalog.part import CatalogPart, now
from library.schema import EventRow


@dataclass(frozen=True)
class Event:
    """Something a person did.

    Attributes:
        user: A pseudonym.
        session: What this person did in one sitting shares it.
        kind: For instance `previewed` or `added`.
        scene_id: The scene it was done with, if any.
        story_id: The story it was done in, if any.
        details: More, such as seconds watched.
        happened_at: When (UTC); `None` means now.
    """

    user: str
    session: str
    kind: str
    scene_id: int | None = None
    story_id: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    happened_at: datetime | None = None


class EventCatalog(CatalogPart):
    """Appends and reads events."""

    def append_event(self, event: Event) -> None:
        """Add what happened."""
        with self._database.writing() as session:
            fields = vars(event) | {"details": dict(event.details), "happened_at": event.happened_at or now()}
            session.add(EventRow(**fields))

    def events(self, user: str) -> tuple[Event, ...]:
        """Return what a person did, the oldest first."""
        chosen = select(EventRow).where(EventRow.user == user).order_by(EventRow.happened_at, EventRow.id)
        with self._database.reading() as session:
            return tuple(
                Event(
                    row.user,
                    row.session,
                    row.kind,
                    row.scene_id,
                    row.story_id,
                    row.details,
                    row.happened_at,
                )
                for row in session.scalars(chosen)
            )
