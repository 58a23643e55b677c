"""Finding scenes: text in, the scenes that fit out, and the reason why."""

from library.search.hits import Hit, Reason, SearchAnswer, SearchRequest, Signal
from library.search.scene_search import SceneSearch

__all__ = ["Hit", "Reason", "SceneSearch", "SearchAnswer", "SearchRequest", "Signal"]
