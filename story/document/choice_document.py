"""A choice as a JSON document and back."""

from story.document import fields
from story.document.expression_fields import effects_of, expression_of
from story.document.fields import Fields, Place, local_document
from story.document.hotspot_document import hotspot_document, hotspot_from_document
from story.model import Choice, Leaving

CHOICE_FIELDS = (
    *("id", "source", "target", "label", "order", "default", "opens_ms", "closes_ms"),
    *("condition", "effects", "automatic", "weight", "once", "leaving", "returns_to"),
    *("hotspot", "thumbnail"),
)


def choice_document(choice: Choice) -> dict[str, object]:
    """Return a choice as JSON values."""
    return {
        "id": choice.id,
        "source": choice.source,
        "target": choice.target,
        "label": local_document(choice.label),
        "order": choice.order,
        "default": choice.default,
        "opens_ms": choice.opens_ms,
        "closes_ms": choice.closes_ms,
        "condition": choice.condition,
        "effects": list(choice.effects),
        "automatic": choice.automatic,
        "weight": choice.weight,
        "once": choice.once,
        "leaving": str(choice.leaving),
        "returns_to": choice.returns_to,
        "hotspot": hotspot_document(choice.hotspot),
        "thumbnail": choice.thumbnail,
    }


def choice_from_document(value: object, place: Place) -> Choice:
    """Read a choice; every field but `id`, `source` and `target` may be absent."""
    found = Fields(value, place, CHOICE_FIELDS)
    name = found.take("id", fields.identifier)
    owner = f"choice {name}"
    return Choice(
        id=name,
        source=found.take("source", fields.identifier),
        target=found.take("target", fields.identifier),
        label=found.take("label", fields.local_text, {}),
        order=found.take("order", fields.whole_number, 0),
        default=found.take("default", fields.truth, False),
        opens_ms=found.take("opens_ms", fields.count_or_none, None),
        closes_ms=found.take("closes_ms", fields.count_or_none, None),
        condition=found.take("condition", expression_of(owner), ""),
        effects=found.take("effects", effects_of(owner), ()),
        automatic=found.take("automatic", fields.truth, False),
        weight=found.take("weight", fields.weight_or_none, None),
        once=found.take("once", fields.truth, False),
        leaving=found.take("leaving", fields.member_of(Leaving), Leaving.AT_END),
        returns_to=found.take("returns_to", fields.identifier_or_empty, ""),
        hotspot=found.take("hotspot", hotspot_from_document, ()),
        thumbnail=found.take("thumbnail", fields.truth, False),
    )
