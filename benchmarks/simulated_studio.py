"""A studio whose users' tastes are known: which model foresees best what they use next, by how many users there are.

    python benchmarks/simulated_studio.py [--users 5 20 100 500 2000] [--seeds 300-309]

Scenes lie in films. A scene's text tells a part of what makes it liked; some are popular with all; some are new and
nobody has touched them. A user has some interests, one of which leads at a time, and they drift; now and then a user
goes on to the scene that follows the last one in its film.
What a user does next is drawn many times, so that little is left to luck. Settings of models were chosen on
seeds below 100, how much lists vary on seeds below 140.
"""

import argparse
import os
from dataclasses import dataclass

os.environ.setdefault("OMP_NUM_THREADS", "2")

import numpy as np
import package_first  # noqa: F401 - for what it does
from numpy.typing import NDArray
from table import table

from library.recommend import (
    Interactions,
    best_items,
    histories_in,
    interactions_of,
    leave_out_seen,
    model_named,
)
from library.recommend.measures import DEPTH, diversity, gains, places_among
from library.recommend.variety import RELEVANCE, varied

MODELS = ("popularity", "jaccard", "item-knn", "content", "ease", "ease-text", "ease-order", "ours")

_TASTES = 12
_TEXT = 48
_SCENES_OF_A_FILM = 25
_OTHERS = 99


@dataclass(frozen=True)
class Studio:
    """How a studio is made.

    Attributes:
        users: How many there are.
        scenes: How many; the last tenth is new.
        events: How many each user has.
        text_share: How much of what makes a scene liked its text tells, 0 to 1.
        onward: How often a user goes on to the scene that follows in the film.
        drift: How far tastes move with each event.
        interests: How many tastes a user has.
        popular: How much what is popular with all counts.
        futures: How often what comes next is drawn for each user.
    """

    users: int
    scenes: int = 1500
    events: int = 20
    text_share: float = 0.5
    onward: float = 0.2
    drift: float = 0.12
    interests: int = 3
    popular: float = 1.0
    futures: int = 10


@dataclass(frozen=True, eq=False)
class Made:
    """What happened there, and what may happen next.

    Attributes:
        interactions: The past; ids of scenes are their rows.
        vectors: The scenes' text vectors.
        films: The film of each scene.
        futures: Scenes that each user may use next; shape `(users, futures)`.
        taste: The true chance of each scene to be chosen next, going on in a film aside; shape `(users, scenes)`.
    """

    interactions: Interactions
    vectors: NDArray[np.float32]
    films: NDArray[np.int64]
    futures: NDArray[np.int64]
    taste: NDArray[np.float64]


def make(studio: Studio, seed: int) -> Made:
    """Let a studio run for a while."""
    chance = np.random.default_rng(seed)
    films = np.arange(studio.scenes) // _SCENES_OF_A_FILM
    loved, vectors = _scenes(studio, films, chance)
    renown = studio.popular * chance.normal(0, 1, studio.scenes)
    new = np.zeros(studio.scenes, np.bool_)
    new[chance.permutation(studio.scenes)[: studio.scenes // 10]] = True
    rows, futures, tastes = [], [], []
    for user in range(studio.users):
        taste = chance.normal(0, 1, (_TASTES, studio.interests))
        used: list[int] = []
        start = chance.uniform(0, 90 * 86_400)
        for number in range(studio.events):
            leading = taste[:, chance.integers(studio.interests)]
            scene = _next(studio, loved @ leading + renown, used, new, chance)
            used.append(scene)
            rows.append((f"user {user:05}", scene, 1.0, 1.6e9 + start + number * 600))
            taste = np.sqrt(1 - studio.drift**2) * taste + studio.drift * chance.normal(0, 1, taste.shape)
        suits = (loved @ taste).T + renown
        nobody = np.zeros(studio.scenes, np.bool_)
        leading = chance.integers(studio.interests, size=studio.futures)
        futures.append([_next(studio, suits[one], used, nobody, chance) for one in leading])
        chances = np.exp(suits - suits.max(axis=1, keepdims=True))
        tastes.append((chances / chances.sum(axis=1, keepdims=True)).mean(axis=0))
    names, scenes, values, times = zip(*rows, strict=True)
    made = interactions_of(names, scenes, values, times, catalogue=np.arange(studio.scenes))
    return Made(made, vectors, films, np.array(futures), np.array(tastes))


def _scenes(
    studio: Studio, films: NDArray[np.int64], chance: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """Return what makes each scene liked, and its text's vector."""
    of_film = chance.normal(0, 1, (films.max() + 1, _TASTES))[films]
    told = 0.7 * of_film + 0.7 * chance.normal(0, 1, of_film.shape)
    untold = chance.normal(0, 1, of_film.shape)
    loved = np.sqrt(studio.text_share) * told + np.sqrt(1 - studio.text_share) * untold
    words = told @ chance.normal(0, 1, (_TASTES, _TEXT)) / np.sqrt(_TASTES)
    words += chance.normal(0, 0.7, (studio.scenes, _TEXT)) + 1.0
    return loved * 0.8, (words / np.linalg.norm(words, axis=1, keepdims=True)).astype(np.float32)


def _next(
    studio: Studio,
    suits: NDArray[np.float64],
    used: list[int],
    closed: NDArray[np.bool_],
    chance: np.random.Generator,
) -> int:
    """Draw what a user uses next, never a scene twice, nor one that is closed."""
    if used and chance.random() < studio.onward:
        after = used[-1] + 1
        if after % _SCENES_OF_A_FILM and not closed[after % studio.scenes] and after not in used:
            return after
    likely = suits + chance.gumbel(0, 1, len(suits))
    likely[closed] = -np.inf
    likely[used] = -np.inf
    return int(np.argmax(likely))


def gain_by_model(made: Made, models: tuple[str, ...], seed: int) -> dict[str, float]:
    """Return the mean NDCG@10 of each model: what comes next among 99 other unseen scenes, as He et al. 2017 rank."""
    histories = list(histories_in(made.interactions))
    chance = np.random.default_rng(seed)
    rivals = _rivals(made, chance)
    found = {}
    for name in models:
        scores = model_named(name).fit(made.interactions, made.vectors).scores(histories)
        rows = np.arange(len(scores))[:, None]
        places = places_among(
            scores[rows[:, :, None], rivals].reshape(-1, _OTHERS), scores[rows, made.futures].reshape(-1)
        )
        found[name] = float(gains(places).mean())
    return found


def _rivals(made: Made, chance: np.random.Generator) -> NDArray[np.int64]:
    users, futures = made.futures.shape
    scenes = made.vectors.shape[0]
    rivals = np.empty((users, futures, _OTHERS), np.int64)
    starts = made.interactions.starts
    for user in range(users):
        unseen = np.ones(scenes, np.bool_)
        unseen[made.interactions.item[starts[user] : starts[user + 1]]] = False
        unseen[made.futures[user]] = False
        rivals[user] = chance.choice(np.flatnonzero(unseen), (futures, _OTHERS))
    return rivals


@dataclass(frozen=True)
class Price:
    """What variety gives and takes: mean NDCG@10 by true tastes, and 1 - cosine within a list, before and after."""

    gain: tuple[float, float]
    diversity: tuple[float, float]


def price_of_variety(made: Made, relevance: float = RELEVANCE) -> Price:
    """Compare lists of ten as `ours` ranks them with varied ones.

    How good a list is does not depend on draws here: a scene is worth the true chance that it is used next.
    """
    histories = list(histories_in(made.interactions))
    model = model_named("ours").fit(made.interactions, made.vectors)
    scores = leave_out_seen(model.scores(histories), model.items, histories)
    plain = np.array([best_items(row, DEPTH) for row in scores])
    varied_lists = np.array([varied(row, made.vectors, DEPTH, relevance=relevance) for row in scores])
    worth = np.where(np.isfinite(scores), made.taste, 0)
    both = (plain, varied_lists)
    gains_of = tuple(float(np.mean(_gain_by_worth(worth, lists))) for lists in both)
    return Price(
        (gains_of[0], gains_of[1]), (diversity(plain, made.vectors), diversity(varied_lists, made.vectors))
    )


def _gain_by_worth(worth: NDArray[np.float64], lists: NDArray[np.int64]) -> NDArray[np.float64]:
    discounts = 1 / np.log2(np.arange(2, DEPTH + 2))
    best = -np.sort(-worth, axis=1)[:, :DEPTH]
    return (np.take_along_axis(worth, lists, axis=1) * discounts).sum(axis=1) / (best * discounts).sum(axis=1)


def main() -> None:
    """Print a table: a row a model, a column an amount of users."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--users", type=int, nargs="+", default=[5, 20, 100, 500, 2000])
    parser.add_argument("--seeds", default="300-309", help="first and last")
    chosen = parser.parse_args()
    first, last = (int(one) for one in chosen.seeds.split("-"))
    columns, prices = {}, []
    for users in chosen.users:
        seeds = range(first, max(first + 1, min(last + 1, first + 4000 // users)))
        studios = [make(Studio(users), seed) for seed in seeds]
        worlds = [gain_by_model(made, MODELS, seed) for made, seed in zip(studios, seeds, strict=True)]
        columns[users] = {name: float(np.mean([world[name] for world in worlds])) for name in MODELS}
        prices.append((users, *_mean_price([price_of_variety(made) for made in studios])))
    rows = [(name, *(columns[users][name] for users in chosen.users)) for name in MODELS]
    remark = f"NDCG@10 among 99 others; 20 events a user, 1,500 scenes; seeds from {first}."
    print(table("A simulated studio", remark, ("users", *map(str, chosen.users)), rows))
    remark = "Lists of ten of `ours`, varied against not: by true tastes, and by 1 - cosine within a list."
    print(table("What variety gives and takes", remark, ("users", "NDCG@10 %", "diversity %"), prices))


def _mean_price(prices: list[Price]) -> tuple[str, str]:
    """Return by how much the mean over all studios changes, in hundredths."""
    changes = []
    for before, after in (
        zip(*(price.gain for price in prices), strict=True),
        zip(*(price.diversity for price in prices), strict=True),
    ):
        changes.append(f"{100 * (np.mean(after) / np.mean(before) - 1):+.1f}")
    return changes[0], changes[1]


if __name__ == "__main__":
    main()
