import pytest

from library.ontology import Concept, ConceptLookup, Facet, read_ontology
from story.draft.beat_facts import BeatFacts
from story.draft.facts import called_by_name, facts_of
from story.draft.names import names_in
from story.draft.synopsis import read_synopsis


@pytest.fixture(scope="module")
def lookup() -> ConceptLookup:
    mira = Concept("urn:gallae:concept:who/mira", Facet.WHO, {"en": "Mira", "ko": "미라"})
    return ConceptLookup([*read_ontology(), mira])


def facts(text: str, lookup: ConceptLookup, language: str | None = None) -> list[BeatFacts]:
    return list(facts_of(read_synopsis(text), lookup, language))


def test_people_places_and_times_are_read_in_english(lookup: ConceptLookup) -> None:
    assert facts("Nora runs along the pier at night. Nora and Otto rest. Otto snores.", lookup) == [
        BeatFacts(("Nora",), ("pier",), ("night",)),
        BeatFacts(("Nora", "Otto")),
        BeatFacts(("Otto",)),
    ]


def test_people_places_and_times_are_read_in_korean(lookup: ConceptLookup) -> None:
    assert facts("밤에 항구에서 노라가 달린다. 노라는 민준에게 손짓한다. 문이 열린다. 문이 닫힌다.", lookup)[
        :2
    ] == [
        BeatFacts(("노라",), ("항구",), ("밤",)),
        BeatFacts(("노라", "민준")),
    ]


def test_she_and_he_are_the_one_named_last(lookup: ConceptLookup) -> None:
    read = facts("Mira waits. She sings. A door shuts. Otto calls Mira. He laughs. Otto sleeps.", lookup)
    assert [one.carried for one in read] == [(), ("Mira",), (), (), ("Mira",), ()]
    assert facts("미라가 기다린다. 그녀는 노래한다. 그림이 있다.", lookup)[1:] == [
        BeatFacts(("미라",), carried=("미라",)),
        BeatFacts(),
    ]


@pytest.mark.parametrize(
    ("sentence", "name", "expected"),
    [
        ("She hides.", "Nora", "Nora hides."),
        ("Then she hides.", "Nora", "Then she hides."),
        ("그녀가 숨는다.", "민준", "민준이 숨는다."),
        ("그는 숨는다.", "노라", "노라는 숨는다."),
        ("그림이 있다.", "노라", "그림이 있다."),
    ],
)
def test_she_is_called_by_her_name(sentence: str, name: str, expected: str) -> None:
    assert called_by_name(sentence, BeatFacts((name,), carried=(name,))) == expected
    assert called_by_name(sentence, BeatFacts((name,))) == sentence


def test_a_place_that_no_list_knows_is_known_by_what_stands_before_it() -> None:
    names = names_in(
        "Nora lives in Brno. Otto comes to Brno. Nora likes Otto. Time flies. In time, Time tells."
    )
    assert (names.people, names.places) == (("Nora", "Otto"), ("Brno",))


def test_labels_come_in_the_language_that_is_asked_for(lookup: ConceptLookup) -> None:
    assert facts("Mira runs to the harbour at night.", lookup, "ko") == [
        BeatFacts(("미라",), ("항구",), ("밤",))
    ]


def test_a_heading_comes_before_what_the_sentence_says(lookup: ConceptLookup) -> None:
    text = "EXT. QUAY - NIGHT\n\nNora stands in the rain.\n\nNORA\nHm.\n"
    assert facts(text, lookup) == [BeatFacts(("Nora",), ("quay",), ("night", "rain"))]
    assert facts(text, ConceptLookup(())) == [BeatFacts(("Nora",), ("quay",), ("night",))]
