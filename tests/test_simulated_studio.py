"""In a studio whose tastes are known, the blend foresees what comes next at least as well as any single model."""

from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

PROJECT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def studio() -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(PROJECT / "benchmarks"))
        import simulated_studio

    return simulated_studio


def test_a_studio_is_what_it_says(studio: ModuleType) -> None:
    made = studio.make(studio.Studio(12, scenes=300, futures=4), seed=7)
    again = studio.make(studio.Studio(12, scenes=300, futures=4), seed=7)
    assert made.futures.tolist() == again.futures.tolist()
    assert len(made.interactions) == 12 * 20
    assert (made.interactions.counts == 0).sum() >= 30
    for user in range(12):
        used = made.interactions.item[made.interactions.user == user]
        assert len(set(used.tolist())) == 20
        assert not set(used.tolist()) & set(made.futures[user].tolist())
    np.testing.assert_allclose(made.taste.sum(axis=1), 1)


@pytest.mark.parametrize(("users", "worlds"), [(20, 5), (150, 1)])
def test_ours_is_at_or_above_every_single_model(studio: ModuleType, users: int, worlds: int) -> None:
    models = ("popularity", "jaccard", "item-knn", "content", "ease", "ease-text", "ease-order", "ours")
    found = [
        studio.gain_by_model(studio.make(studio.Studio(users, scenes=600), seed), models, seed)
        for seed in range(200, 200 + worlds)
    ]
    mean = {name: float(np.mean([world[name] for world in found])) for name in models}
    assert mean["ours"] >= max(mean.values())
    assert mean["ours"] > 0.1


def test_variety_changes_lists_more_than_what_they_are_worth(studio: ModuleType) -> None:
    worlds = [studio.make(studio.Studio(60, scenes=600), seed) for seed in range(210, 216)]
    prices = [studio.price_of_variety(made) for made in worlds]
    plain, varied = np.mean([price.diversity for price in prices], axis=0)
    assert varied > 1.05 * plain
    plain, varied = np.mean([price.gain for price in prices], axis=0)
    assert varied > 0.95 * plain
