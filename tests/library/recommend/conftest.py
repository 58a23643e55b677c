"""Small worlds whose right answer is known."""

import numpy as np
import pytest

from library.recommend import Interactions, interactions_of

USERS, ITEMS = 40, 30


def checkerboard(users: int = USERS, items: int = ITEMS) -> Interactions:
    """Users like the items of their own parity, all but the one of their own number, in order of the items."""
    events = [
        (f"user {user:03}", item)
        for user in range(users)
        for item in range(items)
        if item % 2 == user % 2 and item != own_item(user, items)
    ]
    names, ids = zip(*events, strict=True)
    times = [1_000_000.0 + number for number in range(len(events))]
    return interactions_of(names, ids, np.ones(len(ids)), times, catalogue=np.arange(items))


def own_item(user: int, items: int = ITEMS) -> int:
    """Return the one item of a user's parity that the user has not used: the only right answer."""
    return (user - user % 2) % (items - items % 2) + user % 2


@pytest.fixture
def board() -> Interactions:
    return checkerboard()
