"""What people said of searches is kept: the last word of each person, and nothing of scenes that are gone."""

from collections.abc import Callable
from datetime import UTC

import pytest

from library import Library, NotInLibrary
from library.errors import LibraryError


@pytest.fixture
def scenes(put: Callable, told: type) -> list[int]:
    return put("a1", "Film", [told("The boat leaves"), told("Nobody sleeps"), told("Tea?")])[1]


def kept(library: Library) -> list[tuple[str, int, bool, str]]:
    return [(one.query, one.scene_id, one.fits, one.judge) for one in library.catalog.judgements()]


def test_judgements_are_kept_in_order(library: Library, scenes: list[int]) -> None:
    assert library.catalog.judgements() == ()
    library.catalog.judge("a boat", scenes[0], True)
    library.catalog.judge("a boat", scenes[2], False, "Mina")
    assert kept(library) == [("a boat", scenes[0], True, ""), ("a boat", scenes[2], False, "Mina")]
    assert all(one.judged_at.tzinfo is UTC for one in library.catalog.judgements())


def test_the_last_word_of_a_person_counts(library: Library, scenes: list[int]) -> None:
    library.catalog.judge("a boat", scenes[0], True, "Mina")
    library.catalog.judge("a boat", scenes[0], True, "Jun")
    library.catalog.judge("a  boat ", scenes[0], False, "Mina")
    assert kept(library) == [("a boat", scenes[0], True, "Jun"), ("a boat", scenes[0], False, "Mina")]


def test_what_cannot_be_judged_is_said(library: Library, scenes: list[int]) -> None:
    with pytest.raises(NotInLibrary, match="9999"):
        library.catalog.judge("a boat", 9999, True)
    with pytest.raises(LibraryError, match="empty query"):
        library.catalog.judge("  ", scenes[0], True)
    assert library.catalog.judgements() == ()


def test_a_film_takes_its_judgements_with_it(library: Library, scenes: list[int]) -> None:
    library.catalog.judge("a boat", scenes[0], True)
    library.catalog.remove_film(library.catalog.films()[0].id)
    assert library.catalog.judgements() == ()
