"""A first story from text: a synopsis becomes beats and choices, and every beat gets a scene."""

from story.draft.drafting import CANDIDATES, LEAST_SCORE, Draft, Note, draft_story

__all__ = ["CANDIDATES", "LEAST_SCORE", "Draft", "Note", "draft_story"]
