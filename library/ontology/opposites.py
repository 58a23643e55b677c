"""Concepts of which a scene can have one only: day or night, inside or outside, one season."""

from collections.abc import Iterable, Mapping, Sequence

from library.ontology.concept import Facet, concept_iri

_SETS = (
    (Facet.WHEN, ("day", "night")),
    (Facet.WHEN, ("spring", "summer", "autumn", "winter")),
    (Facet.WHERE, ("inside", "outside")),
)
_SIDES = {concept_iri(facet, name): number for number, (facet, names) in enumerate(_SETS) for name in names}
"""By IRI: the number of the set of which it is a side."""


class Opposites:
    """Says which concepts cannot both hold of a scene.

    Args:
        broader: For each concept the IRIs directly above it: a kitchen is inside, so it is not outside.
    """

    def __init__(self, broader: Mapping[str, Sequence[str]]) -> None:
        self._broader = broader

    def contradict(self, one: str, other: str) -> bool:
        """Say whether two concepts are on different sides of something."""
        sides, others = self._sides(one), self._sides(other)
        return any(others.get(number, side) != side for number, side in sides.items())

    def without_contradicted(self, guesses: Iterable[str], certain: Iterable[str]) -> list[str]:
        """Return the guesses that nothing certain contradicts."""
        known = list(certain)
        return [guess for guess in guesses if not any(self.contradict(guess, one) for one in known)]

    def _sides(self, iri: str) -> dict[int, str]:
        """Return by set the side on which a concept is; none where it is on several, as a place that is both."""
        found: dict[int, set[str]] = {}
        waiting, seen = [iri], set()
        while waiting:
            each = waiting.pop()
            if each in seen:
                continue
            seen.add(each)
            if each in _SIDES:
                found.setdefault(_SIDES[each], set()).add(each)
            waiting.extend(self._broader.get(each, ()))
        return {number: sides.pop() for number, sides in found.items() if len(sides) == 1}
