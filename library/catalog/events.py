"""What people did, in the order in which it was told; rows are only ever added, or a person's taken out together."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from library.catalog.event import Event, EventKind, Mending, Noted, Refusal
from library.catalog.event_checks import EventCheck
from library.catalog.part import CatalogPart, among, now
from library.schema import EventRow, PersonRow, SceneRow

AT_ONCE = 5_000
"""Events written in one transaction, so that a long batch does not keep others from writing."""


class EventCatalog(CatalogPart):
    """Appends and reads events."""

    def append_event(self, event: Event) -> Noted:
        """Write down what happened, as `append_events` does."""
        return self.append_events((event,))

    def append_events(self, events: Iterable[Event]) -> Noted:
        """Write down what happened, in the order given; what cannot be is left out, counted, and harms nothing.

        An event is refused without a user or session, with a kind or scene that nobody knows, with details that are
        no plain JSON (NaN is not), of a person who opted out, and when there are too many of one person in a day.
        One from the future is noted as now, one before its forerunner in the same session as at the same time.
        """
        waiting = iter(events)
        kept, refused, mended = 0, Counter[Refusal](), Counter[Mending]()
        while batch := list(islice(waiting, AT_ONCE)):
            with self._database.writing() as session:
                check = _check(session, batch)
                rows = check.taken(batch)
                if rows:
                    session.execute(insert(EventRow), rows)
            kept += len(rows)
            refused.update(check.refused)
            mended.update(check.mended)
        return Noted(kept, dict(refused), dict(mended))

    def events(self, user: str, limit: int | None = None) -> tuple[Event, ...]:
        """Return what a person did, the oldest first; of more than `limit` the newest."""
        newest = select(*EventRow.__table__.columns).where(EventRow.user == user)
        newest = newest.order_by(EventRow.happened_at.desc(), EventRow.id.desc()).limit(limit)
        with self._database.reading() as session:
            return tuple(_event(row) for row in reversed(session.execute(newest).all()))

    def count_events(self, user: str | None = None) -> int:
        """Return how many events there are, of one person or of all."""
        chosen = select(func.count()).select_from(EventRow)
        with self._database.asking() as connection:
            return (
                connection.execute(chosen if user is None else chosen.where(EventRow.user == user)).scalar()
                or 0
            )

    def told_events(self, user: str) -> Iterator[dict[str, Any]]:
        """Yield everything that is held of what a person did, as JSON values, the oldest first."""
        for event in self.events(user):
            assert event.happened_at is not None
            yield {**vars(event), "happened_at": event.happened_at.isoformat()}


def _check(session: Session, batch: Sequence[Event]) -> EventCheck:
    """Return what checks a batch, with all that has to be known of its scenes and people."""
    wanted = {event.scene_id for event in batch if isinstance(event.scene_id, int)}
    scenes = session.scalars(select(SceneRow.id).where(among(SceneRow.id, sorted(wanted)))).all()
    users = sorted({event.user for event in batch if isinstance(event.user, str)})
    out = select(PersonRow.user).where(among(PersonRow.user, users), PersonRow.opted_out)
    here = now()
    check = EventCheck(here, frozenset(scenes), frozenset(session.scalars(out)))
    first = min(check.clock(event) for event in batch).replace(hour=0, minute=0, second=0, microsecond=0)
    since = (among(EventRow.user, users), EventRow.happened_at >= first)
    of_sitting = (EventRow.user, EventRow.session)
    lasts = select(*of_sitting, func.max(EventRow.happened_at)).where(*since).group_by(*of_sitting)
    check.last.update({(user, sitting): last for user, sitting, last in session.execute(lasts)})
    of_day = (EventRow.user, func.date(EventRow.happened_at))
    days = select(*of_day, func.count()).where(*since).group_by(*of_day)
    check.days.update({(user, day): count for user, day, count in session.execute(days)})
    return check


def _event(row: Any) -> Event:
    return Event(row.user, row.session, row.kind, row.scene_id, row.story_id, row.details, row.happened_at)


__all__ = ["AT_ONCE", "Event", "EventCatalog", "EventKind", "Noted", "Refusal"]
