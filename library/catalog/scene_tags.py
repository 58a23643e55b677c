"""The tags of some scenes, changed in memory as curators rule and written in a few statements of SQL."""

import copy
from collections.abc import Iterable, Mapping

from sqlalchemy import delete, insert, select, tuple_
from sqlalchemy.orm import Session

from library.catalog.concepts import broader_of
from library.catalog.part import among
from library.ontology.opposites import Opposites
from library.records import Origin
from library.schema import ConceptRow, TagRow

Pair = tuple[int, str]
"""A scene and a concept."""

Tags = dict[str, dict[str, float]]
"""The confidence of each tag of a scene, by concept and origin."""

Removed = Mapping[str, Mapping[str, float]]
"""The same, of tags that gave way to a curator's word."""

_AT_ONCE = 500
"""So many tags are taken away by one statement: each takes three of SQLite's parameters."""


class SceneTags:
    """Tags of some scenes; what changes is in the database after `write`.

    Args:
        session: A session that writes.
        scene_ids: The scenes.
    """

    def __init__(self, session: Session, scene_ids: Iterable[int]) -> None:
        self._session = session
        self._opposites = Opposites(broader_of(session))
        self._before = _read(session, scene_ids)
        self._now = copy.deepcopy(self._before)

    def rule(self, scene_id: int, iri: str, holds: bool | None) -> Removed:
        """Let a concept hold of a scene or not, or leave it to what is found (`None`); return the tags that gave way.

        A concept that holds is a curator's tag, and what was found of itself and contradicts it gives way. One that
        does not hold has no tag; if it was found of itself, a curator's tag of no confidence keeps it from coming back.
        """
        if holds:
            self._of(scene_id, iri)[Origin.CURATOR] = 1.0
            return self._without_contradicted(scene_id, iri)
        there = self._of(scene_id, iri)
        denied = there.pop(Origin.CURATOR, None) == 0
        if holds is None:
            return {}
        found = dict(there)
        there.clear()
        if found or denied:
            there[Origin.CURATOR] = 0.0
        return {iri: found} if found else {}

    def put_back(self, scene_id: int, removed: Removed, ruled: str = "") -> None:
        """Put tags that gave way on their scene again, unless a curator is against one or its concept has gone.

        Args:
            scene_id: The scene.
            removed: The tags.
            ruled: A concept that is ruled on afterwards: whether a curator is against it does not count.
        """
        for iri, found in removed.items():
            there = self._of(scene_id, iri)
            if iri != ruled and there.get(Origin.CURATOR) == 0:
                continue
            if self._session.get(ConceptRow, iri) is not None:
                there |= {origin: sure for origin, sure in found.items() if origin not in there}

    def merge(self, kept: str, merged: str) -> None:
        """Let one concept take the tags of another one; a curator's word for it counts above one against it."""
        for of_scene in self._now.values():
            there, other = of_scene.setdefault(kept, {}), of_scene.pop(merged, {})
            there |= {origin: max(sure, there.get(origin, 0.0)) for origin, sure in other.items()}
            if there.get(Origin.CURATOR) == 0:
                of_scene[kept] = {Origin.CURATOR: 0.0}

    def changed(self, scene_id: int, iri: str) -> bool:
        """Say whether the tags of a concept on a scene are not what they were."""
        return self._of(scene_id, iri) != self._before.get(scene_id, {}).get(iri, {})

    def write(self) -> list[int]:
        """Write what changed; return the scenes in which something did."""
        before, after = set(_rows(self._before)), set(_rows(self._now))
        gone = sorted({row[:3] for row in before - after})
        for start in range(0, len(gone), _AT_ONCE):
            key = tuple_(TagRow.scene_id, TagRow.concept_iri, TagRow.origin)
            self._session.execute(delete(TagRow).where(key.in_(gone[start : start + _AT_ONCE])))
        names = ("scene_id", "concept_iri", "origin", "confidence")
        new = [dict(zip(names, row, strict=True)) for row in sorted(after - before)]
        if new:
            self._session.execute(insert(TagRow), new)
        self._before = copy.deepcopy(self._now)
        return sorted({row[0] for row in before ^ after})

    def _of(self, scene_id: int, iri: str) -> dict[str, float]:
        return self._now.setdefault(scene_id, {}).setdefault(iri, {})

    def _without_contradicted(self, scene_id: int, iri: str) -> Removed:
        """Take what was found of itself off a scene where a curator's word is against it."""
        removed: Tags = {}
        for other, there in self._now[scene_id].items():
            found = {origin: sure for origin, sure in there.items() if origin != Origin.CURATOR}
            if found and self._opposites.contradict(other, iri):
                removed[other] = found
                for origin in found:
                    del there[origin]
        return removed


def _read(session: Session, scene_ids: Iterable[int]) -> dict[int, Tags]:
    columns = (TagRow.scene_id, TagRow.concept_iri, TagRow.origin, TagRow.confidence)
    chosen = select(*columns).where(among(TagRow.scene_id, scene_ids))
    found: dict[int, Tags] = {}
    for scene_id, iri, origin, sure in session.execute(chosen):
        found.setdefault(scene_id, {}).setdefault(iri, {})[origin] = sure
    return found


def _rows(tags: Mapping[int, Tags]) -> Iterable[tuple[int, str, str, float]]:
    for scene_id, of_scene in tags.items():
        for iri, there in of_scene.items():
            for origin, sure in there.items():
                yield scene_id, iri, str(origin), sure
