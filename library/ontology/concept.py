"""Concepts: the entries of the ontology, each under one facet and labelled in English and Korean."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from library.errors import LibraryError

LANGUAGES: tuple[str, ...] = ("en", "ko")
"""The languages in which every concept has a label."""

_FACET_LABELS = {
    "who": {"en": "who", "ko": "누가"},
    "when": {"en": "when", "ko": "언제"},
    "where": {"en": "where", "ko": "어디서"},
    "what": {"en": "what", "ko": "무엇을"},
    "how": {"en": "how", "ko": "어떻게"},
    "why": {"en": "why", "ko": "왜"},
}


class OntologyError(LibraryError):
    """An ontology, or a concept in it, is not as it must be; the message names the file and the concept."""


class Facet(StrEnum):
    """The six questions that a tag can answer (5W1H); each is also its plain string."""

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    WHAT = "what"
    HOW = "how"
    WHY = "why"

    @property
    def iri(self) -> str:
        """The IRI of the `skos:ConceptScheme` that holds this facet's concepts."""
        return f"urn:gallae:facet:{self.value}"

    @property
    def labels(self) -> Mapping[str, str]:
        """The question itself, by language (`en`, `ko`)."""
        return _FACET_LABELS[self.value]


FACETS: tuple[str, ...] = tuple(facet.value for facet in Facet)
"""The facets' names in their usual order."""


@dataclass(frozen=True)
class Concept:
    """One entry of the ontology.

    Two concepts are equal when all of it is equal, whatever the order in which synonyms and broader concepts
    were given: these are kept sorted and without repetition, and every language has an entry in `synonyms`.

    A label or synonym may end in a qualifier in parentheses, as in `말 (동물)` or `fall (season)`. It tells a
    person which meaning is meant, and says that the bare word is too common to be taken for this concept in
    running text (see `ConceptLookup`).

    Attributes:
        iri: Its name for ever, such as `urn:gallae:concept:where/harbour`.
        facet: The question that it answers.
        labels: What it is called, one label a language (`en`, `ko`).
        synonyms: Other words and forms for it, by language.
        broader: The IRIs of the concepts of the same facet that include it; none for a top concept.
    """

    iri: str
    facet: Facet
    labels: Mapping[str, str] = field(hash=False)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    broader: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        languages = sorted({*LANGUAGES, *self.synonyms})
        synonyms = {language: _sorted_once(self.synonyms.get(language, ())) for language in languages}
        object.__setattr__(self, "facet", Facet(self.facet))
        object.__setattr__(self, "labels", dict(sorted(self.labels.items())))
        object.__setattr__(self, "synonyms", synonyms)
        object.__setattr__(self, "broader", _sorted_once(self.broader))

    def words(self, language: str) -> tuple[str, ...]:
        """Give its label in `language` and then its synonyms in it."""
        label = self.labels.get(language)
        return (*(() if label is None else (label,)), *self.synonyms.get(language, ()))


def concept_iri(facet: Facet, name: str) -> str:
    """Make the IRI of a concept of `facet` from a short name such as `harbour`."""
    return f"urn:gallae:concept:{facet.value}/{name}"


def _sorted_once(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(texts)))
