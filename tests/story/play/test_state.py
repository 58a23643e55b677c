"""What a play remembers, and how it goes on from there."""

from dataclasses import replace

import pytest

from story.expression import read_expression
from story.model import Candidate, Choice, Ending, Group, Node, Pick, Story, Variable, VariableKind
from story.play.asked import UNBOUNDED, asked_by
from story.play.compiled import compile_story
from story.play.state import (
    DEEPEST_TUNNEL,
    State,
    available,
    come_back,
    follow,
    moves,
    offered,
    start_state,
    variables_of,
)

NUMBER, FLAG, TEXT = VariableKind.NUMBER, VariableKind.FLAG, VariableKind.TEXT


def choice(name: str, source: str, target: str, **fields: object) -> Choice:
    return Choice(name, source, target, {"en": name}, **fields)


def story(nodes: str, *choices: Choice, groups: tuple[Group, ...] = (), **fields: object) -> Story:
    """Return a story of nodes named by single letters, that starts at the first."""
    made = tuple(Node(name, name) for name in nodes)
    variables = (
        Variable("courage", NUMBER, 1),
        Variable("met", FLAG, False),
        Variable("coat", TEXT, "red"),
    )
    return Story("s", "S", "en", nodes[0], made, choices, variables=variables, groups=groups, **fields)


def with_node(changed: Story, name: str, **fields: object) -> Story:
    return replace(
        changed, nodes=tuple(replace(one, **fields) if one.id == name else one for one in changed.nodes)
    )


def played(told: Story, *choices: str) -> tuple[State, dict[str, object]]:
    """Return where some choices lead, and what the variables hold there; `<` comes back from a tunnel."""
    compiled = compile_story(told)
    state = start_state(compiled)
    for name in choices:
        if name == "<":
            assert moves(compiled, state).comes_back
            state = come_back(compiled, state)
        else:
            found = [one for one in available(compiled, state) if one.id == name]
            assert found, f"{name} cannot be taken at {state.node}"
            state = follow(compiled, state, found[0])
    return state, variables_of(compiled, state)


def can(told: Story, *choices: str) -> list[str]:
    """Return what is available after some choices."""
    state, _ = played(told, *choices)
    return [one.id for one in available(compile_story(told), state)]


def test_effects_are_made_choice_first_then_node_each_in_order() -> None:
    told = story("ab", choice("go", "a", "b", effects=("courage = courage + 1", "courage = courage * 10")))
    told = with_node(told, "b", effects=("met = courage == 20", "courage = -courage"))
    told = with_node(told, "a", effects=("coat = 'blue'",))
    assert played(told)[1] == {"courage": 1, "met": False, "coat": "blue"}
    assert played(told, "go")[1] == {"courage": -20, "met": True, "coat": "blue"}


def test_a_choice_is_there_while_its_condition_holds_and_once_only_once() -> None:
    told = story(
        "ab",
        choice("go", "a", "b", once=True, effects=("courage += 1",)),
        choice("brave", "a", "b", condition="courage >= 2 and not met"),
        choice("back", "b", "a"),
    )
    assert can(told) == ["go"]
    assert can(told, "go", "back") == ["brave"]
    assert moves(compile_story(told), start_state(compile_story(told))).offered[0].id == "go"


def test_expressions_see_the_past_the_present_choice_and_the_present_visit() -> None:
    told = story(
        "ab",
        choice("go", "a", "b", effects=("met = chosen(go)",)),
        choice("back", "b", "a", condition="visits(b) >= 2 or not visited(a)"),
        choice("again", "b", "b", condition="chosen(go) and not chosen(again)"),
    )
    told = with_node(told, "b", effects=("courage = visits(b)",))
    assert played(told, "go")[1] == {"courage": 1, "met": True, "coat": "red"}
    assert can(told, "go") == ["again"]
    assert can(told, "go", "again") == ["back"]
    assert played(told, "go", "again")[1]["courage"] == 2


def test_what_is_broken_neither_holds_nor_changes_anything() -> None:
    broken = (
        "courage >=",
        "coat",
        "courage",
        "met == coat",
        "nobody",
        "coat > 1 or true",
        "__import__('os')",
    )
    told = story(
        "ab",
        *(choice(f"c{place}", "a", "b", condition=text) for place, text in enumerate(broken)),
        choice(
            "sound",
            "a",
            "b",
            effects=("courage =", "met = 1", "nobody = true", "courage = coat", "met = true"),
        ),
        choice("lost", "a", "nowhere"),
        choice("empty", "a", "e"),
        groups=(Group("e", "Empty", Pick.FIRST, (Candidate("gone"),)),),
    )
    assert can(told) == ["sound"]
    assert played(told, "sound")[1] == {"courage": 1, "met": True, "coat": "red"}


def grouped(pick: Pick, *candidates: Candidate) -> Story:
    return story(
        "abcd",
        choice("go", "a", "g", effects=("courage += 1",)),
        *(choice(f"from_{name}", name, "a") for name in "bcd"),
        groups=(Group("g", "G", pick, (Candidate("gone"), *candidates)),),
    )


def test_a_group_plays_the_first_that_holds_else_the_last() -> None:
    told = grouped(
        Pick.FIRST, Candidate("b", "courage > 2"), Candidate("c", "met"), Candidate("d", "courage > 9")
    )
    assert played(told, "go")[0].node == "d"
    assert played(told, "go", "from_d", "go")[0].node == "b"


def test_a_group_plays_the_best_and_of_equals_the_first() -> None:
    scores = (Candidate("b", score="2"), Candidate("c", "courage < 3", "courage"), Candidate("d", score="-1"))
    assert played(grouped(Pick.BEST, *scores), "go")[0].node == "b"
    assert played(grouped(Pick.BEST, *reversed(scores)), "go")[0].node == "c"
    assert (
        played(grouped(Pick.BEST, Candidate("b", score="coat"), Candidate("c", score="0.5")), "go")[0].node
        == "c"
    )
    assert (
        played(grouped(Pick.BEST, Candidate("b", score="-1"), Candidate("c", score="met")), "go")[0].node
        == "c"
    )


def test_a_group_plays_the_least_recent() -> None:
    told = grouped(Pick.LEAST_RECENT, Candidate("b"), Candidate("c", "courage != 4"), Candidate("d"))
    path, order = [], list[str]()
    for _ in range(7):
        path += ["go"]
        order.append(played(told, *path)[0].node)
        path += [f"from_{order[-1]}"]
    assert order == ["b", "c", "d", "b", "c", "d", "b"]
    told = with_node(told, "b", effects=("courage = 3",))  # so that c does not hold when its turn comes
    path, order = [], list[str]()
    for _ in range(4):
        path += ["go"]
        order.append(played(told, *path)[0].node)
        path += [f"from_{order[-1]}"]
    assert order == ["b", "d", "c", "b"]


def test_tunnels_come_back_innermost_first() -> None:
    told = story(
        "abct",
        choice("in", "a", "t", returns_to="b"),
        choice("deeper", "t", "t", returns_to="c"),
        choice("out", "b", "a"),
    )
    told = with_node(told, "t", returns=True)
    assert played(told, "in", "<")[0].node == "b"
    assert played(told, "in", "<", "out", "in")[0].stack == ("b",)
    assert available(compile_story(told), played(told, "in")[0]) == (), "a tunnel's end offers nothing"


def test_a_node_that_returns_offers_its_choices_when_no_tunnel_led_there() -> None:
    told = with_node(story("ab", choice("go", "a", "b")), "a", returns=True)
    assert can(told) == ["go"]
    assert moves(compile_story(told), played(told, "go")[0]).ended
    told = with_node(with_node(told, "b", returns=True), "a", returns=False)
    assert moves(compile_story(told), played(told, "go")[0]).ended


def test_a_tunnel_that_comes_back_to_nothing_and_one_that_comes_back_to_a_group() -> None:
    told = story(
        "abct",
        choice("lost", "a", "t", returns_to="nowhere"),
        choice("in", "a", "t", returns_to="g"),
        groups=(Group("g", "G", Pick.FIRST, (Candidate("b", "met"), Candidate("c"))),),
    )
    told = with_node(told, "t", returns=True)
    assert played(told, "lost")[0].stack == ()
    assert played(told, "in", "<")[0].node == "c"


def test_the_stack_of_tunnels_forgets_the_outermost() -> None:
    told = story("ab", choice("in", "a", "a", returns_to="b"))
    state, _ = played(told, *["in"] * (DEEPEST_TUNNEL + 5))
    assert state.stack == ("b",) * DEEPEST_TUNNEL


def test_an_ending_offers_nothing_and_does_not_come_back() -> None:
    told = story("at", choice("in", "a", "t", returns_to="a"), choice("on", "t", "a"))
    told = with_node(told, "t", returns=True, ending=Ending())
    assert moves(compile_story(told), played(told, "in")[0]).ended


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ((None, 1, 2), ["c0"]),
        ((1, None, 2), ["c0", "c2"]),
        ((0, 1, 2), ["c1", "c2"]),
        ((0, 0, None), ["c0"]),
        ((2, None, None), ["c0"]),
    ],
)
def test_of_automatic_choices_the_first_or_the_weighted_follow(weights: tuple, expected: list[str]) -> None:
    told = story(
        "ab",
        *(choice(f"c{place}", "a", "b", automatic=True, weight=one) for place, one in enumerate(weights)),
    )
    compiled = compile_story(told)
    assert [one.id for one in moves(compiled, start_state(compiled)).unasked] == expected
    asked = replace(told, choices=(*told.choices, choice("ask", "a", "b")))
    compiled = compile_story(asked)
    assert [one.id for one in offered(compiled, start_state(compiled))] == ["ask"]
    assert moves(compiled, start_state(compiled)).unasked == ()


def test_equal_pasts_are_equal_states_and_only_what_is_asked_is_remembered() -> None:
    told = story("ab", choice("go", "a", "b"), choice("back", "b", "a"))
    assert played(told)[0] == played(told, "go", "back")[0] == ("a", (1.0, False, "red"), (), 0, (), ())
    asking = story("ab", choice("go", "a", "b"), choice("back", "b", "a", condition="visits(a) < 3"))
    laps = [played(asking, *["go", "back"] * lap)[0] for lap in range(3)]
    assert [state.visits for state in laps] == [(1,), (2,), (3,)]
    assert len({hash(state) for state in laps}) == 3


def test_visits_are_counted_as_far_as_an_expression_can_tell() -> None:
    def asked(*texts: str) -> dict[str, int]:
        return asked_by(read_expression(text).tree for text in texts).visits

    assert asked("visited(a) and visits(b) >= 3", "2.5 < visits(c)") == {"a": 1, "b": 4, "c": 3}
    assert asked("visits(a) == 2", "visits(a) < 7", "visited(a)") == {"a": 8}
    assert asked("visits(a) + 1 > 2", "visits(b) > courage") == {"a": UNBOUNDED, "b": UNBOUNDED}
    told = story("ab", choice("go", "a", "b"), choice("back", "b", "a", condition="visits(a) != 2 or met"))
    assert played(told)[0].visits == (1,)
    loop = story("ab", choice("go", "a", "a"), choice("end", "a", "b", condition="visits(a) >= 2"))
    assert played(loop, "go", "go", "go")[0] == played(loop, "go", "go")[0]
    assert asked_by([read_expression("chosen(x) or chosen(y)").tree]).chosen == {"x", "y"}
