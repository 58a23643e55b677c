"""Users × items as sparse matrices."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array  # type: ignore[import-untyped]  # scipy ships no types

from library.recommend.history import History
from library.recommend.interactions import Interactions
from library.recommend.recommender import rows_of

Sparse = Any
"""A `scipy.sparse.csr_array` of float32 with 32-bit indices: where two kinds meet, scipy copies the larger matrix."""


def user_item_matrix(interactions: Interactions) -> Sparse:
    """Return users × items: the greatest value of each pair, at most 1; nothing where none is above 0."""
    shape = (len(interactions.users), len(interactions.items))
    liked = interactions.value > 0
    strength = np.minimum(interactions.value[liked], 1.0)
    keys = interactions.user[liked].astype(np.int64) * shape[1] + interactions.item[liked]
    order = np.lexsort((-strength, keys))
    pairs, first = np.unique(keys[order], return_index=True)
    user, item = np.divmod(pairs, max(shape[1], 1))
    places = (user.astype(np.int32), item.astype(np.int32))
    return csr_array((strength[order][first], places), shape=shape, dtype=np.float32)


def history_matrix(
    histories: Sequence[History], items: NDArray[np.int64], half_life: float | None = None
) -> Sparse:
    """Return histories × items: the strength of each item used, at most 1.

    Args:
        histories: One a row.
        items: The model's ids, ascending.
        half_life: After how many later events an event weighs half; all weigh alike if not given.
    """
    rows, columns, weights = [], [], []
    for number, history in enumerate(histories):
        liked = history.values > 0
        known = np.isin(history.items, items) & liked
        column = rows_of(items, history.items[known])
        weight = np.minimum(history.values[known], 1.0)
        if half_life is not None:
            weight = weight * 0.5 ** (np.arange(len(column))[::-1] / half_life)
        rows.append(np.full(len(column), number))
        columns.append(column)
        weights.append(weight)
    shape = (len(histories), len(items))
    if not rows:
        return csr_array(shape, dtype=np.float32)
    places = (np.concatenate(rows).astype(np.int32), np.concatenate(columns).astype(np.int32))
    entries = (np.concatenate(weights).astype(np.float32), places)
    return csr_array(entries, shape=shape, dtype=np.float32)


def transition_matrix(
    before: NDArray[np.int64], after: NDArray[np.int64], count: NDArray[np.float32], items: NDArray[np.int64]
) -> Sparse:
    """Return items × items of counts; pairs with an item that is not among `items` are left out."""
    known = np.isin(before, items) & np.isin(after, items)
    entries = (count[known], (rows_of(items, before[known]), rows_of(items, after[known])))
    return csr_array(entries, shape=(len(items), len(items)), dtype=np.float32)
