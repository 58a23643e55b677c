"""A group of candidates as a JSON document and back."""

from story.document import fields
from story.document.expression_fields import expression_of
from story.document.fields import Fields, Place, Reader
from story.model import Candidate, Group, Pick

GROUP_FIELDS = ("id", "title", "pick", "candidates", "position")

MOST_CANDIDATES = 1_000
"""Candidates of one group."""


def group_document(group: Group) -> dict[str, object]:
    """Return a group as JSON values."""
    return {
        "id": group.id,
        "title": group.title,
        "pick": str(group.pick),
        "candidates": [_candidate_document(candidate) for candidate in group.candidates],
        "position": None if group.position is None else list(group.position),
    }


def group_from_document(value: object, place: Place) -> Group:
    """Read a group; every field but `id` and `candidates` may be absent."""
    found = Fields(value, place, GROUP_FIELDS)
    name = found.take("id", fields.identifier)
    return Group(
        id=name,
        title=found.take("title", fields.text, ""),
        pick=found.take("pick", fields.member_of(Pick), Pick.FIRST),
        candidates=found.take("candidates", _candidates_of(f"group {name}")),
        position=found.take("position", fields.position, None),
    )


def _candidate_document(candidate: Candidate) -> dict[str, object]:
    return {"node": candidate.node, "condition": candidate.condition, "score": candidate.score}


def _candidates_of(owner: str) -> Reader[tuple[Candidate, ...]]:
    expression = expression_of(owner)

    def one(value: object, place: Place) -> Candidate:
        found = Fields(value, place, ("node", "condition", "score"))
        return Candidate(
            node=found.take("node", fields.identifier),
            condition=found.take("condition", expression, ""),
            score=found.take("score", expression, ""),
        )

    def read(value: object, place: Place) -> tuple[Candidate, ...]:
        entries = fields.items(value, place, MOST_CANDIDATES)
        if not (found := tuple(one(entry, spot) for entry, spot in entries)):
            raise place.wrong("must name at least one node")
        return found

    return read
