"""What speaks for an item, as comparable numbers side by side: the features that the blend weighs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack  # type: ignore[import-untyped]  # scipy ships no types

from library.progress import Progress, no_progress
from library.recommend.content import closeness
from library.recommend.ease import EaseWithText, FittedEase
from library.recommend.history import History
from library.recommend.interactions import Interactions
from library.recommend.jaccard import FittedJaccardUsers, JaccardUsers
from library.recommend.order import chances
from library.recommend.popularity import FittedPopularity, Popularity
from library.recommend.recommender import ModelState
from library.recommend.sparse import Sparse, history_matrix
from library.recommend.text import ItemTexts, restored_texts, texts_of
from library.recommend.transitions import Transitions

FEATURES = (
    "taste",  # EASE with text over the whole history
    "taste lately",  # the same, where an event weighs half after three more
    "taste just now",  # the same, half after one more
    "next",  # the chance that it follows the last event
    "soon after",  # the chance that it is used within five events of the last few
    "just before",  # the chance that it is used within five events before the last few
    "reads alike",  # cosine of its text with those used lately
    "users alike",  # liked by users with the same likes, by Jaccard's measure
    "popular",  # how many liked it
    "popular lately",  # how many did so not long before the moment of asking
)

_LAGS = (1.0, 0.7, 0.5, 0.35, 0.25)
_SPAN_SHARE = 20
"""What is popular lately is counted with a half-life of this part of the time that the events span."""

_CHANCE_SCALE = 300.0
"""Chances are taken as log(1 + 300 p): one in 300 is worth noticing."""


@dataclass(frozen=True, eq=False)
class Evidence:
    """Fitted parts that each have something to say of an item."""

    items: NDArray[np.int64]
    ease: FittedEase
    texts: ItemTexts
    following: Sparse
    soon: Sparse
    before: Sparse
    alike: FittedJaccardUsers
    popular: FittedPopularity
    lately: FittedPopularity

    def of(self, histories: Sequence[History]) -> NDArray[np.float32]:
        """Return standardised features in the order of `FEATURES`; shape `(histories, features, items)`."""
        whole = history_matrix(histories, self.items)
        lately = history_matrix(histories, self.items, 3.0)
        now = history_matrix(histories, self.items, 1.0)
        taste = np.split(self.ease.from_matrix(vstack([whole, lately, now], format="csr")), 3)
        features = (
            *taste,
            _log_chances(now @ self.following),
            _log_chances(lately @ self.soon),
            _log_chances(lately @ self.before),
            closeness(history_matrix(histories, self.items, 10.0), self.texts),
            self.alike.from_matrix(whole),
            self.popular.scores(histories),
            self.lately.scores(histories),
        )
        return np.stack([_standardised(one) for one in features], axis=1)

    def state(self) -> ModelState:
        """Return what has to be stored."""
        arrays: dict[str, NDArray[Any]] = {"items": self.items, **self.texts.arrays()}
        ease = self.ease.state()
        arrays |= {f"ease.{key}": value for key, value in ease.arrays.items()}
        for name, matrix in (("following", self.following), ("soon", self.soon), ("before", self.before)):
            arrays |= _parts(name, matrix)
        arrays |= {f"alike.{key}": value for key, value in self.alike.state().arrays.items()}
        for name, part in (("popular", self.popular), ("lately", self.lately)):
            arrays |= {f"{name}.{key}": value for key, value in part.state().arrays.items()}
        return ModelState(arrays, {"ease": ease.settings, "alike": self.alike.state().settings})

    @classmethod
    def restored(cls, state: ModelState) -> "Evidence":
        """Return the evidence that `state` was taken from."""
        arrays, settings = state.arrays, state.settings
        items = arrays["items"]
        return cls(
            items=items,
            ease=FittedEase.restored(ModelState(_under("ease", arrays), settings["ease"])),
            texts=restored_texts(arrays),
            following=_matrix("following", arrays, len(items)),
            soon=_matrix("soon", arrays, len(items)),
            before=_matrix("before", arrays, len(items)),
            alike=FittedJaccardUsers.restored(ModelState(_under("alike", arrays), settings["alike"])),
            popular=FittedPopularity.restored(ModelState(_under("popular", arrays))),
            lately=FittedPopularity.restored(ModelState(_under("lately", arrays))),
        )


def evidence_of(
    interactions: Interactions,
    vectors: NDArray[np.float32] | None = None,
    transitions: Transitions | None = None,
    progress: Progress = no_progress,
) -> Evidence:
    """Fit all parts.

    Raises:
        BadInteractions: The vectors do not fit the items.
    """
    days = float(np.ptp(interactions.time)) / 86_400 if len(interactions) else 0.0
    return Evidence(
        items=interactions.items,
        ease=EaseWithText().fit(interactions, vectors, None, progress),
        texts=texts_of(interactions, vectors),
        following=chances(interactions, (1.0,), transitions),
        soon=chances(interactions, _LAGS, transitions),
        before=chances(interactions, _LAGS, transitions, followed=False),
        alike=JaccardUsers().fit(interactions, None, None, progress),
        popular=Popularity().fit(interactions, None, None, progress),
        lately=Popularity(max(days / _SPAN_SHARE, 1e-6)).fit(interactions, None, None, progress),
    )


def _log_chances(chances_of_items: Sparse) -> NDArray[np.float32]:
    return np.asarray(np.log1p(_CHANCE_SCALE * chances_of_items.toarray()), np.float32)


def _standardised(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return each row with mean 0 and deviation 1; a row of equals becomes zeros."""
    if not scores.shape[1]:
        return scores
    centred = scores - scores.mean(axis=1, keepdims=True)
    spread = centred.std(axis=1, keepdims=True)
    return np.asarray(centred * (spread > 1e-7) / np.maximum(spread, 1e-7), np.float32)


def _parts(name: str, matrix: Sparse) -> dict[str, NDArray[Any]]:
    return {
        f"{name}.values": matrix.data,
        f"{name}.columns": matrix.indices,
        f"{name}.starts": matrix.indptr,
    }


def _matrix(name: str, arrays: dict[str, NDArray[Any]], items: int) -> Sparse:
    parts = (arrays[f"{name}.values"], arrays[f"{name}.columns"], arrays[f"{name}.starts"])
    return csr_array(parts, shape=(items, items))


def _under(name: str, arrays: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    return {
        key.removeprefix(f"{name}."): value for key, value in arrays.items() if key.startswith(f"{name}.")
    }
