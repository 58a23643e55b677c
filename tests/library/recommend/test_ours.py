"""The blend learns what counts, and reaches scenes that nobody has touched."""

import numpy as np
import pytest

from library.recommend import BadInteractions, History, history_of, interactions_of, model_named
from library.recommend.evidence import FEATURES
from library.recommend.ours import FittedOurs
from library.recommend.text import texts_of
from library.recommend.text_prior import known_share, text_prior
from library.recommend.weighing import Choices, fixed_weights, learned_weights


def choices(truth: np.ndarray, count: int, seed: int = 3) -> Choices:
    """Choices made by a softmax with known weights."""
    chance = np.random.default_rng(seed)
    features = chance.normal(0, 1, (count, 21, len(truth)))
    used = np.argmax(features @ truth + chance.gumbel(0, 1, (count, 21)), axis=1)
    rows = np.arange(count)
    features[rows, used], features[:, 0] = features[:, 0].copy(), features[rows, used]
    return Choices(features.astype(np.float32), np.ones(count))


def test_weights_are_found_again_from_many_choices() -> None:
    truth = np.array([1.0, 0.0, 0.5, -0.3])
    found = learned_weights(choices(truth, 4000), np.zeros(4), hold=1.0)
    np.testing.assert_allclose(found, truth, atol=0.06)


def test_with_few_choices_weights_stay_near_the_fixed_ones_and_none_is_silenced() -> None:
    start = np.array([0.5, 0.5, 0.5, 0.5])
    found = learned_weights(choices(np.array([3.0, -3.0, 0.5, 0.5]), 60), start, hold=10.0)
    assert found[0] > 0.8
    assert found[1] == pytest.approx(0.1)
    np.testing.assert_allclose(learned_weights(choices(start, 0), start, 10.0), start)


def test_fixed_weights_pass_smoothly_from_text_to_behaviour() -> None:
    few, many = fixed_weights(5), fixed_weights(2000)
    text, lately = FEATURES.index("reads alike"), FEATURES.index("taste lately")
    assert few[text] > many[text]
    assert few[lately] < many[lately]
    np.testing.assert_allclose(fixed_weights(100), (few + many) / 2, atol=0.05)
    np.testing.assert_allclose(fixed_weights(0), few)


def test_the_text_prior_foretells_scores_of_untouched_items() -> None:
    chance = np.random.default_rng(1)
    vectors = chance.normal(0, 1, (300, 8)).astype(np.float32)
    nobody = interactions_of([], [], [], [], catalogue=range(300))
    texts = texts_of(nobody, vectors)
    truth = texts.vectors @ chance.normal(0, 1, (8, 5)).astype(np.float32)
    counts = np.where(np.arange(300) < 250, 40, 0)
    scores = np.where(counts > 0, truth.T + 3, 0).astype(np.float32)
    prior = text_prior(texts, counts, scores)
    filled = prior.filled(scores, 1.0)
    np.testing.assert_array_equal(filled[:, :250], scores[:, :250])
    assert np.corrcoef(filled[:, 250:].ravel(), truth.T[:, 250:].ravel())[0, 1] > 0.98
    assert filled[:, 250:].mean() == pytest.approx(truth.T[:, 250:].mean() + 3, abs=0.15)
    np.testing.assert_array_equal(prior.filled(scores, 0.0), scores)
    assert known_share(0) == 0
    assert known_share(2000) == 0.5


def world_with_new_scenes() -> tuple[FittedOurs, History]:
    """Two tastes that texts tell; the last ten of 60 scenes are new."""
    chance = np.random.default_rng(8)
    rows = [
        (user, item) for user in range(150) for item in chance.permutation(np.arange(user % 2, 50, 2))[:15]
    ]
    users, items = zip(*rows, strict=True)
    vectors = chance.normal(0, 0.2, (60, 16)).astype(np.float32)
    vectors[:, 0] += np.where(np.arange(60) % 2, 1, -1)
    made = interactions_of(
        [f"{user:03}" for user in users], items, np.ones(len(rows)), range(len(rows)), catalogue=range(60)
    )
    model = model_named("ours").fit(made, vectors)
    assert isinstance(model, FittedOurs)
    return model, history_of([1, 3, 5, 7], [1, 2, 3, 4])


def test_new_scenes_of_ones_taste_come_before_seen_and_unseen_ones_of_the_other() -> None:
    model, history = world_with_new_scenes()
    scores = model.scores([history])[0]
    new = np.arange(50, 60)
    assert scores[new[new % 2 == 1]].min() > scores[new[new % 2 == 0]].max()
    assert scores[new[new % 2 == 1]].min() > scores[0:50:2].max()


def test_a_scene_that_came_after_training_is_scored_by_its_text() -> None:
    model, history = world_with_new_scenes()
    vectors = np.zeros((2, 16), np.float32)
    vectors[:, 0] = [1, -1]
    mine, other = model.scores_of_new([history], vectors)[0]
    assert mine > model.scores([history])[0][0:50:2].max() > other
    with pytest.raises(BadInteractions, match="do not fit"):
        model.scores_of_new([history], vectors[:, :3])


def test_what_speaks_for_an_item_adds_up_to_its_score() -> None:
    model, history = world_with_new_scenes()
    parts = model.parts_of(history, np.array([9, 12]))
    assert parts.shape == (2, len(FEATURES))
    np.testing.assert_allclose(parts.sum(axis=1), model.scores([history])[0][[9, 12]], rtol=1e-4)
