"""Newcomers: a survey that tells tastes apart, what answers change, and age group and country in one arm only."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from library import LibraryError
from library.catalog.event import EventKind
from library.catalog.people import Person
from library.experiments import arm_of, report
from library.recommend import interactions_of
from story.recommending.newcomers import DEMOGRAPHICS, FEWEST, Answers, count_groups, groups_of, note_answers
from story.recommending.notes import NoteCode
from story.recommending.service import Recommended, Recommending, Wish
from story.recommending.strength import TAKING


def scenes(answer: Recommended) -> list[int]:
    return [one.hit.scene.id for one in answer.scenes]


def person_in(arm: str, which: int = 0) -> str:
    found = [f"n{number}" for number in range(100) if arm_of(DEMOGRAPHICS, f"n{number}") == arm]
    return found[which]


def test_ten_scenes_are_asked_about_and_no_film_alone(shelf: Any, recommending: Recommending) -> None:
    asked = recommending.survey()
    assert len({hit.scene.id for hit in asked}) == 10 and len({hit.film.id for hit in asked}) == 3


def test_what_was_answered_is_recommended_from(
    shelf: Any, recommending: Recommending, many: Callable[[], None]
) -> None:
    many()
    answers = Answers((shelf.sea[0],), (shelf.town[0],))
    assert note_answers(shelf.library.catalog, "new", "s", answers).kept == 2
    events = shelf.library.catalog.events("new")
    assert [(one.kind, one.details) for one in events] == [
        (EventKind.LIKED, {"survey": True}),
        (EventKind.NOT_FOR_ME, {"survey": True}),
    ]
    answer = recommending.recommend(Wish("new", limit=200))
    assert NoteCode.NO_HISTORY not in {note.code for note in answer.notes}
    assert scenes(answer)[0] in shelf.sea and shelf.town[0] not in scenes(answer)


def test_answers_of_unknown_scenes_and_groups_are_refused(shelf: Any) -> None:
    catalog = shelf.library.catalog
    assert note_answers(catalog, "new", "s", Answers((999,))).kept == 0
    with pytest.raises(LibraryError):
        note_answers(catalog, "new", "s", Answers(age_group="ancient"))


def test_nothing_is_noted_of_a_newcomer_who_opted_out(shelf: Any) -> None:
    catalog = shelf.library.catalog
    catalog.opt_out("new")
    assert note_answers(catalog, "new", "s", Answers((shelf.sea[0],), (), "25-34", "KR")).kept == 0
    assert catalog.person("new").age_group == "" and catalog.events("new") == ()


def test_groups_count_people_once_and_none_is_so_small_that_it_shows_a_person() -> None:
    users = [f"u{number}" for number in range(8)]
    told = interactions_of(
        [*users, "u0"], [1, 1, 1, 1, 1, 2, 2, 2, 1], np.ones(9), np.arange(9), catalogue=[1, 2, 3]
    )
    people = [
        Person(user, age_group="25-34" if at < FEWEST else "45-54", country="KR")
        for at, user in enumerate(users)
    ]
    groups = count_groups(told, people)
    assert groups.names == ("age 25-34", "country KR")
    assert groups.counts.tolist() == [[5, 0, 0], [5, 3, 0]]
    assert groups.share(groups_of(people[0])).argmax() == 0 and groups.share(["age 45-54"]).tolist() == [
        0,
        0,
        0,
    ]


def test_groups_count_in_their_arm_only(shelf: Any, recommending: Recommending) -> None:
    catalog = shelf.library.catalog
    for number in range(FEWEST + 3):
        catalog.describe_person(f"old{number}", "55 and over", "KR")
        shelf.did(f"old{number}", EventKind.ADDED, shelf.sea[2])
        shelf.did(f"young{number}", EventKind.ADDED, shelf.town[2])
    shelf.did("one more", EventKind.ADDED, shelf.town[2])
    first = {}
    for arm in DEMOGRAPHICS.arms:
        user = person_in(arm)
        catalog.describe_person(user, "55 and over", "")
        recommending.learn()
        answer = recommending.recommend(Wish(user, limit=9))
        assert answer.arms == {"demographics": arm}
        first[arm] = scenes(answer)[0]
    assert first == {"without": shelf.town[2], "with": shelf.sea[2]}


def test_who_says_nothing_or_did_enough_is_in_no_arm(shelf: Any, recommending: Recommending) -> None:
    assert recommending.recommend(Wish("silent", limit=3)).arms == {}
    shelf.library.catalog.describe_person("old hand", "25-34", "KR")
    shelf.did("old hand", EventKind.ADDED, *shelf.other[:10])
    assert recommending.recommend(Wish("old hand", limit=3)).arms == {}


def test_what_was_shown_is_noted_with_its_arm_and_reported(shelf: Any, recommending: Recommending) -> None:
    catalog = shelf.library.catalog
    for number in range(6):
        user = person_in("without" if number % 2 else "with", number)
        catalog.describe_person(user, "", "KR")
        wish = Wish(user, limit=4)
        answer = recommending.recommend(wish)
        assert recommending.note_shown(wish, "s", answer).kept == 4
        shown = catalog.events(user)
        assert [one.details["position"] for one in shown] == [0, 1, 2, 3]
        if number % 2:
            shelf.did(user, EventKind.ADDED, scenes(answer)[1], scenes(answer)[3])
    found = report(DEMOGRAPHICS, catalog.showings("demographics", TAKING))
    assert [(arm.arm, arm.people, arm.shown, arm.taken) for arm in found.arms] == [
        ("without", 3, 12, 6),
        ("with", 3, 12, 0),
    ]
    assert found.arms[0].takers.value == 1.0 and found.is_sound


def test_nothing_is_noted_for_nobody(shelf: Any, recommending: Recommending) -> None:
    wish = Wish(limit=3)
    assert recommending.note_shown(wish, "s", recommending.recommend(wish)).kept == 0
    assert shelf.library.catalog.count_events() == 0


def test_what_was_taken_before_it_was_shown_does_not_count(shelf: Any) -> None:
    shelf.did("u", EventKind.ADDED, shelf.sea[0])
    shelf.did("u", EventKind.SHOWN, shelf.sea[0], details={"arms": {"demographics": "with"}})
    [showing] = shelf.library.catalog.showings("demographics", TAKING)
    assert (showing.arm, showing.scene_id, showing.taken) == ("with", shelf.sea[0], False)
    assert shelf.library.catalog.showings("another", TAKING) == ()
