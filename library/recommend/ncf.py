"""Neural collaborative filtering (He et al. 2017): products of factors and a small network, side by side.

A user is the sum of what the user used rather than a row of a table, so that people who came after training, or who are
not named, are answered too; while learning, the item that is asked about is taken out of that sum (as FISM does, Kabbur
et al. 2013).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import torch
from numpy.typing import NDArray

from library.progress import Progress, no_progress
from library.recommend.history import History
from library.recommend.interactions import Interactions
from library.recommend.recommender import ModelState
from library.recommend.sparse import Sparse, history_matrix, user_item_matrix
from library.recommend.tie_break import among_equals
from library.recommend.transitions import Transitions

_NEGATIVES = 4
_USERS_AT_ONCE = 128
_POSITIVES_OF_A_USER = 32
_ITEMS_AT_ONCE = 4_000
_DECAY = 1e-5
_LEAST_STEPS, _MOST_STEPS = 60, 3_000

Parameters = dict[str, torch.Tensor]


@dataclass(frozen=True, eq=False)
class FittedNcf:
    """Trained tables and layers.

    Attributes:
        items: Ids, ascending.
        parameters: By name, as `_initial` makes them.
        popular: Small scores that decide among equals, shape `(items,)`.
    """

    items: NDArray[np.int64]
    parameters: Parameters
    popular: NDArray[np.float32]
    name: str = "ncf"

    def scores(self, histories: Sequence[History]) -> NDArray[np.float32]:
        """Return the logits of being used (see `FittedModel.scores`)."""
        used = history_matrix(histories, self.items)
        scores = np.tile(self.popular, (len(histories), 1))
        with torch.no_grad():
            for row in np.flatnonzero(np.diff(used.indptr)):
                own = _profiles(self.parameters, used[[row]])
                for start in range(0, len(self.items), _ITEMS_AT_ONCE):
                    columns = torch.arange(start, min(start + _ITEMS_AT_ONCE, len(self.items)))
                    users = tuple(one.expand(len(columns), -1) for one in own)
                    scores[row, start : start + _ITEMS_AT_ONCE] += _logits(
                        self.parameters, users, columns
                    ).numpy()
        return scores

    def state(self) -> ModelState:
        """Return what has to be stored."""
        parameters = {f"layer.{name}": one.numpy() for name, one in self.parameters.items()}
        return ModelState({"items": self.items, "popular": self.popular, **parameters})

    @classmethod
    def restored(cls, state: ModelState) -> Self:
        """Return the model that `state` was taken from."""
        parameters = {
            name.removeprefix("layer."): torch.from_numpy(one.copy())
            for name, one in state.arrays.items()
            if name.startswith("layer.")
        }
        return cls(state.arrays["items"], parameters, state.arrays["popular"])


@dataclass(frozen=True)
class Ncf:
    """NeuMF.

    Attributes:
        factors: Length of a vector in either half.
        epochs: How often all users are gone through; oftener where they are few, less often where they are very many.
        rate: Of Adam.
        seed: Of the first values, of the order, of what is drawn.
    """

    factors: int = 16
    epochs: int = 20
    rate: float = 0.005
    seed: int = 0
    name: str = "ncf"

    def fit(
        self,
        interactions: Interactions,
        vectors: NDArray[np.float32] | None = None,  # noqa: ARG002 - models without content ignore it
        transitions: Transitions | None = None,  # noqa: ARG002 - models without order ignore it
        progress: Progress = no_progress,
    ) -> FittedNcf:
        """Train (see `Recommender.fit`)."""
        users = user_item_matrix(interactions)
        users = users[np.flatnonzero(np.diff(users.indptr) > 1)]
        chance = np.random.default_rng(self.seed)
        parameters = _initial(len(interactions.items), self.factors, self.seed)
        optimiser = torch.optim.Adam(list(parameters.values()), lr=self.rate, weight_decay=_DECAY)
        epochs = self._epochs(users.shape[0])
        for epoch in range(epochs):
            progress("neural network", epoch, epochs)
            for chosen in _parts(users.shape[0], chance):
                optimiser.zero_grad()
                _loss(parameters, users[chosen], chance).backward()  # type: ignore[no-untyped-call]  # torch's own
                optimiser.step()
        found = {name: one.detach() for name, one in parameters.items()}
        return FittedNcf(interactions.items, found, among_equals(interactions))

    def _epochs(self, users: int) -> int:
        parts = -(-users // _USERS_AT_ONCE)
        return int(np.clip(self.epochs, _LEAST_STEPS // parts, -(-_MOST_STEPS // parts))) if parts else 0


def _parts(users: int, chance: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    order = chance.permutation(users)
    for start in range(0, users, _USERS_AT_ONCE):
        yield order[start : start + _USERS_AT_ONCE]


def _loss(parameters: Parameters, users: Sparse, chance: np.random.Generator) -> torch.Tensor:
    """Return the cross entropy of some items used and others drawn for each, most of which were not."""
    rows, items = _positives(users, chance)
    drawn = chance.integers(0, users.shape[1], (len(rows), _NEGATIVES)).reshape(-1)
    who = torch.from_numpy(np.concatenate([rows, np.repeat(rows, _NEGATIVES)]))
    what = torch.from_numpy(np.concatenate([items, drawn]))
    label = torch.zeros(len(who))
    label[: len(rows)] = 1
    owned = torch.from_numpy(np.diff(users.indptr).astype(np.float32))[who]
    sums = tuple(
        (_sums(users, parameters[table])[who] - label[:, None] * parameters[table][what])
        / torch.sqrt(torch.clamp(owned - label, min=1))[:, None]
        for table in ("user_product", "user_network")
    )
    logits = _logits(parameters, sums, what)
    return torch.nn.functional.binary_cross_entropy_with_logits(logits, label)


def _positives(users: Sparse, chance: np.random.Generator) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return rows and columns of what was used, some of each user."""
    rows = np.repeat(np.arange(users.shape[0]), np.diff(users.indptr))
    order = chance.permutation(len(rows))
    rank = np.empty(len(rows), np.int64)
    sorted_rows = np.argsort(rows[order], kind="stable")
    rank[order[sorted_rows]] = np.arange(len(rows)) - users.indptr[rows[order][sorted_rows]]
    kept = rank < _POSITIVES_OF_A_USER
    return rows[kept].astype(np.int64), users.indices[kept].astype(np.int64)


def _sums(users: Sparse, table: torch.Tensor) -> torch.Tensor:
    offsets = torch.from_numpy(users.indptr[:-1].astype(np.int64))
    columns = torch.from_numpy(users.indices.astype(np.int64))
    return torch.nn.functional.embedding_bag(columns, table, offsets, mode="sum")


def _profiles(parameters: Parameters, users: Sparse) -> tuple[torch.Tensor, ...]:
    owned = torch.from_numpy(np.sqrt(np.diff(users.indptr)).astype(np.float32))[:, None]
    return tuple(_sums(users, parameters[table]) / owned for table in ("user_product", "user_network"))


def _logits(parameters: Parameters, users: tuple[torch.Tensor, ...], items: torch.Tensor) -> torch.Tensor:
    product = users[0] * parameters["item_product"][items]
    hidden = torch.cat([users[1], parameters["item_network"][items]], dim=1)
    for layer in ("first", "second"):
        hidden = torch.relu(hidden @ parameters[f"{layer}_weights"] + parameters[f"{layer}_bias"])
    both = torch.cat([product, hidden], dim=1)
    return both @ parameters["last_weights"] + parameters["item_bias"][items] + parameters["bias"]


def _initial(items: int, factors: int, seed: int) -> Parameters:
    chance = torch.Generator().manual_seed(seed)

    def drawn(*shape: int, spread: float = 0.1) -> torch.Tensor:
        return (spread * torch.randn(*shape, generator=chance)).requires_grad_()

    tables = ("user_product", "item_product", "user_network", "item_network")
    return {
        **{name: drawn(items, factors) for name in tables},
        "first_weights": drawn(2 * factors, factors, spread=(1 / factors) ** 0.5),
        "first_bias": torch.zeros(factors, requires_grad=True),
        "second_weights": drawn(factors, factors // 2, spread=(2 / factors) ** 0.5),
        "second_bias": torch.zeros(factors // 2, requires_grad=True),
        "last_weights": drawn(factors + factors // 2, spread=0.3),
        "item_bias": torch.zeros(items, requires_grad=True),
        "bias": torch.zeros((), requires_grad=True),
    }
