"""`gallae coverage`: which of the six questions are unanswered, and where."""

from typing import TYPE_CHECKING

import click

from ui.command.terminal import note, opened_library, print_json

if TYPE_CHECKING:
    from library.catalog.coverage import FilmCoverage, SceneCoverage


@click.command("coverage")
@click.option("--film", metavar="FILM", type=int, help="Only this film (its number; see `gallae films`).")
@click.option(
    "--least", metavar="N", type=click.IntRange(1, 1000), help="Also the N scenes of which least is known."
)
@click.option("--json", "as_json", is_flag=True, help="Print one object and nothing else.")
def command(film: int | None, least: int | None, as_json: bool) -> None:
    """Say for how many scenes who, when, where, what, how and why are known, guessed, or missing."""
    from library.catalog.coverage import all_together

    with opened_library() as library:
        if film is not None:
            library.catalog.film(film)
        films = library.catalog.coverage(film)
        scenes = library.catalog.least_covered(least, film) if least else ()
    if as_json:
        whole = _film_json(all_together(films))
        print_json(
            {"all": whole, "films": list(map(_film_json, films)), "least": list(map(_scene_json, scenes))}
        )
        return
    if not films:
        note("No films yet. Add one with `gallae add FILM`.")
        return
    _print_films(films)
    for one in scenes:
        _print_scene(one)


def _print_films(films: "tuple[FilmCoverage, ...]") -> None:
    from library.catalog.coverage import all_together
    from library.ontology import FACETS

    click.echo(
        "film  scenes  "
        + "  ".join(f"{facet:>9}" for facet in FACETS)
        + "  known (+ guessed), in % of scenes"
    )
    for one in films:
        click.echo(f"{one.film_id:>4}  {one.scenes:>6}  {_shares(one)}  {one.title}")
    if len(films) > 1:
        whole = all_together(films)
        click.echo(f" all  {whole.scenes:>6}  {_shares(whole)}")


def _shares(one: "FilmCoverage") -> str:
    from library.ontology import FACETS

    def share(count: int) -> int:
        return round(100 * count / max(1, one.scenes))

    shown = (
        f"{share(one.sure[facet])}" + (f" (+{share(one.guessed[facet])})" if one.guessed[facet] else "")
        for facet in FACETS
    )
    return "  ".join(f"{text:>9}" for text in shown)


def _print_scene(one: "SceneCoverage") -> None:
    from library import clock_text

    times = f"{clock_text(one.scene.start)}–{clock_text(one.scene.end)}"
    guessed = f"; only guessed: {' '.join(one.guessed)}" if one.guessed else ""
    click.echo(
        f"{one.scene.id:>5}  film {one.scene.film_id}  {times:<13}  missing: {' '.join(one.missing)}{guessed}"
    )


def _film_json(one: "FilmCoverage") -> dict[str, object]:
    from library.ontology import FACETS

    facets = {
        facet: {"known": one.sure[facet], "guessed": one.guessed[facet], "missing": one.missing(facet)}
        for facet in FACETS
    }
    return {"film": one.film_id, "title": one.title, "scenes": one.scenes, "facets": facets}


def _scene_json(one: "SceneCoverage") -> dict[str, object]:
    from library import milliseconds

    return {
        "scene": one.scene.id,
        "film": one.scene.film_id,
        "number": one.scene.number,
        "start_ms": milliseconds(one.scene.start),
        "end_ms": milliseconds(one.scene.end),
        "known": list(one.sure),
        "guessed": list(one.guessed),
        "missing": list(one.missing),
    }
