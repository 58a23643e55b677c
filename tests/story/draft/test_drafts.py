"""Several drafts of one text, cards for what is missing, and what is known of the beats."""

from collections.abc import Mapping, Sequence

import pytest

from library.ontology import ConceptLookup, read_ontology
from story.check.proof import check_story
from story.draft import CANDIDATES, POOL, WAYS, Way, draft_story, drafts, way_named
from story.draft.found_scene import HOLDS_FACTS, FoundScene, fit
from story.draft.sequence import Chain, Taste, choose_scenes

WORDS = ("river", "mill", "bridge")


def scene(film: str, place: int, score: float, number: int) -> FoundScene:
    return FoundScene(
        film, 1000 * place, 1000 * place + 900, f"{film} {place}", score, number, f"words: {film}"
    )


SHELF = {
    "river": (scene("a", 5, 0.90, 1), scene("b", 1, 0.80, 2), scene("c", 1, 0.70, 3)),
    "mill": (scene("a", 3, 0.90, 4), scene("b", 2, 0.80, 5), scene("c", 2, 0.75, 6)),
    "bridge": (scene("b", 3, 0.90, 7), scene("c", 3, 0.50, 8)),
}


def find(text: str, limit: int) -> Sequence[FoundScene]:
    return [one for word in WORDS if word in text for one in SHELF[word]][:limit]


TEXT = "At the river. At the mill. At the bridge."


def titles(clips: Sequence[object]) -> list[str]:
    return [getattr(clip, "scene_title", "") for clip in clips]


def test_drafts_differ_in_ways_that_have_a_name() -> None:
    made = drafts(TEXT, find, count=9)
    told = {
        draft.way.key: (titles([clip for node in draft.story.nodes for clip in node.clips]), draft.films)
        for draft in made
    }
    assert told == {
        "closest": (["a 5", "a 3", "b 3"], 2),
        "one_film": (["b 1", "b 2", "b 3"], 1),
        "many_films": (["a 5", "c 2", "b 3"], 3),
        "others": (["b 1", "b 2", "c 3"], 2),
    }
    assert [round(draft.score, 3) for draft in made] == [0.9, 0.833, 0.85, 0.7]
    assert all(set(draft.way.title) == {"en", "ko"} and not draft.gaps for draft in made)
    assert len({draft.way.title["ko"] for draft in made}) == len(made)


def test_the_first_draft_is_the_only_one_of_draft_story() -> None:
    first = drafts(TEXT, find, count=3)[0]
    only = draft_story(TEXT, find)
    assert [node.clips for node in first.story.nodes] == [node.clips for node in only.story.nodes]
    assert (first.way, len(drafts(TEXT, find, count=3)), len(drafts(TEXT, find, count=1))) == (only.way, 3, 1)


def test_each_way_can_be_taken_by_itself() -> None:
    for draft in drafts(TEXT, find, count=9):
        way = way_named(draft.way.key)
        assert way is not None
        again = draft_story(TEXT, find, way=way)
        assert [node.clips for node in again.story.nodes] == [node.clips for node in draft.story.nodes]
    assert way_named("none") is None and len({way.key for way in WAYS}) == len(WAYS)


def test_one_film_leaves_gaps_rather_than_take_another() -> None:
    without = {"river": SHELF["river"][:1], "mill": SHELF["mill"][:1], "bridge": SHELF["bridge"][:1]}
    draft = draft_story(
        TEXT,
        lambda text, limit: [one for word in WORDS if word in text for one in without[word]],
        way=Way("one_film", {}),
    )
    assert draft.gaps == ("n3",) and draft.films == 1
    assert dict(draft.story.nodes[2].to_shoot) == {"en": "At the bridge"}


def test_a_text_without_other_scenes_gives_one_draft() -> None:
    assert len(drafts("At the bridge.", lambda text, limit: SHELF["bridge"][:1], count=3)) == 1


def test_more_is_asked_for_only_where_there_is_a_choice() -> None:
    asked: list[int] = []

    def ask(text: str, limit: int) -> Sequence[FoundScene]:
        asked.append(limit)
        return find(text, limit)

    drafts("At the river.", ask, count=1)
    drafts("At the river.", ask, count=2)
    assert asked == [CANDIDATES, POOL]


def test_candidates_say_why_they_were_found() -> None:
    draft = draft_story(TEXT, find)
    assert [(one.score, one.reason) for one in draft.candidates["n1"]] == [
        (0.9, "words: a"),
        (0.8, "words: b"),
        (0.7, "words: c"),
    ]


@pytest.fixture(scope="module")
def lookup() -> ConceptLookup:
    return ConceptLookup(read_ontology())


def nothing(text: str, limit: int) -> Sequence[FoundScene]:
    return ()


@pytest.mark.parametrize(
    ("text", "cards"),
    [
        ("Nora runs. She hides in the cellar. Nora sleeps.", ["Nora runs", "Nora hides in the cellar", "Nora sleeps"]),
        ("노라가 달린다. 그녀는 숨는다. 노라가 잔다.", ["노라가 달린다", "노라는 숨는다", "노라가 잔다"]),
        ("EXT. HARBOUR - NIGHT\n\nNora runs.\n\nNORA\nOh.", ["night, harbour, Nora runs"]),
        ("S#1. 항구 - 밤\n\n노라가 달린다.\n\n노라\n앗.", ["밤, 항구, 노라가 달린다"]),
    ],
)  # fmt: skip
def test_a_beat_without_a_scene_shows_a_card(text: str, cards: list[str], lookup: ConceptLookup) -> None:
    draft = draft_story(text, nothing, lookup=lookup)
    language = draft.story.language
    assert [dict(node.to_shoot) for node in draft.story.nodes] == [{language: card} for card in cards]
    assert draft.gaps == tuple(node.id for node in draft.story.nodes) and draft.score == 0
    assert {problem.code for problem in check_story(draft.story)} == {"G044"}, "it plays"


def test_a_node_that_only_carries_a_choice_shows_a_card_as_well() -> None:
    draft = draft_story("She rows.\nor she swims.", nothing, title="The lake")
    assert dict(draft.story.nodes[0].to_shoot) == {"en": "The lake"}
    assert draft.gaps == ("n2", "n3")
    assert {problem.code for problem in check_story(draft.story)} == {"G044"}


def test_it_is_said_who_she_was_taken_for(lookup: ConceptLookup) -> None:
    draft = draft_story("Nora runs. She hides. Nora sleeps.", nothing, lookup=lookup)
    said = draft.notes[-1].message
    assert said["en"].endswith("named last: n2 = Nora.") and said["ko"].endswith("n2 = Nora.")
    assert draft.facts["n2"].carried == ("Nora",)


def test_what_a_question_asks_is_no_scene_but_stays_in_the_beat() -> None:
    asked: list[str] = []

    def ask(text: str, limit: int) -> Sequence[FoundScene]:
        asked.append(text)
        return ()

    draft = draft_story("At the lake. What does she do?\n1) Row.\n2) Swim.", ask)
    assert asked == ["At the lake.", "Row.", "Swim."]
    assert draft.story.nodes[0].beat == "At the lake. What does she do?"


class Facts:
    """Finds two scenes that fit equally well; tells what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Mapping[str, tuple[str, ...]]]] = []

    def __call__(self, text: str, limit: int) -> Sequence[FoundScene]:
        return self.for_beat(text, {}, limit)

    def for_beat(self, text: str, facets: Mapping[str, tuple[str, ...]], limit: int) -> Sequence[FoundScene]:
        self.asked.append((text, facets))
        by_day, by_night = (
            FoundScene(film, 0, 100, when, 0.50, number, labels=frozenset({when}))
            for number, (film, when) in enumerate([("a", "daytime"), ("b", "night")])
        )
        return [by_day, by_night][:limit]


def test_scenes_that_hold_what_is_known_are_preferred(lookup: ConceptLookup) -> None:
    find = Facts()
    draft = draft_story("A ferry leaves at night.", find, lookup=lookup)
    assert draft.story.nodes[0].clips[0].film == "b"
    assert find.asked[0][1]["when"] == ("night", "밤")
    assert draft.score == 0.5, "the score stays the search's"
    assert draft_story("A ferry leaves.", Facts(), lookup=lookup).story.nodes[0].clips[0].film == "a"


def test_fitting_is_the_share_of_facets() -> None:
    held = FoundScene("a", 0, 1, "", 0.5, 1, labels=frozenset({"night", "밤"}))
    assert fit(held, {}) == 0
    assert fit(held, {"when": ("Night", "밤")}) == HOLDS_FACTS
    assert fit(held, {"when": ("night",), "where": ("harbour",)}) == HOLDS_FACTS / 2


def test_the_same_people_stay_where_scores_are_close() -> None:
    def of(number: int, score: float, who: str) -> FoundScene:
        return FoundScene(f"film {number}", 0, 1, "", score, number, who=frozenset({who}))

    found = {"1": [of(1, 0.9, "nora")], "2": [of(2, 0.50, "otto"), of(3, 0.47, "nora")]}
    chosen = choose_scenes([Chain(("1", "2"))], found)
    assert chosen["2"].scene_id == 3
    assert choose_scenes([Chain(("1", "2"))], found, Taste(same_people=0.0))["2"].scene_id == 2
