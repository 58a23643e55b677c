"""What the server holds while it runs: the library, its search, and its jobs."""

import gc
from contextlib import suppress
from threading import Lock
from typing import Annotated

from fastapi import Depends, Request

from library import Library, LibraryError, ModelError
from library.catalog.jobs import Job
from library.search import SceneSearch, SearchAnswer, SearchRequest
from story import Story
from story.recommending.service import Recommending
from ui.jobs import JobRunner
from ui.jobs.time_left import TimesLeft
from ui.server.job_feed import JobFeed, JobNow
from ui.server.playable import ScenePlayer
from ui.server.story_desk import StoryDesk
from ui.server.waveforms import Waveforms


class Studio:
    """The library with everything that is kept between requests.

    Args:
        library: The open library.
        found_at: The address at which other devices find the studio, or `""`.
    """

    def __init__(self, library: Library, found_at: str = "") -> None:
        self.library = library
        self.found_at = found_at
        self.jobs = JobRunner(library)
        self.times_left = TimesLeft()
        self.feed = JobFeed(self._latest_jobs)
        self.player = ScenePlayer(library)
        self.waveforms = Waveforms(library)
        self.desk = StoryDesk(library.catalog)
        self._lock = Lock()
        self._models = library.embedder(), library.picture_embedder()
        self._search = SceneSearch.over(library)
        self._recommending: tuple[SceneSearch, Recommending] | None = None

    def search(self) -> SceneSearch:
        """Return the library's search, with the models that are set now."""
        models = self.library.embedder(), self.library.picture_embedder()
        with self._lock:
            if models != self._models:
                self._models, self._search = models, SceneSearch.over(self.library)
            return self._search

    def find(self, request: SearchRequest, user: str | None = None) -> SearchAnswer:
        """Return the scenes that fit a request, the best first; what `user` did decides between nearly level ones."""
        favour = None if user is None else self.recommending().favour(user)
        return self.search().find(request, favour)

    def recommending(self) -> Recommending:
        """Return what recommends scenes, with the models that are set now."""
        search = self.search()
        with self._lock:
            if self._recommending is None or self._recommending[0] is not search:
                self._recommending = search, Recommending.over(self.library, search)
            return self._recommending[1]

    def note_edit(self, user: str, session: str, before: Story, after: Story) -> None:
        """Note what somebody's edit did with scenes; an edit that was made stands even if it cannot be noted."""
        with suppress(LibraryError):
            self.recommending().note_edit(user, session, before, after)

    def note_published(self, user: str, session: str, story: Story) -> None:
        """Note which scenes somebody published, if that is possible."""
        with suppress(LibraryError):
            self.recommending().note_published(user, session, story)

    def job_now(self, job: Job) -> JobNow:
        """Return a job with the time that it will still take."""
        return JobNow(job, self.times_left.seconds(job))

    def _latest_jobs(self) -> list[JobNow]:
        """Return the last jobs and all that have not ended, however long they have waited."""
        found = {job.id: job for job in (*self.jobs.unfinished(), *self.library.catalog.jobs())}
        return [self.job_now(job) for job in found.values()]

    def close(self) -> None:
        """Stop what still works in the background."""
        self.jobs.close()
        self.waveforms.close()
        if self._recommending is not None:
            self._recommending[1].close()

    def warm_up(self) -> None:
        """Load now what a search needs, so that the first who searches need not wait for it."""
        with suppress(ModelError):  # whoever searches is told
            self.search().warm_up()
        gc.collect()
        gc.freeze()  # all this stays: looking through it at every collection of garbage takes half a second


def _studio_of(request: Request) -> Studio:
    found: Studio = request.app.state.studio
    return found


AStudio = Annotated[Studio, Depends(_studio_of)]
"""The studio behind a request, as a parameter of a route."""
