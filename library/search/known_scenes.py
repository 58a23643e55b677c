"""What a few scenes are about, to look for others: the mean of their vectors, and the words that tell them apart."""

from collections import Counter
from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from library.catalog import Catalog
from library.search.marking import written_terms
from library.search.ranking import Ranking


class KnownScenes:
    """Tells what scenes are about.

    Args:
        catalog: Where they are.
        ranking: Knows how rare words are.
        space: Which vectors count; `""` for none.
    """

    def __init__(self, catalog: Catalog, ranking: Ranking, space: str) -> None:
        self._catalog = catalog
        self._ranking = ranking
        self._space = space

    def vector(self, scenes: Collection[int]) -> NDArray[np.float32] | None:
        """Return the mean of the scenes' mean vectors, shape `(dimension,)`, of length 1; `None` if they have none."""
        if not scenes or not self._space:
            return None
        vectors = self._catalog.mean_vectors(self._space, scenes)
        return unit(vectors.mean(axis=0)) if len(vectors) else None

    def words(self, scenes: Collection[int], most: int) -> tuple[str, ...]:
        """Return the words that tell most of some scenes: rare ones, and such as many of the scenes have.

        Args:
            scenes: Numbers of scenes.
            most: How many words at most.
        """
        held: dict[int, dict[str, str]] = {}
        for text in self._catalog.texts_of(scenes):
            held.setdefault(text.scene_id, {}).update(written_terms(text.text))
        for scene_id, tags in self._catalog.tags(scenes).items():
            for label in (label for tag in tags for label in tag.labels.values()):
                held.setdefault(scene_id, {}).update(written_terms(label))
        having = Counter(term for terms in held.values() for term in terms)
        written = {term: word for terms in held.values() for term, word in terms.items()}
        rarity = self._ranking.rarities(written.values())
        telling = sorted(having, key=lambda term: (-having[term] * rarity.get(term, 0.0), term))
        return tuple(written[term] for term in telling[:most] if term in rarity)


def unit(vector: NDArray[np.float32]) -> NDArray[np.float32] | None:
    """Return a vector at length 1; `None` for one without direction."""
    length = float(np.linalg.norm(vector))
    return np.asarray(vector / length, np.float32) if length > 0 else None
