"""`gallae experiment`: what came of trying two ways with people."""

from typing import TYPE_CHECKING

import click

from ui.command.terminal import note, opened_library, print_json

if TYPE_CHECKING:
    from library.experiments import Interval, Report


@click.group("experiment")
def command() -> None:
    """Compare two ways of recommending; who gets which is decided by a hash and stays so."""


@command.command("report")
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one array of experiments and nothing else.")
def report_experiments(name: str | None, as_json: bool) -> None:
    """Say what came of the experiment NAME, or of all: rates with 95 % intervals, and whether they can be compared."""
    from library.errors import NotInLibrary
    from library.experiments import report
    from story.recommending.newcomers import EXPERIMENTS
    from story.recommending.strength import TAKING

    if name is not None and name not in EXPERIMENTS:
        raise NotInLibrary(f"There is no experiment {name[:40]!r}.", f"There are: {', '.join(EXPERIMENTS)}.")
    chosen = [EXPERIMENTS[name]] if name else list(EXPERIMENTS.values())
    with opened_library() as library:
        reports = [report(one, library.catalog.showings(one.name, TAKING)) for one in chosen]
    if as_json:
        print_json([_json(one) for one in reports])
        return
    for one in reports:
        _show(one)


def _show(found: "Report") -> None:
    click.echo(f"{found.experiment.name}: {found.experiment.question}")
    click.echo(f"  {'arm':<12}{'people':>8}{'shown':>8}{'taken':>8}   of what was shown      of the people")
    for arm in found.arms:
        counts = f"{arm.people:>8}{arm.shown:>8}{arm.taken:>8}"
        click.echo(f"  {arm.arm:<12}{counts}   {_percent(arm.share):<22} {_percent(arm.takers)}")
    for arm, more, takers in zip(found.arms[1:], found.differences, found.taker_differences, strict=True):
        if arm.people and found.arms[0].people:
            click.echo(f"  {arm.arm} – {found.arms[0].arm}: {_points(more)}; of the people {_points(takers)}")
    if not any(arm.people for arm in found.arms):
        note("  Nobody was in it yet.")
    elif not found.is_sound:
        note(
            f"  Do not compare: chance makes the arms as unequal in {found.chance:.1e} of all cases. "
            "Somebody is not counted, or is counted in the wrong arm."
        )
    if found.moved:
        note(f"  {found.moved} people were in more than one arm; they are not counted.")


def _percent(rate: "Interval") -> str:
    return f"{rate.value:.1%} [{rate.low:.1%}, {rate.high:.1%}]"


def _points(difference: "Interval") -> str:
    low, high = 100 * difference.low, 100 * difference.high
    return f"{100 * difference.value:+.1f} points [{low:+.1f}, {high:+.1f}]"


def _json(found: "Report") -> dict[str, object]:
    return {
        "experiment": found.experiment.name,
        "question": found.experiment.question,
        "arms": [
            {
                "arm": arm.arm,
                "people": arm.people,
                "shown": arm.shown,
                "taken": arm.taken,
                "share": vars(arm.share),
                "takers": vars(arm.takers),
            }
            for arm in found.arms
        ],
        "differences": [vars(one) for one in found.differences],
        "taker_differences": [vars(one) for one in found.taker_differences],
        "chance": found.chance,
        "sound": found.is_sound,
        "moved": found.moved,
    }
