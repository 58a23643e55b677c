"""A clip's treatment as a JSON document and back; `null` is the treatment that changes nothing."""

from story.document import fields
from story.document.fields import Fields, Place
from story.treatment import AS_IT_IS, FASTEST, LOUDEST_DB, QUIETEST_DB, SLOWEST, Fit, Treatment

TREATMENT_FIELDS = (
    *("speed", "volume_db", "muted", "fade_in_ms", "fade_out_ms"),
    *("crossfade_ms", "fit", "title"),
)


def treatment_document(treatment: Treatment) -> dict[str, object] | None:
    """Return a treatment as JSON values."""
    if treatment == AS_IT_IS:
        return None
    return {
        "speed": treatment.speed,
        "volume_db": treatment.volume_db,
        "muted": treatment.muted,
        "fade_in_ms": treatment.fade_in_ms,
        "fade_out_ms": treatment.fade_out_ms,
        "crossfade_ms": treatment.crossfade_ms,
        "fit": str(treatment.fit),
        "title": fields.local_document(treatment.title),
    }


def treatment_from_document(value: object, place: Place) -> Treatment:
    """Read a treatment; every field may be absent."""
    if value is None:
        return AS_IT_IS
    found = Fields(value, place, TREATMENT_FIELDS)
    return Treatment(
        speed=found.take("speed", fields.real_within(SLOWEST, FASTEST), 1.0),
        volume_db=found.take("volume_db", fields.real_within(QUIETEST_DB, LOUDEST_DB), 0.0),
        muted=found.take("muted", fields.truth, False),
        fade_in_ms=found.take("fade_in_ms", fields.count, 0),
        fade_out_ms=found.take("fade_out_ms", fields.count, 0),
        crossfade_ms=found.take("crossfade_ms", fields.count, 0),
        fit=found.take("fit", fields.member_of(Fit), Fit.PAD),
        title=found.take("title", fields.local_text, {}),
    )
