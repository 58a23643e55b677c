"""Text in, the scenes that fit out: words (BM25) and meaning (vectors) together, facets as exact filters."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from library.catalog import Catalog
from library.embedding import Embedder, vector_space
from library.picture_embedding import PictureEmbedder
from library.place import Library
from library.search.asked import Asked, RequestReader, plain_text
from library.search.content import Content
from library.search.feedback import with_feedback
from library.search.fusion import Evidence, evidence_of
from library.search.hits import SearchAnswer, SearchRequest, Signal
from library.search.in_order import InOrderAnswer, find_in_order
from library.search.known_scenes import KnownScenes
from library.search.like import find_like
from library.search.notes import NoteCode, note
from library.search.page import has_more, hits_of
from library.search.pictures import PictureSearch
from library.search.ranking import NAMED_SCENES, Ranked, Ranking, Wanted
from library.search.snapshots import Snapshots
from library.search.steps import StepSearch
from library.search.synopsis import ToldSentence, find_story
from library.search.weights import weights_of
from library.words import query_terms

EVERYWHERE = SearchRequest()

Favour = Callable[[NDArray[np.int64]], NDArray[np.float32]]
"""Returns a number for each of some scenes, given by their numbers."""


class SceneSearch:
    """Searches a library, always as it is now; may be asked by several threads.

    Args:
        catalog: Where the scenes are. Nothing is read before the first search.
        embedder: Makes vectors of texts, or `None` to search by words alone.
        cache: A folder where what is searched is kept between processes; `None` for nowhere.
        pictures: Compares texts with pictures, or `None` to leave pictures out.
    """

    def __init__(
        self,
        catalog: Catalog,
        embedder: Embedder | None = None,
        cache: Path | None = None,
        pictures: PictureEmbedder | None = None,
    ) -> None:
        self._catalog = catalog
        self._reader = RequestReader(catalog)
        space = vector_space(embedder.name) if embedder else ""
        seen = PictureSearch(catalog, pictures) if pictures else None
        self._snapshots = Snapshots(catalog, space, cache)
        self._ranking = Ranking(self._snapshots, embedder, seen)
        self._steps = StepSearch(catalog, self._ranking, self._wanted)
        self._known = KnownScenes(catalog, self._ranking, space)

    @classmethod
    def over(cls, library: Library, embedder: Embedder | None = None) -> "SceneSearch":
        """Return a search with the library's own embedder, or with the one given; loads neither yet."""
        embedder = embedder or library.embedder()
        return cls(library.catalog, embedder, library.index_folder, library.picture_embedder())

    def find(self, request: SearchRequest, favour: Favour | None = None) -> SearchAnswer:
        """Return the scenes that fit a request, the best first.

        Args:
            request: What is looked for.
            favour: Says what is added to the score of each scene for the order: the history of who asks. The best
                score is 1, so that little decides between scenes that are nearly level.

        Raises:
            NotInLibrary: There is no film with the number asked for.
            ModelError: The embedding model is not on this machine.
        """
        if Signal.MEANING in request.signals:
            self._ranking.expect(plain_text(request))
        asked = self._reader.read(request)
        if not query_terms(asked.text) and not request.closer:
            listed = _listed(asked)
            hits = hits_of(self._catalog, listed, "", request, asked.concepts)
            return replace(asked.answered(hits, None), more=has_more(listed, request))
        ranked = self._ranking.rank(self._wanted(asked))
        if favour is not None:
            ranked = replace(ranked, favour=favour(ranked.evidence.scenes))
        hits = hits_of(self._catalog, ranked, asked.text, request, asked.concepts)
        answer = asked.answered(hits, ranked.evidence.scenes)
        old = (note(NoteCode.OLD_VECTORS, str(ranked.to_embed)),) if ranked.to_embed else ()
        return replace(answer, notes=(*answer.notes, *old), more=has_more(ranked, request))

    def warm_up(self) -> None:
        """Read the library and load the model now, so that the first search need not.

        Raises:
            ModelError: The embedding model is not on this machine.
        """
        self._reader.read(SearchRequest(counts=False))
        self._ranking.warm_up()

    def find_in_order(self, request: SearchRequest) -> InOrderAnswer:
        """Return scenes of one film that fit the steps of a request's text (`a >> b`) in order.

        Raises:
            NotInLibrary, ModelError: As `find` does.
        """
        return find_in_order(self._catalog, self._reader, self._steps, request)

    def find_story(
        self, sentences: Sequence[str], request: SearchRequest = EVERYWHERE
    ) -> tuple[ToldSentence, ...]:
        """Return a scene for each sentence of a synopsis, chosen so that together they tell it best.

        Args:
            sentences: In the order of the story.
            request: Its facets and film narrow down where to look; its text does not count.

        Raises:
            NotInLibrary, ModelError: As `find` does.
        """
        return find_story(self._catalog, self._reader, self._steps, sentences, request)

    def find_like(self, scene_id: int, request: SearchRequest) -> SearchAnswer:
        """Return scenes like a given one; it itself and the scenes right before and after it are left out.

        Args:
            scene_id: The scene.
            request: Filters and limit; of its text only filters count.

        Raises:
            NotInLibrary: There is no such scene, or no film with the number asked for.
        """
        return find_like(self._catalog, self._reader, self._ranking, self._known, scene_id, request)

    def content(self) -> Content:
        """Return what the library's scenes are about now; loads no model."""
        return Content(self._reader.held(), self._snapshots.now())

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
        wanted = Wanted(
            asked.text,
            asked.allowed,
            asked.request.signals,
            named,
            asked.named_of,
            weights=weights_of(self._catalog),
        )
        return with_feedback(wanted, asked.request, self._known, self._ranking)


def _listed(asked: Asked) -> Ranked:
    """Return the scenes to list when there is nothing to look for."""
    scenes = np.array(asked.newest(), np.int64)
    return Ranked(evidence_of(scenes), np.zeros(len(scenes), np.int64))
