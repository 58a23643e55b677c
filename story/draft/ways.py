"""The ways in which scenes can be chosen for one and the same synopsis, so that a person has drafts to choose from."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from story.draft.found_scene import FoundScene
from story.draft.sequence import USUAL, Chain, Taste, choose_scenes
from story.model import LocalText

CANDIDATES = 8
"""How many scenes are considered for a beat, where the closest are wanted."""

POOL = 24
"""How many scenes are considered for a beat, where others may be wanted."""

Found = Mapping[str, tuple[FoundScene, ...]]
"""Scenes that fit each beat, the best first, by node id."""


@dataclass(frozen=True)
class Way:
    """A way of choosing.

    Attributes:
        key: Its name in commands and addresses.
        title: What people call it.
        taste: What is worth how much.
    """

    key: str
    title: LocalText = field(hash=False)
    taste: Taste = USUAL

    def choose(self, chains: Sequence[Chain], found: Found) -> dict[str, FoundScene]:
        """Return a scene for each beat that gets one."""
        return choose_scenes(chains, self._considered(chains, found), self.taste)

    def _considered(self, chains: Sequence[Chain], found: Found) -> Found:
        closest = {beat: scenes[:CANDIDATES] for beat, scenes in found.items()}
        if self.key == "one_film":
            return _of_film(_best_film(found), found)
        if self.key == "others":
            return _without(choose_scenes(chains, closest), found)
        return closest if self.key == "closest" else found


CLOSEST = Way("closest", {"en": "Closest scenes", "ko": "가장 가까운 장면"})
WAYS = (
    CLOSEST,
    Way("one_film", {"en": "One film", "ko": "한 영상으로"}),
    Way("many_films", {"en": "Most films", "ko": "여러 영상으로"}, Taste(later=0.0, new_film=0.3)),
    Way("film_order", {"en": "In the films' own order", "ko": "영상 순서대로"}, Taste(later=0.6)),
    Way("others", {"en": "Other scenes", "ko": "다른 장면으로"}),
)
"""All ways, the one that a draft is made in first."""


def way_named(key: str) -> Way | None:
    """Return the way with a name, or `None`."""
    return next((way for way in WAYS if way.key == key), None)


def _best_film(found: Found) -> str:
    """Return the film whose best scenes for each beat are worth most together, `""` if there is none."""
    worth: dict[str, float] = defaultdict(float)
    for scenes in found.values():
        best: dict[str, float] = {}
        for scene in scenes:
            best[scene.film] = max(scene.score, best.get(scene.film, 0.0))
        for film, score in best.items():
            worth[film] += score
    return max(sorted(worth), key=lambda film: worth[film], default="")


def _of_film(film: str, found: Found) -> Found:
    return {beat: tuple(scene for scene in scenes if scene.film == film) for beat, scenes in found.items()}


def _without(chosen: Mapping[str, FoundScene], found: Found) -> Found:
    """Return what was found without what was chosen, where a beat has anything else."""
    gone = {scene.scene_id for scene in chosen.values()}
    left = {beat: tuple(one for one in found[beat] if one.scene_id not in gone) for beat in found}
    return {beat: left[beat] or found[beat] for beat in found}
