"""`gallae check`: what is wrong with a story."""

import click

from ui.command.chosen_story import chosen_story
from ui.command.terminal import opened_library, print_json


@click.command("check")
@click.argument("story", metavar="STORY")
@click.option("--json", "as_json", is_flag=True, help="Print one array of problems and nothing else.")
@click.pass_context
def command(context: click.Context, story: str, as_json: bool) -> None:
    """Say what is wrong with STORY, a story file or the id of a story; exits with 1 if it cannot be published so."""
    from creator import LibraryFootage
    from story.check import check_story
    from story.problems import Severity

    with opened_library() as library:
        problems = check_story(chosen_story(story, library), LibraryFootage(library.catalog))
    if as_json:
        print_json(
            [
                {
                    "code": one.code,
                    "severity": one.severity.value,
                    "message": dict(one.message),
                    "node": one.node_id,
                    "choice": one.choice_id,
                }
                for one in problems
            ]
        )
    else:
        for one in problems:
            click.echo(f"{one.code} {one.severity.value}: {one.message['en']}")
        if not problems:
            click.echo("Nothing is wrong with it.")
    if any(one.severity is Severity.ERROR for one in problems):
        context.exit(1)
