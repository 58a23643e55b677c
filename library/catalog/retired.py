"""Names of concepts that are no more: merged into another one, which they mean from then on, or deleted."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from library.catalog.part import among
from library.errors import NotInLibrary
from library.schema import ConceptRow, RetiredConceptRow


def standing_iri(session: Session, iri: str) -> str:
    """Return the IRI of the concept that an IRI means: itself, or the one into which it was merged.

    Raises:
        NotInLibrary: It means none.
    """
    found = standing_iris(session, [iri]).get(iri)
    if found is None:
        raise NotInLibrary(f"There is no concept {iri} in this library.", "Add it to the ontology first.")
    return found


def standing_iris(session: Session, iris: Iterable[str]) -> dict[str, str]:
    """Return the same for several, without those that mean no concept."""
    wanted = list(iris)
    there = session.scalars(select(ConceptRow.iri).where(among(ConceptRow.iri, wanted)))
    columns = (RetiredConceptRow.iri, RetiredConceptRow.kept_iri)
    merged = select(*columns).where(
        among(RetiredConceptRow.iri, wanted), RetiredConceptRow.kept_iri.is_not(None)
    )
    return {row.iri: row.kept_iri for row in session.execute(merged)} | {iri: iri for iri in there}
