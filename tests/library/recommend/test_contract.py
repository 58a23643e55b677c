"""What every model does alike: one suite, run over each."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from library.recommend import (
    MODEL_NAMES,
    NO_HISTORY,
    BadInteractions,
    DamagedModel,
    FittedModel,
    Interactions,
    RecommendError,
    best_items,
    histories_in,
    history_of,
    interactions_of,
    leave_out_seen,
    load_model,
    model_named,
    save_model,
    transitions_of,
)

ITEMS = 24
IDS = 100 + 3 * np.arange(ITEMS)


def events(users: int = 30, seed: int = 5) -> Interactions:
    """Users of two tastes who use ten items each; the last two items of the catalogue are never touched."""
    chance = np.random.default_rng(seed)
    rows = [
        (f"user {user}", IDS[item], 1.0, 1e9 + 1000 * user + place)
        for user in range(users)
        for place, item in enumerate(chance.permutation(np.arange(user % 2, ITEMS - 2, 2))[:8])
    ]
    names, items, values, times = zip(*rows, strict=True)
    return interactions_of(names, items, values, times, catalogue=IDS)


def text_vectors(seed: int = 6) -> NDArray[np.float32]:
    """Vectors that tell the two tastes apart."""
    chance = np.random.default_rng(seed)
    vectors = chance.normal(0, 0.3, (ITEMS, 12))
    vectors[:, 0] += np.where(np.arange(ITEMS) % 2, 1, -1)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors.astype(np.float32)


@cache
def fitted(name: str) -> FittedModel:
    return model_named(name).fit(events(), text_vectors(), transitions_of(IDS[:-1], IDS[1:]))


@pytest.fixture(params=MODEL_NAMES)
def name(request: pytest.FixtureRequest) -> Iterator[str]:
    yield request.param


@pytest.fixture
def model(name: str) -> FittedModel:
    return fitted(name)


def test_it_knows_its_name_and_items(model: FittedModel, name: str) -> None:
    assert model.name == name
    assert model.items.tolist() == IDS.tolist()


def test_a_batch_gets_what_each_gets_alone(model: FittedModel) -> None:
    histories = [*histories_in(events()), NO_HISTORY]
    together = model.scores(histories)
    assert together.shape == (len(histories), ITEMS)
    assert together.dtype == np.float32
    assert np.isfinite(together).all()
    for row in (0, 7, 29, 30):
        np.testing.assert_allclose(model.scores([histories[row]])[0], together[row], rtol=2e-4, atol=2e-5)


def test_nobody_asking_gets_no_rows(model: FittedModel) -> None:
    assert model.scores([]).shape == (0, ITEMS)


def test_an_unknown_user_gets_scores_by_what_was_used(model: FittedModel) -> None:
    assert np.isfinite(model.scores([history_of(IDS[[0, 2]], [1e9, 1e9 + 5])])).all()


def test_an_empty_history_equals_one_of_unknown_items_or_of_dislikes(model: FittedModel) -> None:
    moment = 1e9 + 10_000
    empty = history_of([], asked_at=moment)
    unknown = history_of([1, 2], [moment, moment], asked_at=moment)
    disliked = history_of([IDS[3]], [moment], [0.0], asked_at=moment)
    scores = model.scores([empty, unknown, disliked])
    assert np.isfinite(scores).all()
    np.testing.assert_allclose(scores[1], scores[0], rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(scores[2], scores[0], rtol=1e-4, atol=1e-5)


def test_seen_items_can_be_left_out(model: FittedModel) -> None:
    history = history_of(IDS[[1, 3, 5]], [1, 2, 3])
    left = leave_out_seen(model.scores([history]), model.items, [history])[0]
    best = best_items(left, ITEMS)
    assert len(best) == ITEMS - 3
    assert not {1, 3, 5} & set(best.tolist())


def test_fitting_twice_gives_the_same(name: str) -> None:
    again = model_named(name).fit(events(), text_vectors(), transitions_of(IDS[:-1], IDS[1:]))
    histories = list(histories_in(events()))
    np.testing.assert_allclose(again.scores(histories), fitted(name).scores(histories), rtol=1e-3, atol=1e-4)


def test_a_stored_model_answers_alike(model: FittedModel, tmp_path: Path) -> None:
    save_model(model, tmp_path / "model")
    save_model(model, tmp_path / "model")
    loaded = load_model(tmp_path / "model")
    histories = [*histories_in(events()), NO_HISTORY]
    assert loaded.name == model.name
    np.testing.assert_array_equal(loaded.items, model.items)
    np.testing.assert_allclose(loaded.scores(histories), model.scores(histories), rtol=1e-5, atol=1e-6)
    assert sorted(path.suffix for path in (tmp_path / "model").iterdir()) == [".json", ".npz"]


def test_it_can_be_fitted_on_nothing_at_all(name: str) -> None:
    nothing = interactions_of([], [], [], [], catalogue=IDS)
    scores = model_named(name).fit(nothing).scores([NO_HISTORY, history_of(IDS[:2])])
    assert scores.shape == (2, ITEMS)
    assert np.isfinite(scores).all()


def test_it_can_be_fitted_without_texts_and_without_transitions(name: str) -> None:
    assert np.isfinite(model_named(name).fit(events()).scores(list(histories_in(events())))).all()


def test_one_user_with_one_event_is_enough(name: str) -> None:
    one = interactions_of(["only"], [IDS[4]], [1.0], [1e9], catalogue=IDS)
    assert np.isfinite(model_named(name).fit(one, text_vectors()).scores(list(histories_in(one)))).all()


def test_an_empty_catalogue_gives_empty_scores(name: str) -> None:
    nothing = interactions_of([], [], [], [])
    assert model_named(name).fit(nothing).scores([NO_HISTORY]).shape == (1, 0)


@pytest.mark.parametrize("name", sorted({"ease-text", "content", "text-prior", "ours"} & set(MODEL_NAMES)))
def test_vectors_that_do_not_fit_are_refused_where_they_are_used(name: str) -> None:
    wrong = text_vectors()
    with pytest.raises(BadInteractions, match="23 text vectors"):
        model_named(name).fit(events(), wrong[1:])
    wrong[0, 0] = np.nan
    with pytest.raises(BadInteractions, match="no number"):
        model_named(name).fit(events(), wrong)


def test_a_changed_file_is_noticed(tmp_path: Path) -> None:
    save_model(fitted("popularity"), tmp_path)
    (stored,) = tmp_path.glob("*.npz")
    content = bytearray(stored.read_bytes())
    content[len(content) // 2] ^= 1
    stored.write_bytes(content)
    with pytest.raises(DamagedModel, match="was changed"):
        load_model(tmp_path)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"schema": "something.else"}, "is not of the kind"),
        ({"arrays": "../elsewhere.npz"}, "outside of its folder"),
        ({"arrays": "gone.npz"}, "lacks gone.npz"),
        ({"model": "oracle"}, "is no recommender"),
    ],
)
def test_a_manifest_that_lies_is_noticed(tmp_path: Path, change: dict[str, object], what: str) -> None:
    save_model(fitted("popularity"), tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_bytes())
    (tmp_path / "manifest.json").write_text(json.dumps(manifest | change), "utf-8")
    with pytest.raises(DamagedModel, match=what):
        load_model(tmp_path)


def test_an_empty_folder_holds_no_model(tmp_path: Path) -> None:
    with pytest.raises(DamagedModel, match="no manifest"):
        load_model(tmp_path)


def test_a_model_of_no_known_name_is_refused() -> None:
    with pytest.raises(RecommendError, match="'oracle' is no recommender"):
        model_named("oracle")
