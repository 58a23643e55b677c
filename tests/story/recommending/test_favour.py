"""History in searches: it decides between scenes that are nearly level, and nothing else."""

from typing import Any

import pytest

from library.catalog.event import EventKind
from library.search import SceneSearch, SearchRequest
from story.recommending.favour import SETTING, WEIGHT, history_weight
from story.recommending.service import Recommending


def found(shelf: Any, recommending: Recommending, text: str, user: str | None = None) -> list[int]:
    favour = None if user is None else recommending.favour(user)
    search = SceneSearch.over(shelf.library)
    return [hit.scene.id for hit in search.find(SearchRequest(text, limit=40), favour).hits]


def test_of_level_scenes_those_that_suit_a_person_come_first(shelf: Any, recommending: Recommending) -> None:
    twins = [shelf.put(f"t{at}", f"Twin {at}", ["A lantern on a table."])[0] for at in range(3)]
    shelf.did("first", EventKind.ADDED, shelf.sea[0])
    for number in range(6):
        shelf.did(f"u{number}", EventKind.ADDED, shelf.sea[0], twins[1])
    plain = found(shelf, recommending, "lantern table")
    assert set(plain[:3]) == set(twins) and plain[0] == min(twins)
    assert found(shelf, recommending, "lantern table", "first")[0] == twins[1]
    assert set(found(shelf, recommending, "lantern table", "first")) == set(plain)


def test_a_better_hit_stays_first(shelf: Any, recommending: Recommending) -> None:
    for number in range(6):
        shelf.did(f"u{number}", EventKind.ADDED, shelf.sea[0], shelf.town[2])
    text = "The baker opens his shop in town."
    assert found(shelf, recommending, text, "u1")[0] == found(shelf, recommending, text)[0] == shelf.town[0]


def test_without_history_or_weight_there_is_no_favour(shelf: Any, recommending: Recommending) -> None:
    assert recommending.favour("nobody") is None
    shelf.did("me", EventKind.ADDED, shelf.sea[0])
    assert recommending.favour("me") is not None
    shelf.library.catalog.set_setting(SETTING, "0")
    assert recommending.favour("me") is None
    shelf.library.catalog.set_setting(SETTING, str(WEIGHT))
    shelf.library.catalog.opt_out("me")
    assert recommending.favour("me") is None


@pytest.mark.parametrize(
    ("value", "weight"),
    [("", WEIGHT), ("0.5", 0.5), ("0", 0.0), ("-1", WEIGHT), ("nan", WEIGHT), ("x", WEIGHT)],
)
def test_a_setting_that_is_no_weight_counts_as_none(shelf: Any, value: str, weight: float) -> None:
    shelf.library.catalog.set_setting(SETTING, value)
    assert history_weight(shelf.library.catalog) == weight
