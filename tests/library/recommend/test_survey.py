"""What newcomers are asked tells tastes apart."""

import numpy as np

from library.recommend import best_items, interactions_of
from library.recommend.survey import by_liked, survey


def test_the_survey_asks_about_every_taste_and_never_what_it_knows_already() -> None:
    """Three tastes; within one, likes are equal but for noise, so one scene of each tells everything."""
    chance = np.random.default_rng(2)
    rows = [
        (user, item)
        for user in range(60)
        for item in range(30)
        if item % 3 == user % 3 and chance.random() < 0.9
    ]
    users, items = zip(*rows, strict=True)
    made = interactions_of([f"{user:02}" for user in users], items, np.ones(len(rows)), range(len(rows)))
    asked = survey(made, count=2)
    assert len({item % 3 for item in asked.tolist()}) == 2
    assert len(set(survey(made).tolist())) == 10


def test_scenes_that_read_the_same_are_not_asked_about_twice() -> None:
    chance = np.random.default_rng(4)
    rows = [(user, item) for user in range(40) for item in range(12) if chance.random() < 0.5]
    users, items = zip(*rows, strict=True)
    made = interactions_of([f"{user:02}" for user in users], items, np.ones(len(rows)), range(len(rows)))
    vectors = np.repeat(np.eye(4, dtype=np.float32), 3, axis=0)
    assert sorted(item // 3 for item in survey(made, vectors, count=4).tolist()) == [0, 1, 2, 3]


def test_without_users_it_spreads_over_what_there_is() -> None:
    nobody = interactions_of([], [], [], [], catalogue=range(50))
    vectors = np.zeros((50, 5), np.float32)
    vectors[np.arange(50), np.arange(50) % 5] = 1
    assert sorted(int(item) % 5 for item in survey(nobody, vectors, count=5)) == [0, 1, 2, 3, 4]
    assert len(survey(nobody)) == 10
    assert len(survey(interactions_of([], [], [], []))) == 0


def test_likes_find_those_who_like_the_same() -> None:
    made = interactions_of(["a", "a", "a", "b", "b", "b"], [1, 2, 3, 4, 5, 6], np.ones(6), range(6))
    scores = by_liked(made, [4, 5, 77])
    assert made.items[best_items(scores, 3)].tolist() == [4, 5, 6]
    assert np.isfinite(by_liked(made, [])).all()
