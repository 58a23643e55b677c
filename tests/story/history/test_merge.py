"""Two people's work put together: both stay, what both changed is told, and what comes out can always be read."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from story.document.story_document import story_document, story_from_document
from story.graph import StoryGraph
from story.history.change import LISTS, record_key
from story.history.merge import Merge, merge
from story.history.merge_fields import merged_order, same
from story.model import Candidate, Choice, Clip, Ending, Group, Node, Story, Variable, VariableKind, new_story

Edit = Callable[[StoryGraph], object]


def base_story() -> Story:
    graph = StoryGraph(new_story("Two ways"))
    for title in ("Home", "Alley", "Bus", "End"):
        graph.add_node(title)
    graph.connect("n1", "n2", "Walk", default=True)
    graph.connect("n1", "n3", "Ride")
    graph.connect("n2", "n4", "Run")
    graph.connect("n3", "n4", "Stay")
    return graph.story


BASE = base_story()
NOTHING: dict[str, dict[str, str]] = {"nodes": {}, "choices": {}}


def after(*edits: Edit, base: Story = BASE) -> Story:
    graph = StoryGraph(base)
    for edit in edits:
        edit(graph)
    return graph.story


def with_node(name: str, **fields: Any) -> Edit:
    return lambda graph: graph.change_node(replace(graph.node(name), **fields))


def with_choice(name: str, **fields: Any) -> Edit:
    return lambda graph: graph.change_choice(replace(graph.choice(name), **fields))


def removed(name: str) -> Edit:
    return lambda graph: graph.remove_node(name)


def added(title: str, source: str, label: str = "") -> Edit:
    def edit(graph: StoryGraph) -> None:
        graph.connect(source, graph.add_node(title).id, label)

    return edit


def node(merged: Merge, name: str) -> Node:
    return next(one for one in merged.story.nodes if one.id == name)


def choice(merged: Merge, name: str) -> Choice:
    return next(one for one in merged.story.choices if one.id == name)


def told(merged: Merge) -> list[tuple[str, str, str]]:
    return [(one.what, one.id, one.field) for one in merged.conflicts]


def test_different_fields_of_one_node_both_stay() -> None:
    clip = Clip("f" * 64, 0, 1000)
    merged = merge(BASE, after(with_node("n1", title="House")), after(with_node("n1", clips=(clip,))))
    assert (node(merged, "n1").title, node(merged, "n1").clips) == ("House", (clip,))
    assert merged.conflicts == ()


def test_a_label_is_put_together_language_by_language() -> None:
    mine = after(with_choice("c1", label={"en": "Go on foot", "ko": "걷기"}))
    theirs = after(with_choice("c1", label={"en": "Walk", "ja": "歩く"}))
    merged = merge(BASE, mine, theirs)
    assert choice(merged, "c1").label == {"en": "Go on foot", "ko": "걷기", "ja": "歩く"}
    assert merged.conflicts == ()


def test_what_both_changed_keeps_mine_and_shows_both() -> None:
    mine = after(with_choice("c1", label={"en": "Stroll"}), with_node("n4", ending=Ending({"en": "Over"})))
    theirs = after(with_choice("c1", label={"en": "March"}), with_node("n4", ending=Ending({"ko": "끝"})))
    merged = merge(BASE, mine, theirs)
    assert choice(merged, "c1").label == {"en": "Stroll"}
    assert node(merged, "n4").ending == Ending({"en": "Over", "ko": "끝"})
    (conflict,) = merged.conflicts
    assert (conflict.what, conflict.id, conflict.field) == ("choices", "c1", "label.en")
    assert (conflict.base, conflict.mine, conflict.theirs) == ("Walk", "Stroll", "March")
    assert conflict.message == {
        "en": "Choice c1 “Stroll”, label (en): mine is “Stroll”, theirs is “March”, before it was “Walk”. "
        "Kept: “Stroll”.",
        "ko": "선택지 c1 “Stroll”, 글 (en): 내 것은 “Stroll”, 상대 것은 “March”, 전에는 “Walk”. "
        "남긴 것: “Stroll”.",
    }


def test_the_same_change_by_both_is_no_conflict() -> None:
    mine = theirs = after(with_node("n1", title="House"), removed("n3"))
    assert merge(BASE, mine, theirs) == Merge(mine, (), NOTHING)


@pytest.mark.parametrize("swapped", [False, True])
def test_what_one_removed_and_the_other_changed_stays_with_its_choices(swapped: bool) -> None:
    sides = [after(removed("n3")), after(with_node("n3", title="Night bus"))]
    merged = merge(BASE, *(sides[::-1] if swapped else sides))
    assert node(merged, "n3").title == "Night bus"
    assert [one.id for one in merged.story.choices] == ["c1", "c2", "c3", "c4"]
    assert told(merged) == [("nodes", "n3", "")]
    (conflict,) = merged.conflicts
    assert (conflict.mine is None, conflict.theirs is None) == (not swapped, swapped)


def test_what_one_removed_stays_where_the_other_leads_to_it_anew() -> None:
    merged = merge(BASE, after(removed("n3")), after(lambda graph: graph.connect("n2", "n3", "Jump on")))
    assert [one.id for one in merged.story.nodes] == ["n1", "n2", "n3", "n4"]
    assert {one.id for one in merged.story.choices} == {"c1", "c2", "c3", "c4", "c5"}
    assert told(merged) == [("nodes", "n3", "")]


def test_what_one_removed_and_nobody_needs_is_gone() -> None:
    merged = merge(BASE, after(removed("n3")), after(with_node("n1", title="House")))
    assert merged == Merge(after(removed("n3"), with_node("n1", title="House")), (), NOTHING)


def test_ids_that_both_gave_are_told_apart_with_everything_that_names_them() -> None:
    mine = after(added("Roof", "n1", "Climb"))

    def theirs_too(graph: StoryGraph) -> None:
        added("Cellar", "n1", "Descend")(graph)
        graph.change_choice(replace(graph.choice("c5"), condition="not visited(n5)"))
        graph.change_choice(replace(graph.choice("c4"), condition="chosen(c5)", returns_to="n5"))
        graph.set_start("n5")

    theirs = after(theirs_too)
    theirs = replace(theirs, groups=(Group("g", "Any", candidates=(Candidate("n5", "visited( n5 )"),)),))
    merged = merge(BASE, mine, theirs)
    assert merged.renumbered == {"nodes": {"n5": "n6"}, "choices": {"c5": "c6"}}
    assert merged.conflicts == ()
    assert [(one.id, one.title) for one in merged.story.nodes[-2:]] == [("n5", "Roof"), ("n6", "Cellar")]
    assert (choice(merged, "c5").target, choice(merged, "c6").target) == ("n5", "n6")
    assert (choice(merged, "c6").condition, choice(merged, "c5").condition) == ("not visited(n6)", "")
    assert (choice(merged, "c4").condition, choice(merged, "c4").returns_to) == ("chosen(c6)", "n6")
    assert merged.story.groups[0].candidates == (Candidate("n6", "visited(n6)"),)
    assert (merged.story.start, merged.story.last_node, merged.story.last_choice) == ("n6", 6, 6)


def test_a_variable_that_both_added_is_one_variable() -> None:
    flag = Variable("brave", VariableKind.FLAG, False)
    mine, theirs = replace(BASE, variables=(flag,)), replace(BASE, variables=(replace(flag, start=True),))
    merged = merge(BASE, mine, theirs)
    assert (merged.story.variables, told(merged)) == ((flag,), [("variables", "brave", "start")])


def test_changes_that_do_not_fit_together_keep_mine() -> None:
    base = replace(BASE, variables=(Variable("brave", VariableKind.FLAG, False),))
    mine = replace(BASE, variables=(Variable("brave", VariableKind.NUMBER, 0.0),))
    theirs = replace(BASE, variables=(Variable("brave", VariableKind.FLAG, True),))
    merged = merge(base, mine, theirs)
    assert (merged.story.variables, told(merged)) == (mine.variables, [("variables", "brave", "start")])
    text = replace(BASE, variables=(Variable("brave", VariableKind.TEXT, "no"),))
    backwards = merge(text, replace(text, variables=(Variable("brave", VariableKind.TEXT, "yes"),)), mine)
    assert backwards.story.variables == (Variable("brave", VariableKind.TEXT, "yes"),)
    assert backwards.conflicts[0].field == ""
    assert "does not fit together" in backwards.conflicts[0].message["en"]


def test_of_two_default_choices_mine_stays_the_default() -> None:
    mine, theirs = after(with_choice("c2", default=True)), after(added("Roof", "n1", "Climb"))
    theirs = after(with_choice("c5", default=True), base=theirs)
    merged = merge(BASE, mine, theirs)
    assert [one.id for one in merged.story.choices if one.default] == ["c2"]
    assert told(merged) == [("choices", "c5", "default")]


def test_a_start_that_the_other_removed_stays() -> None:
    merged = merge(BASE, after(removed("n3")), after(lambda graph: graph.set_start("n3")))
    assert (merged.story.start, told(merged)) == ("n3", [("nodes", "n3", "")])


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "expected"),
    [
        ("abc", "abcx", "abcy", "abcxy"),
        ("abc", "xabc", "abyc", "xabyc"),
        ("abc", "cab", "abcz", "czab"),
        ("abc", "abcz", "cab", "czab"),
        ("abc", "ac", "abyc", "ayc"),
        ("abc", "bac", "acb", "bac"),
        ("", "pq", "rs", "pqrs"),
    ],
)
def test_the_order_of_both(base: str, mine: str, theirs: str, expected: str) -> None:
    assert "".join(merged_order(base, mine, theirs, set(expected))) == expected


@st.composite
def related(draw: st.DrawFn) -> tuple[Story, Story, Story]:
    """Three stories that share some of their records, some of them changed."""
    sources = [draw(st.from_type(Story)) for _ in range(2)]
    return tuple(_mixed(draw, sources) for _ in range(3))  # type: ignore[return-value]  # there are three


def _mixed(draw: st.DrawFn, sources: list[Story]) -> Story:
    lists: dict[str, Any] = {}
    taken: set[str] = set()
    for name in LISTS:
        pool = [one for source in sources for one in getattr(source, name)]
        chosen = draw(st.lists(st.sampled_from(pool), unique_by=record_key, max_size=6)) if pool else []
        if name in ("nodes", "groups"):
            chosen = [one for one in chosen if one.id not in taken]
            taken |= {one.id for one in chosen}
        lists[name] = tuple(_changed(draw, one) for one in chosen)
    start = draw(st.sampled_from(["", *sorted(taken)]))
    return replace(draw(st.sampled_from(sources)), **lists, start=start)


def _changed(draw: st.DrawFn, record: Any) -> Any:
    if hasattr(record, "title"):
        return replace(record, title=draw(st.sampled_from([record.title, "A", "B"])))
    if hasattr(record, "order"):
        return replace(record, default=draw(st.booleans()))
    return record


@settings(max_examples=60)
@given(related())
def test_what_comes_out_can_always_be_read(stories: tuple[Story, Story, Story]) -> None:
    merged = merge(*stories)
    document = story_document(merged.story)
    assert story_from_document(document, "t") == merged.story
    for one in merged.conflicts:
        assert not same(one.mine, one.theirs)
        assert set(one.message) == {"en", "ko"} and all(one.message.values())


@settings(max_examples=60)
@given(related())
def test_no_choice_is_left_behind_that_leads_nowhere(stories: tuple[Story, Story, Story]) -> None:
    def loose(story: Story) -> set[str]:
        places = {one.id for one in (*story.nodes, *story.groups)}
        return {one.id for one in story.choices if not {one.source, one.target} <= places}

    _, mine, theirs = stories
    merged = merge(*stories)
    known = loose(mine) | {merged.renumbered["choices"].get(name, name) for name in loose(theirs)}
    assert loose(merged.story) <= known


@settings(max_examples=60)
@given(related())
def test_a_side_that_changed_nothing_gives_the_other(stories: tuple[Story, Story, Story]) -> None:
    base, other, _ = stories
    assert merge(base, base, other) == Merge(other, (), NOTHING)
    assert merge(base, other, base) == Merge(other, (), NOTHING)
    assert merge(base, other, other) == Merge(other, (), NOTHING)


edits_of_nodes = st.lists(
    st.tuples(
        st.sampled_from(["title", "beat", "clips", "position", "remove", "label", "once"]), st.integers(0, 3)
    ),
    max_size=6,
)


def _edited(base: Story, own: set[str], edits: list[tuple[str, int]]) -> Story:
    """Make edits of nodes of `own` and of the choices that lead from there; only `removable` ones are removed."""
    graph = StoryGraph(base)
    for kind, number in edits:
        names = sorted(own & {one.id for one in graph.nodes})
        if not names:
            break
        name = names[number % len(names)]
        leading = graph.choices_of(name)
        if kind == "remove":
            graph.remove_node(name)
        elif kind in ("label", "once") and leading:
            fields: dict[str, Any] = {"label": {"en": str(number)}} if kind == "label" else {"once": True}
            graph.change_choice(replace(leading[0], **fields))
        elif kind in ("title", "beat"):
            with_node(name, **{kind: str(number)})(graph)
        elif kind == "clips":
            with_node(name, clips=(Clip("f" * 64, number, number + 1),))(graph)
        elif kind == "position":
            graph.move_node(name, (number, 0))
    return graph.story


@settings(max_examples=60)
@given(edits_of_nodes, edits_of_nodes, st.lists(st.integers(0, 8), max_size=12))
def test_edits_of_different_things_go_in_either_order(
    mine: list[tuple[str, int]], theirs: list[tuple[str, int]], targets: list[int]
) -> None:
    graph = StoryGraph(new_story("Islands"))
    odd, even = ([f"n{number}" for number in range(first, 9, 2)] for first in (1, 2))
    for number in range(1, 9):
        graph.add_node(str(number))
    for number, target in enumerate(targets):  # choices stay among the odd nodes, or among the even ones
        names = odd if number % 2 else even
        graph.connect(names[number % 4], names[target % 4], str(number))
    base = graph.story
    one, other = _edited(base, set(odd), mine), _edited(base, set(even), theirs)
    both = _edited(one, set(even), theirs)
    assert merge(base, one, other) == merge(base, other, one) == Merge(both, (), NOTHING)
