"""The project's recommender: all evidence weighed by how much data there is, and texts where nobody was yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from library.progress import Progress, no_progress
from library.recommend.choices import batches, choices_of
from library.recommend.evidence import Evidence, evidence_of
from library.recommend.history import History, histories_in
from library.recommend.interactions import Interactions
from library.recommend.recommender import ModelState, rows_of
from library.recommend.text import restored_texts
from library.recommend.text_prior import TextPrior, known_share, text_prior
from library.recommend.transitions import Transitions
from library.recommend.weighing import fixed_weights, learned_weights


@dataclass(frozen=True, eq=False)
class FittedOurs:
    """Evidence and its weights.

    Attributes:
        evidence: The fitted parts.
        weights: In the order of `FEATURES`; float64.
        prior: What texts let expect.
        known: How far untouched items lean on it, 0 to 1.
    """

    evidence: Evidence
    weights: NDArray[np.float64]
    prior: TextPrior
    known: float
    name: str = "ours"

    @property
    def items(self) -> NDArray[np.int64]:
        """Ids, ascending."""
        return self.evidence.items

    def scores(self, histories: Sequence[History]) -> NDArray[np.float32]:
        """Return weighed evidence (see `FittedModel.scores`)."""
        scores = np.empty((len(histories), len(self.items)), np.float32)
        for part in batches(len(histories), len(self.items)):
            _, scores[part] = self.told(histories[part])
        return scores

    def told(self, histories: Sequence[History]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return evidence as `Evidence.of` does, and scores as `scores` does, of a few histories."""
        features = self.evidence.of(histories)
        weighed = np.einsum("hfi,f->hi", features, self.weights.astype(np.float32), optimize=True)
        return features, self.prior.filled(weighed, self.known)

    def scores_of_new(
        self, histories: Sequence[History], vectors: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Return scores of items that came after training, by what their texts let expect.

        They can be compared with those of `scores`, and hold until the model is fitted again.

        Args:
            histories: One a row.
            vectors: Text vectors as `fit` takes them, of the new items; shape `(new items, dimension)`.

        Raises:
            BadInteractions: The vectors do not fit those that it was fitted with.
        """
        texts = self.evidence.texts.of_others(vectors)
        return self.prior.expected(self.scores(histories), texts)

    def parts_of(self, history: History, items: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return what each kind of evidence adds for some known items; shape `(items, features)`, as `FEATURES`."""
        features = self.evidence.of([history])[0][:, rows_of(self.items, items)]
        return np.asarray(features.T * self.weights, np.float32)

    def state(self) -> ModelState:
        """Return what has to be stored."""
        inner = self.evidence.state()
        arrays: dict[str, NDArray[Any]] = {
            "weights": self.weights,
            "prior": self.prior.solved,
            "trust": self.prior.trust,
        }
        return ModelState({**inner.arrays, **arrays}, {"evidence": inner.settings, "known": self.known})

    @classmethod
    def restored(cls, state: ModelState) -> Self:
        """Return the model that `state` was taken from."""
        arrays, settings = state.arrays, state.settings
        evidence = Evidence.restored(ModelState(arrays, settings["evidence"]))
        prior = TextPrior(restored_texts(arrays), arrays["trust"], arrays["prior"])
        return cls(evidence, arrays["weights"], prior, float(settings["known"]))


@dataclass(frozen=True)
class Ours:
    """Evidence weighed by what was used next.

    Attributes:
        learns: Whether weights are learned; else the fixed ones stand.
        hold: How strongly learned weights are held near the fixed ones.
        seed: Of what is drawn at random.
    """

    learns: bool = True
    hold: float = 30.0
    seed: int = 0
    name: str = "ours"

    def fit(
        self,
        interactions: Interactions,
        vectors: NDArray[np.float32] | None = None,
        transitions: Transitions | None = None,
        progress: Progress = no_progress,
    ) -> FittedOurs:
        """Learn weights with the last events of users left out, then fit with all (see `Recommender.fit`)."""
        weights = fixed_weights(len(interactions.users))
        if self.learns:
            choices = choices_of(interactions, vectors, transitions, progress, self.seed)
            weights = learned_weights(choices, weights, self.hold)
        evidence = evidence_of(interactions, vectors, transitions, progress)
        sample = _some_users(interactions, 64, self.seed)
        scores = np.einsum("hfi,f->hi", evidence.of(sample), weights.astype(np.float32), optimize=True)
        prior = text_prior(evidence.texts, interactions.counts, scores)
        return FittedOurs(evidence, weights, prior, known_share(len(interactions)))


def _some_users(interactions: Interactions, count: int, seed: int) -> list[History]:
    users = np.random.default_rng(seed).permutation(len(interactions.users))[:count]
    return list(histories_in(interactions, [int(user) for user in users]))
