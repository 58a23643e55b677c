"""The branching graph a creator makes: nodes, choices, checking, walking, drafting from text, files.

What needs networkx is imported when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from story.errors import StoryError, StoryFileError
from story.model import (
    Choice,
    Clip,
    Ending,
    LocalText,
    Node,
    Story,
    Window,
    choice_window,
    goes_on_by_itself,
    new_story,
    text_in,
)

if TYPE_CHECKING:
    from story.document import story_document, story_from_document
    from story.file import read_story, write_story
    from story.graph import StoryGraph
    from story.statistics import PathStatistics, path_statistics
    from story.walk import Step, Walker, default_path

_HOMES = {
    "PathStatistics": "statistics",
    "Step": "walk",
    "StoryGraph": "graph",
    "Walker": "walk",
    "default_path": "walk",
    "path_statistics": "statistics",
    "read_story": "file",
    "story_document": "document",
    "story_from_document": "document",
    "write_story": "file",
}

__all__ = [
    "Choice",
    "Clip",
    "Ending",
    "LocalText",
    "Node",
    "PathStatistics",
    "Step",
    "Story",
    "StoryError",
    "StoryFileError",
    "StoryGraph",
    "Walker",
    "Window",
    "choice_window",
    "default_path",
    "goes_on_by_itself",
    "new_story",
    "path_statistics",
    "read_story",
    "story_document",
    "story_from_document",
    "text_in",
    "write_story",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'story' has no attribute {name!r}")
    return getattr(import_module(f"story.{_HOMES[name]}"), name)
