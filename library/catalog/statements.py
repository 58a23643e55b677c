"""What curators say of scenes, one by one or many at once, in the catalog: a log that only ever grows, and the tags."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import distinct, func, insert, select
from sqlalchemy.orm import Session

from library.catalog.changes import note_scenes_changed
from library.catalog.part import CatalogPart, among, now
from library.catalog.retired import standing_iri
from library.catalog.scene_tags import Pair, Removed, SceneTags
from library.catalog.scene_words import write_tag_words
from library.errors import LibraryError, NotInLibrary
from library.schema import SceneRow, TagStatementRow

MOST_AT_ONCE = 2000
"""Of so many scenes something can be said at once."""


@dataclass(frozen=True)
class Statement:
    """A curator's word on whether a concept holds of a scene.

    Attributes:
        scene_id, concept: Of what it is said.
        curator: Who says it; `""` for nobody in particular.
        holds: What is said; `None` takes back what the curator said before.
        made_at: When (UTC).
    """

    scene_id: int
    concept: str
    curator: str
    holds: bool | None
    made_at: datetime

    @property
    def pair(self) -> Pair:
        """Scene and concept."""
        return self.scene_id, self.concept


@dataclass(frozen=True)
class Curator:
    """Somebody who said something, how often, and of how many scenes."""

    name: str
    statements: int
    scenes: int


@dataclass(frozen=True)
class _Said:
    """A statement as it lies in the log, with the tags that gave way to it."""

    statement: Statement
    removed: Mapping[str, Mapping[str, float]]


class StatementCatalog(CatalogPart):
    """Takes and reads what curators say."""

    def tag_scene(self, scene_id: int, concept: str, curator: str = "") -> None:
        """Say, as a curator, that a concept holds of a scene; guesses that contradict it go.

        Raises:
            NotInLibrary: There is no such scene or concept.
        """
        self._say_of_one(scene_id, concept, True, curator)

    def untag_scene(self, scene_id: int, concept: str, curator: str = "") -> None:
        """Take a concept off a scene, whoever put it there; what was found of itself is not found again.

        The curator's word against a concept is a tag of no confidence, which no reader of tags sees.

        Raises:
            NotInLibrary: There is no such scene or concept.
        """
        self._say_of_one(scene_id, concept, False, curator)

    def say(
        self, scene_ids: Collection[int], concept: str, holds: bool | None, curator: str = ""
    ) -> tuple[int, ...]:
        """Say of several scenes whether a concept holds of them, all in one transaction.

        Args:
            scene_ids: The scenes; those that are not there are left out.
            concept: IRI of the concept.
            holds: Whether it holds; `None` takes back what this curator said of it, and what gave way to that comes
                back.
            curator: Who says so.

        Returns:
            The scenes whose tags changed.

        Raises:
            LibraryError: They are more than `MOST_AT_ONCE`.
            NotInLibrary: There is no such concept.
        """
        if len(scene_ids) > MOST_AT_ONCE:
            raise LibraryError(
                f"{len(scene_ids)} scenes are too many to tag at once.", f"Choose {MOST_AT_ONCE} at most."
            )
        with self._database.writing() as session:
            there = select(SceneRow.id).where(among(SceneRow.id, scene_ids)).order_by(SceneRow.id)
            scenes = session.scalars(there).all()
            iri = standing_iri(session, concept)
            at = _moment(session, scenes)
            return take_in(session, [Statement(one, iri, curator, holds, at) for one in scenes])

    def curators(self) -> tuple[Curator, ...]:
        """Return who said something, by name."""
        counted = (func.count(), func.count(distinct(TagStatementRow.scene_id)))
        chosen = select(TagStatementRow.curator, *counted).group_by(TagStatementRow.curator)
        with self._database.reading() as session:
            rows = session.execute(chosen.order_by(TagStatementRow.curator))
            return tuple(Curator(name, statements, scenes) for name, statements, scenes in rows)

    def statements(self, scene_ids: Iterable[int]) -> tuple[Statement, ...]:
        """Return all that was said of some scenes, the oldest first."""
        with self._database.reading() as session:
            return tuple(said.statement for said in _log(session, scene_ids))

    def _say_of_one(self, scene_id: int, concept: str, holds: bool, curator: str) -> None:
        with self._database.writing() as session:
            if session.get(SceneRow, scene_id) is None:
                raise NotInLibrary(f"There is no scene {scene_id} in this library.", "Search again.")
            iri, at = standing_iri(session, concept), _moment(session, [scene_id])
            take_in(session, [Statement(scene_id, iri, curator, holds, at)])


def take_in(session: Session, new: Sequence[Statement]) -> tuple[int, ...]:
    """Log statements, and bring tags, words and the log of changes up to date with them.

    Of all that curators last said of a scene and a concept, the newest word counts. A statement that says again what
    its curator last said, and changes no tag, is not logged.

    Returns:
        The scenes whose tags changed.
    """
    new = list(dict.fromkeys(new))
    scenes = {one.scene_id for one in new}
    pairs = {one.pair for one in new}
    log = [said for said in _log(session, scenes) if said.statement.pair in pairs]
    before = _last_words(said.statement for said in log)
    after = _last_words([*(said.statement for said in log), *new])
    tags = SceneTags(session, scenes)
    for (scene_id, iri), removed in _given_way(log, new):
        tags.put_back(scene_id, removed, iri)
    gave_way = {pair: tags.rule(*pair, _ruling(after[pair].values())) for pair in sorted(pairs)}
    known = {said.statement for said in log}
    news = [one for one in new if one not in known and (tags.changed(*one.pair) or _is_news(one, before))]
    changed = tags.write()
    _write(session, news, gave_way)
    write_tag_words(session, changed)
    note_scenes_changed(session, changed)
    return tuple(changed)


def _moment(session: Session, scene_ids: Iterable[int]) -> datetime:
    """Return this moment, but one after all that was said of some scenes, even if a clock went back."""
    newest = session.scalar(
        select(func.max(TagStatementRow.made_at)).where(among(TagStatementRow.scene_id, scene_ids))
    )
    return max(now(), newest + timedelta(microseconds=1)) if newest else now()


def _log(session: Session, scene_ids: Iterable[int]) -> list[_Said]:
    chosen = select(TagStatementRow).where(among(TagStatementRow.scene_id, scene_ids))
    rows = session.scalars(chosen.order_by(TagStatementRow.made_at, TagStatementRow.id))
    return [
        _Said(Statement(row.scene_id, row.concept_iri, row.curator, row.holds, row.made_at), row.removed)
        for row in rows
    ]


def _last_words(statements: Iterable[Statement]) -> dict[Pair, dict[str, Statement]]:
    """Return by pair and curator the newest statement."""
    found: dict[Pair, dict[str, Statement]] = {}
    for one in sorted(statements, key=lambda one: one.made_at):
        found.setdefault(one.pair, {})[one.curator] = one
    return found


def _ruling(words: Iterable[Statement]) -> bool | None:
    """Return the newest of the last words of all curators that was not taken back."""
    standing = [one for one in words if one.holds is not None]
    return max(standing, key=lambda one: one.made_at).holds if standing else None


def _given_way(log: Sequence[_Said], new: Sequence[Statement]) -> list[tuple[Pair, Removed]]:
    """Return, by scene and concept, what gave way to the words that are taken back."""
    last = {(said.statement.pair, said.statement.curator): said.removed for said in log}
    return [(one.pair, last.get((one.pair, one.curator), {})) for one in new if one.holds is None]


def _is_news(one: Statement, before: Mapping[Pair, Mapping[str, Statement]]) -> bool:
    last = before.get(one.pair, {}).get(one.curator)
    return one.holds is not (last.holds if last else None)


def _write(session: Session, new: Sequence[Statement], gave_way: Mapping[Pair, Removed]) -> None:
    rows: list[dict[str, Any]] = [
        {
            "scene_id": one.scene_id,
            "concept_iri": one.concept,
            "curator": one.curator,
            "holds": one.holds,
            "made_at": one.made_at,
            "removed": gave_way[one.pair],
        }
        for one in new
    ]
    if rows:
        session.execute(insert(TagStatementRow), rows)
