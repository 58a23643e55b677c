"""A node as a JSON document and back."""

from library.ontology import FACETS
from story.document import fields
from story.document.expression_fields import effects_of
from story.document.fields import Fields, Place, local_document
from story.document.treatment_document import treatment_document, treatment_from_document
from story.model import Checkpoint, Clip, Ending, EndingKind, Hold, Node, Wanted
from story.treatment import AS_IT_IS

NODE_FIELDS = (
    *("id", "title", "clips", "ending", "beat", "position"),
    *("effects", "wanted", "to_shoot", "checkpoint", "loops", "returns", "hold"),
)
MOST_LABELS = 50
"""Labels that an open node can name under one facet."""


def node_document(node: Node) -> dict[str, object]:
    """Return a node as JSON values."""
    return {
        "id": node.id,
        "title": node.title,
        "clips": [_clip_document(clip) for clip in node.clips],
        "ending": None if node.ending is None else _ending_document(node.ending),
        "beat": node.beat,
        "position": None if node.position is None else list(node.position),
        "effects": list(node.effects),
        "wanted": None if node.wanted is None else _wanted_document(node.wanted),
        "to_shoot": local_document(node.to_shoot),
        "checkpoint": None if node.checkpoint is None else {"recap": local_document(node.checkpoint.recap)},
        "loops": node.loops,
        "returns": node.returns,
        "hold": str(node.hold),
    }


def node_from_document(value: object, place: Place) -> Node:
    """Read a node; every field but `id` may be absent."""
    found = Fields(value, place, NODE_FIELDS)
    name = found.take("id", fields.identifier)
    return Node(
        id=name,
        title=found.take("title", fields.text, ""),
        clips=found.take("clips", _clips, ()),
        ending=found.take("ending", _ending, None),
        beat=found.take("beat", fields.text, ""),
        position=found.take("position", fields.position, None),
        effects=found.take("effects", effects_of(f"node {name}"), ()),
        wanted=found.take("wanted", _wanted, None),
        to_shoot=found.take("to_shoot", fields.local_text, {}),
        checkpoint=found.take("checkpoint", _checkpoint, None),
        loops=found.take("loops", fields.truth, False),
        returns=found.take("returns", fields.truth, False),
        hold=found.take("hold", fields.member_of(Hold), Hold.FREEZE),
    )


def _clip_document(clip: Clip) -> dict[str, object]:
    return {
        "film": clip.film,
        "start_ms": clip.start_ms,
        "end_ms": clip.end_ms,
        "scene_title": clip.scene_title,
        "treatment": treatment_document(clip.treatment),
    }


def _ending_document(ending: Ending) -> dict[str, object]:
    return {"title": local_document(ending.title), "kind": str(ending.kind)}


def _wanted_document(wanted: Wanted) -> dict[str, object]:
    facets = {facet: list(wanted.facets[facet]) for facet in sorted(wanted.facets)}
    return {"facets": facets, "text": wanted.text, "unseen": wanted.unseen}


def _clips(value: object, place: Place) -> tuple[Clip, ...]:
    return tuple(_clip(entry, spot) for entry, spot in fields.items(value, place))


def _clip(value: object, place: Place) -> Clip:
    found = Fields(value, place, ("film", "start_ms", "end_ms", "scene_title", "treatment"))
    clip = Clip(
        film=found.take("film", fields.filled_text),
        start_ms=found.take("start_ms", fields.count),
        end_ms=found.take("end_ms", fields.count),
        scene_title=found.take("scene_title", fields.text, ""),
        treatment=found.take("treatment", treatment_from_document, AS_IT_IS),
    )
    if clip.end_ms <= clip.start_ms:
        raise place.field("end_ms").wrong(f"{clip.end_ms} must come after start_ms {clip.start_ms}")
    return clip


def _ending(value: object, place: Place) -> Ending | None:
    if value is None:
        return None
    found = Fields(value, place, ("title", "kind"))
    return Ending(
        title=found.take("title", fields.local_text, {}),
        kind=found.take("kind", fields.member_of(EndingKind), EndingKind.NEUTRAL),
    )


def _wanted(value: object, place: Place) -> Wanted | None:
    if value is None:
        return None
    found = Fields(value, place, ("facets", "text", "unseen"))
    return Wanted(
        facets=found.take("facets", _facets, {}),
        text=found.take("text", fields.text, ""),
        unseen=found.take("unseen", fields.truth, True),
    )


def _facets(value: object, place: Place) -> dict[str, tuple[str, ...]]:
    found = Fields(value, place, FACETS)
    return {facet: found.take(facet, _labels) for facet in FACETS if facet in found}


def _labels(value: object, place: Place) -> tuple[str, ...]:
    return tuple(fields.filled_text(entry, spot) for entry, spot in fields.items(value, place, MOST_LABELS))


def _checkpoint(value: object, place: Place) -> Checkpoint | None:
    if value is None:
        return None
    return Checkpoint(Fields(value, place, ("recap",)).take("recap", fields.local_text, {}))
