"""What every door does before it publishes a story: its open nodes get scenes of the library."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from library import Library
    from story import Story
    from story.open_nodes import Frozen


def ready_to_publish(story: "Story", library: "Library") -> "Frozen":
    """Return a story whose open nodes play scenes of a library, and notes on those for which none was left."""
    from story.open_nodes import Frozen, frozen, open_nodes

    if not open_nodes(story):
        return Frozen(story)  # without waiting for the search
    from library.search import SceneSearch
    from story.draft.library_scenes import LibraryScenes

    return frozen(story, LibraryScenes(SceneSearch.over(library)).wanted)
