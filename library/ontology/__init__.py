"""The 5W1H ontology: concepts under six facets, in English and Korean, read from SKOS and found in text."""

from library.ontology.concept import FACETS, LANGUAGES, Concept, Facet, OntologyError, concept_iri
from library.ontology.lookup import ConceptLookup, Mention
from library.ontology.turtle import concepts_in, ontology_text, read_ontology, write_ontology

__all__ = [
    "FACETS",
    "LANGUAGES",
    "Concept",
    "ConceptLookup",
    "Facet",
    "Mention",
    "OntologyError",
    "concept_iri",
    "concepts_in",
    "ontology_text",
    "read_ontology",
    "write_ontology",
]
