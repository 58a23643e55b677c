"""Finding concepts by name, in running text of two languages, and along the hierarchy."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.ontology import Concept, ConceptLookup, Facet, OntologyError, read_ontology
from library.ontology.folding import fold
from library.ontology.particles import ends_eojeol

LOOKUP = ConceptLookup(read_ontology())


def named(text: str) -> list[tuple[str, str]]:
    """What is mentioned, as (the words in the text, the concept's short name)."""
    return [
        (text[mention.start : mention.end], mention.concept.iri.removeprefix("urn:gallae:concept:"))
        for mention in LOOKUP.mentioned_in(text)
    ]


def short(concepts: tuple[Concept, ...]) -> list[str]:
    return [concept.iri.removeprefix("urn:gallae:concept:") for concept in concepts]


# By name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("night", ["when/night"]),
        (" NightTime ", ["when/night"]),
        ("ｎｉｇｈｔ", ["when/night"]),
        ("밤", ["when/night"]),
        ("한밤중", ["when/night"]),
        (unicodedata.normalize("NFD", "부두"), ["where/harbour"]),
        ("harbor", ["where/harbour"]),
        ("Close Up", ["how/close-up"]),
        ("슬로모션", ["how/slow-motion"]),
        ("해질녘", ["when/dusk"]),
        ("말 (동물)", ["who/horse"]),
        ("말", ["who/horse"]),
        ("DAY", ["when/day"]),
        ("fall", ["when/autumn"]),
        ("INT", ["where/inside"]),
        ("밤에", []),
        ("nigh", []),
        ("", []),
    ],
)
def test_find_by_label_or_synonym(text: str, found: list[str]) -> None:
    assert short(LOOKUP.find(text)) == found


def test_find_gives_labels_before_synonyms_and_keeps_to_a_facet() -> None:
    love = {"en": "love", "ko": "사랑"}
    theme = Concept("urn:x:theme", Facet.WHY, love)
    mood = Concept("urn:x:mood", Facet.HOW, {"en": "tender", "ko": "다정한"}, {"en": ("love",)})
    lookup = ConceptLookup([mood, theme])
    assert lookup.find("love") == (theme, mood)
    assert lookup.find("love", Facet.HOW) == (mood,)
    assert lookup.find("love", "why") == (theme,)
    assert [mention.concept for mention in lookup.mentioned_in("Love!")] == [mood, theme]


def test_every_label_and_synonym_is_found_exactly() -> None:
    for concept in read_ontology():
        for word in (*concept.words("en"), *concept.words("ko")):
            assert concept in LOOKUP.find(word, concept.facet), word


# In running text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("밤에 부두에서 만났다", [("밤", "when/night"), ("부두", "where/harbour"), ("만났다", "what/encounter")]),
        ("아이들이 개를 쫓는다.", [("아이", "who/child"), ("개", "who/dog"), ("쫓는다", "what/chase")]),
        ("학교까지만, 바다로는", [("학교", "where/school"), ("바다", "where/sea")]),
        ("우리는 친구였어!", [("친구", "who/friend")]),
        ("그들은 결혼했다", [("결혼", "what/wedding")]),
        ("새끼 고양이가", [("새끼 고양이", "who/cat")]),
        ("‘등대’를 보았다", [("등대", "where/lighthouse")]),
        ("S#3. 부엌 - 밤", [("부엌", "where/kitchen"), ("밤", "when/night")]),
        ("EXT. HARBOUR - NIGHT", [("EXT", "where/outside"), ("HARBOUR", "where/harbour"), ("NIGHT", "when/night")]),
        ("the old\nman's dog", [("old\nman", "who/old-man"), ("dog", "who/dog")]),
        ("a slow-motion shot", [("slow-motion", "how/slow-motion")]),
        ("the ROBOT가 왔다", [("ROBOT", "who/robot")]),
        ("high school, police officer", [("high school", "where/school"), ("police officer", "who/police-officer")]),
    ],
)  # fmt: skip
def test_mentions_in_both_languages(text: str, found: list[tuple[str, str]]) -> None:
    assert named(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "밤나무 아래에서",  # a chestnut tree
        "개인이 문제다",  # an individual
        "아이고, 아이스크림!",  # a sigh, ice cream
        "낮은 목소리로",  # low
        "비만이 심하다",  # obesity
        "길이가 길다",  # length
        "말도 안 돼",  # a word, not a horse
        "밤가 집가",  # the particle does not fit a final consonant
        "초밤과 우리집",  # not at the start of the eojeol
        "the seat of a carpet artist's nightgown fishery",
        "KITCHENETTEX skid cart",
        "one day, fall down",  # too common for daytime or autumn
    ],
)
def test_lookalikes_are_not_mentioned(text: str) -> None:
    unwanted = {
        "night", "dog", "child", "day", "rain", "road", "horse", "home", "sea", "man", "old-man",
        "kitchen", "autumn", "fish", "cat", "party", "car",
    }  # fmt: skip
    assert unwanted.isdisjoint(iri.split("/")[1] for _, iri in named(text))


def test_art_is_not_in_party() -> None:
    art = Concept("urn:x:art", Facet.WHAT, {"en": "art", "ko": "미술"})
    lookup = ConceptLookup([art])
    assert lookup.mentioned_in("a party, a cart, artful, art2, 3art") == ()
    assert [mention.start for mention in lookup.mentioned_in("art: art's art_ (art)")] == [0, 5, 11, 17]


def test_a_name_does_not_reach_across_a_full_stop() -> None:
    assert named("Too old. Man!") == [("Man", "who/man")]


def test_the_longest_name_wins_and_names_do_not_overlap() -> None:
    assert named("train station") == [("train station", "where/station")]
    assert named("train tracks") == [("train", "where/train")]
    assert named("밤늦게 여름밤에") == [("밤늦게", "when/night"), ("여름밤", "when/summer")]


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_places_are_those_of_the_text_as_given(form: str) -> None:
    text = unicodedata.normalize(form, "“Straße”… ½ ＣＡＦÉ에서, 밤에 부두로 ﬁn İstanbul café")
    found = named(text)
    assert [(unicodedata.normalize("NFKC", words), iri) for words, iri in found] == [
        ("CAFÉ", "where/restaurant"),
        ("밤", "when/night"),
        ("부두", "where/harbour"),
        ("café", "where/restaurant"),
    ]


@given(
    st.text(st.sampled_from("밤에부두 \n-’'artＤog가각́e.ßᄇ\u1161\u11b7"), max_size=40) | st.text(max_size=40)
)
def test_mentions_lie_in_the_text_in_order_and_are_found_again(text: str) -> None:
    mentions = LOOKUP.mentioned_in(text)
    ends = [0]
    for start, end in dict.fromkeys((mention.start, mention.end) for mention in mentions):
        assert ends[-1] <= start < end <= len(text)
        ends.append(end)
    for mention in mentions:
        assert mention.concept in LOOKUP.find(text[mention.start : mention.end])


@given(st.text())
def test_folded_text_covers_the_original(text: str) -> None:
    folded = fold(text)
    if folded.text:
        assert folded.original(0, len(folded.text)) == (0, len(text))


# Particles


@pytest.mark.parametrize(
    ("noun", "rest", "reads"),
    [
        ("밤", "", True), ("밤", "에", True), ("밤", "이", True), ("밤", "가", False), ("밤", "에는", True),
        ("밤", "으로", True), ("밤", "나무", False), ("밤", "하다", False), ("비", "가", True), ("비", "이", False),
        ("개", "들이", True), ("개", "인", False), ("길", "로", True), ("길", "으로", False), ("부두", "에서도", True),
        ("친구", "였다", True), ("학생", "이었다", True), ("학생", "였다", False), ("학생", "입니다", True),
        ("추격", "하는", True), ("납치", "됐다", True), ("동물", "원", False), ("학교", "앞", False),
        ("바다", "요", False), ("바다", "에서요", True),
    ],
)  # fmt: skip
def test_what_may_follow_a_noun(noun: str, rest: str, reads: bool) -> None:
    assert ends_eojeol(noun, rest) is reads


# Hierarchy


def test_descendants_and_ancestors() -> None:
    outside, harbour, beach = (f"urn:gallae:concept:where/{name}" for name in ("outside", "harbour", "beach"))
    below = LOOKUP.descendants(outside)
    assert {harbour, beach} <= below
    assert outside not in below
    assert "urn:gallae:concept:where/kitchen" not in below
    assert LOOKUP.ancestors(beach) == {
        "urn:gallae:concept:where/sea", "urn:gallae:concept:where/nature", outside,
    }  # fmt: skip
    assert beach not in LOOKUP.narrower(outside)
    assert harbour in LOOKUP.narrower(outside)
    assert LOOKUP.descendants(harbour) == LOOKUP.narrower(harbour) == frozenset()


def test_a_concept_may_stand_under_two() -> None:
    kitchen = "urn:gallae:concept:where/kitchen"
    assert LOOKUP.ancestors(kitchen) == {
        f"urn:gallae:concept:where/{name}" for name in ("room", "inside", "home", "building")
    }


def test_descendants_and_ancestors_mirror_each_other() -> None:
    for concept in read_ontology():
        for below in LOOKUP.descendants(concept.iri):
            assert concept.iri in LOOKUP.ancestors(below)


def test_an_unknown_concept_is_said() -> None:
    for ask in (LOOKUP.concept, LOOKUP.descendants, LOOKUP.ancestors, LOOKUP.narrower):
        with pytest.raises(OntologyError, match="urn:x:none"):
            ask("urn:x:none")
