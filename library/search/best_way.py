"""One scene for each part of a story, chosen together: each fits, films run forward, people stay, none comes twice.

Dynamic programming over the candidates of each part (Viterbi 1967). That no scene comes twice depends on the whole way,
so the best few ways to each candidate are kept, not only the best.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import nlargest

_KEPT = 8
"""Ways kept for each candidate."""


@dataclass(frozen=True)
class Candidate:
    """A scene that fits a part of a story.

    Attributes:
        scene: Its number in the library.
        film: Its film, by any name.
        start_ms, end_ms: Film time in milliseconds.
        score: How well it fits its part, from 0 to 1, comparable between one part and another.
        people: Who is in it, by any names.
    """

    scene: int
    film: str
    start_ms: int
    end_ms: int
    score: float
    people: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Liking:
    """What counts besides the scores of scenes; all in units of a score.

    Attributes:
        same_film: Added when a scene is of the film of the one before it.
        later: Added besides when it comes later in that film.
        same_people: Added when both have the same people; of some in common that share of all in either.
        again: Taken off for each time a scene comes again: more than a score and all that is liked together.
    """

    same_film: float = 0.05
    later: float = 0.1
    same_people: float = 0.05
    again: float = 2.0


USUAL = Liking()


class Link(StrEnum):
    """What joins a scene to the one before it."""

    SAME_FILM = "same_film"
    LATER = "later"
    SAME_PEOPLE = "same_people"


def best_way(
    parts: Sequence[Sequence[Candidate]],
    *,
    liking: Liking = USUAL,
    used: frozenset[int] = frozenset(),
    before: Candidate | None = None,
    after: Candidate | None = None,
) -> tuple[Candidate, ...]:
    """Return the candidates, one of each part, that are worth most together.

    Args:
        parts: The candidates of each part, at least one each.
        liking: What counts besides their scores.
        used: Numbers of scenes that the story plays elsewhere already: one of them would come again.
        before: The scene that is played before the first part, if that is known.
        after: The scene that is played after the last part, if that is known.
    """
    ways = [_Way(0.0, (), used)]
    for candidates in parts:
        ways = [way for one in candidates for way in _best_to(one, ways, before, liking)]
    last = max(
        ways, key=lambda way: way.value + joined(way.scenes[-1] if way.scenes else before, after, liking)
    )
    return last.scenes


def joined(one: Candidate | None, other: Candidate | None, liking: Liking = USUAL) -> float:
    """Return what is liked about one scene coming right after another."""
    if one is None or other is None:
        return 0.0
    found = links(one, other)
    value = liking.same_film * (Link.SAME_FILM in found) + liking.later * (Link.LATER in found)
    if Link.SAME_PEOPLE in found:
        value += liking.same_people * len(one.people & other.people) / len(one.people | other.people)
    return value


def links(one: Candidate, other: Candidate) -> tuple[Link, ...]:
    """Return what joins a scene to the one before it."""
    found = []
    if one.film == other.film:
        found.append(Link.SAME_FILM)
        if one.end_ms <= other.start_ms:
            found.append(Link.LATER)
    if one.people & other.people:
        found.append(Link.SAME_PEOPLE)
    return tuple(found)


@dataclass(frozen=True)
class _Way:
    """One choice of scenes for the first parts."""

    value: float
    scenes: tuple[Candidate, ...] = ()
    used: frozenset[int] = field(default_factory=frozenset)

    def on(self, to: Candidate, before: Candidate | None, liking: Liking) -> "_Way":
        again = liking.again if to.scene in self.used else 0.0
        value = self.value + to.score + joined(self.scenes[-1] if self.scenes else before, to, liking) - again
        return _Way(value, (*self.scenes, to), self.used | {to.scene})


def _best_to(to: Candidate, ways: Sequence[_Way], before: Candidate | None, liking: Liking) -> list[_Way]:
    return nlargest(_KEPT, (way.on(to, before, liking) for way in ways), key=lambda way: way.value)
