"""`gallae check`: what is wrong with a story, how long it runs, and how far it was walked to find out."""

import click

from ui.command.chosen_story import chosen_story
from ui.command.terminal import opened_library, print_json

MOST_STATES = 200_000
MOST_SECONDS = 30.0


@click.command("check")
@click.argument("story", metavar="STORY")
@click.option(
    "--json", "as_json", is_flag=True, help="Print problems and statistics as JSON and nothing else."
)
@click.option(
    "--states",
    type=click.IntRange(min=1),
    default=MOST_STATES,
    show_default=True,
    help="How many states of its plays to walk at most.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0),
    default=MOST_SECONDS,
    show_default=True,
    help="How long to walk at most.",
)
@click.pass_context
def command(context: click.Context, story: str, as_json: bool, states: int, seconds: float) -> None:
    """Say what is wrong with STORY, a story file or the id of a story; exits with 1 if it cannot be published so.

    All its plays are walked, whatever viewers choose, time-outs and chance bring about, up to a bound.
    """
    from creator import LibraryFootage
    from story.check.problems import Severity
    from story.check.proof import prove_story
    from story.play.state_space import Bound
    from ui.command.proof_words import proof_lines, proof_values

    with opened_library() as library:
        proof = prove_story(
            chosen_story(story, library), LibraryFootage(library.catalog), bound=Bound(states, seconds)
        )
    if as_json:
        print_json(proof_values(proof))
    else:
        for line in proof_lines(proof):
            click.echo(line)
    if any(one.severity is Severity.ERROR for one in proof.problems):
        context.exit(1)
