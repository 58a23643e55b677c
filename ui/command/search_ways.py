"""What `gallae search` prints when it looks for more than a list: sequences, a whole story, hits by film."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from ui.command.answer_json import hit_json
from ui.command.terminal import note, print_json

if TYPE_CHECKING:
    from library import Library
    from library.search import (
        Hit,
        InOrderAnswer,
        SceneSearch,
        SearchAnswer,
        SearchRequest,
        Timeline,
        ToldSentence,
    )

_CELLS = 48
_SHADES = "░▒▓█"


def print_in_order(
    search: "SceneSearch", library: "Library", request: "SearchRequest", *, as_json: bool
) -> None:
    """Find scenes in order and print them: a paragraph a sequence."""
    answer = search.find_in_order(request)
    for one in answer.notes:
        note(one.told("en"))
    if as_json:
        print_json(_sequences_json(answer, library))
        return
    _show_sequences(answer)
    if not answer.found:
        note("No film has scenes that fit in this order and in this time.")


def print_story(
    search: "SceneSearch", library: "Library", text: str, request: "SearchRequest", *, as_json: bool
) -> None:
    """Find a scene for each sentence of a text and print them."""
    from ui.sentences import sentences_of

    told = search.find_story(sentences_of(text), request)
    if as_json:
        print_json(_story_json(told, library))
    else:
        _show_story(told)


def print_timelines(answer: "SearchAnswer", library: "Library", *, as_json: bool) -> None:
    """Print hits by film."""
    from library.search import by_film

    timelines = by_film(answer.hits)
    if as_json:
        print_json(_timelines_json(timelines, library))
    else:
        _show_timelines(timelines)


def _show_sequences(answer: "InOrderAnswer") -> None:
    """Print a paragraph for each sequence, a line for each of its scenes."""
    for one in answer.found:
        click.echo(f"{one.score:.2f}  {one.hits[0].film.title}")
        for hit in one.hits:
            click.echo(f"      {_place(hit)}  {hit.text}")


def _show_story(told: Sequence["ToldSentence"]) -> None:
    """Print each sentence with its scene, what joins that to the one before it, and other scenes."""
    for one in told:
        click.echo(one.sentence)
        if one.hit is None:
            click.echo("      no scene fits")
            continue
        links = f"  [{', '.join(link.value.replace('_', ' ') for link in one.links)}]" if one.links else ""
        click.echo(f"   →  {one.hit.film.title}  {_place(one.hit)}{links}")
        click.echo(f"      {one.hit.text}")
        if one.alternatives:
            others = "; ".join(f"{hit.film.title} {_place(hit)}" for hit in one.alternatives)
            click.echo(f"      or: {others}")


def _show_timelines(timelines: Sequence["Timeline"]) -> None:
    """Print a line for each film, from its beginning to its end, darker where what fits better lies."""
    for timeline in timelines:
        best = max(timeline.marks, key=lambda mark: mark.hit.score).hit
        count = f"{len(timeline.marks)} scene{'s' if len(timeline.marks) != 1 else ''}"
        click.echo(f"{_drawn(timeline)}  {timeline.film.title}  ({count}, the best at {_place(best)})")


def _sequences_json(answer: "InOrderAnswer", library: "Library") -> list[dict[str, object]]:
    """Return the sequences as JSON values."""
    return [
        {"score": round(one.score, 4), "scenes": [hit_json(hit, library) for hit in one.hits]}
        for one in answer.found
    ]


def _story_json(told: Sequence["ToldSentence"], library: "Library") -> list[dict[str, object]]:
    """Return the sentences and their scenes as JSON values."""
    return [
        {
            "text": one.sentence,
            "scene": None if one.hit is None else hit_json(one.hit, library),
            "alternatives": [hit_json(hit, library) for hit in one.alternatives],
            "links": [link.value for link in one.links],
        }
        for one in told
    ]


def _timelines_json(timelines: Sequence["Timeline"], library: "Library") -> list[dict[str, object]]:
    """Return films and the places of their hits as JSON values."""
    return [
        {
            "film": timeline.film.id,
            "title": timeline.film.title,
            "marks": [
                {"start": mark.start, "end": mark.end, **hit_json(mark.hit, library)}
                for mark in timeline.marks
            ],
        }
        for timeline in timelines
    ]


def _drawn(timeline: "Timeline") -> str:
    cells = ["·"] * _CELLS
    for mark in sorted(timeline.marks, key=lambda mark: mark.hit.score):
        first = min(int(mark.start * _CELLS), _CELLS - 1)
        last = max(first, min(round(mark.end * _CELLS), _CELLS) - 1)
        shade = _SHADES[min(int(mark.hit.score * len(_SHADES)), len(_SHADES) - 1)]
        cells[first : last + 1] = shade * (last - first + 1)
    return "".join(cells)


def _place(hit: "Hit") -> str:
    from library import clock_text

    return f"{clock_text(hit.scene.start)}–{clock_text(hit.scene.end)} (scene {hit.scene.id})"
