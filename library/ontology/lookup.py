"""Find concepts by their words: exactly, in running text, and up and down the hierarchy."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from library.ontology.concept import LANGUAGES, Concept, Facet, OntologyError
from library.ontology.folding import fold, is_hangul, words_only
from library.ontology.particles import ends_eojeol

_QUALIFIER = re.compile(r"(.*\S)\s*\([^()]*\)")


@dataclass(frozen=True)
class Mention:
    """A place in a text that names a concept: `text[start:end]` is the name, without a particle that follows."""

    concept: Concept
    start: int
    end: int


@dataclass
class _Branch:
    """A place in the tree of all words that are looked for, letter by letter."""

    onward: dict[str, "_Branch"] = field(default_factory=dict)
    concepts: list[Concept] = field(default_factory=list)


class ConceptLookup:
    """Finds concepts by label or synonym, in both languages, whatever the case and width of the letters.

    A word with a qualifier, such as `말 (동물)`, is found by `find`, with and without its qualifier, but never in
    running text: there 말 is mostly something else.
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._concepts = {concept.iri: concept for concept in concepts}
        self._by_label: dict[str, list[Concept]] = defaultdict(list)
        self._by_synonym: dict[str, list[Concept]] = defaultdict(list)
        self._tree = _Branch()
        for concept in self._concepts.values():
            for language in LANGUAGES:
                self._learn(concept, language)
        self._broader = {iri: concept.broader for iri, concept in self._concepts.items()}
        self._narrower = _turned_round(self._broader)

    def concept(self, iri: str) -> Concept:
        """Give the concept of that name.

        Raises:
            OntologyError: If there is none.
        """
        try:
            return self._concepts[iri]
        except KeyError:
            raise OntologyError(f"{iri!r} is no concept.", "Look for its label to find its IRI.") from None

    def find(self, text: str, facet: Facet | str | None = None) -> tuple[Concept, ...]:
        """Give the concepts that are called exactly `text`, those of which it is the label first.

        Spaces between Korean words do not matter (꿈 속, 꿈속); a hyphen counts as a space.

        Args:
            text: A word or a few, in English or Korean, with nothing around it but white space.
            facet: Only concepts of this facet.
        """
        key = _key(text)
        found = dict.fromkeys([*self._by_label.get(key, ()), *self._by_synonym.get(key, ())])
        return tuple(concept for concept in found if facet is None or concept.facet == facet)

    def mentioned_in(self, text: str) -> tuple[Mention, ...]:
        """Give the concepts that running text names, in the order of the text.

        English words count whole. Korean ones count at the start of an eojeol if what follows them there is a
        particle or ending (밤에, not 밤나무). From each place the longest name is taken, and names do not
        overlap; a name of several concepts gives one mention each.
        """
        folded = fold(text)
        return tuple(
            Mention(concept, *folded.original(start, end))
            for start, end, concepts in self._names_in(folded.text)
            for concept in concepts
        )

    def narrower(self, iri: str) -> frozenset[str]:
        """Give the IRIs of the concepts directly below one.

        Raises:
            OntologyError: If there is no such concept.
        """
        return frozenset(self._narrower.get(self.concept(iri).iri, ()))

    def descendants(self, iri: str) -> frozenset[str]:
        """Give the IRIs of all concepts below one, without itself: harbour and beach for outdoors.

        Raises:
            OntologyError: If there is no such concept.
        """
        return _reached(self.concept(iri).iri, self._narrower)

    def ancestors(self, iri: str) -> frozenset[str]:
        """Give the IRIs of all concepts above one, without itself.

        Raises:
            OntologyError: If there is no such concept.
        """
        return _reached(self.concept(iri).iri, self._broader)

    def _learn(self, concept: Concept, language: str) -> None:
        for place, word in enumerate(concept.words(language)):
            index = self._by_synonym if place else self._by_label
            qualified = _QUALIFIER.fullmatch(word)
            index[_key(word)].append(concept)
            if qualified:
                self._by_synonym[_key(qualified[1])].append(concept)
                continue
            for spelling in {words_only(word), _key(word)}:
                self._plant(spelling, concept)

    def _plant(self, name: str, concept: Concept) -> None:
        branch = self._tree
        for mark in name:
            branch = branch.onward.setdefault(mark, _Branch())
        if name and concept not in branch.concepts:
            branch.concepts.append(concept)

    def _names_in(self, text: str) -> Iterator[tuple[int, int, list[Concept]]]:
        place = 0
        while place < len(text):
            if not _starts_word(text, place):
                place += 1
                continue
            end, concepts = self._longest_name(text, place)
            if concepts:
                yield place, end, concepts
            place = max(end, place + 1)

    def _longest_name(self, text: str, start: int) -> tuple[int, list[Concept]]:
        """Walk the tree along the text from `start`; several spaces there count as one."""
        best: tuple[int, list[Concept]] = (start, [])
        branch: _Branch | None = self._tree
        place = start
        while place < len(text):
            mark = text[place]
            if mark != " " or text[place - 1] != " ":
                branch = branch.onward.get(mark) if branch else None
            if branch is None:
                break
            place += 1
            if branch.concepts and mark != " " and _ends_word(text, start, place):
                best = (place, branch.concepts)
        return best


def _key(text: str) -> str:
    """Fold for exact comparison: without the spaces beside Hangul, which Koreans set as they like."""
    words = words_only(text)
    return "".join(
        mark
        for place, mark in enumerate(words)
        if mark != " " or not (is_hangul(words[place - 1]) and is_hangul(words[place + 1]))
    )


def _starts_word(text: str, place: int) -> bool:
    return text[place].isalnum() and (place == 0 or not text[place - 1].isalnum())


def _ends_word(text: str, start: int, end: int) -> bool:
    if not is_hangul(text[end - 1]):
        # A Korean particle may follow a foreign word at once: TV를.
        return end == len(text) or not text[end].isalnum() or is_hangul(text[end])
    beyond = end
    while beyond < len(text) and is_hangul(text[beyond]):
        beyond += 1
    return ends_eojeol(text[start:end], text[end:beyond])


def _turned_round(above: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    below: dict[str, list[str]] = defaultdict(list)
    for iri, broader in above.items():
        for each in broader:
            below[each].append(iri)
    return {iri: tuple(narrower) for iri, narrower in below.items()}


def _reached(iri: str, onward: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    seen: set[str] = set()
    waiting = list(onward.get(iri, ()))
    while waiting:
        each = waiting.pop()
        if each not in seen:
            seen.add(each)
            waiting += onward.get(each, ())
    return frozenset(seen)
