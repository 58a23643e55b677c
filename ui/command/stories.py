"""`gallae stories`: the stories of the library."""

import click

from ui.command.terminal import note, opened_library, print_json


@click.command("stories")
@click.option("--json", "as_json", is_flag=True, help="Print one array of stories and nothing else.")
def command(as_json: bool) -> None:
    """List the stories of the library, the last changed first."""
    with opened_library() as library:
        stories = library.catalog.stories()
    if as_json:
        print_json(
            [
                {
                    "id": one.id,
                    "title": one.title,
                    "revision": one.revision,
                    "changed_at": one.changed_at.isoformat(),
                }
                for one in stories
            ]
        )
        return
    for one in stories:
        click.echo(f"{one.id}  {one.changed_at:%Y-%m-%d %H:%M}  {one.title}")
    if not stories:
        note("No stories yet. Write one with `gallae draft`.")
