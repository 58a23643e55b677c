"""`gallae search`: the scenes that fit a piece of story."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

import click

from ui.command.answer_json import answer_json, hit_json, thumbnail
from ui.command.given_text import given_text
from ui.command.search_ways import print_in_order, print_story, print_timelines
from ui.command.terminal import note, opened_library, print_json

if TYPE_CHECKING:
    from library import Library
    from library.search import Counts, Hit, Part, SearchAnswer


_Function = TypeVar("_Function", bound=Callable[..., object])

_LANGUAGE_OF_KEYS = """
In TEXT, "in quotes" is exact dialogue, -word leaves scenes out, and who: when: where: what: how: why: film: lang:
longer: shorter: filter, as in where:harbour,pier -storm longer:1m30s; in Korean 누가: 언제: 어디서: 무엇: 어떻게: 왜:
영화: 언어: do. Write -- before a TEXT that begins with a minus. "A >> B" finds scenes of one film in this order, each
within ten minutes of the one before; within:5m (이내:5분) sets another time.
"""


def _facet(name: str) -> Callable[[_Function], _Function]:
    return click.option(f"--{name}", multiple=True, metavar="LABEL", help=f"Only scenes with this {name}.")


@click.command("search", epilog=_LANGUAGE_OF_KEYS)
@click.argument("text", default="")
@_facet("who")
@_facet("when")
@_facet("where")
@_facet("what")
@_facet("how")
@_facet("why")
@click.option("--film", type=int, help="Only scenes of this film (its number).")
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many at most."
)
@click.option("--plain", is_flag=True, help="Take TEXT as plain words, whatever stands in it.")
@click.option(
    "--story", is_flag=True, help="TEXT is a whole story, or a file: find a scene for every sentence."
)
@click.option("--like", type=int, metavar="SCENE", help="Scenes like this one; of TEXT only filters count.")
@click.option(
    "--closer", type=int, multiple=True, metavar="SCENE", help="This one comes closer to what is meant."
)
@click.option("--not", "not_this", type=int, multiple=True, metavar="SCENE", help="This one is not meant.")
@click.option("--by-film", is_flag=True, help="Print a line a film, with what fits where it lies.")
@click.option("--facets", "counted", is_flag=True, help="Count what the scenes found are: tags and films.")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print one array of hits and nothing else; with --facets an object that also says how TEXT was read.",
)
def command(
    text: str,
    film: int | None,
    limit: int,
    plain: bool,
    story: bool,
    like: int | None,
    closer: tuple[int, ...],
    not_this: tuple[int, ...],
    by_film: bool,
    counted: bool,
    as_json: bool,
    **facets: tuple[str, ...],
) -> None:
    """Find the scenes that fit TEXT, in Korean or English; without TEXT, list scenes, the newest film first."""
    from library.ontology import Facet
    from library.search import SceneSearch, SearchRequest, split_steps

    wanted = {Facet(name): labels for name, labels in facets.items() if labels}
    request = SearchRequest(
        text, wanted, film, limit, plain=plain, counts=counted, closer=closer, not_this=not_this
    )
    with opened_library() as library:
        search = SceneSearch.over(library)
        if story:
            print_story(search, library, given_text(text), request, as_json=as_json)
        elif not plain and like is None and len(split_steps(text)) > 1:
            print_in_order(search, library, request, as_json=as_json)
        else:
            answer = search.find(request) if like is None else search.find_like(like, request)
            _print(answer, library, by_film=by_film, counted=counted, as_json=as_json)


def _print(
    answer: "SearchAnswer", library: "Library", *, by_film: bool, counted: bool, as_json: bool
) -> None:
    for one in answer.notes:
        note(one.told("en"))
    if by_film:
        print_timelines(answer, library, as_json=as_json)
    elif as_json:
        hits = [hit_json(hit, library) for hit in answer.hits]
        print_json(answer_json(answer, library) if counted else hits)
        return
    else:
        _show_all(answer, library, counted=counted)
    if not answer.hits:
        note("No scene fits.")


def _show_all(answer: "SearchAnswer", library: "Library", *, counted: bool) -> None:
    if answer.query.parts:
        note("Read as: " + " · ".join(_chip(part) for part in answer.query.parts))
    for hit in answer.hits:
        _show(hit, library)
    if counted:
        _show_counts(answer.counts)


def _chip(part: "Part") -> str:
    """Return a part of the query as one reads it: `where: harbour`, `not “go away”`, `about harbour (where)`."""
    values = " or ".join(f"“{value}”" if part.kind == "phrase" else value for value in part.values)
    if part.kind.recognised:
        return f"about {_called(part.labels)} ({part.facet or 'film'})"
    key = f"{part.facet or part.kind}: " if part.kind not in ("phrase", "words") else ""
    return f"{'not ' if part.excluded else ''}{key}{values}"


def _show(hit: "Hit", library: "Library") -> None:
    from library import clock_text

    times = f"{clock_text(hit.scene.start)}–{clock_text(hit.scene.end)}"
    click.echo(f"{hit.score:.2f}  {hit.film.title}  {times}  (scene {hit.scene.id})")
    if hit.text:
        click.echo(f"      {hit.text}")
    for reason in hit.reasons:
        at = "" if reason.start_ms is None else f"  (at {clock_text(Fraction(reason.start_ms, 1000))})"
        click.echo(f"      {reason.signal.value} {reason.share:>4.0%}  {reason.text[:90]}{at}")
    if picture := thumbnail(hit, library):
        click.echo(f"      {picture}")


def _show_counts(counts: "Counts") -> None:
    from library.ontology import Facet

    click.echo(f"Scenes found: {counts.scenes}")
    for facet in Facet:
        of_facet = [count for count in counts.facets if count.facet is facet]
        _show_row(facet.value, ((_called(count.labels), count.scenes) for count in of_facet))
    _show_row("film", ((film.title, film.scenes) for film in counts.films))


def _called(labels: Mapping[str, str]) -> str:
    return labels.get("en") or next(iter(labels.values()), "")


def _show_row(name: str, counted: Iterable[tuple[str, int]]) -> None:
    row = ", ".join(f"{label} {scenes}" for label, scenes in counted)
    if row:
        click.echo(f"  {name:<6}{row}")
