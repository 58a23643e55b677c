"""Lets history decide softly between scenes that a search finds nearly level."""

import numpy as np
from numpy.typing import NDArray

from library.catalog import Catalog
from library.errors import LibraryError
from library.recommend import rows_of
from library.search.scene_search import Favour
from story.recommending.reading import Past
from story.recommending.trained import Trained

SETTING = "history-weight"
"""The library's setting that says how much history counts in searches: 0 for not at all, at most 1."""

WEIGHT = 0.05
"""Unless somebody chose: a twentieth of what the best hit has."""


def history_weight(catalog: Catalog) -> float:
    """Return how much history counts, from 0 to 1; a setting that is no such number counts as not chosen."""
    try:
        weight = float(catalog.setting(SETTING) or WEIGHT)
    except ValueError:
        return WEIGHT
    return weight if 0 <= weight <= 1 else WEIGHT


def set_history_weight(catalog: Catalog, text: str) -> None:
    """Choose how much history counts.

    Raises:
        LibraryError: The text is no number from 0 to 1.
    """
    try:
        chosen = float(text)
    except ValueError:
        chosen = -1.0
    if not 0 <= chosen <= 1:
        raise LibraryError(f"{text[:40]!r} is no weight.", "Give a number from 0 (not at all) to 1.")
    catalog.set_setting(SETTING, f"{chosen:g}")


def favour_of(trained: Trained, past: Past, weight: float) -> Favour:
    """Return what is added to scenes: 0 for the one that suits a person least of them, `weight` for the best."""
    items, own = trained.model.items, trained.model.scores([past.history])[0]

    def favour(scenes: NDArray[np.int64]) -> NDArray[np.float32]:
        added = np.zeros(len(scenes), np.float32)
        known = np.isin(scenes, items)
        scores = own[rows_of(items, scenes[known])]
        if len(scores) and scores.max() > scores.min():
            added[known] = np.float32(weight) * (scores - scores.min()) / (scores.max() - scores.min())
        return added

    return favour
