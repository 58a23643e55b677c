"""Holds what was learnt, and learns again in the background while answers go on from what is there."""

import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock, Thread

from library.catalog import Catalog
from library.errors import GallaeError
from library.progress import Cancelled, Progress, no_progress
from library.recommend import model_named
from library.recommend.rank_learning import learned_ranking
from library.recommend.survey import survey
from library.search.content import Content
from story.recommending.newcomers import count_groups
from story.recommending.next_scenes import NextScenes
from story.recommending.reading import HistoryReader
from story.recommending.scene_places import ScenePlaces
from story.recommending.trained import LearntFrom, Trained, keep, kept, touches

MODEL = "ours"
SMALL = 20_000
"""With no more events and scenes together than this, learning takes so little that who asks may wait for it."""

SHARE_OF_TIME = 0.05
"""Learning again and again takes no more of the time than this."""


class ModelHolder:
    """Gives the newest models; may be asked by several threads.

    Args:
        catalog: What is learnt from.
        content: Returns what the library's scenes are about now.
        space: Whose vectors those are.
        places: Finds the scenes of clips.
        folder: Where models are cached; `None` for nowhere.
        model: Which model is learnt; one of `library.recommend.MODEL_NAMES`.
    """

    def __init__(
        self,
        catalog: Catalog,
        content: Callable[[], Content],
        space: str,
        places: ScenePlaces,
        folder: Path | None = None,
        model: str = MODEL,
    ) -> None:
        self._catalog = catalog
        self._content = content
        self._space = space
        self._folder = folder
        self._model = model
        self._reader = HistoryReader(catalog)
        self._next = NextScenes(catalog, places)
        self._lock = Lock()
        self._learning = Lock()
        self._closing = Event()
        self._thread: Thread | None = None
        self._trained: Trained | None = None
        self._looked = False
        self._rests_until = 0.0

    def now(self) -> Trained | None:
        """Return what may be used now; begin to learn in the background if there is more to learn from.

        What is small is learnt at once. `None` while a large library is learnt from for the first time.
        """
        trained = self._usable()
        if trained is not None and self._is_new(trained):
            return trained
        if trained is None and self._is_small():
            return self.learn()
        self._learn_behind()
        return trained

    def learn(self, progress: Progress = no_progress) -> Trained:
        """Learn now, unless there is nothing new to learn from, and return what was learnt.

        Raises:
            Cancelled: By `progress`; what was there before stays.
        """
        with self._learning:
            before = self._usable()
            if before is not None and self._is_new(before):
                return before
            trained = self._learnt(progress)
            self._trained = trained
            self._rests_until = time.monotonic() + trained.about.seconds / SHARE_OF_TIME
            if self._folder is not None:
                keep(trained, self._folder)
            return trained

    def throw_away(self) -> None:
        """Delete what was learnt, on disk too.

        Raises:
            OSError: The folder cannot be deleted.
        """
        with self._learning, self._lock:
            self._trained = None
            if self._folder is not None and self._folder.exists():
                shutil.rmtree(self._folder)

    def wait(self) -> None:
        """Wait until nothing is learnt in the background."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def close(self) -> None:
        """Stop what is learnt in the background, and wait until it has stopped."""
        self._closing.set()
        self.wait()

    def _usable(self) -> Trained | None:
        """Return what is there, unless somebody left since it was learnt, or vectors are others now."""
        with self._lock:
            if self._trained is None and not self._looked and self._folder is not None:
                self._trained, self._looked = kept(self._folder), True
            found = self._trained
            if found is None:
                return None
            about = found.about
            if (about.forgettings, about.space) != (self._catalog.forgettings(), self._space):
                self._trained = None
            return self._trained

    def _is_new(self, trained: Trained) -> bool:
        about = trained.about
        return (about.last_event, about.moment, about.stories) == (
            self._catalog.newest_event(),
            self._catalog.newest_search_change(),
            self._revisions(),
        )

    def _is_small(self) -> bool:
        return self._catalog.newest_event() + len(self._content().facts.scenes) <= SMALL

    def _revisions(self) -> int:
        return sum(listed.revision for listed in self._catalog.stories())

    def _learn_behind(self) -> None:
        with self._lock:
            busy = self._thread is not None and self._thread.is_alive()
            if busy or self._closing.is_set() or time.monotonic() < self._rests_until:
                return
            self._thread = Thread(target=self._learn_unasked, name="recommender", daemon=True)
            self._thread.start()

    def _learn_unasked(self) -> None:
        # Nobody waits for it: who asks next goes on with what is there, and is told if the library cannot be read.
        with suppress(Cancelled, GallaeError):
            self.learn(self._unless_closing)

    def _unless_closing(self, stage: str, done: int, total: int) -> None:  # noqa: ARG002 - how far it is does not matter
        if self._closing.is_set():
            raise Cancelled

    def _learnt(self, progress: Progress) -> Trained:
        begun = time.monotonic()
        content, stories = self._content(), self._revisions()
        interactions = self._reader.interactions(content.facts.scenes, progress)
        vectors = content.vectors(interactions.items)
        known = vectors if vectors.shape[1] else None
        transitions = self._next.transitions()
        model = model_named(self._model).fit(interactions, known, transitions, progress)
        popularity = model_named("popularity").fit(interactions)
        seen, lengths = self._reader.showings(), content.facts.seconds  # of the items, which are all scenes
        ranking = learned_ranking(seen, interactions, lengths, known, transitions, progress)
        about = LearntFrom(
            forgettings=self._reader.forgettings,
            last_event=self._reader.last,
            moment=content.held.moment,
            space=self._space,
            stories=stories,
            people=len(interactions.users),
            events=len(interactions),
            seconds=time.monotonic() - begun,
        )
        touched, shown = touches(interactions), self._reader.shown(interactions.items)
        groups = count_groups(interactions, self._catalog.described_people())
        asked = survey(interactions, known)
        return Trained(about, model, popularity, transitions, touched, shown, groups, asked, ranking.ranker)
