"""Names in plain words: people, places, times and other concepts of the ontology, and titles of films."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from library.ontology import Mention
from library.ontology.folding import words_only
from library.search.holdings import Held
from library.search.query import Part, PartKind, Query


def with_entities(query: Query, held: Held, ignored: Collection[str]) -> Query:
    """Return a query with parts for what its plain words name; the words stay among those looked for.

    Concepts are recognised in Korean and English, with particles (`ConceptLookup.mentioned_in`). A title is one if it
    stands there whole and has two words at least, or is all that stands in quotes.

    Args:
        query: What was read.
        held: What the library holds.
        ignored: Names (`Part.name`) that are not to be recognised.
    """
    found: dict[str, Part] = {}
    for part in (*_concepts(query, held), *_titles(query, held)):
        if part.name not in ignored:
            found.setdefault(part.name, part)
    parts = sorted((*query.parts, *found.values()), key=lambda part: (part.start, part.kind.recognised))
    return replace(query, parts=tuple(parts))


def _concepts(query: Query, held: Held) -> Iterator[Part]:
    for mention in held.lookup.mentioned_in(query.loose):
        yield _part(PartKind.CONCEPT, mention, query)


def _titles(query: Query, held: Held) -> Iterator[Part]:
    for mention in held.titles.mentioned_in(query.loose):
        if " " in words_only(query.text[mention.start : mention.end]):
            yield _part(PartKind.TITLE, mention, query)
    for part in query.of_kind(PartKind.PHRASE):
        if part.excluded:
            continue
        for film in held.titles.find(part.values[0]):
            yield _part(PartKind.TITLE, Mention(film, part.start, part.end), query)


def _part(kind: PartKind, mention: Mention, query: Query) -> Part:
    concept = mention.concept
    said = query.text[mention.start : mention.end]
    facet = concept.facet if kind is PartKind.CONCEPT else None
    return Part(kind, mention.start, mention.end, (said,), facet, name=concept.iri, labels=concept.labels)
