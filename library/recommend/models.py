"""Which models there are, by name; each is imported when it is asked for."""

from importlib import import_module
from typing import Any

from library.recommend.errors import RecommendError
from library.recommend.recommender import FittedModel, Recommender

_MODELS = {
    "popularity": ("popularity", "Popularity", "FittedPopularity"),
    "jaccard": ("jaccard", "JaccardUsers", "FittedJaccardUsers"),
    "item-knn": ("neighbours", "ItemNeighbours", "FittedNeighbours"),
    "content": ("content", "Content", "FittedContent"),
    "ease": ("ease", "Ease", "FittedEase"),
    "ease-text": ("ease", "EaseWithText", "FittedEase"),
    "ease-order": ("order", "EaseWithOrder", "FittedOrder"),
    "ncf": ("ncf", "Ncf", "FittedNcf"),
    "ours": ("ours", "Ours", "FittedOurs"),
}
"""Module, what is fitted, and what comes of it."""

MODEL_NAMES = tuple(_MODELS)


def model_named(name: str, **settings: Any) -> Recommender:
    """Return the recommender of a name, with settings of its own or as they are shipped.

    Raises:
        RecommendError: There is none of that name.
    """
    module, recommender, _ = _home(name)
    made: Recommender = getattr(import_module(f"library.recommend.{module}"), recommender)(**settings)
    return made


def fitted_class(name: str) -> type[FittedModel]:
    """Return the class of what a recommender of that name is once it is fitted.

    Raises:
        RecommendError: There is none of that name.
    """
    module, _, fitted = _home(name)
    found: type[FittedModel] = getattr(import_module(f"library.recommend.{module}"), fitted)
    return found


def _home(name: str) -> tuple[str, str, str]:
    if name not in _MODELS:
        raise RecommendError(f"{name!r} is no recommender.", f"There are {', '.join(MODEL_NAMES)}.")
    return _MODELS[name]
