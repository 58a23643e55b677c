"""What the learned ranker makes of candidates, where there is one: the expected share that will be watched."""

import numpy as np
from numpy.typing import NDArray

from library.recommend import rows_of
from library.recommend.exposure import Showing, exposures
from library.recommend.ranker import ranker_features
from story.recommending.situation import Situation


def suiting(asked: Situation, places: NDArray[np.int64], now: float) -> NDArray[np.float32]:
    """Return how well candidates suit the person: by the ranker, or by the model's scores as long as there is none.

    A scene that came after the model was made has no evidence of its own: it gets what the ranker gives to known
    candidates with the same score.

    Args:
        asked: What is known.
        places: Places of the candidates in `asked.scenes`.
        now: This moment, in seconds since 1970.
    """
    scores = asked.scores[places]
    if asked.trained is None or asked.trained.ranker is None or asked.evidence is None:
        return scores
    items = asked.trained.model.items
    known = np.isin(asked.scenes[places], items)
    if not known.any():
        return scores
    scenes = asked.scenes[places[known]]
    shown = exposures(showings(asked), now)
    features = ranker_features(
        asked.evidence[:, rows_of(items, scenes)],
        asked.content.facts.seconds[places[known]],
        asked.past.history,
        now,
        np.array([shown.get(scene, 0.0) for scene in scenes.tolist()], np.float32),
    )
    expected = np.zeros(len(places), np.float32)
    expected[known] = asked.trained.ranker.expected_share(features)
    expected[~known] = np.interp(scores[~known], np.sort(scores[known]), np.sort(expected[known]))
    return expected


def showings(asked: Situation) -> list[Showing]:
    """Return what was shown to the person and passed over."""
    shown = asked.past.shown
    columns = (shown.scenes.tolist(), shown.times.tolist(), shown.positions.tolist())
    return [Showing(scene, time, place) for scene, time, place in zip(*columns, strict=True)]
