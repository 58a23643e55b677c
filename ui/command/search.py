"""`gallae search`: the scenes that fit a piece of story."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from ui.command.terminal import note, opened_library, print_json

if TYPE_CHECKING:
    from library import Library
    from library.search import Hit


_Function = TypeVar("_Function", bound=Callable[..., object])


def _facet(name: str) -> Callable[[_Function], _Function]:
    return click.option(f"--{name}", multiple=True, metavar="LABEL", help=f"Only scenes with this {name}.")


@click.command("search")
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
@click.option("--json", "as_json", is_flag=True, help="Print one array of hits and nothing else.")
def command(text: str, film: int | None, limit: int, as_json: bool, **facets: tuple[str, ...]) -> None:
    """Find the scenes that fit TEXT, in Korean or English; without TEXT, list scenes, the newest film first."""
    from library.ontology import Facet
    from library.search import SceneSearch, SearchRequest

    wanted = {Facet(name): labels for name, labels in facets.items() if labels}
    with opened_library() as library:
        answer = SceneSearch.over(library).find(SearchRequest(text, wanted, film, limit))
        for label in answer.unknown_labels:
            note(f"Nothing in this library is called {label!r}.")
        if as_json:
            print_json([_described(hit, library) for hit in answer.hits])
            return
        for hit in answer.hits:
            _show(hit, library)
    if not answer.hits:
        note("No scene fits.")


def _described(hit: "Hit", library: "Library") -> dict[str, object]:
    from library import milliseconds

    scene, film = hit.scene, hit.film
    return {
        "scene": scene.id,
        "film": {
            "id": film.id,
            "title": film.title,
            "fingerprint": film.fingerprint,
            "path": str(film.path),
        },
        "number": scene.number,
        "start_ms": milliseconds(scene.start),
        "end_ms": milliseconds(scene.end),
        "score": round(hit.score, 4),
        "relevance": round(hit.relevance, 4),
        "text": hit.text,
        "heading": scene.heading,
        "thumbnail": _thumbnail(hit, library),
        "tags": [
            {
                "facet": tag.facet,
                "labels": tag.labels,
                "origin": tag.origin.value,
                "confidence": tag.confidence,
            }
            for tag in hit.tags
        ],
        "why": [
            {"signal": reason.signal.value, "text": reason.text, "share": round(reason.share, 3)}
            for reason in hit.reasons
        ],
    }


def _thumbnail(hit: "Hit", library: "Library") -> str | None:
    return str(library.media.path(hit.scene.thumbnail)) if library.media.has(hit.scene.thumbnail) else None


def _show(hit: "Hit", library: "Library") -> None:
    from library import clock_text

    times = f"{clock_text(hit.scene.start)}–{clock_text(hit.scene.end)}"
    click.echo(f"{hit.score:.2f}  {hit.film.title}  {times}  (scene {hit.scene.id})")
    if hit.text:
        click.echo(f"      {hit.text}")
    for reason in hit.reasons:
        click.echo(f"      {reason.signal.value} {reason.share:>4.0%}  {reason.text[:90]}")
    if picture := _thumbnail(hit, library):
        click.echo(f"      {picture}")
