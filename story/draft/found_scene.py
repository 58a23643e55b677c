"""What a draft needs from a search: scenes that fit a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from story.model import Clip


@dataclass(frozen=True)
class FoundScene:
    """A scene that was found for a sentence.

    Attributes:
        film: Fingerprint of its film.
        start_ms, end_ms: Film time in milliseconds.
        title: What people call the scene.
        score: How well it fits, from 0 (not at all) to 1, comparable between one sentence and another: a score that
            makes the best hit of every sentence 1 cannot tell that nothing fits.
        scene_id: Its number in the library.
        reason: Why it was found, for people.
        who: Names of the concepts (IRIs) of the people and animals that are tagged in it.
        labels: What it is tagged with under who, where and when, in every language, in small letters.
    """

    film: str
    start_ms: int
    end_ms: int
    title: str
    score: float
    scene_id: int
    reason: str = ""
    who: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()

    @property
    def clip(self) -> Clip:
        """The whole scene as a clip."""
        return Clip(self.film, self.start_ms, self.end_ms, self.title)


class FindScenes(Protocol):
    """Finds scenes for a sentence."""

    def __call__(self, text: str, limit: int) -> Sequence[FoundScene]:
        """Return at most `limit` scenes, the best first."""


@runtime_checkable
class FindByFacts(Protocol):
    """Finds scenes for a sentence of which is known who is in it, where and when it happens."""

    def for_beat(self, text: str, facets: Mapping[str, tuple[str, ...]], limit: int) -> Sequence[FoundScene]:
        """Return at most `limit` scenes, the best first.

        Args:
            text: The sentence.
            facets: Labels by facet. Scenes that hold them are preferred; none is left out for want of them.
            limit: How many at most.
        """


HOLDS_FACTS = 0.1
"""What it is worth that a scene holds all that is known of a beat."""


def fit(scene: FoundScene, facets: Mapping[str, tuple[str, ...]]) -> float:
    """Return what it is worth that a scene holds some labels, from 0 to `HOLDS_FACTS`: the mean over the facets."""
    if not facets:
        return 0.0
    held = sum(any(label.casefold() in scene.labels for label in labels) for labels in facets.values())
    return HOLDS_FACTS * held / len(facets)
