"""What becomes of everything that belongs to a concept when it is merged into another one."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from library.catalog.scene_tags import SceneTags
from library.ontology import Concept
from library.ontology.checks import is_above
from library.schema import TagRow, TagStatementRow


def move_tags(session: Session, kept: str, merged: str) -> list[int]:
    """Move the tags of a concept to another one, and what was said of it; return the scenes in which a tag moved."""
    carriers = select(TagRow.scene_id).where(TagRow.concept_iri == merged).distinct()
    tags = SceneTags(session, session.scalars(carriers).all())
    tags.merge(kept, merged)
    said = update(TagStatementRow).where(TagStatementRow.concept_iri == merged)
    session.execute(said.values(concept_iri=kept))
    return tags.write()


def moved_broader(broader: Mapping[str, Sequence[str]], kept: str, merged: str) -> dict[str, tuple[str, ...]]:
    """Return what is above each concept for which that changes; an edge that would close a circle is left out."""
    wanted = {one: above for one, above in broader.items() if merged in above and one != merged}
    wanted[kept] = (*broader.get(kept, ()), *broader.get(merged, ()))
    result = {one: tuple(above) for one, above in broader.items() if one not in wanted and one != merged}
    for one, above in wanted.items():
        result[one] = ()
        for each in dict.fromkeys(kept if each == merged else each for each in above):
            if not is_above(result, one, each):
                result[one] = (*result[one], each)
    return {one: result[one] for one in wanted}


def with_names(kept: Concept, merged: Concept) -> Concept:
    """Return a concept with the names of another one: a label where it has none, else synonyms."""
    labels = {**merged.labels, **kept.labels}
    synonyms = {
        language: tuple(
            word
            for word in (*kept.synonyms.get(language, ()), *merged.words(language))
            if word != labels.get(language)
        )
        for language in {*kept.synonyms, *merged.synonyms, *merged.labels}
    }
    return Concept(kept.iri, kept.facet, labels, synonyms, kept.broader)
