"""`gallae publish`: a playable bundle of a story."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.command.chosen_story import story_and_revision
from ui.command.terminal import note, opened_library, shown_progress
from ui.publishing import ready_to_publish, rights_notes

if TYPE_CHECKING:
    from creator.bundle import Addition

LINEAR_NAME = "linear.mp4"


@click.command("publish")
@click.argument("story", metavar="STORY")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The bundle's folder.")
@click.option("--linear", is_flag=True, help=f"Also write one MP4 of one path, {LINEAR_NAME}.")
@click.option(
    "--choose",
    metavar="CHOICE",
    multiple=True,
    help="With --linear: take this choice, an id or a label, where it is offered; several follow one another. "
    "Elsewhere the default is taken.",
)
@click.option(
    "--zip", "zipped", is_flag=True, help="Also write the bundle as one ZIP file beside the folder."
)
@click.option("--profile", metavar="NAME", default="web", help="web (default), small, master, av1 or vp9.")
@click.option("--hardware", is_flag=True, help="Let the machine's graphics hardware encode.")
@click.option(
    "--report-to",
    metavar="URL",
    help="Where the player sends what viewers do who agree to it, as xAPI statements; else as the story says.",
)
def command(
    story: str,
    output: Path,
    linear: bool,
    choose: tuple[str, ...],
    zipped: bool,
    profile: str,
    hardware: bool,
    report_to: str | None,
) -> None:
    """Make a folder of STORY (a story file, or the id of a story) whose index.html plays it anywhere."""
    from creator import LibraryFootage, publish, publish_linear
    from creator.bundle import zip_bundle
    from story.play.chosen_path import chosen_path

    with opened_library() as library, shown_progress() as progress:
        chosen, revision = story_and_revision(story, library)
        ready = ready_to_publish(chosen, library)
        footage, cache = LibraryFootage(library.catalog), library.clip_folder
        path = chosen_path(ready.story, choose)
        for one in ready.notes:
            note(one.message["en"])
        if sent_to := (ready.story.report_to if report_to is None else report_to):
            note(f"The player sends what its viewers do to {sent_to}, and tells them so before it starts.")
        for unknown in rights_notes(ready.story, footage):
            note(unknown.message["en"])

        def write_linear(folder: Path) -> None:
            publish_linear(
                ready.story,
                footage,
                folder / LINEAR_NAME,
                cache=cache,
                progress=progress,
                path=path,
                profile=profile,
                hardware=hardware,
            )

        additions: list[Addition] = [write_linear] if linear else []
        bundle = publish(
            ready.story,
            footage,
            output,
            cache=cache,
            progress=progress,
            revision=revision,
            additions=additions,
            report_to=report_to,
            profile=profile,
            hardware=hardware,
        )
        packed = zip_bundle(output, output.with_name(f"{output.name}.zip")) if zipped else None
    for told in bundle.notes:
        note(told["en"])
    size = f"{bundle.bytes / 1_000_000:.1f} MB"
    click.echo(f"{bundle.nodes} nodes, {bundle.clips} clips, {bundle.endings} endings, {size}")
    click.echo(f"Open {bundle.index}")
    if linear:
        click.echo(f"Linear film: {output / LINEAR_NAME}")
    if packed:
        click.echo(f"ZIP file: {packed}")
