"""What every door does before it publishes a story: open nodes get scenes, unknown licences are told."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from creator import Footage
    from library import Library
    from story import Problem, Story
    from story.open_nodes import Frozen


def ready_to_publish(story: "Story", library: "Library") -> "Frozen":
    """Return a story whose open nodes play scenes of a library, and notes on those for which none was left."""
    from story.open_nodes import Frozen, frozen, open_nodes

    if not open_nodes(story):
        return Frozen(story)  # without waiting for the search
    from library.search import SceneSearch
    from story.draft.library_scenes import LibraryScenes

    return frozen(story, LibraryScenes(SceneSearch.over(library)).wanted)


def rights_notes(story: "Story", footage: "Footage") -> tuple["Problem", ...]:
    """Return what nobody knows about the licences of the films that a story's viewers can see.

    Raises:
        StoryNotReady, MissingFootage: The story cannot be published.
    """
    from creator.plan import plan_of
    from creator.rights import rights_told
    from story.check.problems import Severity

    return tuple(one for one in rights_told(plan_of(story, footage)) if one.severity is not Severity.ERROR)
