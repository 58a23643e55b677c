"""The bars on MovieLens-1M, read from the folder that MOVIELENS_DIR names; it may not be shipped.

What is held out and how it is ranked stands in each test. Texts are a film's title and genres.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from numpy.typing import NDArray

from library.embedding import DEFAULT_MODEL, embedder_named
from library.recommend import (
    Interactions,
    best_items,
    histories_in,
    history_of,
    interactions_of,
    leave_out_seen,
    model_named,
)
from library.recommend.measures import gains, hits, places_among
from library.recommend.survey import survey

FOLDER = os.environ.get("MOVIELENS_DIR", "")
BENCHMARKS = Path(__file__).parents[3] / "benchmarks"
OTHERS = 99

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FOLDER, reason="MOVIELENS_DIR names no folder with ratings.dat and movies.dat"),
]


@dataclass(frozen=True, eq=False)
class Ratings:
    """Rows of ratings.dat, and the vectors of the films in them in order of `films`."""

    users: NDArray[np.int64]
    items: NDArray[np.int64]
    values: NDArray[np.float64]
    times: NDArray[np.float64]
    films: NDArray[np.int64]
    vectors: NDArray[np.float32]

    def interactions(self, kept: NDArray[np.bool_] | None = None) -> Interactions:
        rows = np.flatnonzero(np.ones(len(self.users), np.bool_) if kept is None else kept)
        names = [f"{user:06}" for user in self.users[rows]]
        return interactions_of(
            names, self.items[rows], self.values[rows], self.times[rows], catalogue=self.films
        )


def found(folder: Path, name: str) -> Path:
    """Return a file of the folder or of a folder in it, such as ml-1m/."""
    return next(path for path in (folder / name, *sorted(folder.glob(f"*/{name}"))) if path.is_file())


@pytest.fixture(scope="module")
def ratings() -> Ratings:
    lines = found(Path(FOLDER), "ratings.dat").read_text("latin-1").split("\n")
    rows = np.array([line.strip().split("::") for line in lines if line.strip()], np.int64)
    films = np.unique(rows[:, 1])
    texts = {}
    for line in found(Path(FOLDER), "movies.dat").read_text("latin-1").split("\n"):
        if line.strip():
            number, title, genres = line.strip().split("::")
            texts[int(number)] = f"{title} {genres.replace('|', ' ')}"
    vectors = embedder_named(DEFAULT_MODEL).embed([texts.get(int(film), "") for film in films])
    return Ratings(rows[:, 0], rows[:, 1], rows[:, 2] * 1.0, rows[:, 3] * 1.0, films, vectors)


@pytest.fixture(scope="module")
def protocols() -> Iterator[ModuleType]:
    sys.path.insert(0, str(BENCHMARKS))
    import recommend_protocols

    yield recommend_protocols
    sys.path.remove(str(BENCHMARKS))


@pytest.mark.parametrize(("name", "hit", "gain"), [("ease", 0.71, 0.44), ("ours", 0.8, 0.584)])
def test_leave_one_out_among_99(
    ratings: Ratings, protocols: ModuleType, name: str, hit: float, gain: float
) -> None:
    """EASE is known to reach .718 and .449; other drawings of 99 others move that by less than .01."""
    trial = protocols.leave_one_out(ratings.interactions(), True, 10_000, 0)
    scores = protocols.judged(model_named(name).fit(trial.past, ratings.vectors), trial, None)
    assert scores.hit >= hit
    assert scores.gain >= gain


def among_others(
    scores: NDArray[np.float32], target: int, allowed: NDArray[np.int64], chance: np.random.Generator
) -> float:
    """Return the place of a column among 99 drawn from those allowed."""
    others = allowed[allowed != target]
    drawn = chance.choice(others, OTHERS, replace=len(others) < OTHERS)
    return float(places_among(scores[None, drawn], scores[[target]])[0])


def test_films_that_nobody_has_touched(ratings: Ratings) -> None:
    """Every tenth film is hidden; the last of them that a user saw is ranked among 99 others of the hidden ones."""
    chance = np.random.default_rng(0)
    hidden = np.sort(chance.permutation(len(ratings.films))[: len(ratings.films) // 10])
    of_event = np.searchsorted(ratings.films, ratings.items)
    known = ~np.isin(of_event, hidden)
    past, late = ratings.interactions(known), ratings.interactions(~known)
    model = model_named("ours").fit(past, ratings.vectors)
    users = {name: row for row, name in enumerate(past.users)}
    places = []
    for row in chance.permutation(len(late.users))[:2000]:
        if late.users[row] not in users:
            continue
        events = late.item[late.starts[row] : late.starts[row + 1]]
        history = next(histories_in(past, [users[late.users[row]]]))
        scores = model.scores([history])[0]
        places.append(among_others(scores, int(events[-1]), np.setdiff1d(hidden, events[:-1]), chance))
    assert hits(np.array(places)).mean() >= 0.505


def test_twenty_users_with_twenty_events_each(ratings: Ratings) -> None:
    """Twenty users' newest 21 events, the last of which is ranked among 99 unseen films; 60 times other users."""
    made = ratings.interactions()
    places = []
    for seed in range(60):
        chance = np.random.default_rng(seed)
        users = np.sort(chance.choice(len(made.users), 20, replace=False))
        ends = made.starts[users + 1]
        kept = np.zeros(len(made), np.bool_)
        for end in ends:
            kept[max(end - 21, made.starts[made.user[end - 1]]) : end - 1] = True
        past = made.subset(kept)
        model = model_named("ours").fit(only_users_in(past), ratings.vectors)
        histories = list(histories_in(past, users.tolist()))
        scores = model.scores(histories)
        for row, end in enumerate(ends):
            unseen = np.setdiff1d(np.arange(len(made.items)), made.item[made.starts[users[row]] : end - 1])
            places.append(among_others(scores[row], int(made.item[end - 1]), unseen, chance))
    assert hits(np.array(places)).mean() >= 0.43


def only_users_in(interactions: Interactions) -> Interactions:
    """Return the same events, of no other users than theirs."""
    return interactions_of(
        [interactions.users[user] for user in interactions.user],
        interactions.items[interactions.item],
        interactions.value,
        interactions.time,
        catalogue=interactions.items,
    )


def test_newcomers_who_name_ten_titles(ratings: Ratings) -> None:
    """Of 400 newcomers ten liked films are known, those that the survey asks about first; the rest is to be found."""
    chance = np.random.default_rng(0)
    everybody = np.unique(ratings.users)
    new = np.sort(chance.choice(everybody, min(400, len(everybody) // 5), replace=False))
    past = ratings.interactions(~np.isin(ratings.users, new))
    model = model_named("ours").fit(past, ratings.vectors)
    asked = {int(film): place for place, film in enumerate(survey(past, count=200))}
    reached = []
    for user in new:
        liked = ratings.items[(ratings.users == user) & (ratings.values >= 4)]
        if len(liked) < 20:
            continue
        order = sorted(liked.tolist(), key=lambda film: asked.get(film, 10_000))
        history = history_of(order[:10])
        best = best_items(leave_out_seen(model.scores([history]), model.items, [history])[0], 10)
        inside = np.isin(model.items[best], order[10:])
        reached.append(float((inside * gains(np.arange(10.0))).sum() / gains(np.arange(10.0)).sum()))
    assert np.mean(reached) >= 0.61
