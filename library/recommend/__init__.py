"""Recommenders: models of what users like, and the maths around their lists. No database, no words for people.

How it is used::

    interactions = interactions_of(users, item_ids, values, times, catalogue=all_ids)   # says .left_out
    model = model_named("ours").fit(interactions, vectors, transitions, progress)       # vectors: text, or None
    history = history_of(item_ids, times, values, asked_at=now)                         # or NO_HISTORY
    scores = model.scores([history])                                                    # (1, items), float32
    best = best_items(leave_out_seen(scores, model.items, [history])[0], 20)            # columns, best first
    ids = model.items[best]
    save_model(model, folder); load_model(folder)                                       # npz and JSON manifest

Users are pseudonymous names, items whole numbers (a scene's id), times seconds since 1970. A value above 0 speaks for
an item (1 is full strength; a share of what was watched is less), 0 and below against it. `vectors` stand in the order
of `interactions.items`. `transitions_of(before, after, counts)` tells what follows what in stories' graphs; what users
used in turn is counted by the models themselves. A model knows the items that it was fitted with; a scene that came
later gets a score from `FittedOurs.scores_of_new`, until the model is fitted again.

After the scores: `exposure` lowers what was shown and not taken, `variety` re-ranks, `exploration` gives one place in
ten to what is little known, `survey` picks what newcomers are asked, `takeover` decides whether a new model is better.
"""

from library.recommend.errors import BadInteractions, DamagedModel, RecommendError
from library.recommend.history import NO_HISTORY, History, histories_in, history_of
from library.recommend.interactions import Interactions, LeftOut, interactions_of
from library.recommend.models import MODEL_NAMES, model_named
from library.recommend.recommender import (
    FittedModel,
    ModelState,
    Recommender,
    best_items,
    leave_out_seen,
    rows_of,
)
from library.recommend.storing import load_model, save_model
from library.recommend.transitions import Transitions, transitions_in, transitions_of

__all__ = [
    "MODEL_NAMES",
    "NO_HISTORY",
    "BadInteractions",
    "DamagedModel",
    "FittedModel",
    "History",
    "Interactions",
    "LeftOut",
    "ModelState",
    "RecommendError",
    "Recommender",
    "Transitions",
    "best_items",
    "histories_in",
    "history_of",
    "interactions_of",
    "leave_out_seen",
    "load_model",
    "model_named",
    "rows_of",
    "save_model",
    "transitions_in",
    "transitions_of",
]
