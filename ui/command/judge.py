"""`gallae judge`: which scenes answer a query, and a search that learns from it."""

import re
from typing import TYPE_CHECKING

import click

from ui.command.terminal import note, opened_library, print_json, shown_progress

if TYPE_CHECKING:
    from library import Library
    from library.search import Hit
    from library.search.fitting import Fit

_ANSWER = "Which of them fit? Their numbers, with a minus those that do not (1 3 -2); empty for none"


@click.command("judge")
@click.argument("query", default="")
@click.option(
    "--scene", "scenes", type=int, multiple=True, metavar="ID", help="This scene fits; ask nothing."
)
@click.option("--wrong", is_flag=True, help="With --scene: it does not fit.")
@click.option("--by", "judge", default="", metavar="NAME", help="Who judges; each person's last word counts.")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="How many to show.")
@click.option("--list", "listed", is_flag=True, help="Print what was judged, of QUERY or of all.")
@click.option("--json", "as_json", is_flag=True, help="With --list: print one array and nothing else.")
@click.option(
    "--fit", "fitted", is_flag=True, help="Fit the search to what was judged, if that makes it better."
)
@click.option("--unfit", "unfitted", is_flag=True, help="Search with the shipped weights again.")
def command(
    query: str,
    scenes: tuple[int, ...],
    wrong: bool,
    judge: str,
    limit: int,
    listed: bool,
    as_json: bool,
    fitted: bool,
    unfitted: bool,
) -> None:
    """Say which scenes answer QUERY: shows what is found, numbered, and asks which of them fit.

    With 30 judged queries or more, `gallae judge --fit` can fit the search to this library.
    """
    with opened_library() as library:
        if fitted:
            _fit(library)
        elif unfitted:
            _unfit(library)
        elif listed:
            _list(library, query, as_json=as_json)
        elif not query.strip():
            raise click.UsageError("Give a QUERY, or --list, --fit or --unfit.")
        elif scenes:
            for scene in scenes:
                library.catalog.judge(query, scene, not wrong, judge)
            note(f"Noted: {len(scenes)} {'do not fit' if wrong else 'fit'}.")
        else:
            _ask(library, query, judge, limit)


def _ask(library: "Library", query: str, judge: str, limit: int) -> None:
    from library.search import SceneSearch, SearchRequest

    hits = SceneSearch.over(library).find(SearchRequest(query, limit=limit, counts=False)).hits
    if not hits:
        note("No scene fits.")
        return
    for number, hit in enumerate(hits, 1):
        _show(number, hit)
    chosen = click.prompt(
        _ANSWER, default="", show_default=False, value_proc=lambda text: read_answer(text, len(hits))
    )
    for number, fits in chosen.items():
        library.catalog.judge(query, hits[number - 1].scene.id, fits, judge)
    note(f"Noted: {len(chosen)}.")


def read_answer(text: str, most: int) -> dict[int, bool]:
    """Read the numbers of hits that fit, and with a minus of those that do not.

    Raises:
        click.BadParameter: Something in it is no number from 1 to `most`.
    """
    chosen = {}
    for word in re.split(r"[\s,]+", text.strip()):
        number = word.lstrip("-")
        if not word:
            continue
        if not number.isdecimal() or not 1 <= int(number) <= most:
            raise click.BadParameter(f"{word!r} is no number from 1 to {most}.")
        chosen[int(number)] = not word.startswith("-")
    return chosen


def _show(number: int, hit: "Hit") -> None:
    from library import clock_text

    click.echo(f"{number:>3}  {hit.film.title}  {clock_text(hit.scene.start)}  (scene {hit.scene.id})")
    if hit.text:
        click.echo(f"     {hit.text}")


def _list(library: "Library", query: str, *, as_json: bool) -> None:
    asked = " ".join(query.split())
    judged = [one for one in library.catalog.judgements() if asked in ("", one.query)]
    if as_json:
        print_json(
            [
                {
                    "query": one.query,
                    "scene": one.scene_id,
                    "fits": one.fits,
                    "by": one.judge,
                    "at": one.judged_at.isoformat(timespec="seconds"),
                }
                for one in judged
            ]
        )
        return
    for one in judged:
        by = f"  ({one.judge})" if one.judge else ""
        click.echo(f"{'fits      ' if one.fits else 'does not  '}scene {one.scene_id}  {one.query}{by}")
    if not judged:
        note("Nothing is judged yet. `gallae judge QUERY` asks.")


def _fit(library: "Library") -> None:
    from library.search import SceneSearch
    from library.search.fitting import fit_library
    from library.search.weights import weights_of

    with shown_progress() as progress:
        fit = fit_library(library.catalog, SceneSearch.over(library), weights_of(library.catalog), progress)
    for line in told(fit):
        click.echo(line)


def _unfit(library: "Library") -> None:
    from library.search.weights import SETTING

    library.catalog.set_setting(SETTING, "")
    note("The search uses the shipped weights.")


def told(fit: "Fit") -> list[str]:
    """Return what a person should know of a fit, line by line."""
    from library.search.fitting import LEAST_QUERIES

    if not fit.enough:
        return [
            f"{fit.queries} judged queries have a scene that fits; {LEAST_QUERIES} are needed to fit the search.",
            "Nothing was changed.",
        ]
    return [
        f"{fit.queries} judged queries. Mean reciprocal rank of the scenes that fit:",
        f"  chosen on one half     before {fit.chosen_before:.3f}  after {fit.chosen_after:.3f}",
        f"  proved on the other    before {fit.proved_before:.3f}  after {fit.proved_after:.3f}"
        f"  ({fit.gained} queries higher, {fit.lost} lower)",
        "The search uses the new weights from now on."
        if fit.better
        else "The other half does not gain enough: nothing was changed.",
    ]
