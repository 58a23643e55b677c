"""Where a model has nothing to say, what is popular decides."""

import numpy as np
from numpy.typing import NDArray

from library.recommend.interactions import Interactions

_SMALL = 1e-5


def among_equals(interactions: Interactions) -> NDArray[np.float32]:
    """Return scores of at most 1e-5 that grow with popularity, shape `(items,)`."""
    counts = np.log1p(interactions.counts)
    return np.asarray(_SMALL * counts / max(counts.max(initial=0.0), 1.0), np.float32)
