"""`gallae diff`: what is different between two stories."""

import click

from ui.command.chosen_story import chosen_stories
from ui.command.terminal import print_json


@click.command("diff")
@click.argument("before", metavar="STORY_A")
@click.argument("after", metavar="STORY_B")
@click.option("--json", "as_json", is_flag=True, help="Print one array of differences and nothing else.")
@click.option(
    "--language", type=click.Choice(["en", "ko"]), default="en", show_default=True, help="Of the sentences."
)
@click.pass_context
def command(context: click.Context, before: str, after: str, as_json: bool, language: str) -> None:
    """Say what was added, removed, changed or moved from STORY_A to STORY_B; exits with 1 if they differ.

    Each is a story file or the id of a story; ID@VERSION or ID@REVISION is a story as it was.
    """
    from story.history.difference import difference_between, difference_document

    difference = difference_between(*chosen_stories(before, after))
    if as_json:
        print_json(difference_document(difference))
    else:
        for entry in difference:
            click.echo(entry.message[language])
    context.exit(1 if difference else 0)
