"""Finds out why the scenes of a list are in it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from library.film_time import clock_text
from library.ontology import Facet
from library.records import Film, Scene, Tag
from story.recommending.candidates import Source, lately
from story.recommending.reasons import Reason, ReasonKind
from story.recommending.situation import SOON, Situation

MOST_REASONS = 3
LEAST_LIKENESS = 0.35
"""A scene whose vector is further than this from one that was used is not there because of it."""

LEAST_TOUCHES = 3
"""What so many used is much-used."""

NEW_FOR = timedelta(days=14)
_MOST_USED = 30
_FACET_REASONS = {Facet.WHERE: ReasonKind.SAME_PLACE, Facet.WHEN: ReasonKind.SAME_TIME}

Named = Mapping[int, tuple[Scene, Film]]
"""Scenes with their films, by number."""


def title_of(scene: Scene, film: Film) -> str:
    """Return what people call a scene: what its heading says, such as `Harbour, night`, else film and time."""
    place = re.sub(r"^(?:(?:INT|EXT|EST|I/E)\b[./]*\s*)+", "", scene.heading.strip(), flags=re.IGNORECASE)
    told = re.sub(r"\s+[-–—]+\s+", ", ", place).strip()
    if not told:
        return f"{film.title} {clock_text(scene.start)}"
    return told.capitalize() if told.isupper() else told


def scenes_to_name(asked: Situation) -> set[int]:
    """Return the scenes that reasons may be about."""
    return {*lately(asked, _MOST_USED).tolist(), *asked.here.before}


def reasons_of(
    asked: Situation,
    places: Sequence[int],
    sources: Mapping[int, frozenset[Source]],
    named: Named,
    now: datetime,
) -> list[tuple[Reason, ...]]:
    """Return why each scene of a list is in it, what says most first; at least one reason each.

    Args:
        asked: What is known.
        places: The list, as places in `asked.scenes`.
        sources: What brought each of them up.
        named: The scenes of the list and those of `scenes_to_name`.
        now: This moment.
    """
    alike = _likeness(asked, places)
    at = np.array(places, np.int64)
    held = [asked.content.facts.sureness(tag.concept)[at] > 0 for tag in asked.here.tags]
    told = []
    for row, place in enumerate(places):
        scene = int(asked.scenes[place])
        holding = [tag for tag, holds in zip(asked.here.tags, held, strict=True) if holds[row]]
        found = [*_of_story(asked, place, holding, named), *alike.get(row, ())]
        found += _of_everybody(asked, place, sources[place], bool(found))
        if scene in named and now - named[scene][1].added_at < NEW_FOR:
            found.append(Reason(ReasonKind.FRESH))
        if Source.EXPLORED in sources[place]:
            found.insert(0, Reason(ReasonKind.EXPLORED))
        told.append(_named(found[:MOST_REASONS], named) or (Reason(ReasonKind.EXPLORED),))
    return told


def _of_story(asked: Situation, place: int, holding: Sequence[Tag], named: Named) -> Iterator[Reason]:
    """Yield what speaks for a scene at its place in the story; `holding` are the tags that they share."""
    here = asked.here
    for tag in holding:
        if tag.facet == Facet.WHO:
            kind = ReasonKind.COMES_NEXT if tag.concept in here.coming else ReasonKind.IS_HERE
            yield Reason(kind, labels=tag.labels)
            break
    for before in here.before[-len(SOON) :]:
        if before in named and _comes_right_after(asked, before, place):
            yield Reason(ReasonKind.NEXT_IN_FILM, before)
    yield from _follows(asked, place)
    for facet, kind in _FACET_REASONS.items():
        label = next((tag.labels for tag in holding if tag.facet == facet), None)
        if label is not None:
            yield Reason(kind, labels=label)


def _comes_right_after(asked: Situation, before: int, place: int) -> bool:
    facts = asked.content.facts
    its = facts.places(np.array([before], np.int64))
    return bool(
        len(its)
        and facts.films[its[0]] == facts.films[place]
        and facts.numbers[place] - facts.numbers[its[0]] == 1
    )


def _follows(asked: Situation, place: int) -> Iterator[Reason]:
    if asked.trained is None:
        return
    pairs = asked.trained.transitions
    mine = (pairs.after == asked.scenes[place]) & np.isin(pairs.before, np.array(asked.here.before, np.int64))
    if mine.any():
        best = np.flatnonzero(mine)[np.argmax(pairs.count[mine])]
        yield Reason(
            ReasonKind.FOLLOWS_IN_STORIES, int(pairs.before[best]), count=round(float(pairs.count[best]))
        )


def _likeness(asked: Situation, places: Sequence[int]) -> dict[int, tuple[Reason, ...]]:
    """Return for rows of the list the scene that was used and is most like it, if it is like it at all."""
    used = np.sort(lately(asked, _MOST_USED))
    if not len(used) or not len(places):
        return {}
    near = _vectors(asked, places) @ asked.content.vectors(used).T
    best = near.argmax(axis=1)
    return {
        row: (Reason(ReasonKind.LIKE_USED, int(used[at]), count=asked.past.used.get(int(used[at]), 1)),)
        for row, at in enumerate(best.tolist())
        if near[row, at] >= LEAST_LIKENESS
    }


def _vectors(asked: Situation, places: Sequence[int]) -> NDArray[np.float32]:
    order = np.argsort(places)
    found = asked.content.vectors(asked.scenes[np.asarray(places)[order]])
    vectors = np.empty_like(found)
    vectors[order] = found
    return vectors


def _of_everybody(
    asked: Situation, place: int, sources: frozenset[Source], is_told: bool
) -> Iterator[Reason]:
    touched = int(asked.touched[place])
    if len(asked.past.history) and touched and Source.MODEL in sources and not is_told:
        yield Reason(ReasonKind.ALIKE_PEOPLE)
    if Source.POPULAR in sources and touched >= LEAST_TOUCHES:
        yield Reason(ReasonKind.POPULAR, count=touched)
    if Source.UNTOUCHED in sources and len(asked.past.history) and is_told:
        yield Reason(ReasonKind.UNTOUCHED)


def _named(found: Sequence[Reason], named: Named) -> tuple[Reason, ...]:
    """Return reasons with the titles of the scenes that they are about; without those whose scene has gone."""
    return tuple(
        reason
        if reason.scene_id is None
        else Reason(
            reason.kind,
            reason.scene_id,
            title_of(*named[reason.scene_id]),
            reason.labels,
            reason.count,
        )
        for reason in found
        if reason.scene_id is None or reason.scene_id in named
    )
