"""What newcomers are asked: ten scenes picked so that what they like of them tells tastes apart."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array  # type: ignore[import-untyped]  # scipy ships no types

from library.recommend.interactions import Interactions
from library.recommend.jaccard import FittedJaccardUsers, JaccardUsers
from library.recommend.recommender import rows_of
from library.recommend.sparse import user_item_matrix

COUNT = 10
_ENOUGH_USERS = 20
_CANDIDATES = 500
_ALIKE = 0.9


def survey(
    interactions: Interactions, vectors: NDArray[np.float32] | None = None, count: int = COUNT
) -> NDArray[np.int64]:
    """Return ids of scenes to ask a newcomer about, the most telling first.

    With users enough, greedily: the next one is that whose likes vary most among users once what the answers so far
    explain is taken off (a pivoted Cholesky factorisation of the covariance of columns). With few users, greedily by
    spread of content: the next is farthest from all that were picked, starting from the most usual one.
    """
    enough = len(interactions.users) >= _ENOUGH_USERS and bool(interactions.counts.any())
    if enough:
        return _by_variance(interactions, vectors, count)
    return _by_spread(interactions, vectors, count)


def by_liked(interactions: Interactions, liked: Sequence[int], neighbours: int = 100) -> NDArray[np.float32]:
    """Return scores for one who liked these ids: sums over users with the most alike sets, by Jaccard."""
    model: FittedJaccardUsers = JaccardUsers(neighbours).fit(interactions)
    rows = rows_of(model.items, np.asarray(liked, np.int64))
    entries = (np.ones(len(rows), np.float32), (np.zeros(len(rows), np.int64), rows))
    alike = model.from_matrix(csr_array(entries, shape=(1, len(model.items))))[0]
    return np.asarray(alike + model.popular, np.float32)


def _by_variance(
    interactions: Interactions, vectors: NDArray[np.float32] | None, count: int
) -> NDArray[np.int64]:
    likely = np.argsort(-interactions.counts, kind="stable")[:_CANDIDATES]
    likely = likely[interactions.counts[likely] > 0]
    likes = user_item_matrix(interactions)[:, likely].toarray().astype(np.float64)
    left = likes - likes.mean(axis=0)
    allowed = np.ones(len(likely), np.bool_)
    picked: list[int] = []
    for _ in range(min(count, len(likely))):
        spread = np.where(allowed, np.square(left).sum(axis=0), -1.0)
        best = int(np.argmax(spread))
        picked.append(best)
        allowed[best] = False
        if vectors is not None and (allowed & ~_alike(vectors[likely], best)).any():
            allowed &= ~_alike(vectors[likely], best)
        length = np.linalg.norm(left[:, best])
        if length > 1e-9:
            axis = left[:, best] / length
            left -= np.outer(axis, axis @ left)
    return interactions.items[likely[picked]]


def _by_spread(
    interactions: Interactions, vectors: NDArray[np.float32] | None, count: int
) -> NDArray[np.int64]:
    if vectors is None or not len(vectors):
        return interactions.items[np.argsort(-interactions.counts, kind="stable")[:count]]
    told = np.flatnonzero(np.any(vectors != 0, axis=1))
    if not len(told):
        return interactions.items[:count]
    rows = vectors[told]
    picked = [int(np.argmax(rows @ rows.mean(axis=0)))]
    closest = rows @ rows[picked[0]]
    while len(picked) < min(count, len(told)):
        closest[picked] = np.inf
        picked.append(int(np.argmin(closest)))
        closest = np.maximum(closest, rows @ rows[picked[-1]])
    return interactions.items[told[picked]]


def _alike(vectors: NDArray[np.float32], one: int) -> NDArray[np.bool_]:
    """Say which items read nearly like one, so that nobody is asked twice about the same."""
    return np.asarray(vectors @ vectors[one] > _ALIKE, np.bool_)
