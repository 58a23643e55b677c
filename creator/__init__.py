"""Turns a story and its footage into moving pictures: clips, cards, bundles that play by themselves, one film."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from creator.bundle import Bundle, publish
    from creator.errors import (
        BundleFolderInUse,
        CreatorError,
        EncodingFailed,
        FontMissing,
        MissingFootage,
        NoSpaceLeft,
        StoryNotReady,
    )
    from creator.footage import Footage, LibraryFootage
    from creator.linear import publish_linear

__all__ = [
    "Bundle",
    "BundleFolderInUse",
    "CreatorError",
    "EncodingFailed",
    "FontMissing",
    "Footage",
    "LibraryFootage",
    "MissingFootage",
    "NoSpaceLeft",
    "StoryNotReady",
    "publish",
    "publish_linear",
]

_HOMES = {
    "Bundle": "bundle",
    "publish": "bundle",
    "publish_linear": "linear",
    "Footage": "footage",
    "LibraryFootage": "footage",
}


def __getattr__(name: str) -> object:
    """Import what is asked for when it is asked for, so that `import creator` costs nothing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"creator.{_HOMES.get(name, 'errors')}"), name)
