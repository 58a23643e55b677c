"""Where a choice lies on the picture, as a JSON document and back."""

from itertools import pairwise

from story.document import fields
from story.document.fields import Fields, Place
from story.hotspot import HotspotFrame

MOST_FRAMES = 1_000
"""Key frames of one hotspot."""

_PER_CENT = fields.real_within(0, 100)


def hotspot_document(hotspot: tuple[HotspotFrame, ...]) -> list[dict[str, object]]:
    """Return key frames as JSON values."""
    return [vars(frame) for frame in hotspot]


def hotspot_from_document(value: object, place: Place) -> tuple[HotspotFrame, ...]:
    """Read key frames, whose times must rise."""
    found = tuple(_frame(entry, spot) for entry, spot in fields.items(value, place, MOST_FRAMES))
    for number, (before, frame) in enumerate(pairwise(found), 1):
        if frame.at_ms <= before.at_ms:
            raise place.item(number).field("at_ms").wrong(f"{frame.at_ms} must come after {before.at_ms}")
    return found


def _frame(value: object, place: Place) -> HotspotFrame:
    found = Fields(value, place, ("at_ms", "left", "top", "width", "height"))
    frame = HotspotFrame(
        at_ms=found.take("at_ms", fields.count),
        left=found.take("left", _PER_CENT),
        top=found.take("top", _PER_CENT),
        width=found.take("width", _PER_CENT),
        height=found.take("height", _PER_CENT),
    )
    if not frame.width or not frame.height:
        raise place.wrong("must have a width and a height of more than 0")
    if frame.left + frame.width > 100 or frame.top + frame.height > 100:
        raise place.wrong("must lie inside the picture: left + width and top + height are 100 at most")
    return frame
