"""The chosen way is that of trying all; and each thing that is liked decides where scores are close."""

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.search.best_way import Candidate, Liking, Link, best_way, joined, links


def scene(number: int, score: float, film: str = "", start: int = 0, people: str = "") -> Candidate:
    return Candidate(number, film or f"film {number}", start, start + 100, score, frozenset(people))


def worth(
    way: tuple[Candidate, ...], before: Candidate | None, after: Candidate | None, used: frozenset[int]
) -> float:
    """What a whole way is worth, counted at once."""
    ends = [one for one in (before, *way, after) if one is not None]
    again = sum(
        one.scene in {*used, *(other.scene for other in way[:place])} for place, one in enumerate(way)
    )
    return (
        sum(one.score for one in way) + sum(joined(a, b) for a, b in pairwise(ends)) - Liking().again * again
    )


candidates = st.builds(
    lambda number, score, film, people: scene(number, score / 8, f"film {film}", 200 * number, people),
    st.integers(0, 5),
    st.integers(1, 8),
    st.integers(0, 1),
    st.sampled_from(["", "a", "b", "ab"]),
)


@given(
    st.lists(
        st.lists(candidates, min_size=1, max_size=3, unique_by=lambda one: one.scene), min_size=1, max_size=4
    ),
    st.none() | candidates,
    st.none() | candidates,
    st.frozensets(st.integers(0, 5), max_size=2),
)
def test_no_other_way_is_worth_more(
    parts: list[list[Candidate]], before: Candidate | None, after: Candidate | None, used: frozenset[int]
) -> None:
    way = best_way(parts, before=before, after=after, used=used)
    most = max(worth(one, before, after, used) for one in product(*parts))
    assert all(one in part for one, part in zip(way, parts, strict=True))
    assert worth(way, before, after, used) == pytest.approx(most)


@pytest.mark.parametrize(
    ("first", "liked", "other"),
    [
        (scene(1, 0.5, "a"), scene(2, 0.50, "a", 500), scene(3, 0.52, "b")),
        (scene(1, 0.5, "a", 500), scene(2, 0.50, "a", 900), scene(3, 0.52, "a", 100)),
        (scene(1, 0.5, "a", 0, "xy"), scene(2, 0.50, "b", 0, "xy"), scene(3, 0.52, "c", 0, "z")),
        (scene(1, 0.5, "a"), scene(2, 0.1, "b"), scene(1, 0.9, "a")),
    ],
    ids=["one film", "rising time", "the same people", "no scene twice"],
)
def test_what_is_liked_decides_between_scenes_that_fit_about_as_well(
    first: Candidate, liked: Candidate, other: Candidate
) -> None:
    assert best_way([[first], [other, liked]]) == (first, liked)


def test_a_scene_that_fits_much_better_is_taken_all_the_same() -> None:
    first, liked, better = scene(1, 0.5, "a"), scene(2, 0.3, "a", 500), scene(3, 0.8, "b")
    assert best_way([[first], [liked, better]]) == (first, better)


def test_what_stands_before_and_after_is_looked_at() -> None:
    here, there = scene(1, 0.5, "a", 500), scene(2, 0.55, "b")
    assert best_way([[there, here]]) == (there,)
    assert best_way([[there, here]], before=scene(8, 1, "a", 0)) == (here,)
    assert best_way([[there, here]], after=scene(9, 1, "a", 900)) == (here,)
    assert best_way([[there, here]], used=frozenset({2})) == (here,)
    assert best_way([]) == ()


def test_links_say_what_joins_two_scenes() -> None:
    one, other = scene(1, 1, "a", 0, "x"), scene(2, 1, "a", 500, "xy")
    assert links(one, other) == (Link.SAME_FILM, Link.LATER, Link.SAME_PEOPLE)
    assert links(other, one) == (Link.SAME_FILM, Link.SAME_PEOPLE) and links(one, scene(3, 1, "b")) == ()
