"""How far two curators agree on what both judged: Cohen's kappa, for each facet and over all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import text

from library.catalog.part import CatalogPart
from library.ontology import FACETS

_LAST_WORDS = """
    SELECT scene_id, concept_iri, holds FROM (
        SELECT scene_id, concept_iri, holds, row_number() OVER (
            PARTITION BY scene_id, concept_iri ORDER BY made_at DESC, id DESC
        ) AS place FROM tag_statements WHERE curator = :{name}
    ) WHERE place = 1 AND holds IS NOT NULL
"""
_BOTH = text(
    f"SELECT one.scene_id, one.concept_iri, facet, one.holds AS one, other.holds AS other "
    f"FROM ({_LAST_WORDS.format(name='one')}) AS one "
    f"JOIN ({_LAST_WORDS.format(name='other')}) AS other USING (scene_id, concept_iri) "
    f"JOIN concepts ON iri = one.concept_iri ORDER BY one.scene_id, facet, one.concept_iri"
)


@dataclass(frozen=True)
class BothJudged:
    """A concept and a scene of which two curators said whether it holds."""

    scene_id: int
    concept: str
    facet: str
    one: bool
    other: bool


@dataclass(frozen=True)
class Agreement:
    """How far two curators agree.

    Attributes:
        kappa: Cohen's kappa, or `None` where it is undefined.
        agreed: The share of pairs in which they say the same; `None` if there are none.
        pairs: How many pairs of scene and concept both judged.
    """

    kappa: float | None
    agreed: float | None
    pairs: int


class AgreementCatalog(CatalogPart):
    """Reads what two curators judged."""

    def both_judged(self, one: str, other: str) -> tuple[BothJudged, ...]:
        """Return the pairs of scene and concept that both curators judged; their last words count."""
        with self._database.reading() as session:
            rows = session.execute(_BOTH, {"one": one, "other": other})
            return tuple(
                BothJudged(row.scene_id, row.concept_iri, row.facet, bool(row.one), bool(row.other))
                for row in rows
            )


def agreement(judged: Iterable[BothJudged]) -> Agreement:
    """Return how far two curators agree on some pairs."""
    words = [(pair.one, pair.other) for pair in judged]
    same = sum(one == other for one, other in words)
    return Agreement(cohens_kappa(words), same / len(words) if words else None, len(words))


def agreement_by_facet(judged: Sequence[BothJudged]) -> dict[str, Agreement]:
    """Return the same for each facet."""
    return {facet: agreement(pair for pair in judged if pair.facet == facet) for facet in FACETS}


def cohens_kappa(words: Sequence[tuple[bool, bool]]) -> float | None:
    """Return how far two judges agree beyond chance (J. Cohen, A coefficient of agreement for nominal scales, 1960).

    It is `(observed - expected) / (1 - expected)`, where the expected agreement is that of two judges who say yes as
    often as these do, each without regard to the other.

    Args:
        words: What one and the other said of each thing.

    Returns:
        From -1 to 1, where 1 is full agreement and 0 what chance gives; `None` where it is undefined: nothing was
        judged by both, or both always said the same one thing.
    """
    count = len(words)
    ones, others = (sum(word[side] for word in words) for side in (0, 1))
    # In whole numbers, multiplied by count squared, so that what is undefined is not missed by rounding.
    expected = ones * others + (count - ones) * (count - others)
    if expected == count * count:
        return None
    observed = count * sum(one == other for one, other in words)
    return (observed - expected) / (count * count - expected)
