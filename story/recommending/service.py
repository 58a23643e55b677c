"""Recommends scenes: to a person, for a story, or to nobody in particular."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from library.catalog import Catalog
from library.catalog.event import Event, EventKind, Noted
from library.catalog.pages import Page
from library.catalog.people import Person
from library.embedding import vector_space
from library.errors import NotInLibrary
from library.place import Library
from library.progress import Progress, no_progress
from library.recommend import NO_HISTORY
from library.search import Hit, SceneSearch
from library.search.content import Content
from library.search.marking import asked_terms
from library.search.scene_search import Favour
from library.search.telling import told
from story.model import Story
from story.recommending.candidates import Source, candidates
from story.recommending.favour import favour_of, history_weight
from story.recommending.listing import listed
from story.recommending.model_holder import ModelHolder
from story.recommending.new_scenes import ContentPrior, content_prior
from story.recommending.newcomers import DEMOGRAPHICS, arms_of, groups_of
from story.recommending.notes import Note, NoteCode, note
from story.recommending.reading import NOTHING_SHOWN, Past, past_of
from story.recommending.reasons import Reason
from story.recommending.scene_places import ScenePlaces
from story.recommending.situation import Situation, situation
from story.recommending.story_edits import edit_events
from story.recommending.story_here import NOWHERE, StoryHere, story_here
from story.recommending.told_reasons import reasons_of, scenes_to_name
from story.recommending.trained import Trained

MOST = 200
"""Recommendations at once; more is a search without words."""

NOBODY = Past(NO_HISTORY, frozenset(), {}, NOTHING_SHOWN)


@dataclass(frozen=True)
class Wish:
    """What is asked.

    Attributes:
        user: The pseudonym of who asks; `None` for nobody in particular.
        story_id: The story at hand, if any.
        node_id: The node of it after which a scene is wanted; `None` for the story as a whole.
        limit: How many scenes, at most `MOST`.
    """

    user: str | None = None
    story_id: str | None = None
    node_id: str | None = None
    limit: int = 20


@dataclass(frozen=True)
class Recommendation:
    """A scene that is recommended.

    Attributes:
        hit: The scene as a search would give it; its `score` places it in this list, from 0 to 1.
        reasons: Why, what says most first; at least one.
        sources: What brought it up.
    """

    hit: Hit
    reasons: tuple[Reason, ...]
    sources: frozenset[Source]


@dataclass(frozen=True)
class Recommended:
    """A list of recommendations.

    Attributes:
        scenes: The best first.
        notes: What to know about it.
        arms: In which arm of which experiment it was made, by the experiment's name.
    """

    scenes: tuple[Recommendation, ...] = ()
    notes: tuple[Note, ...] = ()
    arms: Mapping[str, str] = field(default_factory=dict, hash=False)


class Recommending:
    """Recommends the scenes of a library; may be asked by several threads.

    Args:
        catalog: The library.
        search: Knows what its scenes are about.
        space: Whose vectors those are.
        folder: Where what was learnt is cached; `None` for nowhere.
    """

    def __init__(self, catalog: Catalog, search: SceneSearch, space: str, folder: Path | None = None) -> None:
        self._catalog = catalog
        self._search = search
        self._places = ScenePlaces(catalog)
        self._holder = ModelHolder(catalog, search.content, space, self._places, folder)
        self._lock = Lock()
        self._prior: tuple[Trained, int, ContentPrior] | None = None

    @classmethod
    def over(cls, library: Library, search: SceneSearch | None = None) -> "Recommending":
        """Return what recommends the scenes of a library; reads nothing yet."""
        space = vector_space(library.embedder().name)
        folder = library.folder / "cache" / "recommending"
        return cls(library.catalog, search or SceneSearch.over(library), space, folder)

    def recommend(self, wish: Wish) -> Recommended:
        """Return scenes, the best first; fewer than asked for only if the library has no more."""
        content = self._search.content()
        if not len(content.facts.scenes):
            return Recommended(notes=(note(NoteCode.NO_SCENES),))
        now = datetime.now(UTC)
        trained = self._holder.now()
        past = NOBODY if wish.user is None else past_of(self._catalog, wish.user, now.timestamp())
        here, unknown = self._here(wish)
        prior = None if trained is None else self._prior_of(trained, content)
        person = Person("") if wish.user is None else self._catalog.person(wish.user)
        arms = arms_of(person, past)
        groups = groups_of(person) if arms.get(DEMOGRAPHICS.name) == "with" else ()
        asked = situation(content, trained, prior, past, here, groups)
        notes = [*unknown, *_notes(person, asked)]
        return Recommended(self._listed(asked, wish, now), tuple(notes), arms)

    def favour(self, user: str) -> Favour | None:
        """Return what a search adds to scenes for a person's history; `None` where there is none, or it is set to 0."""
        weight = history_weight(self._catalog)
        past = past_of(self._catalog, user, datetime.now(UTC).timestamp()) if weight else NOBODY
        trained = self._holder.now() if len(past.history) else None
        return None if trained is None else favour_of(trained, past, weight)

    def survey(self) -> tuple[Hit, ...]:
        """Return scenes that newcomers are asked about, at most ten; none of an empty library."""
        trained = self._holder.now()
        if trained is None:
            return tuple(one.hit for one in self.recommend(Wish(limit=10)).scenes)
        page = self._catalog.page(trained.survey.tolist(), ())
        return tuple(_hit(page, scene, 1.0) for scene in trained.survey.tolist() if scene in page.scenes)

    def note_shown(self, wish: Wish, session: str, answer: Recommended) -> Noted:
        """Write down that a list was shown to who asked for it; nothing for nobody in particular."""
        if wish.user is None:
            return Noted()
        more = {"arms": dict(answer.arms)} if answer.arms else {}
        return self._catalog.append_events(
            Event(
                wish.user,
                session,
                EventKind.SHOWN,
                one.hit.scene.id,
                wish.story_id,
                {"position": place, **more},
            )
            for place, one in enumerate(answer.scenes)
        )

    def note_edit(self, user: str, session: str, before: Story, after: Story) -> Noted:
        """Write down which scenes somebody's edit brought into a story, took out of it, or trimmed."""
        return self._catalog.append_events(
            Event(user, session, kind, scene, after.id)
            for kind, scene in edit_events(before, after, self._places)
        )

    def note_published(self, user: str, session: str, story: Story) -> Noted:
        """Write down which scenes somebody published."""
        scenes = dict.fromkeys(self._places.of_clips(clip for node in story.nodes for clip in node.clips))
        return self._catalog.append_events(
            Event(user, session, EventKind.PUBLISHED, scene, story.id) for scene in scenes
        )

    def learn(self, progress: Progress = no_progress) -> Trained:
        """Learn now from what is new, and return what was learnt.

        Raises:
            Cancelled: By `progress`.
        """
        return self._holder.learn(progress)

    def throw_away(self) -> None:
        """Delete what was learnt from the disk, too; it is learnt again when somebody asks."""
        self._holder.throw_away()

    def wait(self) -> None:
        """Wait until nothing is learnt in the background."""
        self._holder.wait()

    def close(self) -> None:
        """Stop learning."""
        self._holder.close()

    def _here(self, wish: Wish) -> tuple[StoryHere, tuple[Note, ...]]:
        if wish.story_id is None:
            return NOWHERE, ()
        try:
            return story_here(self._catalog, self._places, wish.story_id, wish.node_id), ()
        except NotInLibrary:
            return NOWHERE, (note(NoteCode.UNKNOWN_STORY),)

    def _prior_of(self, trained: Trained, content: Content) -> ContentPrior:
        """Return what scores new scenes; made anew when there are other scenes or other models."""
        with self._lock:
            if self._prior is None or self._prior[:2] != (trained, content.held.moment):
                self._prior = trained, content.held.moment, content_prior(content, trained)
            return self._prior[2]

    def _listed(self, asked: Situation, wish: Wish, now: datetime) -> tuple[Recommendation, ...]:
        seed = _seed(wish, now)
        chosen = listed(asked, candidates(asked, seed), min(wish.limit, MOST), now.timestamp(), seed)
        scenes = [int(asked.scenes[place]) for place in chosen.places]
        page = self._catalog.page(scenes, ())
        named = {
            **self._catalog.scenes_with_films(scenes_to_name(asked) - page.scenes.keys()),
            **page.scenes,
        }
        why = reasons_of(asked, chosen.places, chosen.sources, named, now)
        return tuple(
            Recommendation(
                _hit(page, scene, score),
                reasons,
                chosen.sources[place],
            )
            for scene, place, score, reasons in zip(scenes, chosen.places, chosen.scores, why, strict=True)
            if scene in page.scenes
        )


def _notes(person: Person, asked: Situation) -> list[Note]:
    found = [] if asked.free.any() else [note(NoteCode.ALL_USED)]
    if asked.trained is None:
        found.append(note(NoteCode.LEARNING))
    if person.opted_out:
        found.append(note(NoteCode.OPTED_OUT))
    elif person.user and not len(asked.past.history):
        found.append(note(NoteCode.NO_HISTORY))
    return found


def _seed(wish: Wish, now: datetime) -> int:
    """Return what decides what is tried out: the same all day for the same person and place."""
    return zlib.crc32(f"{wish.user} {wish.story_id} {wish.node_id} {now.date()}".encode("utf-8", "replace"))


def _hit(page: Page, scene: int, score: float) -> Hit:
    text = told(page.texts.get(scene, ()), asked_terms("")).text
    return Hit(*page.scenes[scene], score, score, text, page.tags.get(scene, ()), ())
