"""Which of all that was found stays: nothing certain is contradicted by a guess, and what is surer is told once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from library.catalog.tags import NewTag
from library.ontology.opposites import Opposites

CERTAIN = 0.75
"""What is at least so sure is no guess."""


def settled(
    found: Iterable[NewTag], curated: Mapping[int, Iterable[str]], opposites: Opposites
) -> list[NewTag]:
    """Return the tags that stay, those of one scene together.

    A guess goes if a curator's tag or something certain contradicts it, and of two guesses that contradict each
    other the less sure goes; both go if neither is surer. Of one origin the surest word on a concept stays.

    Args:
        found: Everything that was found.
        curated: By scene the concepts that curators put on it.
        opposites: Says what cannot hold together.
    """
    by_scene: dict[int, dict[tuple[str, str], NewTag]] = {}
    for tag in found:
        key = (tag.concept, tag.origin)
        kept = by_scene.setdefault(tag.scene_id, {})
        if key not in kept or tag.confidence > kept[key].confidence:
            kept[key] = tag
    return [
        tag
        for scene_id, kept in by_scene.items()
        for tag in _unopposed(list(kept.values()), list(curated.get(scene_id, ())), opposites)
    ]


def _unopposed(tags: Sequence[NewTag], curated: Sequence[str], opposites: Opposites) -> Iterator[NewTag]:
    allowed = set(opposites.without_contradicted((tag.concept for tag in tags), curated))
    rest = [tag for tag in tags if tag.concept in allowed]
    for tag in rest:
        against = [one.confidence for one in rest if opposites.contradict(tag.concept, one.concept)]
        if tag.confidence >= CERTAIN or all(confidence < tag.confidence for confidence in against):
            yield tag
