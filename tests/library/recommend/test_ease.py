"""EASE is what its paper says, in both forms, and finds the one right answer on a checkerboard."""

from collections.abc import Callable

import numpy as np
import pytest
from scipy.sparse import csr_array

from library.recommend import (
    Interactions,
    best_items,
    histories_in,
    interactions_of,
    leave_out_seen,
    model_named,
)
from library.recommend.ease import penalty_for, text_weight_for
from library.recommend.linear import _dual, _primal


def users_and_texts(users: int, items: int, dimension: int) -> tuple[csr_array, np.ndarray]:
    chance = np.random.default_rng(3)
    matrix = csr_array((chance.random((users, items)) < 0.3).astype(np.float32))
    return matrix, chance.normal(0, 1, (items, dimension)).astype(np.float32)


@pytest.mark.parametrize("dimension", [0, 5])
def test_primal_and_dual_are_the_closed_form_of_the_paper(dimension: int) -> None:
    users, texts = users_and_texts(12, 20, dimension)
    stacked = np.vstack([users.toarray(), texts.T])
    inverse = np.linalg.inv(stacked.T @ stacked + 7 * np.eye(20))
    expected = np.eye(20) - inverse / np.diagonal(inverse)[None, :]
    histories = csr_array(np.random.default_rng(1).random((4, 20)).astype(np.float32))
    for weights in (_primal(users, texts, 7.0), _dual(users, texts, 7.0)):
        np.testing.assert_allclose(weights.apply(histories), histories @ expected, rtol=2e-3, atol=2e-4)
    np.testing.assert_allclose(np.diagonal(expected), 0, atol=1e-9)


@pytest.mark.parametrize("name", ["jaccard", "item-knn", "ease", "ease-text", "ease-order", "ours"])
@pytest.mark.parametrize("items", [30, 300])
def test_on_a_checkerboard_the_one_item_left_of_ones_own_parity_is_first(
    name: str, items: int, checkerboard: Callable[..., Interactions], own_item: Callable[..., int]
) -> None:
    board = checkerboard(40, items)
    model = model_named(name).fit(board)
    histories = list(histories_in(board))
    left = leave_out_seen(model.scores(histories), model.items, histories)
    first = [int(best_items(row, 1)[0]) for row in left]
    assert first == [own_item(int(user.removeprefix("user ")), items) for user in board.users]


def test_penalties_and_text_weights_follow_the_amount_of_data() -> None:
    few = interactions_of(["a"] * 100, range(100), np.ones(100), range(100))
    assert penalty_for(few) == 10
    assert text_weight_for(few) == 3
    many = interactions_of(
        [str(n % 5000) for n in range(40_000)], range(40_000), np.ones(40_000), range(40_000)
    )
    assert penalty_for(many) == pytest.approx(100)
    assert text_weight_for(many) == 30
