"""History: what is written down, what is refused or bounded, and how a person leaves."""

import json
import math
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from library import Library, LibraryError
from library.catalog.event import Event, EventKind, Mending, Refusal
from library.catalog.event_checks import LONGEST_SECONDS, MOST_A_DAY
from library.pseudonym import new_pseudonym, pseudonym


@pytest.fixture
def scenes(put: Callable[..., Any], told: Callable[..., Any]) -> list[int]:
    return put("aa", "Harbour", [told("The boat leaves."), told("Night falls."), told("Lena waits.")])[1]


def added(scene: int, user: str = "u", **more: Any) -> Event:
    return Event(user, "s", EventKind.ADDED, scene, **more)


def test_events_come_back_as_they_were_told_the_oldest_first(library: Library, scenes: list[int]) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    told = [
        Event("u", "s", EventKind.PREVIEWED, scenes[0], "story", {"seconds": 3.5, "of": 10}, at),
        Event("u", "s", EventKind.ADDED, scenes[1], None, {}, at + timedelta(seconds=1)),
        Event("other", "s", EventKind.CHOSEN, None, "story", {"choice": "c1"}, at),
    ]
    assert library.catalog.append_events(told).kept == 3
    assert list(library.catalog.events("u")) == told[:2]
    assert list(library.catalog.events("u", limit=1)) == told[1:2]
    assert library.catalog.count_events() == 3 and library.catalog.count_events("other") == 1


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"user": ""}, Refusal.NO_USER),
        ({"user": " "}, Refusal.NO_USER),
        ({"user": "u" * 65}, Refusal.NO_USER),
        ({"user": "a\nb"}, Refusal.NO_USER),
        ({"user": "\ud800"}, Refusal.NO_USER),
        ({"user": None}, Refusal.NO_USER),
        ({"session": ""}, Refusal.NO_SESSION),
        ({"kind": "stared at"}, Refusal.UNKNOWN_KIND),
        ({"scene_id": 999_999}, Refusal.UNKNOWN_SCENE),
        ({"scene_id": 2**70}, Refusal.UNKNOWN_SCENE),
        ({"scene_id": None}, Refusal.UNKNOWN_SCENE),
        ({"kind": "published", "scene_id": 999_999}, Refusal.UNKNOWN_SCENE),
        ({"story_id": "s" * 100}, Refusal.BAD_DETAILS),
        ({"details": {"seconds": math.nan}}, Refusal.BAD_DETAILS),
        ({"details": {"seconds": math.inf}}, Refusal.BAD_DETAILS),
        ({"details": {"seconds": -1}}, Refusal.BAD_DETAILS),
        ({"details": {"seconds": "3"}}, Refusal.BAD_DETAILS),
        ({"details": {"seconds": True}}, Refusal.BAD_DETAILS),
        ({"details": {"more": [math.nan]}}, Refusal.BAD_DETAILS),
        ({"details": {"more": "x" * 5000}}, Refusal.BAD_DETAILS),
        ({"details": {"more": object()}}, Refusal.BAD_DETAILS),
    ],
)
def test_what_cannot_be_is_refused_and_the_rest_of_the_batch_stands(
    library: Library, scenes: list[int], changes: dict[str, Any], reason: Refusal
) -> None:
    bad = Event(**{**vars(added(scenes[0])), **changes})
    noted = library.catalog.append_events([added(scenes[0]), bad, added(scenes[1])])
    assert (noted.kept, noted.refused) == (2, {reason: 1})
    assert noted.told() == (f"refused 1: {reason.value}",)
    assert [event.scene_id for event in library.catalog.events("u")] == scenes[:2]


def test_a_clock_ahead_of_ours_is_noted_as_now(library: Library, scenes: list[int]) -> None:
    wrong = [datetime(2999, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC), datetime.max, datetime.min]
    told = [added(scenes[0], user=f"u{number}", happened_at=at) for number, at in enumerate(wrong)]
    before = datetime.now(UTC)
    noted = library.catalog.append_events(told)
    assert noted.mended == {Mending.CLOCK_UNSET: 4}
    for number in range(4):
        (kept,) = library.catalog.events(f"u{number}")
        assert kept.happened_at is not None and before <= kept.happened_at <= datetime.now(UTC)


@pytest.mark.parametrize("at_once", [True, False])
def test_a_clock_that_goes_back_does_not_change_the_order(
    library: Library, scenes: list[int], at_once: bool
) -> None:
    late, early = datetime(2026, 5, 2, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)
    told = [added(scenes[0], happened_at=late), added(scenes[1], happened_at=early)]
    batches = [told] if at_once else [told[:1], told[1:]]
    noted = [library.catalog.append_events(batch) for batch in batches]
    assert noted[-1].mended == {Mending.CLOCK_BACK: 1}
    assert [event.scene_id for event in library.catalog.events("u")] == scenes[:2]


def test_no_more_seconds_are_seen_than_there_are(library: Library, scenes: list[int]) -> None:
    told = [added(scenes[0], details={"seconds": 99, "of": 10}), added(scenes[0], details={"seconds": 1e300})]
    assert library.catalog.append_events(told).mended == {Mending.TOO_LONG: 2}
    assert [event.details["seconds"] for event in library.catalog.events("u")] == [10, LONGEST_SECONDS]


def test_a_flood_of_events_of_one_person_in_a_day_is_bounded(library: Library, scenes: list[int]) -> None:
    at = datetime(2026, 5, 1, 12, tzinfo=UTC)
    flood = (added(scenes[number % 3], happened_at=at) for number in range(MOST_A_DAY + 12_000))
    noted = library.catalog.append_events(flood)
    assert (noted.kept, noted.refused) == (MOST_A_DAY, {Refusal.TOO_MANY: 12_000})
    others = library.catalog.append_events([added(scenes[0], user="other"), added(scenes[0])])
    assert others.kept == 2  # another day, another person


def test_the_events_of_a_scene_that_went_stay_without_it(library: Library, scenes: list[int]) -> None:
    library.catalog.append_event(added(scenes[0]))
    library.catalog.remove_film(library.catalog.scene(scenes[0]).film_id)
    assert [event.scene_id for event in library.catalog.events("u")] == [None]


def test_who_opts_out_is_not_recorded_and_not_learnt_from(library: Library, scenes: list[int]) -> None:
    catalog = library.catalog
    catalog.append_events([added(scenes[0]), added(scenes[1], user="other")])
    moment = catalog.forgettings()
    catalog.opt_out("u")
    assert catalog.person("u").opted_out and catalog.forgettings() > moment
    assert catalog.append_event(added(scenes[1])).refused == {Refusal.OPTED_OUT: 1}
    assert set(catalog.history_rows().users) == {"other"}
    catalog.opt_in("u")
    assert catalog.append_event(added(scenes[1])).kept == 1
    assert catalog.history_rows().users == ("u", "other", "u")


def test_a_person_takes_their_data_with_them(library: Library, scenes: list[int]) -> None:
    catalog = library.catalog
    catalog.describe_person("u", "25-34", "kr")
    catalog.append_events([added(scenes[0], details={"position": 2}), added(scenes[1], user="other")])
    (told,) = catalog.told_events("u")
    assert json.loads(json.dumps(told)) == told
    assert (told["user"], told["scene_id"], told["details"]) == ("u", scenes[0], {"position": 2})
    assert catalog.told_person("u") == {
        "user": "u",
        "opted_out": False,
        "age_group": "25-34",
        "country": "KR",
    }


def test_nothing_of_a_forgotten_person_is_left(library: Library, scenes: list[int]) -> None:
    catalog = library.catalog
    catalog.append_events([added(scenes[0], user="p-of-lena"), added(scenes[1], user="other")])
    catalog.describe_person("p-of-lena", "25-34", "KR")
    moment = catalog.forgettings()
    assert catalog.forget_person("p-of-lena") == 1
    assert catalog.events("p-of-lena") == () and list(catalog.users()) == ["other"]
    assert catalog.forgettings() > moment
    with sqlite3.connect(library.folder / "library.db") as database:
        assert not [line for line in database.iterdump() if "p-of-lena" in line]


def test_who_opted_out_and_is_forgotten_stays_out(library: Library, scenes: list[int]) -> None:
    library.catalog.describe_person("u", "25-34", "KR")
    library.catalog.opt_out("u")
    library.catalog.forget_person("u")
    assert vars(library.catalog.person("u")) == {
        "user": "u",
        "opted_out": True,
        "age_group": "",
        "country": "",
    }
    assert library.catalog.append_event(added(scenes[0])).kept == 0


@pytest.mark.parametrize(("age", "country"), [("old", ""), ("", "Korea"), ("", "K1"), ("", "가나")])
def test_only_known_groups_and_countries_are_taken(library: Library, age: str, country: str) -> None:
    with pytest.raises(LibraryError):
        library.catalog.describe_person("u", age, country)


def test_history_is_read_on_from_where_one_stopped(library: Library, scenes: list[int]) -> None:
    catalog = library.catalog
    at = datetime(2026, 5, 1, tzinfo=UTC)
    catalog.append_events(
        added(scene, happened_at=at, details={"seconds": 2, "of": 8, "position": 1}) for scene in scenes
    )
    first = catalog.history_rows(most=2)
    assert first.scenes.tolist() == scenes[:2] and first.times.tolist() == [at.timestamp()] * 2
    assert (first.seconds.tolist(), first.of.tolist(), first.positions.tolist()) == ([2, 2], [8, 8], [1, 1])
    rest = catalog.history_rows(first.last)
    assert rest.scenes.tolist() == scenes[2:] and rest.last == catalog.newest_event()
    assert len(catalog.history_rows(rest.last)) == 0 and catalog.history_rows(rest.last).last == rest.last


def test_a_name_becomes_a_pseudonym_that_means_nothing_elsewhere(library: Library) -> None:
    own = pseudonym(library.catalog, "Lena Meyer")
    assert own == pseudonym(library.catalog, " lena  MEYER ") and "lena" not in own
    assert own != pseudonym(library.catalog, "Lena") and pseudonym(library.catalog, own) == own
    library.catalog.set_setting("history salt", "another library's")
    assert pseudonym(library.catalog, "Lena Meyer") != own
    assert (
        new_pseudonym() != new_pseudonym() and pseudonym(library.catalog, known := new_pseudonym()) == known
    )
    with pytest.raises(LibraryError):
        pseudonym(library.catalog, "  ")
