"""`gallae history`: what is recorded of people, and how they take it along, take it out, or stay out."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.command.terminal import note, opened_library

if TYPE_CHECKING:
    from library import Library


@click.group("history")
def command() -> None:
    """Take along, take out or stop what is recorded of a person; take in what viewers did.

    USER is any name under which the person is known here, or a pseudonym: the library holds pseudonyms only.
    """


@command.command("export")
@click.argument("user")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file, not the screen."
)
def export(user: str, output: Path | None) -> None:
    """Write all that is held of USER as JSON lines: what they said of themselves, then what they did."""
    from library.atomic_file import write_whole

    with opened_library() as library:
        who = _who(library, user)
        told = [library.catalog.told_person(who), *library.catalog.told_events(who)]
    lines = "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in told)
    if output is None:
        sys.stdout.write(lines)
    else:
        write_whole(output, lines.encode())
        note(f"{len(told) - 1} events written to {output}")


@command.command("forget")
@click.argument("user")
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget(user: str, yes: bool) -> None:
    """Remove all that is held of USER; what was learnt before is thrown away and learnt again without them."""
    with opened_library() as library:
        who = _who(library, user)
        count = library.catalog.count_events(who)
        if not yes:
            click.confirm(f"Remove {count} events of {who}? They do not come back.", abort=True, err=True)
        _forget(library, who)
    note(f"Removed {count} events of {who}.")


@command.command("opt-out")
@click.argument("user")
def opt_out(user: str) -> None:
    """Record nothing of USER from now on, and learn nothing from what was recorded."""
    with opened_library() as library:
        who = _who(library, user)
        library.catalog.opt_out(who)
    note(f"Nothing is recorded of {who} any more. `gallae history forget` removes what was.")


@command.command("opt-in")
@click.argument("user")
def opt_in(user: str) -> None:
    """Record again what USER does."""
    with opened_library() as library:
        who = _who(library, user)
        library.catalog.opt_in(who)
    note(f"What {who} does is recorded again.")


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--user", help="Who watched, where the file does not say. Default: one name for the file's plays."
)
def import_plays(file: Path, user: str | None) -> None:
    """Take in what viewers did: the events.jsonl of a player, xAPI statements, or an export, a line each."""
    from story.recommending.plays import take_in

    viewer = user or f"the viewer of {_first_play(file)}"
    with opened_library() as library, file.open(encoding="utf-8", errors="replace") as lines:
        taken = take_in(library.catalog, lines, viewer)
    click.echo(f"{taken.noted.kept} events taken in")
    for line in taken.told():
        note(line)


def _who(library: "Library", name: str) -> str:
    from library.pseudonym import pseudonym

    return pseudonym(library.catalog, name)


def _forget(library: "Library", user: str) -> None:
    """Forget a person, and throw away at once what was learnt with them."""
    from story.recommending.service import Recommending

    library.catalog.forget_person(user)
    Recommending.over(library).throw_away()


def _first_play(file: Path) -> str:
    """Return what tells the file's viewer from those of other files: the first play in it, or its name."""
    with file.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                told = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(told, dict) and told.get("play"):
                return str(told["play"])
    return file.name
