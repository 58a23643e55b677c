"""The ontology as a SKOS file in Turtle (W3C SKOS Reference, 2009): one concept scheme per facet."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from library.atomic_file import write_whole
from library.ontology.checks import check_concepts, is_iri
from library.ontology.concept import LANGUAGES, Concept, Facet, OntologyError, concept_iri

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SHIPPED = Path(__file__).with_name("gallae.ttl")
_ORDER = {facet: place for place, facet in enumerate(Facet)}
# What may follow a prefix without an escape: a part of Turtle's PN_LOCAL that needs no second thought.
_PLAIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_ESCAPES = {ord('"'): '\\"', ord("\\"): "\\\\"} | {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)}


def read_ontology(path: Path | None = None) -> tuple[Concept, ...]:
    """Read the concepts of a SKOS file.

    What SKOS has beyond labels and hierarchy (notes, matches, other languages) is passed over.

    Args:
        path: A Turtle file in UTF-8; the ontology that comes with Gallae if none is given.

    Returns:
        The concepts, by facet in the order of `FACETS` and then by IRI.

    Raises:
        OntologyError: If the file cannot be read or is no Turtle, or a concept has no facet or two, no
            label in a language or two, or does not fit the others (see `check_concepts`).
    """
    path = path or _SHIPPED
    graph = _parse(path)
    concepts = sorted(_concepts(graph, str(path)), key=_place)
    if not concepts:
        raise OntologyError(f"{path}: holds no concept.", "Give a Turtle file with skos:Concept entries.")
    check_concepts(concepts, str(path))
    return tuple(concepts)


def write_ontology(concepts: Iterable[Concept], path: Path) -> None:
    """Write the concepts as a SKOS file that `read_ontology` reads back equal; the same concepts give the same bytes.

    The file appears whole or not at all: a file that was there stays as it was if writing fails.

    Raises:
        OntologyError: If the concepts do not fit each other, or the file cannot be written.
    """
    ordered = sorted(concepts, key=_place)
    check_concepts(ordered, str(path))
    try:
        write_whole(path, ontology_text(ordered).encode())
    except OSError as problem:
        raise OntologyError(
            f"{path}: cannot be written: {problem.strerror or problem}.",
            "Check that the folder may be written to and has room.",
        ) from problem


def ontology_text(concepts: Iterable[Concept], same: Mapping[str, Iterable[str]] | None = None) -> str:
    """Return concepts as a SKOS file, whether or not they are labelled in every language.

    Args:
        concepts: The concepts.
        same: IRIs that mean the same as a concept (`skos:exactMatch`), by its own.
    """
    return "\n".join(_turtle(sorted(concepts, key=_place), same or {})) + "\n"


def concepts_in(text: str, source: str, most: int) -> tuple[list[Concept | None], dict[str, tuple[str, ...]]]:
    """Read what concepts there are in Turtle from outside; labels in every language are not asked for.

    Args:
        text: The Turtle.
        source: What messages call it.
        most: With more statements than this it is refused.

    Returns:
        The concepts by IRI, `None` for one that has no facet of ours or two labels in a language; and the IRIs that
        mean the same as each (`skos:exactMatch`).

    Raises:
        OntologyError: It is no Turtle, or has too many statements.
    """
    from rdflib import RDF, URIRef

    graph = _graph(text, source)
    if len(graph) > most:
        raise OntologyError(f"{source}: holds {len(graph)} statements.", f"Split it: {most} at most.")
    nodes = sorted(graph.subjects(RDF.type, URIRef(_SKOS + "Concept"), unique=True), key=str)
    concepts = [_concept_or_none(graph, node, source) for node in nodes]
    same = {str(node): tuple(sorted(_values(graph, node, "exactMatch"))) for node in nodes}
    return concepts, same


def _concept_or_none(graph: "Graph", node: "Node", source: str) -> Concept | None:
    from rdflib import URIRef

    try:
        concept = _concept(graph, node, source)
    except OntologyError:
        return None
    return concept if isinstance(node, URIRef) and concept.labels else None


def _place(concept: Concept) -> tuple[int, str]:
    return _ORDER[concept.facet], concept.iri


def _parse(path: Path) -> "Graph":
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as problem:
        raise OntologyError(
            f"{path}: cannot be read: {problem.strerror or problem}.", "Give the path of a Turtle file."
        ) from problem
    except UnicodeDecodeError as problem:
        raise OntologyError(f"{path}: is not in UTF-8.", "Save the file as UTF-8 Turtle.") from problem
    return _graph(text, str(path))


def _graph(text: str, source: str) -> "Graph":
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    try:
        graph.parse(data=text, format="turtle")
    # rdflib has no error of its own: besides SyntaxError it raises ValueError, RecursionError, and a plain
    # Exception for an escape such as \UFFFFFFFF. Only its parser runs here.
    except Exception as problem:
        raise OntologyError(
            f"{source}: is no readable Turtle{_line_of(problem)}.",
            "Correct the file there, or give another one.",
        ) from problem
    _check_names(graph, source)
    return graph


def _check_names(graph: "Graph", source: str) -> None:
    """Refuse what rdflib lets pass: a name in which a > is missing swallows everything up to the next one."""
    from rdflib import URIRef

    for term in {term for triple in graph for term in triple if isinstance(term, URIRef)}:
        if not is_iri(term):
            raise OntologyError(
                f"{source}: is no readable Turtle: <{term[:40].split()[0] if term.strip() else ''}… is no IRI.",
                "Look for a missing > or a stray character there.",
            )


def _line_of(problem: Exception) -> str:
    lines = getattr(problem, "lines", None)
    return f" (line {lines + 1})" if isinstance(lines, int) else ""


def _concepts(graph: "Graph", source: str) -> Iterator[Concept]:
    from rdflib import RDF, BNode, URIRef

    for node in graph.subjects(RDF.type, URIRef(_SKOS + "Concept"), unique=True):
        if isinstance(node, BNode):
            raise OntologyError(
                f"{source}: a concept has no name (label: {_any_label(graph, node)!r}).",
                "Give it an IRI instead of [ ].",
            )
        yield _concept(graph, node, source)


def _concept(graph: "Graph", node: "Node", source: str) -> Concept:
    from rdflib import URIRef

    # SKOS lets a file say narrower (S25) where others say broader.
    broader = {
        *_values(graph, node, "broader"),
        *map(str, graph.subjects(URIRef(_SKOS + "narrower"), node)),
    }
    return Concept(
        iri=str(node),
        facet=_facet(graph, node, source),
        labels=_labels(graph, node, source),
        synonyms={language: _texts(graph, node, "altLabel", language) for language in LANGUAGES},
        broader=tuple(broader),
    )


def _facet(graph: "Graph", node: "Node", source: str) -> Facet:
    schemes = sorted({*_values(graph, node, "inScheme"), *_values(graph, node, "topConceptOf")})
    known = {facet.iri: facet for facet in Facet}
    if len(schemes) == 1 and schemes[0] in known:
        return known[schemes[0]]
    remedy = f"Put it into one of {', '.join(known)} with skos:inScheme."
    if not schemes:
        raise OntologyError(f"{source}: {node} is in no concept scheme.", remedy)
    unknown = [scheme for scheme in schemes if scheme not in known]
    if unknown:
        raise OntologyError(f"{source}: {node} is in the unknown concept scheme {unknown[0]}.", remedy)
    raise OntologyError(f"{source}: {node} is in {len(schemes)} concept schemes.", remedy)


def _labels(graph: "Graph", node: "Node", source: str) -> dict[str, str]:
    labels = {}
    for language in LANGUAGES:
        texts = _texts(graph, node, "prefLabel", language)
        if len(texts) > 1:
            raise OntologyError(
                f"{source}: {node} has {len(texts)} labels in {language!r}: {', '.join(map(repr, texts))}.",
                "Keep one skos:prefLabel a language and make the others skos:altLabel.",
            )
        if texts:
            labels[language] = texts[0]
    return labels


def _any_label(graph: "Graph", node: "Node") -> str:
    texts = [text for language in LANGUAGES for text in _texts(graph, node, "prefLabel", language)]
    return texts[0] if texts else ""


def _values(graph: "Graph", node: "Node", name: str) -> list[str]:
    from rdflib import URIRef

    return [str(value) for value in graph.objects(node, URIRef(_SKOS + name))]


def _texts(graph: "Graph", node: "Node", name: str, language: str) -> tuple[str, ...]:
    from rdflib import Literal, URIRef

    values = graph.objects(node, URIRef(_SKOS + name))
    return tuple(
        sorted(str(value) for value in values if isinstance(value, Literal) and value.language == language)
    )


def _turtle(concepts: Iterable[Concept], same: Mapping[str, Iterable[str]]) -> Iterator[str]:
    yield f"@prefix skos: <{_SKOS}> ."
    yield from (f"@prefix {facet.value}: <{concept_iri(facet, '')}> ." for facet in Facet)
    for facet in Facet:
        yield f"\n<{facet.iri}> a skos:ConceptScheme ;\n    skos:prefLabel {_in_languages(facet.labels)} ."
    for concept in concepts:
        yield _entry(concept, sorted(same.get(concept.iri, ())))


def _entry(concept: Concept, same: Iterable[str]) -> str:
    lines = [f"\n{_name(concept.iri)} a skos:Concept", f"    skos:prefLabel {_in_languages(concept.labels)}"]
    for language, synonyms in concept.synonyms.items():
        if synonyms:
            texts = ", ".join(f"{_quoted(text)}@{language}" for text in synonyms)
            lines.append(f"    skos:altLabel {texts}")
    if concept.broader:
        lines.append(f"    skos:broader {', '.join(map(_name, concept.broader))}")
    else:
        lines.append(f"    skos:topConceptOf <{concept.facet.iri}>")
    lines.extend(f"    skos:exactMatch {_name(iri)}" for iri in same)
    lines.append(f"    skos:inScheme <{concept.facet.iri}>")
    return " ;\n".join(lines) + " ."


def _name(iri: str) -> str:
    for facet in Facet:
        prefix = concept_iri(facet, "")
        if iri.startswith(prefix) and _PLAIN_NAME.fullmatch(iri.removeprefix(prefix)):
            return f"{facet.value}:{iri.removeprefix(prefix)}"
    return f"<{iri}>"


def _in_languages(labels: Mapping[str, str]) -> str:
    return ", ".join(f"{_quoted(text)}@{language}" for language, text in labels.items())


def _quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'
