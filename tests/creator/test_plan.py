"""What is published: everything that any condition, group or tunnel may lead to, and nothing that leads nowhere."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from creator.errors import MissingFootage, StoryNotReady
from creator.plan import Plan, plan_of, to_shoot
from library.records import Film
from story.model import Candidate, Choice, Clip, Ending, Group, Node, Story


@pytest.fixture
def planned(film_of: Callable[..., Film], shelf: Any) -> Callable[[Story], Plan]:
    """Plans a story whose clips are all of one film, called `film`."""
    fingerprint = film_of().fingerprint

    def plan(story: Story) -> Plan:
        nodes = tuple(
            replace(node, clips=tuple(replace(clip, film=fingerprint) for clip in node.clips))
            for node in story.nodes
        )
        return plan_of(replace(story, nodes=nodes), shelf)

    return plan


def story(*choices: Choice, groups: tuple[Group, ...] = (), **changes: dict[str, object]) -> Story:
    """Return a story of nodes `a` to `f`; `changes` are fields by node."""
    clips = (Clip("film", 0, 1000),)
    nodes = tuple(Node(name, name, **{"clips": clips, **changes.get(name, {})}) for name in "abcdef")
    return Story("s", "S", "en", "a", nodes, choices, groups=groups)


def test_groups_tunnels_and_conditions_are_published_whole(planned: Callable[[Story], Plan]) -> None:
    group = Group("g", "", candidates=(Candidate("b", "false"), Candidate("c")))
    plan = planned(
        story(
            Choice("to_group", "a", "g", condition="false"),
            Choice("into", "c", "d", returns_to="e"),
            groups=(group, Group("unused", "", candidates=(Candidate("f"),))),
            d={"returns": True},
            e={"ending": Ending()},
        )
    )
    assert list(plan.nodes) == ["a", "b", "c", "d", "e"]
    assert [node.id for node in plan.ends] == ["b", "e"]
    assert [node.id for node in plan.possible_ends] == ["a", "b", "d", "e"]


def test_a_choice_that_may_be_gone_leaves_a_possible_end(planned: Callable[[Story], Plan]) -> None:
    once = Choice("on", "a", "b", once=True)
    assert [node.id for node in planned(story(once)).possible_ends] == ["a", "b"]
    assert [node.id for node in planned(story(replace(once, once=False))).possible_ends] == ["b"]


@pytest.mark.parametrize(
    ("choice", "named"),
    [
        (Choice("c", "a", "nowhere"), '"nowhere", which is not in the story'),
        (Choice("c", "a", "b", returns_to="nowhere"), '"nowhere", which is not in the story'),
        (Choice("c", "a", "loose"), '"gone", which is not in the story'),
        (Choice("c", "a", "empty"), '"empty", which has no node to play'),
    ],
)
def test_what_leads_nowhere_is_refused(planned: Callable[[Story], Plan], choice: Choice, named: str) -> None:
    groups = (Group("loose", "", candidates=(Candidate("b"), Candidate("gone"))), Group("empty", ""))
    with pytest.raises(StoryNotReady, match=named):
        planned(story(choice, groups=groups))


def test_words_stand_in_for_footage_and_nothing_does_not(planned: Callable[[Story], Plan]) -> None:
    gap: dict[str, object] = {"clips": (), "to_shoot": {"ko": "밤, 항구"}}
    told = story(Choice("on", "a", "b"), b=gap)
    assert to_shoot(told, planned(told).nodes["b"]) == "밤, 항구", (
        "in another language rather than not at all"
    )
    assert to_shoot(told, told.nodes[0]) == "", "there is footage"
    with pytest.raises(MissingFootage, match='"b" has no clip to play'):
        planned(story(Choice("on", "a", "b"), b={**gap, "to_shoot": {"en": "  "}}))
