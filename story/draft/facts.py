"""Who is in each beat, where and when it happens: by the ontology's words and the names that the text uses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from library.ontology import Concept, ConceptLookup, Facet
from story.draft.beat_facts import BeatFacts
from story.draft.korean_verbs import ends_in_consonant
from story.draft.names import Names, names_in
from story.draft.synopsis import Beat, Synopsis, beats_of

_FACETS = (Facet.WHO, Facet.WHERE, Facet.WHEN)
_SETTING = ("urn:gallae:concept:where/outside", "urn:gallae:concept:where/inside")
_PRONOUN = re.compile(
    r"\b(?:she|he|her|him|his|hers)\b|(?<![가-힣])그(?:녀)?(?:는|가|를|의|에게|도|와)(?![가-힣])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Mention:
    """Where a beat names something, and as what."""

    start: int
    facet: Facet
    label: str


def facts_of(synopsis: Synopsis, lookup: ConceptLookup, language: str | None = None) -> tuple[BeatFacts, ...]:
    """Return what is known of each beat, in the order of the text.

    Who is only called she or he is taken for the one named last before, wherever in the text that is.

    Args:
        synopsis: What was read.
        lookup: The ontology; with an empty one only names are known.
        language: Of labels; `None` for that of the text.
    """
    beats = list(beats_of(synopsis.items))
    language = language or synopsis.language
    names = _names(beats, lookup)
    found: list[BeatFacts] = []
    last = ""
    for beat in beats:
        own = _own(beat, names, lookup, language)
        if own.who:
            last = own.who[-1] if not beat.facts.who else own.who[0]
        elif last and _PRONOUN.search(beat.text):
            own = replace(own, who=(last,), carried=(last,))
        found.append(own)
    return tuple(found)


def called_by_name(sentence: str, facts: BeatFacts) -> str:
    """Return a sentence that begins with she or he with the name instead: 그녀가 달린다 becomes 레나가 달린다."""
    if not facts.carried:
        return sentence
    name = facts.carried[0]
    closed = ends_in_consonant(name)
    particles = {"는": "은" if closed else "는", "가": "이" if closed else "가"}
    english = re.sub(r"^(?:she|he)(?=\s)", lambda _: name, sentence, flags=re.IGNORECASE)
    return re.sub(r"^그(?:녀)?(는|가)(?=\s)", lambda match: name + particles[match[1]], english)


def _names(beats: Sequence[Beat], lookup: ConceptLookup) -> Names:
    text = "\n".join(f"{beat.text}\n{beat.question}" for beat in beats)
    common = {text[one.start : one.end].casefold() for one in lookup.mentioned_in(text)}
    cast = tuple(dict.fromkeys(name for beat in beats for name in beat.facts.who))
    found = names_in(text, common)
    return replace(found, people=tuple(dict.fromkeys((*cast, *found.people))))


def _own(beat: Beat, names: Names, lookup: ConceptLookup, language: str) -> BeatFacts:
    """Return what a beat says itself, what its scene heading says first."""
    mentions = sorted(
        [*_concepts(beat.text, lookup, language), *_named(beat.text, names)], key=lambda one: one.start
    )
    said = BeatFacts(*(_labels(mentions, facet) for facet in _FACETS))
    heading = replace(
        beat.facts,
        where=_translated(beat.facts.where, Facet.WHERE, lookup, language),
        when=_translated(beat.facts.when, Facet.WHEN, lookup, language),
    )
    return heading.joined(said)


def _concepts(text: str, lookup: ConceptLookup, language: str) -> Iterator[_Mention]:
    for one in lookup.mentioned_in(text):
        if one.concept.facet in _FACETS and one.concept.iri not in _SETTING:
            written = text[one.start : one.end]
            yield _Mention(one.start, one.concept.facet, _label(written, one.concept, language))


def _named(text: str, names: Names) -> Iterator[_Mention]:
    for facet, words in ((Facet.WHO, names.people), (Facet.WHERE, names.places)):
        for word in words:
            match = re.search(rf"(?<![\w가-힣]){re.escape(word)}", text)
            if match:
                yield _Mention(match.start(), facet, word)


def _labels(mentions: Sequence[_Mention], facet: Facet) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.label for one in mentions if one.facet is facet))


def _label(written: str, concept: Concept, language: str) -> str:
    """Return the concept's word that the text uses, if that is in the language, else its label: a pier stays a pier."""
    spelt = {word.casefold(): word for word in concept.words(language)}
    return spelt.get(written.casefold()) or concept.labels.get(language, written)


def _translated(words: Sequence[str], facet: Facet, lookup: ConceptLookup, language: str) -> tuple[str, ...]:
    """Return what a heading says in the language, as far as its words are concepts."""
    found: list[str] = []
    for written in words:
        concepts = lookup.find(written, facet)
        found.append(_label(written, concepts[0], language) if concepts else written)
    return tuple(found)
