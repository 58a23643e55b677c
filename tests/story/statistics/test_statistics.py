"""Statistics of stories whose plays can be written down."""

from dataclasses import replace

import pytest

from story.errors import StoryError
from story.model import Choice, Clip, Ending, Leaving, Node, Story, Variable, VariableKind
from story.play.state_space import Bound
from story.statistics import expected_visits, footage_share
from story.statistics.path_statistics import PathStatistics, path_statistics

from ..play.test_walk import STORY


def clip(ms: int, start: int = 0) -> tuple[Clip, ...]:
    return (Clip("f" * 64, start, start + ms),)


def without(*names: str) -> Story:
    return replace(STORY, choices=tuple(one for one in STORY.choices if one.id not in names))


def facts(story: Story) -> tuple[int | None, int | None, int, int | None]:
    found = path_statistics(story)
    return found.shortest_ms, found.longest_ms, found.endings, found.paths


def test_a_story_with_a_loop() -> None:
    found = path_statistics(STORY)
    # Shortest: home 1000 + bus 500 + end 100. A viewer may stay for ever.
    assert (found.shortest_ms, found.longest_ms, found.endings, found.paths) == (1600, None, 1, None)
    # Half of the viewers at home walk, half of those at the square come back: home plays 1 + 1/4 + 1/16 + … = 4/3
    # times, alley, square and bus half as often.
    assert found.expected_ms == pytest.approx((4 * 1000 + 2 * (2000 + 4000 + 500)) / 3 + 100)
    assert found.share is not None
    # Alley and square are seen by the half that walks first; the bus by two of three.
    seen = 1000 + 2000 / 2 + 4000 / 2 + 500 * 2 / 3 + 100
    assert found.share.average == pytest.approx(seen / 7600)
    assert (found.share.most, found.share.plays, found.complete) == (1.0, 0, True)


def test_a_story_without_a_loop() -> None:
    story = replace(without("stay"), nodes=(*STORY.nodes, Node("far", "", ending=Ending())))
    found = path_statistics(story)
    # Longest: home 1000 + alley 2000 + square 4000 + end 100; the ending `far` cannot be reached.
    assert facts(story) == (1600, 7100, 1, 2)
    assert found.unmet_endings == ("far",)
    assert found.expected_ms == (1600 + 7100) / 2
    assert found.share is not None
    assert found.share.average == pytest.approx((1600 + 7100) / 2 / 7600)
    assert found.share.most == 7100 / 7600


def test_viewers_choose_by_weight() -> None:
    ride, *others = without("stay").choices
    found = path_statistics(replace(STORY, choices=(replace(ride, weight=3.0), *others)))
    assert found.expected_ms == pytest.approx(0.75 * 1600 + 0.25 * 7100)


def test_chance_decides_by_weight_and_nodes_that_play_on_are_certain() -> None:
    nodes = (
        Node("a", "", clip(10)),
        *(Node(name, "", clip(ms), Ending()) for name, ms in (("b", 100), ("c", 200))),
    )
    ways = (
        Choice("1", "a", "b", automatic=True, weight=1.0),
        Choice("2", "a", "c", automatic=True, weight=4.0),
    )
    story = Story("s", "", "en", "a", nodes, ways)
    assert path_statistics(story).expected_ms == pytest.approx(10 + 0.2 * 100 + 0.8 * 200)
    assert facts(story) == (110, 210, 2, 2)
    certain = replace(story, choices=(replace(ways[0], weight=None), ways[1]))
    assert path_statistics(certain).expected_ms == 110


def test_a_loop_that_a_variable_ends_has_a_longest_path() -> None:
    nodes = (Node("a", "", clip(1000)), Node("e", "", clip(10), Ending()))
    ways = (
        Choice("again", "a", "a", {"en": "Again"}, condition="n < 2", effects=("n = n + 1",)),
        Choice("out", "a", "e", {"en": "Out"}),
    )
    story = Story("s", "", "en", "a", nodes, ways, variables=(Variable("n", VariableKind.NUMBER, 0.0),))
    assert facts(story) == (1010, 3010, 1, 3)
    assert path_statistics(story).expected_ms == pytest.approx(1000 * (1 + 1 / 2 + 1 / 4) + 10)


def test_a_node_that_is_left_at_once_counts_up_to_the_choice() -> None:
    nodes = (
        Node("a", "", clip(20_000)),
        Node("e", "", clip(1000), Ending()),
        Node("f", "", clip(1000), Ending()),
    )
    ways = (
        Choice(
            "1",
            "a",
            "e",
            {"en": "Cut"},
            default=True,
            opens_ms=8000,
            closes_ms=18_000,
            leaving=Leaving.AT_ONCE,
        ),
        Choice("2", "a", "f", {"en": "Wait"}, opens_ms=8000, closes_ms=18_000),
    )
    found = path_statistics(Story("s", "", "en", "a", nodes, ways))
    assert (found.shortest_ms, found.longest_ms) == (9000, 21_000)
    assert found.expected_ms == ((8000 + 18_000) / 2 + 20_000) / 2 + 1000


def test_a_clip_that_two_nodes_play_is_footage_once() -> None:
    nodes = (
        Node("a", "", clip(1000)),
        Node("b", "", (*clip(1000), *clip(500, 9000))),
        Node("e", "", clip(500, 9000), Ending()),
    )
    ways = (Choice("1", "a", "b", {"en": "Look"}), Choice("2", "a", "e", {"en": "Go"}), Choice("3", "b", "e"))
    found = path_statistics(Story("s", "", "en", "a", nodes, ways))
    assert found.share == footage_share.Share(1.0, 1.0)


def test_a_tunnel_counts_wherever_it_is_entered() -> None:
    nodes = (
        Node("a", "", clip(100)),
        Node("t", "", clip(30), returns=True),
        Node("b", "", clip(200)),
        Node("e", "", clip(1), Ending()),
    )
    ways = (
        Choice("at", "a", "t", {"en": "Ask"}, returns_to="b"),
        Choice("ab", "a", "b", {"en": "Go"}),
        Choice("bt", "b", "t", returns_to="e"),
    )
    story = Story("s", "", "en", "a", nodes, ways)
    assert facts(story) == (100 + 200 + 30 + 1, 100 + 30 + 200 + 30 + 1, 1, 2)
    assert path_statistics(story).expected_ms == pytest.approx(331 + 30 / 2)


def test_where_plays_may_never_end_nothing_is_expected() -> None:
    nodes = (Node("a", "", clip(10)), Node("trap", "", clip(5)), Node("e", "", clip(7), Ending()))
    ways = (Choice("1", "a", "trap"), Choice("2", "trap", "trap"), Choice("3", "a", "e"))
    assert path_statistics(Story("s", "", "en", "a", nodes, ways)) == PathStatistics(
        17, 17, None, 1, (), 1, None, True
    )


def test_a_story_that_starts_with_its_end_one_without_and_one_without_a_start() -> None:
    ending = Node("e", "", clip(9), Ending())
    one = footage_share.Share(1.0, 1.0)
    assert path_statistics(Story("s", "", "en", "e", (ending,))) == PathStatistics(
        9, 9, 9, 1, (), 1, one, True
    )
    stuck = path_statistics(Story("s", "", "en", "a", (Node("a", ""),)))
    assert stuck == PathStatistics(None, None, 0, 0, (), 0, None, True)
    with pytest.raises(StoryError, match="no node to start at"):
        path_statistics(Story("s", "", "en", "", (ending,)))


def test_beyond_the_bound_only_what_was_met_is_known() -> None:
    found = path_statistics(STORY, bound=Bound(states=3))
    assert found == PathStatistics(None, None, None, 0, ("end",), None, None, False)
    # By way of the bus the end is the fourth.
    found = path_statistics(STORY, bound=Bound(states=4))
    assert found == PathStatistics(1600, None, None, 1, (), None, None, False)


def test_paths_that_nobody_could_count_are_counted() -> None:
    nodes = tuple(Node(f"n{n}", "", clip(1000, 1000 * n), Ending() if n == 300 else None) for n in range(301))
    ways = tuple(Choice(f"{n}{way}", f"n{n}", f"n{n + 1}", {"en": way}) for n in range(300) for way in "xyz")
    found = path_statistics(Story("s", "", "en", "n0", nodes, ways))
    assert (found.paths, found.expected_ms) == (3**300, pytest.approx(301_000))


def test_drawn_plays_come_near_the_average(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = path_statistics(STORY).share
    monkeypatch.setattr(footage_share, "_MOST_WORK", -1)
    drawn = path_statistics(STORY).share
    assert exact is not None and drawn is not None
    assert drawn.plays == footage_share.PLAYS
    assert drawn.average == pytest.approx(exact.average, abs=0.04)


def test_a_large_loop_is_approached_within_the_tolerance(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = path_statistics(STORY).expected_ms
    monkeypatch.setattr(expected_visits, "MOST_SOLVED_AT_ONCE", 1)
    near = path_statistics(STORY).expected_ms
    assert near != exact and near == pytest.approx(exact, rel=1e-8)


def test_what_a_viewer_sees_at_most_is_bounded_where_it_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    # A viewer sees b or c, then d: never both. Counting the longest way gives the same here.
    nodes = tuple(
        Node(name, "", clip(ms, start), Ending() if name == "d" else None)
        for name, ms, start in (("a", 10, 0), ("b", 20, 100), ("c", 50, 200), ("d", 20, 300))
    )
    ways = tuple(Choice(way, way[0], way[1], {"en": way}) for way in ("ab", "ac", "bd", "cd"))
    story = Story("s", "", "en", "a", nodes, ways)
    exact = path_statistics(story).share
    monkeypatch.setattr(footage_share, "_MOST_SETS", 0)
    bound = path_statistics(story).share
    assert exact is not None and bound is not None
    assert exact.most == bound.most == 0.8
