"""`gallae merge`: the work of two people put together."""

from dataclasses import asdict
from pathlib import Path

import click

from ui.command.chosen_story import chosen_stories
from ui.command.terminal import note, print_json


@click.command("merge")
@click.argument("base", metavar="BASE")
@click.argument("mine", metavar="MINE")
@click.argument("theirs", metavar="THEIRS")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The story file to write.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one array of conflicts and nothing else.")
@click.option(
    "--language", type=click.Choice(["en", "ko"]), default="en", show_default=True, help="Of the sentences."
)
@click.pass_context
def command(
    context: click.Context, base: str, mine: str, theirs: str, output: Path, as_json: bool, language: str
) -> None:
    """Put MINE and THEIRS together, which both went on from BASE; exits with 1 if both changed the same.

    Each is a story file or the id of a story; ID@VERSION or ID@REVISION is a story as it was. Where both changed the
    same, MINE is kept and both are shown.
    """
    from story import write_story
    from story.history.merge import merge

    merged = merge(*chosen_stories(base, mine, theirs))
    write_story(merged.story, output)
    if as_json:
        print_json([asdict(conflict) for conflict in merged.conflicts])
    else:
        for conflict in merged.conflicts:
            click.echo(conflict.message[language])
        for ids in merged.renumbered.values():
            for old, new in ids.items():
                note(f"{old} of {theirs} is {new} now: {mine} has another {old}.")
        note(f"Written to {output}.")
    context.exit(1 if merged.conflicts else 0)
