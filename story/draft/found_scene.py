"""What a draft needs from a search: scenes that fit a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

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
    """

    film: str
    start_ms: int
    end_ms: int
    title: str
    score: float
    scene_id: int
    reason: str = ""

    @property
    def clip(self) -> Clip:
        """The whole scene as a clip."""
        return Clip(self.film, self.start_ms, self.end_ms, self.title)


class FindScenes(Protocol):
    """Finds scenes for a sentence."""

    def __call__(self, text: str, limit: int) -> Sequence[FoundScene]:
        """Return at most `limit` scenes, the best first."""
