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
    from story.check.footage import Footage
    from story.check.problems import Problem, Severity
    from story.check.proof import Proof, check_story, prove_story
    from story.document.file import read_story, write_story
    from story.document.story_document import story_document, story_from_document
    from story.draft import BeatFacts, Draft, Note, Way, draft_story, drafts
    from story.draft.found_scene import FindScenes, FoundScene
    from story.draft.library_scenes import LibraryScenes
    from story.draft.synopsis import Synopsis, read_synopsis
    from story.graph import StoryGraph
    from story.history.shelf import StoryShelf
    from story.layout import lay_out
    from story.operations import apply_operation, apply_operations, apply_to_graph
    from story.play.state_space import Bound
    from story.play.walk import Step, Walker, default_path
    from story.statistics.path_statistics import PathStatistics, path_statistics

_HOMES = {
    "BeatFacts": "draft",
    "Bound": "play.state_space",
    "Draft": "draft",
    "FindScenes": "draft.found_scene",
    "Footage": "check.footage",
    "FoundScene": "draft.found_scene",
    "LibraryScenes": "draft.library_scenes",
    "Note": "draft",
    "PathStatistics": "statistics.path_statistics",
    "Problem": "check.problems",
    "Proof": "check.proof",
    "Severity": "check.problems",
    "Step": "play.walk",
    "StoryGraph": "graph",
    "StoryShelf": "history.shelf",
    "Synopsis": "draft.synopsis",
    "Walker": "play.walk",
    "Way": "draft",
    "apply_operation": "operations",
    "apply_operations": "operations",
    "apply_to_graph": "operations",
    "check_story": "check.proof",
    "default_path": "play.walk",
    "draft_story": "draft",
    "drafts": "draft",
    "lay_out": "layout",
    "path_statistics": "statistics.path_statistics",
    "prove_story": "check.proof",
    "read_story": "document.file",
    "read_synopsis": "draft.synopsis",
    "story_document": "document.story_document",
    "story_from_document": "document.story_document",
    "write_story": "document.file",
}

__all__ = [
    "BeatFacts",
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
    "Way",
    "Window",
    "apply_operation",
    "apply_operations",
    "apply_to_graph",
    "check_story",
    "choice_window",
    "default_path",
    "draft_story",
    "drafts",
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
