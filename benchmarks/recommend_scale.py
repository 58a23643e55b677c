"""How the recommender grows: training, memory and answers from thousands of scenes to a hundred thousand.

python benchmarks/recommend_scale.py [SCENES …]
"""

import os
import sys
import time
from dataclasses import dataclass

os.environ.setdefault("OMP_NUM_THREADS", "2")

import numpy as np
import package_first  # noqa: F401 - for what it does
from measure import measured
from numpy.typing import NDArray
from table import table

from library.recommend import (
    Interactions,
    histories_in,
    interactions_of,
    leave_out_seen,
    model_named,
)
from library.recommend.variety import varied

_SIZES = (1_000, 10_000, 100_000)
_USERS_A_SCENE, _MOST_USERS = 0.05, 5_000
_EVENTS_OF_A_USER = 200
_DIMENSION = 384
_TASTES = 16
_ANSWERS = 100
_LIST = 20


def world(scenes: int, seed: int = 0) -> tuple[Interactions, NDArray[np.float32]]:
    """Return events of users with tastes, and text vectors; a twentieth as many users as scenes, 50 to 5,000."""
    chance = np.random.default_rng(seed)
    users = int(np.clip(_USERS_A_SCENE * scenes, 50, _MOST_USERS))
    tastes = chance.integers(0, _TASTES, scenes)
    renown = 1 / np.arange(1, scenes + 1) ** 0.7
    chosen = chance.choice(scenes, (users, 2 * _EVENTS_OF_A_USER), p=renown / renown.sum())
    own = chance.integers(0, _TASTES, users)[:, None]
    rank = np.argsort(np.argsort(tastes[chosen] != own, axis=1, kind="stable"), axis=1)
    user, place = np.nonzero(rank < _EVENTS_OF_A_USER)
    order = chance.permutation(len(user))
    names = np.array([f"user {number:05}" for number in range(users)])
    times = 1.6e9 + chance.uniform(0, 200 * 86_400, len(user))
    events = (names[user][order], chosen[user, place][order], np.ones(len(user)), times)
    vectors = chance.normal(0, 1, (_TASTES, _DIMENSION))[tastes] + chance.normal(0, 2, (scenes, _DIMENSION))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return interactions_of(*events, catalogue=np.arange(scenes)), vectors.astype(np.float32)


@dataclass(frozen=True)
class Growth:
    """What one size took: seconds of training and milliseconds of a list of 20, by the clock and by the processor."""

    users: int
    events: int
    training: float
    training_processor: float
    list_median: float
    list_late: float
    list_processor: float


def train_and_ask(scenes: int) -> Growth:
    """Train, and ask for lists one after the other."""
    interactions, vectors = world(scenes)
    films = np.arange(scenes) // 100
    recommender = model_named("ours")
    start, worked = time.perf_counter(), time.process_time()
    model = recommender.fit(interactions, vectors)
    trained, worked = time.perf_counter() - start, time.process_time() - worked
    asked = []
    before = time.process_time()
    for history in histories_in(interactions, range(min(_ANSWERS, len(interactions.users)))):
        start = time.perf_counter()
        scores = leave_out_seen(model.scores([history]), model.items, [history])[0]
        varied(scores, vectors, _LIST, films=films)
        asked.append(1000 * (time.perf_counter() - start))
    each = 1000 * (time.process_time() - before) / len(asked)
    p50, p95 = (float(np.percentile(asked, share)) for share in (50, 95))
    return Growth(len(interactions.users), len(interactions), trained, worked, p50, p95, each)


def main(sizes: tuple[int, ...] = _SIZES) -> str:
    """Return a table: a row a size."""
    rows = []
    for scenes in sizes:
        done = measured(train_and_ask, scenes, runs=1)
        one: Growth = done.value
        times = (one.training, one.training_processor, one.list_median, one.list_late, one.list_processor)
        rows.append((f"{scenes:,}", f"{one.users:,}", f"{one.events:,}", *times, done.megabytes))
    columns = (
        *("scenes", "users", "events", "training s", "of processor s"),
        *("list p50 ms", "list p95 ms", "of processor ms", "peak MB"),
    )
    remark = "`ours` with text vectors of 384 numbers; lists of 20 with variety; each size in a process of its own."
    return table("Recommending as the library grows", remark, columns, rows)


if __name__ == "__main__":
    print(main(tuple(int(one.replace(",", "")) for one in sys.argv[1:]) or _SIZES))
