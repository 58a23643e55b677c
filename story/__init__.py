"""The branching graph a creator makes: nodes, choices, checking, walking, drafting from text, files.

What needs networkx is imported when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from story.errors import ExpressionError, StoryError, StoryFileError
from story.model import (
    Candidate,
    Checkpoint,
    Choice,
    Clip,
    Ending,
    EndingKind,
    Group,
    Leaving,
    LocalText,
    Node,
    Pick,
    Story,
    Value,
    Variable,
    VariableKind,
    Wanted,
    Window,
    choice_window,
    goes_on_by_itself,
    new_story,
    text_in,
)

if TYPE_CHECKING:
    from story.check import Proof, check_story, prove_story
    from story.check_footage import Footage
    from story.document import story_document, story_from_document
    from story.draft import Draft, Note, draft_story
    from story.draft.found_scene import FindScenes, FoundScene
    from story.draft.library_scenes import LibraryScenes
    from story.draft.synopsis import Synopsis, read_synopsis
    from story.file import read_story, write_story
    from story.graph import StoryGraph
    from story.layout import lay_out
    from story.operations import apply_operation, apply_operations, apply_to_graph
    from story.problems import Problem, Severity
    from story.shelf import StoryShelf
    from story.state_space import Bound
    from story.statistics import PathStatistics, path_statistics
    from story.walk import Step, Walker, default_path

_HOMES = {
    "Bound": "state_space",
    "Draft": "draft",
    "FindScenes": "draft.found_scene",
    "Footage": "check_footage",
    "FoundScene": "draft.found_scene",
    "LibraryScenes": "draft.library_scenes",
    "Note": "draft",
    "PathStatistics": "statistics",
    "Problem": "problems",
    "Proof": "check",
    "Severity": "problems",
    "Step": "walk",
    "StoryGraph": "graph",
    "StoryShelf": "shelf",
    "Synopsis": "draft.synopsis",
    "Walker": "walk",
    "apply_operation": "operations",
    "apply_operations": "operations",
    "apply_to_graph": "operations",
    "check_story": "check",
    "default_path": "walk",
    "draft_story": "draft",
    "lay_out": "layout",
    "path_statistics": "statistics",
    "prove_story": "check",
    "read_story": "file",
    "read_synopsis": "draft.synopsis",
    "story_document": "document",
    "story_from_document": "document",
    "write_story": "file",
}

__all__ = [
    "Bound",
    "Candidate",
    "Checkpoint",
    "Choice",
    "Clip",
    "Draft",
    "Ending",
    "EndingKind",
    "ExpressionError",
    "FindScenes",
    "Footage",
    "FoundScene",
    "Group",
    "Leaving",
    "LibraryScenes",
    "LocalText",
    "Node",
    "Note",
    "PathStatistics",
    "Pick",
    "Problem",
    "Proof",
    "Severity",
    "Step",
    "Story",
    "StoryError",
    "StoryFileError",
    "StoryGraph",
    "StoryShelf",
    "Synopsis",
    "Value",
    "Variable",
    "VariableKind",
    "Walker",
    "Wanted",
    "Window",
    "apply_operation",
    "apply_operations",
    "apply_to_graph",
    "check_story",
    "choice_window",
    "default_path",
    "draft_story",
    "goes_on_by_itself",
    "lay_out",
    "new_story",
    "path_statistics",
    "prove_story",
    "read_story",
    "read_synopsis",
    "story_document",
    "story_from_document",
    "text_in",
    "write_story",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'story' has no attribute {name!r}")
    return getattr(import_module(f"story.{_HOMES[name]}"), name)
