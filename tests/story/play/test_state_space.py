from array import array
from random import Random

import networkx as nx
import pytest

from story.check.proof import prove_story
from story.model import Candidate, Choice, Group, Node, Pick, Story, Variable, VariableKind
from story.play import state_space
from story.play.compiled import CompiledStory
from story.play.components import strong_components
from story.play.state import State
from story.play.state_space import Bound, walk_states
from story.play.walk import Walker, walk
from story.statistics.path_statistics import path_statistics

from ...creator.generated import made_story


class AsItIs:
    """Tells every state from every other, as the player does."""

    def __init__(self, story: CompiledStory) -> None:
        pass

    def reduced(self, state: State) -> State:
        return state


def test_what_is_forgotten_changes_no_problem_and_no_statistic(monkeypatch: pytest.MonkeyPatch) -> None:
    fewer = 0
    for seed in range(60):
        story = made_story(seed)
        with monkeypatch.context() as patch:
            patch.setattr(state_space, "Relevance", AsItIs)
            told_apart = prove_story(story, bound=Bound(1000, 60))
        if told_apart.space is None or not told_apart.space.complete:
            continue
        proof = prove_story(story, bound=Bound(1000, 60))
        assert proof.space is not None and proof.space.complete
        fewer += len(told_apart.space) - len(proof.space)
        assert [(one.code, one.node_id, one.choice_id, len(one.after)) for one in proof.problems] == [
            (one.code, one.node_id, one.choice_id, len(one.after)) for one in told_apart.problems
        ], seed
        mine, theirs = path_statistics(story, proof.space), path_statistics(story, told_apart.space)
        assert (mine.shortest_ms, mine.unmet_endings) == (theirs.shortest_ms, theirs.unmet_endings), seed
        assert (mine.expected_ms is None) == (theirs.expected_ms is None), seed
        assert (mine.expected_ms or 0) == pytest.approx(theirs.expected_ms or 0, rel=1e-6), seed
    assert fewer > 0


def story(*choices: Choice, nodes: str, **more: object) -> Story:
    variables = (Variable("n", VariableKind.NUMBER, 0.0), Variable("f", VariableKind.FLAG, False))
    every = tuple(Node(name, "") for name in nodes)
    return Story("s", "", "en", nodes[0], every, choices, **{"variables": variables, **more})  # type: ignore[arg-type]


def states(one: Story, bound: int = 1000) -> int:
    space = walk_states(one, Bound(bound, 60))
    assert space.complete == (len(space) < bound)
    return len(space)


def two(choice_id: str, source: str, target: str, **more: object) -> Choice:
    return Choice(choice_id, source, target, {"en": choice_id}, **more)  # type: ignore[arg-type]


def test_states_are_counted_by_what_can_still_be_asked() -> None:
    # f is asked at b, so a leads to two states of b; n is asked nowhere; after c nothing matters.
    one = story(
        two("1", "a", "b", effects=("f = true",)),
        two("2", "a", "b", effects=("n = 7",)),
        two("3", "b", "c", condition="f"),
        two("4", "b", "c"),
        nodes="abc",
    )
    assert states(one) == 1 + 2 + 1


def test_what_is_set_before_it_is_asked_is_forgotten() -> None:
    ways = (
        two("1", "a", "b", effects=("n = 1",)),
        two("2", "a", "b", effects=("n = 2",)),
        two("4", "c", "d", condition="n > 1"),
        two("5", "c", "e"),
    )
    assert states(story(*ways, Choice("3", "b", "c", effects=("n = 3",)), nodes="abcde")) == 5
    assert states(story(*ways, Choice("3", "b", "c", effects=("n = n",)), nodes="abcde")) == 7
    # An effect whose kinds do not fit sets nothing.
    assert states(story(*ways, Choice("3", "b", "c", effects=("n = f",)), nodes="abcde")) == 7


@pytest.mark.parametrize(
    ("effect", "condition", "count"),
    [
        ("n = n + 1", "n >= 3", 5),  # 0 1 2 3 and more than 3
        ("n = n - 1", "n == -2", 4),  # 0 -1 -2 and less
        ("n += 2", "n > 3 or n < -1", 3),  # 0 2 and more than 3
        ("n += 0", "n >= 3", 1),
        ("n = 5", "n >= 3", 2),
        ("n = min(n + 1, 4)", "n >= 3", 5),
    ],
)
def test_a_loop_that_counts_has_as_many_states_as_matter(effect: str, condition: str, count: int) -> None:
    one = story(two("1", "a", "a", effects=(effect,)), two("2", "a", "b", condition=condition), nodes="ab")
    ends = 1 if condition_can_hold(one) else 0
    assert states(one) == count + ends


def condition_can_hold(one: Story) -> bool:
    return len(set(walk_states(one).nodes)) == 2


@pytest.mark.parametrize("condition", ["n >= f", "n + 1 > 3", "n > n", "max(n, 1) > 2"])
def test_a_number_that_is_used_otherwise_counts_on(condition: str) -> None:
    one = story(
        two("1", "a", "a", effects=("n = n + 1",)), two("2", "a", "b", condition=condition), nodes="ab"
    )
    assert not walk_states(one, Bound(50)).complete


def test_a_walk_stops_exactly_at_its_bound_and_keeps_only_states_left_in_full() -> None:
    one = story(two("1", "a", "b"), two("2", "a", "c"), two("3", "b", "d"), two("4", "c", "e"), nodes="abcde")
    for bound in range(1, 8):
        space = walk_states(one, Bound(bound))
        assert (len(space), space.complete) == (min(bound, 5), bound >= 5)
        assert len(space.first) == len(space) + 1
        for state in range(len(space)):
            moves = space.moves(state)
            assert len(space.edges(state)) == (0 if moves is None else len(moves.offered + moves.unasked))


def test_a_walk_stops_when_its_time_is_over() -> None:
    endless = story(
        two("1", "a", "a", effects=("n = n + 1",)), two("2", "a", "b", condition="n > n"), nodes="ab"
    )
    space = walk_states(endless, Bound(seconds=0.0))
    assert not space.complete and len(space) <= 3


def test_least_recent_groups_and_once_only_choices_are_walked_in_full() -> None:
    group = Group("g", "", Pick.LEAST_RECENT, tuple(map(Candidate, "bcd")))
    back = tuple(Choice(f"{name}a", name, "a") for name in "bcd")
    one = story(Choice("ag", "a", "g"), *back, nodes="abcd", groups=(group,), variables=())
    # a after nothing, b, c, d; then each of b, c, d again with all three played: an order that goes round.
    space = walk_states(one)
    assert space.complete
    played = [one.nodes[space.nodes[state]].id for state in range(len(space))]
    assert played[:7] == ["a", "b", "a", "c", "a", "d", "a"]


def test_components_are_those_of_networkx_with_every_edge_to_the_same_or_an_earlier_one() -> None:
    for seed in range(300):
        chance = Random(seed)
        count = chance.randrange(1, 12)
        after = [[chance.randrange(count) for _ in range(chance.randrange(3))] for _ in range(count)]
        first, targets = array("q", [0]), array("i")
        for one in after:
            targets.extend(one)
            first.append(len(targets))
        parts = strong_components(first, targets)
        graph = nx.DiGraph((node, target) for node in range(count) for target in after[node])
        graph.add_nodes_from(range(count))
        assert sorted(map(sorted, parts)) == sorted(map(sorted, nx.strongly_connected_components(graph)))
        place = {node: number for number, part in enumerate(parts) for node in part}
        assert all(place[target] <= place[node] for node in range(count) for target in after[node])


def test_a_chain_of_a_hundred_thousand_does_not_exhaust_the_stack() -> None:
    count = 100_000
    first, targets = array("q", range(count)), array("i", range(1, count))
    first.append(count - 1)
    assert len(strong_components(first, targets)) == count


def test_no_play_drawn_by_lot_meets_what_a_whole_walk_did_not() -> None:
    plays = 0
    for seed in range(80):
        story, chance = made_story(seed), Random(seed)
        proof = prove_story(story, bound=Bound(500, 60))
        if proof.space is None or not proof.space.complete:
            continue
        unmet = {node.id for node in proof.unmet.nodes} | {choice.id for choice in proof.unmet.choices}
        for play in range(10):
            walker = Walker(story, play)
            for _ in range(40):
                if walker.ended:
                    break
                _ = walker.advance() if walker.goes_on else walker.take(chance.choice(walker.choices).id)
                assert walker.node.id not in unmet
                assert walker.came_by is None or walker.came_by.id not in unmet
            plays += 1
    assert plays > 200


def test_the_choices_of_a_problem_lead_a_play_to_it() -> None:
    led = 0
    for seed in range(80):
        story = made_story(seed)
        automatic = {choice.id for choice in story.choices if choice.automatic}
        for one in prove_story(story, bound=Bound(500, 60)).problems:
            if one.code in ("G030", "G033", "G041") and not automatic & set(one.after):
                assert walk(story, one.after)[-1].node.id == one.node_id, (seed, one)
                led += 1
    assert led > 20
