"""How far two curators agree on what both judged: Cohen's kappa, for each facet and over all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from library.catalog.part import CatalogPart
from library.ontology import FACETS
from library.schema import ConceptRow, TagStatementRow


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
        columns = (TagStatementRow.scene_id, TagStatementRow.concept_iri, ConceptRow.facet)
        chosen = (
            select(*columns, TagStatementRow.curator, TagStatementRow.holds)
            .join(ConceptRow, ConceptRow.iri == TagStatementRow.concept_iri)
            .where(TagStatementRow.curator.in_([one, other]))
            .order_by(TagStatementRow.made_at, TagStatementRow.id)
        )
        words: dict[tuple[int, str, str], dict[str, bool | None]] = {}
        with self._database.reading() as session:
            for scene_id, iri, facet, curator, holds in session.execute(chosen):
                words.setdefault((scene_id, facet, iri), {})[curator] = holds
        return tuple(
            BothJudged(scene_id, iri, facet, first, second)
            for (scene_id, facet, iri), last in sorted(words.items())
            if (first := last.get(one)) is not None and (second := last.get(other)) is not None
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
