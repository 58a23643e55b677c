"""What every door does before it publishes a story: open nodes get scenes, unknown licences are told."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from creator import Footage
    from library import Cue, Film, Library
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


def footage_in(library: "Library", languages: "Collection[str] | None") -> "Footage":
    """Return a library's footage with the cues of these languages (and what describes pictures in them), or of all."""
    from creator import LibraryFootage

    footage = LibraryFootage(library.catalog)
    return footage if languages is None else _InLanguages(footage, languages)


class _InLanguages:
    """Footage whose cues are those of some languages."""

    def __init__(self, footage: "Footage", languages: "Collection[str]") -> None:
        self._footage = footage
        self._languages = frozenset(languages)

    def film(self, fingerprint: str) -> "Film":
        """Return the film with this fingerprint, or raise `NotInLibrary`."""
        return self._footage.film(fingerprint)

    def cues(self, film_id: int) -> "tuple[Cue, ...]":
        """Return the cues of a film in those languages, by start."""
        found = self._footage.cues(film_id)
        return tuple(cue for cue in found if cue.language.partition("-x-")[0] in self._languages)
