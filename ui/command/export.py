"""`gallae export`: a story for another tool."""

from pathlib import Path

import click

from ui.command.chosen_story import chosen_story
from ui.command.terminal import opened_library


@click.command("export")
@click.argument("story", metavar="STORY")
@click.option(
    "--twee", required=True, type=click.Path(path_type=Path), help="The Twee 3 file to write, for Twine."
)
@click.option(
    "--like",
    type=click.Path(path_type=Path),
    help="The Twine file that the story came from, whose tags, scripts and styles are taken over. "
    "Default: what an import wrote beside the story.",
)
def command(story: str, twee: Path, like: Path | None) -> None:
    """Write STORY, a story file or the id of a story, as Twee 3, which Twine opens.

    Conditions and assignments are written for SugarCube 2. What Twine has no words for, such as clips, stands in the
    metadata of each passage, so that importing the file again gives the same story.
    """
    from story.twee import export_twine, read_twine
    from story.twee.beside import beside, write_text_file
    from story.twee.writing import twee_text

    with opened_library() as library:
        chosen = chosen_story(story, library)
    source = like or beside(Path(story))
    text = twee_text(export_twine(chosen, read_twine(source) if source is not None else None))
    write_text_file(text, twee)
    click.echo(f"{chosen.title}: {len(chosen.nodes)} passages -> {twee}")
