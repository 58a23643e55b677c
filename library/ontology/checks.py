"""What must hold in an ontology before anything is built on it: labels, hierarchy and names."""

from collections.abc import Iterable, Mapping, Sequence

from library.ontology.concept import LANGUAGES, Concept, OntologyError


def check_concepts(concepts: Iterable[Concept], source: str) -> None:
    """Check that the concepts make one sound ontology.

    Args:
        concepts: All of its concepts.
        source: Where they come from (a file's path), named in the message.

    Raises:
        OntologyError: At the first concept that lacks a label, shares its IRI or a label with another one of
            its facet, has an empty synonym or its label as one, or stands under a concept that is unknown, of another
            facet, or below itself.
    """
    known: dict[str, Concept] = {}
    for concept in concepts:
        _check_name(concept, known, source)
        _check_labels(concept, source)
        known[concept.iri] = concept
    _check_unique_labels(known.values(), source)
    for concept in known.values():
        _check_broader(concept, known, source)
    _check_no_cycle(known, source)


def check_edited(concept: Concept, others: Iterable[Concept], broader: Mapping[str, Sequence[str]]) -> None:
    """Check that a concept that a person changes fits those that are there.

    Args:
        concept: As it is to be; a label in one language is enough.
        others: All concepts; it itself may be among them as it was.
        broader: What is above each of them, by IRI.

    Raises:
        OntologyError: It has no label, another of its facet is called so, or a broader one is unknown, of another
            facet, itself, or below it.
    """
    known = {one.iri: one for one in others}
    if not concept.labels:
        raise OntologyError(f"{concept.iri} has no label left.", "Give one in Korean or English.")
    for one in known.values():
        same = _folded(concept) & _folded(one)
        if one.iri != concept.iri and one.facet is concept.facet and same:
            raise OntologyError(
                f"Another concept under {concept.facet} is called {min(same)[1]!r}.",
                "Choose another label, or merge the two.",
            )
    _check_broader(concept, known, "The ontology")
    for each in concept.broader:
        if is_above(broader, concept.iri, each):
            raise OntologyError(
                f"{each} is below {concept.iri}, so it cannot be above it.", "Choose another broader concept."
            )


def _folded(concept: Concept) -> set[tuple[str, str]]:
    return {(language, label.casefold()) for language, label in concept.labels.items()}


def is_above(broader: Mapping[str, Sequence[str]], one: str, other: str) -> bool:
    """Say whether `one` is `other`, or above it, directly or over others."""
    waiting, seen = [other], set()
    while waiting:
        each = waiting.pop()
        if each == one:
            return True
        if each not in seen:
            seen.add(each)
            waiting.extend(broader.get(each, ()))
    return False


def is_iri(text: str) -> bool:
    """Tell whether Turtle can write `text` between < and > as it is (W3C Turtle, 2014: IRIREF)."""
    return bool(text) and not any(mark <= " " or mark in '<>"{}|^`\\' for mark in text)


def _check_name(concept: Concept, known: Mapping[str, Concept], source: str) -> None:
    if not is_iri(concept.iri):
        raise OntologyError(
            f"{source}: {concept.iri!r} is no IRI for a concept.",
            "Use a name such as urn:gallae:concept:where/harbour.",
        )
    if concept.iri in known:
        raise OntologyError(f"{source}: two concepts are named {concept.iri}.", "Rename one of them.")


def _check_labels(concept: Concept, source: str) -> None:
    for language in LANGUAGES:
        if not concept.labels.get(language, "").strip():
            raise OntologyError(
                f"{source}: {concept.iri} has no label in {language!r}.",
                f'Add skos:prefLabel "…"@{language} to it.',
            )
        if concept.labels[language] in concept.synonyms[language]:
            raise OntologyError(
                f"{source}: {concept.iri} has {concept.labels[language]!r} both as label and as synonym.",
                "Remove the skos:altLabel.",
            )
        if not all(synonym.strip() for synonym in concept.synonyms[language]):
            raise OntologyError(
                f"{source}: {concept.iri} has an empty synonym in {language!r}.", "Remove the skos:altLabel."
            )


def _check_unique_labels(concepts: Iterable[Concept], source: str) -> None:
    owners: dict[tuple[str, str, str], str] = {}
    for concept in concepts:
        for language, label in concept.labels.items():
            owner = owners.setdefault((concept.facet, language, label), concept.iri)
            if owner != concept.iri:
                raise OntologyError(
                    f"{source}: {owner} and {concept.iri} share the label {label!r}.",
                    "Label one of them differently, or merge them.",
                )


def _check_broader(concept: Concept, known: Mapping[str, Concept], source: str) -> None:
    for iri in concept.broader:
        if iri not in known:
            raise OntologyError(
                f"{source}: {concept.iri} is under {iri}, which is no concept there.",
                "Add that concept, or correct skos:broader.",
            )
        if known[iri].facet is not concept.facet:
            raise OntologyError(
                f"{source}: {concept.iri} is under {iri}, a concept of another facet.",
                "Keep skos:broader within one facet.",
            )


def _check_no_cycle(known: Mapping[str, Concept], source: str) -> None:
    """Take away, again and again, what stands under nothing that is left; a rest is on or below a cycle."""
    waiting = {iri: set(concept.broader) for iri, concept in known.items()}
    narrower: dict[str, list[str]] = {}
    for iri, above in waiting.items():
        for each in above:
            narrower.setdefault(each, []).append(iri)
    ready = [iri for iri, above in waiting.items() if not above]
    while ready:
        top = ready.pop()
        del waiting[top]
        for iri in narrower.get(top, ()):
            waiting[iri].discard(top)
            if not waiting[iri]:
                ready.append(iri)
    if waiting:
        raise OntologyError(
            f"{source}: {_one_on_cycle(waiting)} is broader than itself, directly or over others.",
            "Remove one skos:broader of that circle.",
        )


def _one_on_cycle(waiting: Mapping[str, set[str]]) -> str:
    """Climb among what is left until a concept comes again: that one is on a cycle."""
    seen: set[str] = set()
    iri = min(waiting)
    while iri not in seen:
        seen.add(iri)
        iri = min(waiting[iri])
    return iri
