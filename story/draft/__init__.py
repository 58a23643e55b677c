"""First stories from text: a synopsis or a screenplay becomes beats and choices, and every beat gets a scene."""

from story.draft.beat_facts import BeatFacts
from story.draft.draft_notes import Note
from story.draft.drafting import LEAST_SCORE, Draft, draft_story, drafts
from story.draft.ways import CANDIDATES, CLOSEST, POOL, WAYS, Way, way_named

__all__ = [
    "CANDIDATES",
    "CLOSEST",
    "LEAST_SCORE",
    "POOL",
    "WAYS",
    "BeatFacts",
    "Draft",
    "Note",
    "Way",
    "draft_story",
    "drafts",
    "way_named",
]
