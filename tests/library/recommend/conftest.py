"""Small worlds whose right answer is known."""

import random
from collections.abc import Callable

import numpy as np
import pytest

from library.recommend import Interactions, interactions_of

USERS, ITEMS = 40, 30


def made_checkerboard(users: int = USERS, items: int = ITEMS) -> Interactions:
    """Users like the items of their own parity, all but the one of their own number, in any order."""
    chance = random.Random(items)
    events = [
        (f"user {user:03}", item)
        for user in range(users)
        for item in range(items)
        if item % 2 == user % 2 and item != its_own_item(user, items)
    ]
    names, ids = zip(*events, strict=True)
    times = [1e6 + chance.random() for _ in events]
    return interactions_of(names, ids, np.ones(len(ids)), times, catalogue=np.arange(items))


def its_own_item(user: int, items: int = ITEMS) -> int:
    """Return the one item of a user's parity that the user has not used: the only right answer."""
    return (user - user % 2) % (items - items % 2) + user % 2


@pytest.fixture(name="checkerboard")
def checkerboard_fixture() -> Callable[..., Interactions]:
    return made_checkerboard


@pytest.fixture(name="own_item")
def own_item_fixture() -> Callable[..., int]:
    return its_own_item
