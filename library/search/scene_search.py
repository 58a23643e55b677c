"""Text in, the scenes that fit out: words (BM25) and meaning (vectors) together, facets as exact filters."""

import numpy as np

from library.catalog import Catalog
from library.embedding import Embedder
from library.place import Library
from library.search.asked import Asked, RequestReader
from library.search.fusion import Evidence, evidence_of
from library.search.hits import SearchAnswer, SearchRequest
from library.search.page import hits_of
from library.search.ranking import NAMED_SCENES, Ranked, Ranking, Wanted
from library.search.snapshots import Snapshots
from library.search.weights import weights_of
from library.words import query_terms


class SceneSearch:
    """Searches a library, always as it is now; may be asked by several threads.

    Args:
        catalog: Where the scenes are. Nothing is read before the first search.
        embedder: Makes vectors of texts, or `None` to search by words alone.
    """

    def __init__(self, catalog: Catalog, embedder: Embedder | None = None) -> None:
        self._catalog = catalog
        self._reader = RequestReader(catalog)
        self._ranking = Ranking(Snapshots(catalog, embedder.name if embedder else ""), embedder)

    @classmethod
    def over(cls, library: Library, embedder: Embedder | None = None) -> "SceneSearch":
        """Return a search with the library's own embedder, or with the one given; loads neither yet."""
        return cls(library.catalog, embedder or library.embedder())

    def find(self, request: SearchRequest) -> SearchAnswer:
        """Return the scenes that fit a request, the best first.

        Raises:
            NotInLibrary: There is no film with the number asked for.
            ModelError: The embedding model is not on this machine.
        """
        asked = self._reader.read(request)
        if not query_terms(asked.text):
            return asked.answered(
                hits_of(self._catalog, _listed(asked), "", request.limit, asked.concepts), None
            )
        ranked = self._ranking.rank(self._wanted(asked))
        hits = hits_of(self._catalog, ranked, asked.text, request.limit, asked.concepts)
        return asked.answered(hits, ranked.evidence.scenes)

    def evidence(self, request: SearchRequest) -> Evidence:
        """Return what speaks for the scenes that a request may find; none if it has no words.

        Raises:
            NotInLibrary, ModelError: As `find` does.
        """
        asked = self._reader.read(request)
        if not query_terms(asked.text):
            return evidence_of(np.zeros(0, np.int64))
        return self._ranking.rank(self._wanted(asked)).evidence

    def _wanted(self, asked: Asked) -> Wanted:
        named, _ = asked.named(NAMED_SCENES)
        return Wanted(
            asked.text,
            asked.allowed,
            asked.request.signals,
            named,
            asked.named_of,
            weights=weights_of(self._catalog),
        )


def _listed(asked: Asked) -> Ranked:
    """Return the scenes to list when there is nothing to look for."""
    scenes = np.array(asked.newest(), np.int64)
    return Ranked(evidence_of(scenes), np.zeros(len(scenes), np.int64))
