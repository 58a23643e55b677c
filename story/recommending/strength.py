"""What an event says of how well a scene suits a person, from 0 to 1; and what of it a later event leaves."""

from collections.abc import Mapping

from library.catalog.event import EventKind

_SEEN = (EventKind.PREVIEWED, EventKind.WATCHED)

STRENGTHS: Mapping[str, float] = {
    EventKind.ADDED: 1.0,
    EventKind.PUBLISHED: 1.0,
    EventKind.LIKED: 1.0,
    EventKind.TRIMMED: 0.8,
    EventKind.CHOSEN: 0.5,
    EventKind.OPENED: 0.2,
    EventKind.REMOVED: 0.0,
    EventKind.NOT_FOR_ME: -1.0,
}
"""Of events that need no more; what is shown says nothing by itself."""

TAKING: frozenset[str] = frozenset({*_SEEN, *(kind for kind, worth in STRENGTHS.items() if worth > 0)})
"""By these something that was shown was taken: what an experiment counts as success."""

LEAST_SEEN, SECONDS_OF_UNKNOWN = 0.05, 30.0
"""Of what was looked at only for a moment, and how long a scene is taken to be that does not say so."""

USED: frozenset[str] = frozenset(
    {
        EventKind.ADDED,
        EventKind.PUBLISHED,
        EventKind.LIKED,
        EventKind.TRIMMED,
        EventKind.REMOVED,
        EventKind.NOT_FOR_ME,
    }
)
"""After these a scene needs no recommending any more: it is known."""

TAKEN: frozenset[str] = frozenset({EventKind.OPENED, *_SEEN, *USED})
"""After these a scene that was shown was not passed over."""


def strength_of(kind: str, seconds: float, of: float) -> float | None:
    """Return what an event says, from -1 (against) to 1; `None` if it says nothing.

    Args:
        kind: One of `EventKind`.
        seconds: How much was seen; -1 if that is not known.
        of: Of how much; -1 likewise.
    """
    if kind not in _SEEN:
        return STRENGTHS.get(kind)
    whole = of if of > 0 else SECONDS_OF_UNKNOWN
    return min(1.0, max(LEAST_SEEN, seconds / whole))


def after(before: float | None, said: float) -> float:
    """Return what holds after an event: a strong word stands against weaker ones, and the last against the others."""
    if before is None or said <= 0 or before <= 0:
        return said
    return max(before, said)
