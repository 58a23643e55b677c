"""A logistic ranker that foretells how long a scene is watched (Covington et al. 2016, section 4).

What was taken counts by its watch share, what was shown and passed over counts once; the odds are then the expected
watch share. It learns with the place at which a scene stood, and is asked as if all stood first, since a place draws
eyes whatever stands there.

Features of a showing, in this order (`RANKER_FEATURES`): each kind of evidence of `evidence.FEATURES`, standardised
over the items of one answer; `log length`, the logarithm of the scene's seconds; `hours since`, the logarithm of the
hours since the user's last event; `times shown`, log(1 + exposure), see `exposure`. The place is a further column
while it learns. Watch share is compared between scenes of like length only: `share_in_length_class`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from library.recommend.errors import BadInteractions
from library.recommend.evidence import FEATURES
from library.recommend.history import History

if TYPE_CHECKING:
    import torch

RANKER_FEATURES = (*FEATURES, "log length", "hours since", "times shown")

_LENGTH_CLASSES = (15.0, 45.0, 120.0, 300.0)
"""Seconds at which a class ends and the next begins."""

_SMALL_NETWORK_FROM = 50_000
MIN_POSITIVES = 2_000
"""With fewer scenes taken than these the blend stands (see `library.recommend.weighing`)."""

_LONG_AGO = 24.0 * 365
"""Hours that stand for longer, and for a user who never did anything."""

_HIDDEN = 16
_STEPS = 60


@dataclass(frozen=True, eq=False)
class Showings:
    """What was shown, and what came of it.

    Attributes:
        features: In the order of `RANKER_FEATURES`; float32, shape `(showings, features)`.
        place: Where each stood, from 0; float32.
        share: Watch share of what was taken, 0 for what was not; float32, 0 to 1.
    """

    features: NDArray[np.float32]
    place: NDArray[np.float32]
    share: NDArray[np.float32]

    def first(self, count: int) -> "Showings":
        """Return so many of them, from the beginning."""
        return Showings(self.features[:count], self.place[:count], self.share[:count])


@dataclass(frozen=True, eq=False)
class FittedRanker:
    """Weights, and what features were standardised with.

    Attributes:
        mean: Shape `(features,)`.
        spread: Shape `(features,)`.
        layers: Weights and bias of each layer; one layer is logistic regression.
    """

    mean: NDArray[np.float32]
    spread: NDArray[np.float32]
    layers: tuple[tuple[NDArray[np.float32], NDArray[np.float32]], ...]

    def expected_share(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the expected watch share of scenes that stand first; shape `(showings,)`."""
        first = np.zeros((len(features), 1), np.float32)
        hidden = np.hstack([(features - self.mean) / self.spread, first])
        for weights, bias in self.layers[:-1]:
            hidden = np.maximum(hidden @ weights + bias, 0)
        weights, bias = self.layers[-1]
        logits = np.clip((hidden @ weights + bias)[:, 0], -30, 30)
        return np.asarray(np.exp(logits), np.float32)

    def arrays(self) -> dict[str, NDArray[np.float32]]:
        """Return what has to be stored."""
        layers = {
            f"{kind} {number}": one
            for number, layer in enumerate(self.layers)
            for kind, one in zip(("weights", "bias"), layer, strict=True)
        }
        return {"mean": self.mean, "spread": self.spread, **layers}

    @classmethod
    def restored(cls, arrays: Mapping[str, NDArray[np.float32]]) -> Self:
        """Return the ranker that `arrays` was taken from."""
        numbers = range((len(arrays) - 2) // 2)
        layers = tuple((arrays[f"weights {number}"], arrays[f"bias {number}"]) for number in numbers)
        return cls(arrays["mean"], arrays["spread"], layers)


def ranker_features(
    evidence: NDArray[np.float32],
    seconds: NDArray[np.float64],
    history: History,
    moment: float,
    exposures: NDArray[np.float32],
) -> NDArray[np.float32]:
    """Return `RANKER_FEATURES` of the items of one list; shape `(items, features)`.

    Args:
        evidence: In the order of `FEATURES`, shape `(kinds of evidence, items)`.
        seconds: How long each item lasts.
        history: What the user did before.
        moment: When they ask, in seconds since 1970.
        exposures: How much each item was shown to them before, see `exposure`.
    """
    since = max(0.0, moment - float(history.times[-1])) / 3600 if len(history) else _LONG_AGO
    columns = (
        np.log(np.maximum(seconds, 1.0)),
        np.full(len(seconds), np.log1p(min(since, _LONG_AGO))),
        np.log1p(exposures),
    )
    return np.hstack([evidence.T, *(np.asarray(one, np.float32)[:, None] for one in columns)])


def fit_ranker(showings: Showings, penalty: float = 1e-3, seed: int = 0) -> FittedRanker:
    """Learn by weighted logistic regression; with more than 50,000 scenes taken, a small network.

    Args:
        showings: Of any order.
        penalty: On the squares of weights.
        seed: Of a network's first values.

    Raises:
        BadInteractions: Numbers that are none, arrays that do not fit, or nothing taken or nothing passed over.
    """
    import torch  # takes seconds: only whoever fits a ranker waits for it

    _check(showings)
    mean = showings.features.mean(axis=0)
    spread = np.maximum(showings.features.std(axis=0), 1e-6)
    places = np.log1p(np.maximum(showings.place, 0))[:, None]
    inputs = torch.from_numpy(np.hstack([(showings.features - mean) / spread, places]).astype(np.float32))
    taken = int((showings.share > 0).sum())
    sizes = [inputs.shape[1], *([_HIDDEN] if taken > _SMALL_NETWORK_FROM else []), 1]
    layers = _trained(inputs, torch.from_numpy(showings.share.astype(np.float32)), sizes, penalty, seed)
    found = tuple((weights.detach().numpy(), bias.detach().numpy()) for weights, bias in layers)
    return FittedRanker(mean.astype(np.float32), spread.astype(np.float32), found)


def share_in_length_class(
    seconds_watched: NDArray[np.float64], seconds: NDArray[np.float64]
) -> NDArray[np.float32]:
    """Return watch shares that can be compared between short and long scenes: their ranks within a length class.

    Short scenes are watched to the end by everybody. The share of a scene is therefore how many of the showings in its
    class were watched less (ties by halves); 0 stays 0.

    Args:
        seconds_watched: Not below 0.
        seconds: Length of the scene, above 0.
    """
    shares = np.clip(seconds_watched / np.maximum(seconds, 1e-3), 0, 1)
    classes = np.searchsorted(_LENGTH_CLASSES, seconds)
    ranks = np.zeros(len(shares), np.float32)
    for one in np.unique(classes):
        inside = (classes == one) & (shares > 0)
        ordered = np.sort(shares[inside])
        below = np.searchsorted(ordered, shares[inside], side="left")
        upto = np.searchsorted(ordered, shares[inside], side="right")
        ranks[inside] = (below + upto) / 2 / max(len(ordered), 1)
    return ranks


def _check(showings: Showings) -> None:
    count = len(showings.share)
    if showings.features.shape[:1] != (count,) or showings.place.shape != (count,):
        raise BadInteractions(
            "Features, places and shares are not of one length.", "Give one of each a showing."
        )
    numbers = (showings.features, showings.place, showings.share)
    if not all(np.isfinite(one).all() for one in numbers):
        raise BadInteractions("A showing holds what is no number.", "Leave such showings out.")
    if not (showings.share > 0).any() or not (showings.share <= 0).any():
        raise BadInteractions(
            "Nothing was taken, or nothing passed over.", "Show more scenes before a ranker is fitted."
        )


def _trained(
    inputs: "torch.Tensor", share: "torch.Tensor", sizes: list[int], penalty: float, seed: int
) -> "list[tuple[torch.Tensor, torch.Tensor]]":
    import torch

    chance = torch.Generator().manual_seed(seed)
    single = len(sizes) == 2
    layers = [
        (
            (0.0 if single else 0.3) * torch.randn(before, after, generator=chance),
            torch.zeros(after),
        )
        for before, after in pairwise(sizes)
    ]
    tensors = [one.requires_grad_() for layer in layers for one in layer]
    weights = torch.where(share > 0, share, torch.ones_like(share))
    labels = (share > 0).float()
    search = torch.optim.LBFGS(tensors, max_iter=_STEPS, line_search_fn="strong_wolfe")

    def loss() -> "torch.Tensor":
        search.zero_grad()
        hidden = inputs
        for layer, bias in layers[:-1]:
            hidden = torch.relu(hidden @ layer + bias)
        logits = (hidden @ layers[-1][0] + layers[-1][1])[:, 0]
        found = torch.nn.functional.binary_cross_entropy_with_logits(logits, labels, weight=weights)
        total = found + penalty * sum((layer**2).sum() for layer, _ in layers)
        total.backward()  # type: ignore[no-untyped-call]  # torch's own
        return total

    search.step(loss)  # type: ignore[no-untyped-call]  # torch's own
    return layers
