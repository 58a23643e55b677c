"""What can go wrong while recommending: a branch of the library's errors.

RecommendError
├── BadInteractions   arrays that do not fit each other, or nothing that can be learned from
└── DamagedModel      a stored model that is not what its manifest says
"""

from library.errors import LibraryError


class RecommendError(LibraryError):
    """Something is wrong with what a recommender was given."""


class BadInteractions(RecommendError):
    """Interactions, histories or vectors whose shapes do not fit each other."""


class DamagedModel(RecommendError):
    """A stored model is missing, was changed, or was written by another version."""
