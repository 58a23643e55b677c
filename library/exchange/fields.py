"""Single values of a file from outside, made harmless: texts, moments, confidences."""

from datetime import UTC, datetime


def text_of(value: object, longest: int = 500) -> str:
    """Return a text on one line, or `""` where there is none or it is too long."""
    if not isinstance(value, str) or len(value) > longest:
        return ""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in value).split())


def moment_of(text: str) -> datetime | None:
    """Return a moment in UTC, no later than now; one without a time zone is taken for UTC."""
    try:
        found = datetime.fromisoformat(text)
        found = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return min(found, datetime.now(UTC))


def confidence_of(value: object) -> float:
    """Return a confidence from 0 to 1; 1 where none is given."""
    try:
        found = float(str(value))
    except ValueError:
        return 1.0
    return min(max(found, 0.0), 1.0) if found == found else 1.0
