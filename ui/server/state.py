"""What the server holds while it runs: the library, its search, and its jobs."""

from contextlib import suppress
from threading import Lock
from typing import Annotated

from fastapi import Depends, Request

from library import Library, ModelError
from library.catalog.vectors import VectorState
from library.search import SceneSearch, SearchAnswer, SearchRequest
from ui.jobs import JobRunner
from ui.server.playable import ScenePlayer
from ui.server.story_desk import StoryDesk


class Studio:
    """The library with everything that is kept between requests.

    Args:
        library: The open library.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self.jobs = JobRunner(library)
        self.player = ScenePlayer(library)
        self.desk = StoryDesk(library.catalog)
        self._embedder = library.embedder()
        self._lock = Lock()
        self._search: SceneSearch | None = None
        self._searched: VectorState | None = None

    def search(self) -> SceneSearch:
        """Return the library's search; model and vector index are kept until the vectors have changed."""
        with self._lock:
            state = self.library.catalog.vector_state(self._embedder.name)
            if self._search is None or state != self._searched:
                self._search = SceneSearch.over(self.library, self._embedder)
                self._searched = state
            return self._search

    def find(self, request: SearchRequest) -> SearchAnswer:
        """Return the scenes that fit a request, the best first."""
        return self.search().find(request)

    def warm_up(self) -> None:
        """Load the model now if it will be wanted, so that the first who searches need not wait for it."""
        if self.library.catalog.vector_state(self._embedder.name).count:
            with suppress(ModelError):  # whoever searches is told
                self._embedder.embed(["warm"])


def _studio_of(request: Request) -> Studio:
    found: Studio = request.app.state.studio
    return found


AStudio = Annotated[Studio, Depends(_studio_of)]
"""The studio behind a request, as a parameter of a route."""
