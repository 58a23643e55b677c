"""Chooses scenes for the beats of a story as a whole: each fits, none comes twice, people stay, films run forward.

Every chain of beats is solved by dynamic programming over the candidates of each beat (Viterbi 1967), which keeps
the best few ways to each candidate so that it knows what they have used. A scene that is still used twice is then
replaced along a shortest augmenting path (Kuhn 1955), if there is any way to give every beat a scene of its own.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest

from story.draft.found_scene import FoundScene

LATER_IN_FILM = 0.1
"""Bonus for a scene of the same film as the one before it, and later in that film."""

SAME_PEOPLE = 0.05
"""Bonus for a scene in which somebody is seen who was in the one before it."""

REUSE = 4.0
"""Penalty for a scene that is used already: more than any score and bonus together."""

_KEPT = 8  # ways kept for each candidate

Candidates = Mapping[str, Sequence[FoundScene]]


@dataclass(frozen=True)
class Taste:
    """What is worth how much, beside the scores, when scenes are chosen.

    Attributes:
        later: A scene of the same film as the one before it, and later in that film.
        same_people: A scene with somebody who was in the one before it.
        new_film: A scene of a film that nothing before it is of.
    """

    later: float = LATER_IN_FILM
    same_people: float = SAME_PEOPLE
    new_film: float = 0.0

    def bonus(self, before: FoundScene | None, scene: FoundScene | None) -> float:
        """Return what it is worth that one scene follows another; 0 where there is none."""
        if before is None or scene is None:
            return 0.0
        later = before.film == scene.film and scene.start_ms >= before.end_ms
        people = not before.who.isdisjoint(scene.who)
        return self.later * later + self.same_people * people


USUAL = Taste()


@dataclass(frozen=True)
class Chain:
    """Beats that follow each other, and what stands before and after them on the way.

    Attributes:
        beats: Node ids in order.
        before: Node before the first of them, or `""`.
        after: Node after the last of them, or `""`.
    """

    beats: tuple[str, ...]
    before: str = ""
    after: str = ""


def choose_scenes(
    chains: Iterable[Chain], candidates: Candidates, taste: Taste = USUAL
) -> dict[str, FoundScene]:
    """Return a scene for every beat that has candidates.

    Args:
        chains: All beats, each in one chain; earlier chains have the first choice of scenes.
        candidates: Scenes that fit each beat. No beat with a candidate is left without a scene.
        taste: What is worth how much.
    """
    chosen: dict[str, FoundScene] = {}
    for chain in chains:
        taken = chosen.values()
        start = _Way(0.0, (), frozenset(one.scene_id for one in taken), frozenset(one.film for one in taken))
        beats = [beat for beat in chain.beats if candidates.get(beat)]
        scenes = _best_way(
            [candidates[beat] for beat in beats],
            start,
            chosen.get(chain.before),
            chosen.get(chain.after),
            taste,
        )
        chosen.update(zip(beats, scenes, strict=True))
    return _without_reuse(chosen, candidates)


@dataclass(frozen=True)
class _Way:
    """One choice of scenes for the first beats of a chain."""

    value: float
    scenes: tuple[FoundScene, ...] = ()
    used: frozenset[int] = field(default_factory=frozenset)
    films: frozenset[str] = field(default_factory=frozenset)

    def on(self, scene: FoundScene, before: FoundScene | None, taste: Taste) -> "_Way":
        penalty = REUSE if scene.scene_id in self.used else 0.0
        new = taste.new_film if scene.film not in self.films else 0.0
        value = self.value + scene.score + taste.bonus(before, scene) + new - penalty
        return _Way(value, (*self.scenes, scene), self.used | {scene.scene_id}, self.films | {scene.film})


def _best_way(
    choices: Sequence[Sequence[FoundScene]],
    start: _Way,
    before: FoundScene | None,
    after: FoundScene | None,
    taste: Taste,
) -> tuple[FoundScene, ...]:
    """Return the scenes, one of each of `choices`, that have the highest value together."""
    ways = [start]
    for scenes in choices:
        ways = [way for scene in scenes for way in _best_to(scene, ways, before, taste)]

    def worth(way: _Way) -> float:
        return way.value + taste.bonus(way.scenes[-1] if way.scenes else None, after)

    return max(ways, key=worth).scenes


def _best_to(scene: FoundScene, ways: Sequence[_Way], before: FoundScene | None, taste: Taste) -> list[_Way]:
    extended = (way.on(scene, way.scenes[-1] if way.scenes else before, taste) for way in ways)
    return nlargest(_KEPT, extended, key=lambda way: way.value)


def _without_reuse(chosen: dict[str, FoundScene], candidates: Candidates) -> dict[str, FoundScene]:
    """Return the same choice with as few scenes used twice as the candidates allow."""
    owners: dict[int, str] = {}
    for beat in sorted(chosen, key=lambda beat: -chosen[beat].score):
        owners.setdefault(chosen[beat].scene_id, beat)
    mended = dict(chosen)
    for beat in chosen:
        if owners[mended[beat].scene_id] != beat:
            for moved, scene in _freeing_path(beat, owners, candidates):
                mended[moved] = scene
                owners[scene.scene_id] = moved
    return mended


def _freeing_path(
    beat: str, owners: Mapping[int, str], candidates: Candidates
) -> list[tuple[str, FoundScene]]:
    """Return which beats must take which scenes so that `beat` gets one alone; empty if that cannot be."""
    came_by: dict[int, tuple[str, FoundScene]] = {}
    took: dict[str, FoundScene] = {}
    waiting = deque([beat])
    while waiting:
        current = waiting.popleft()
        for scene in candidates[current]:
            if scene.scene_id in came_by:
                continue
            came_by[scene.scene_id] = current, scene
            if scene.scene_id not in owners:
                return _traced(scene, beat, came_by, took)
            owner = owners[scene.scene_id]
            took.setdefault(owner, scene)
            waiting.append(owner)
    return []


def _traced(
    scene: FoundScene,
    first: str,
    came_by: Mapping[int, tuple[str, FoundScene]],
    took: Mapping[str, FoundScene],
) -> list[tuple[str, FoundScene]]:
    path = [came_by[scene.scene_id]]
    while path[-1][0] != first:
        path.append(came_by[took[path[-1][0]].scene_id])
    return path
