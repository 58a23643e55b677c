"""What only shows while a story plays: each code once where it must be found, and nothing where all is well."""

from dataclasses import replace

import pytest

from story.check.proof import check_story, prove_story
from story.model import (
    Candidate,
    Choice,
    Clip,
    Ending,
    Group,
    Node,
    Story,
    Variable,
    VariableKind,
    Wanted,
)
from story.play.state_space import Bound
from story.play.walk import walk


def clip(number: int) -> tuple[Clip, ...]:
    return (Clip("f" * 64, number * 20_000, (number + 1) * 20_000),)


def label(words: str) -> dict[str, str]:
    return {"en": words, "ko": "가자"}


# From a one walks to b (and back: courage grows), asks at t once and comes back, or rides to c or d.
STORY = Story(
    id="s",
    title="Remembering",
    start="a",
    nodes=(
        Node("a", "Home", clip(0)),
        Node("b", "Alley", clip(1), effects=("courage += 1",)),
        Node("t", "Grandmother", clip(2), effects=("met = true",), returns=True),
        Node("c", "Bus", clip(3)),
        Node("d", "Taxi", clip(4)),
        Node("e1", "Harbour", clip(5), Ending()),
        Node("e2", "Hospital", clip(6), Ending()),
    ),
    choices=(
        Choice("ab", "a", "b", label("Walk"), 0, True),
        Choice("ag", "a", "g", label("Ride"), 1),
        Choice("at", "a", "t", label("Ask"), 2, once=True, returns_to="a"),
        Choice("b1", "b", "e2", label("Fight"), 0, condition="courage >= 2"),
        Choice("b2", "b", "a", label("Run"), 1, True),
        Choice("ce", "c", "e1"),
        Choice("de", "d", "e2"),
    ),
    variables=(Variable("courage", VariableKind.NUMBER, 0.0), Variable("met", VariableKind.FLAG, False)),
    groups=(Group("g", "On the road", candidates=(Candidate("c", "met"), Candidate("d"))),),
)


def node(name: str, story: Story = STORY, **changes: object) -> Story:
    return replace(
        story, nodes=tuple(replace(one, **changes) if one.id == name else one for one in story.nodes)
    )


def choice(name: str, story: Story = STORY, **changes: object) -> Story:
    return replace(
        story, choices=tuple(replace(one, **changes) if one.id == name else one for one in story.choices)
    )


def more(*choices: Choice, story: Story = STORY) -> Story:
    return replace(story, choices=(*story.choices, *choices))


def candidates(*members: Candidate, story: Story = STORY) -> Story:
    return replace(story, groups=(replace(story.groups[0], candidates=members),))


def found(story: Story, bound: Bound | None = None) -> list[tuple[str, str, str]]:
    return [(one.code, one.node_id, one.choice_id) for one in check_story(story, bound=bound)]


def test_a_good_story_that_remembers_has_no_problem() -> None:
    proof = prove_story(STORY)
    assert proof.problems == ()
    assert proof.space is not None and proof.space.complete


MET, UNMET = Candidate("c", "met"), Candidate("c", "met and not met")
AFRAID = Choice("bh", "b", "h", label("Hide"), 2, condition="courage < 0")
HIDDEN = replace(STORY, nodes=(*STORY.nodes, Node("h", "Hole", clip(7), Ending())))
UNREAD = Variable("x", VariableKind.FLAG, False)
TRAPPED = choice("b1", choice("ag", condition="not met"), condition="courage >= 2 and not met")


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        (node("t", effects=("met = true", "met =")), [("G021", "t", "")]),
        (choice("at", effects=("courage = (1",)), [("G021", "a", "at")]),
        (node("t", effects=("met = true", "met = 3")), [("G022", "t", "")]),
        (candidates(MET, Candidate("d", "", "met")), [("G022", "g", "")]),
        (node("t", effects=("met = true", "nobody = 1")), [("G023", "t", "")]),
        (choice("b1", condition="courage >= 2 and visited(zz)"), [("G024", "b", "b1")]),
        (choice("b1", condition="courage >= 2 and not chosen(zz)"), [("G024", "b", "b1")]),
        (replace(STORY, variables=(*STORY.variables, UNREAD)), [("G025", "", "")]),
        (
            choice("b1", replace(STORY, variables=(*STORY.variables, UNREAD)), condition="courage >= 2 or x"),
            [("G026", "", "")],
        ),
        (choice("b1", condition="courage >= 2 and courage < 2"), [("G027", "b", "b1")]),
        # The automatic way comes second to what is offered, which is always something.
        (more(Choice("bx", "b", "e1", automatic=True)), [("G027", "b", "bx")]),
        (more(AFRAID, story=HIDDEN), [("G027", "b", "bh"), ("G028", "h", "")]),
        (candidates(UNMET, Candidate("d")), [("G028", "e1", ""), ("G029", "g", "")]),
        (choice("b2", condition="met or courage >= 2"), [("G030", "b", "")]),
        (candidates(Candidate("c", "courage >= 1"), Candidate("d"), story=TRAPPED), [("G031", "a", "")]),
        (more(Choice("bt", "b", "t", label("Peek"), 2)), [("G033", "t", "")]),
        (
            choice("at", returns_to="zz"),  # nobody comes back from t, so c never plays
            [("G028", "e1", ""), ("G029", "g", ""), ("G033", "t", ""), ("G034", "a", "at")],
        ),
        (
            more(Choice("te", "t", "e1"), story=node("t", returns=False)),
            [("G029", "g", ""), ("G035", "a", "at")],
        ),
        (more(Choice("aa", "a", "b", label("Sneak"), 3, returns_to="a")), [("G036", "a", "aa")]),
        (replace(STORY, groups=(*STORY.groups, Group("h", "Empty"))), [("G037", "h", "")]),
        (candidates(MET, Candidate("zz"), Candidate("d")), [("G038", "g", "")]),
        (candidates(MET, Candidate("d", "met"), Candidate("d")), [("G039", "g", "")]),
        (replace(STORY, start="g"), [("G040", "g", "")]),
        (choice("b2", condition="courage < 2"), [("G041", "b", "b2")]),
        (choice("ag", label=label("one two three four five six " * 5)), [("G042", "a", "")]),
        (
            more(
                *(
                    Choice(f"b{n}", "b", "a", label(f"N{n}"), n, effects=(f"courage = {n}",))
                    for n in range(3, 8)
                )
            ),
            [("G043", "b", "")],
        ),
        (node("b", clips=(), to_shoot={"ko": "밤 항구"}), [("G044", "b", "")]),
        (node("b", clips=(), to_shoot={"ko": " "}), [("G010", "b", "")]),
        (node("b", clips=(), wanted=Wanted({"where": ("alley",)})), [("G045", "b", "")]),
        (node("b", wanted=Wanted({"colour": ("red",)})), [("G045", "b", ""), ("G046", "b", "")]),
    ],
)
def test_each_problem_is_found_where_it_is_and_nothing_else(
    story: Story, expected: list[tuple[str, str, str]]
) -> None:
    assert found(story) == expected


@pytest.mark.parametrize(
    "story",
    [
        choice("b1", condition="courage >= 2 and (visited(t) or not visited(t) or chosen(at))"),
        node("t", effects=("met = true", "courage = 1")),
        # Two ways to one node that do different things, or of which is asked which was taken.
        more(Choice("b3", "b", "a", label("Crawl"), 2, effects=("courage = 0",))),
        choice(
            "b1", more(Choice("b3", "b", "a", label("Crawl"), 2)), condition="courage >= 2 and not chosen(b3)"
        ),
        # A node that returns may have choices for those who are in no tunnel.
        more(Choice("bt", "b", "t", label("Peek"), 2), Choice("te", "t", "e1")),
        # A tunnel in a tunnel, and one that comes back to a group.
        more(
            Choice("cu", "c", "t", label("Call"), 1, returns_to="g", once=True),
            story=choice("ce", label=label("Go")),
        ),
        # A default that is always there when anything is.
        choice("b2", condition="courage < 9 or courage >= 2"),
        choice("b1", automatic=True, story=choice("b2", condition="courage < 2")),
        choice("ag", label=label("one two three four five six " * 4), opens_ms=0),
    ],
)
def test_what_is_well_is_not_called_a_problem(story: Story) -> None:
    assert found(story) == []


def test_a_problem_of_some_plays_says_after_which_choices() -> None:
    (stuck,) = check_story(choice("b2", condition="met or courage >= 2"))
    assert stuck.after == ("ab",)
    assert stuck.message["en"] == (
        "b “Alley” leads nowhere after “Walk”, because none of its choices can be taken then: "
        "add a choice without a condition."
    )
    (waiting,) = check_story(choice("b2", condition="courage < 2"))
    assert waiting.after == ("ab", "b2", "ab")
    assert "“가자”, “가자”, “가자” 다음" in waiting.message["ko"]


def test_a_trap_says_how_one_comes_into_it_and_which_nodes_it_has() -> None:
    (trap,) = check_story(candidates(Candidate("c", "courage >= 1"), Candidate("d"), story=TRAPPED))
    assert trap.after == ("at",)
    assert "a “Home” is in a loop (a, b)" in trap.message["en"]


def test_a_trap_that_no_condition_opens_is_said_once() -> None:
    story = replace(
        choice("b1", choice("ag", target="b"), target="a"),
        groups=(),
        nodes=(*STORY.nodes[:3], STORY.nodes[5]),
    )
    assert {code for code, *_ in found(story)} >= {"G015", "G016"}
    assert "G031" not in {code for code, *_ in found(story)}


def test_endings_behind_conditions_that_never_hold_are_no_endings() -> None:
    story = choice("b1", choice("ag", condition="courage > 5 and courage < 5"), condition="met and not met")
    assert "G015" in {code for code, *_ in found(story)}


def test_an_expression_says_the_column_and_shows_the_place() -> None:
    (one,) = check_story(node("t", effects=("met = true", "met = not (met or")))
    assert "An effect of t “Grandmother” cannot be read" in one.message["en"]
    assert "column 18" in one.message["en"]
    assert "“met = not (met or▸”(18번째 글자)" in one.message["ko"]


def test_beyond_the_bound_nothing_is_called_impossible() -> None:
    never = more(AFRAID, story=HIDDEN)
    assert found(never, Bound(states=2)) == [("G032", "", "")]
    (note,) = check_story(never, bound=Bound(states=2))
    assert "stopped after 2 states: " in note.message["en"]
    assert found(never, Bound(states=1000)) == [("G027", "b", "bh"), ("G028", "h", "")]


def test_what_was_met_is_certain_before_the_bound_too() -> None:
    stuck = choice("b2", condition="met or courage >= 2")
    assert found(stuck, Bound(states=4)) == [("G030", "b", ""), ("G032", "", "")]


def test_a_number_that_goes_up_and_down_without_limit_stops_at_the_bound() -> None:
    endless = more(Choice("b3", "b", "a", label("Crawl"), 2, effects=("courage = courage - 3",)))
    assert found(endless, Bound(states=500)) == [("G032", "", "")]
    (note,) = check_story(endless, bound=Bound(states=500))
    assert "every node and choice was met" in note.message["en"]


def test_a_long_play_is_shortened_in_the_message_and_whole_in_the_problem() -> None:
    nodes = [Node(f"n{n}", "", clip(n)) for n in range(12)]
    choices = [
        one
        for n in range(11)
        for one in (
            Choice(f"on{n}", f"n{n}", f"n{n + 1}", label("On"), 0, True),
            Choice(f"end{n}", f"n{n}", "e", label("Stop"), 1),
        )
    ]
    locked = Choice("c", "n11", "e", condition="1 > 2")
    story = Story("s", "", "en", "n0", (*nodes, Node("e", "", clip(12), Ending())), (*choices, locked))
    stuck = next(one for one in check_story(story) if one.code == "G030")
    assert stuck.after == tuple(f"on{n}" for n in range(11))
    assert "after “On”, “On”, “On”, …, “On”, “On”, “On”, “On”, “On”, because" in stuck.message["en"]


@pytest.mark.parametrize("effect", ["courage = courage + 1", "courage += 0.5", "courage = 1 + courage"])
def test_a_loop_that_only_counts_is_walked_in_full(effect: str) -> None:
    proof = prove_story(node("b", effects=(effect,)), bound=Bound(states=100))
    assert proof.space is not None and proof.space.complete


def test_the_choices_that_lead_to_a_problem_can_be_walked() -> None:
    story = choice("b2", condition="not met or courage >= 2")
    (stuck,) = check_story(story)
    assert (stuck.code, stuck.after) == ("G030", ("at", "ab"))
    assert walk(story, stuck.after)[-1].node.id == stuck.node_id
