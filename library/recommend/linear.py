"""The closed form behind EASE: weights from item to item, by items or by users, whichever are fewer."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import blas, lapack  # type: ignore[import-untyped]  # scipy ships no types
from scipy.sparse import csr_array  # type: ignore[import-untyped]  # scipy ships no types

from library.recommend.sparse import Sparse

_BLOCK = 4096
"""So many items are worked on at once, to bound memory."""

_FEW_ROWS = 3
_MAX_ROWS = 12_000
"""More users than these, where items are still more, are sampled."""


class ItemWeights(Protocol):
    """Weights B between items, with a zero diagonal, in whatever form."""

    def apply(self, histories: Sparse) -> NDArray[np.float32]:
        """Return `histories @ B`, dense."""

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return what has to be stored."""


@dataclass(frozen=True, eq=False)
class Primal:
    """B itself; float32, shape `(items, items)`."""

    weights: NDArray[np.float32]

    def apply(self, histories: Sparse) -> NDArray[np.float32]:
        """Return `histories @ B`."""
        return np.asarray(histories @ self.weights, np.float32)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return what has to be stored."""
        return {"weights": self.weights}


@dataclass(frozen=True, eq=False)
class Dual:
    """B through the users: with S the users' rows over the texts', M = (S Sᵀ + λI)⁻¹ and d = diag(Sᵀ M S).

    By Woodbury's identity the inverse of EASE is (I - Sᵀ M S) / λ, so h B = h - (h - h Sᵀ M S) / (1 - d).

    Attributes:
        users: Users × items.
        texts: √α times the items' text vectors, shape `(items, dimension)`.
        inverse: M, shape `(users + dimension, users + dimension)`.
        diagonal: d, shape `(items,)`.
    """

    users: Sparse
    texts: NDArray[np.float32]
    inverse: NDArray[np.float32]
    diagonal: NDArray[np.float32]

    @cached_property
    def by_item(self) -> Sparse:
        """Items × users."""
        return self.users.T.tocsr()

    def apply(self, histories: Sparse) -> NDArray[np.float32]:
        """Return `histories @ B`."""
        by_user = (histories @ self.by_item).toarray()
        weights = _times_symmetric(np.hstack([by_user, histories @ self.texts]), self.inverse)
        count = self.users.shape[0]
        reached = np.asarray((self.by_item @ weights[:, :count].T).T, np.float32)
        reached = reached + weights[:, count:] @ self.texts.T
        own = histories.tocoo()
        reached[own.row, own.col] -= own.data
        reached /= 1 - self.diagonal
        reached[own.row, own.col] += own.data
        return np.asarray(reached, np.float32)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return what has to be stored."""
        return {
            "user_values": self.users.data,
            "user_items": self.users.indices,
            "user_starts": self.users.indptr,
            "texts": self.texts,
            "inverse": self.inverse,
            "diagonal": self.diagonal,
        }


def solve(users: Sparse, texts: NDArray[np.float32], penalty: float) -> ItemWeights:
    """Return the weights that best rebuild users' rows and texts from all other items (Steck 2019, eq. 8).

    Args:
        users: Users × items.
        texts: √α times the text vectors, shape `(items, dimension)`; the dimension may be 0.
        penalty: λ, above 0.
    """
    rows, items = users.shape[0] + texts.shape[1], users.shape[1]
    if not items or (2 * rows > items and items <= _MAX_ROWS):
        return _primal(users, texts, penalty)
    if users.shape[0] > _MAX_ROWS:
        users = users[np.sort(np.random.default_rng(0).choice(users.shape[0], _MAX_ROWS, replace=False))]
    return _dual(users, texts, penalty)


def restored_weights(arrays: dict[str, NDArray[Any]]) -> ItemWeights:
    """Return what `ItemWeights.arrays` was taken from."""
    if "weights" in arrays:
        return Primal(arrays["weights"])
    parts = (arrays["user_values"], arrays["user_items"], arrays["user_starts"])
    users = csr_array(parts, shape=(len(parts[2]) - 1, len(arrays["diagonal"])))
    return Dual(users, arrays["texts"], arrays["inverse"], arrays["diagonal"])


def _times_symmetric(rows: NDArray[np.float32], matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return `rows @ matrix`. For a few rows memory is what takes time, and half of a symmetric matrix is enough."""
    if len(rows) > _FEW_ROWS or not matrix.size:
        return rows @ matrix
    return np.stack([blas.ssymv(1.0, matrix.T, row, lower=1) for row in rows])


def _primal(users: Sparse, texts: NDArray[np.float32], penalty: float) -> Primal:
    gram = np.asarray((users.T @ users).toarray(), np.float32)
    gram += texts @ texts.T
    gram[np.diag_indices_from(gram)] += penalty
    inverse = _inverse(gram)
    weights = inverse / -np.diagonal(inverse)
    np.fill_diagonal(weights, 0)
    return Primal(np.asarray(weights, np.float32))


def _dual(users: Sparse, texts: NDArray[np.float32], penalty: float) -> Dual:
    count = users.shape[0]
    gram = np.empty((count + texts.shape[1],) * 2, np.float32)
    gram[:count, :count] = (users @ users.T).toarray()
    gram[:count, count:] = users @ texts
    gram[count:, :count] = gram[:count, count:].T
    gram[count:, count:] = texts.T @ texts
    gram[np.diag_indices_from(gram)] += penalty
    inverse = _inverse(gram)
    by_item = users.T.tocsr()
    diagonal = np.empty(users.shape[1], np.float32)
    for start in range(0, len(diagonal), _BLOCK):
        columns, words = by_item[start : start + _BLOCK], texts[start : start + _BLOCK]
        reached = columns @ inverse[:count] + words @ inverse[count:]
        own = np.einsum("ij,ij->i", reached[:, count:], words)
        diagonal[start : start + _BLOCK] = own + columns.multiply(reached[:, :count]).sum(axis=1)
    return Dual(users, texts, inverse, np.minimum(diagonal, 0.999))


def _inverse(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the inverse of a symmetric positive matrix, by Cholesky."""
    if not matrix.size:
        return matrix
    factor, _ = lapack.spotrf(matrix, lower=True, overwrite_a=False)
    half, _ = lapack.spotri(factor, lower=True, overwrite_c=True)
    lower = np.tril(half)
    return np.asarray(lower + np.tril(half, -1).T, np.float32)
