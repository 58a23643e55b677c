"""`gallae publish`: a playable bundle of a story."""

from pathlib import Path

import click

from ui.command.chosen_story import chosen_story
from ui.command.terminal import note, opened_library, shown_progress
from ui.publishing import ready_to_publish

LINEAR_NAME = "linear.mp4"


@click.command("publish")
@click.argument("story", metavar="STORY")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The bundle's folder.")
@click.option("--linear", is_flag=True, help=f"Also write one MP4 of the default path, {LINEAR_NAME}.")
def command(story: str, output: Path, linear: bool) -> None:
    """Make a folder of STORY (a story file, or the id of a story) whose index.html plays it anywhere."""
    from creator import LibraryFootage, publish, publish_linear

    with opened_library() as library, shown_progress() as progress:
        ready = ready_to_publish(chosen_story(story, library), library)
        for one in ready.notes:
            note(one.message["en"])
        chosen, footage = ready.story, LibraryFootage(library.catalog)
        bundle = publish(chosen, footage, output, cache=library.clip_folder, progress=progress)
        if linear:
            publish_linear(
                chosen, footage, output / LINEAR_NAME, cache=library.clip_folder, progress=progress
            )
    size = f"{bundle.bytes / 1_000_000:.1f} MB"
    click.echo(f"{bundle.nodes} nodes, {bundle.clips} clips, {bundle.endings} endings, {size}")
    click.echo(f"Open {bundle.index}")
    if linear:
        click.echo(f"Linear film: {output / LINEAR_NAME}")
