"""The order of a list: what was passed over sinks, and one place in ten is a try."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from library.catalog.event import Event, EventKind
from story.recommending.candidates import Source
from story.recommending.reasons import ReasonKind
from story.recommending.service import Recommended, Recommending, Wish


def scenes(answer: Recommended) -> list[int]:
    return [one.hit.scene.id for one in answer.scenes]


def show(shelf: Any, scene: int, days_ago: float, times: int = 6) -> None:
    at = datetime.now(UTC) - timedelta(days=days_ago)
    shelf.library.catalog.append_events(
        Event("me", f"days {days_ago} {number}", EventKind.SHOWN, scene, None, {"position": 0}, at)
        for number in range(times)
    )


def test_what_was_shown_and_not_taken_sinks_and_comes_back_when_it_is_opened(
    shelf: Any, recommending: Recommending, many: Callable[[], None]
) -> None:
    many()
    shelf.did("me", EventKind.ADDED, shelf.sea[0])
    first = scenes(recommending.recommend(Wish("me", limit=9)))
    assert first[0] in shelf.sea
    show(shelf, first[0], days_ago=0.01)
    assert scenes(recommending.recommend(Wish("me", limit=9)))[0] != first[0]
    shelf.did("me", EventKind.OPENED, first[0])
    assert scenes(recommending.recommend(Wish("me", limit=9)))[0] == first[0]


def test_what_was_shown_long_ago_has_come_back(
    shelf: Any, recommending: Recommending, many: Callable[[], None]
) -> None:
    many()
    shelf.did("me", EventKind.ADDED, shelf.sea[0])
    first = scenes(recommending.recommend(Wish("me", limit=9)))
    show(shelf, first[0], days_ago=300)
    assert scenes(recommending.recommend(Wish("me", limit=9)))[0] == first[0]


def test_the_last_of_ten_places_is_a_try_and_says_so(shelf: Any, recommending: Recommending) -> None:
    for number in range(12):
        shelf.put(f"d{number}", f"More {number}", [f"More of it {number} {at}." for at in range(4)])
    answer = recommending.recommend(Wish(limit=20))
    tried = [place for place, one in enumerate(answer.scenes) if Source.EXPLORED in one.sources]
    assert tried == [9, 19]
    assert all(answer.scenes[place].reasons[0].kind is ReasonKind.EXPLORED for place in tried)
    assert scenes(recommending.recommend(Wish(limit=20))) == scenes(answer)  # all day


def test_what_is_tried_reaches_scenes_that_nothing_else_brings_up(
    shelf: Any, recommending: Recommending
) -> None:
    for number in range(40):
        shelf.put(f"d{number}", f"More {number}", [f"More of it {number} {at}." for at in range(4)])
    tried = set()
    for number in range(30):
        answer = recommending.recommend(Wish(f"u{number}", limit=10))
        tried |= {one.hit.scene.id for one in answer.scenes if Source.EXPLORED in one.sources}
    assert len(tried) > 15
