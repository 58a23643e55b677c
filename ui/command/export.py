"""`gallae export`: a story for another tool."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.command.chosen_story import story_and_revision
from ui.command.terminal import note, opened_library, shown_progress

if TYPE_CHECKING:
    from creator.exports.lost import Lost
    from story import Story

_FILE = click.Path(path_type=Path, dir_okay=False)
_DOORS = {
    "linear": ("FILE.mp4", "One MP4 of one path, with a chapter for each node."),
    "poster": ("FILE.jpg", "A picture of the first clip."),
    "contact_sheet": ("FILE.jpg", "One picture with a frame of every node."),
    "graph": ("FILE.svg", "A picture of nodes and choices."),
    "rights": ("FILE.json", "Whom to name and under which licences, for the IPTC Video Metadata Hub."),
    "otio": ("FILE.otio", "Timelines of OpenTimelineIO: one path, and the shortest to each ending."),
    "edl": ("FILE.edl", "An edit decision list of one path."),
    "fcpxml": ("FILE.fcpxml", "Final Cut Pro XML of one path."),
    "aaf": ("FILE.aaf", "An AAF file of one path; needs the extra `exchange`."),
    "h5p": ("FILE.h5p", "H5P Branching Scenario, for Moodle, WordPress, Drupal and Lumi."),
    "scorm": ("FILE.zip", "SCORM 1.2, for learning platforms: plays the bundle and reports its end."),
}
_LABEL = {"contact_sheet": "contact sheet"}


def _doors(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command one option for each door, in their order."""
    for name, (metavar, told) in reversed(_DOORS.items()):
        command = click.option(f"--{name.replace('_', '-')}", name, metavar=metavar, type=_FILE, help=told)(
            command
        )
    return command


@click.command("export")
@click.argument("story", metavar="STORY")
@click.option("--twee", metavar="FILE.twee", type=_FILE, help="Twee 3, which Twine opens.")
@_doors
@click.option(
    "--choose",
    metavar="CHOICE",
    multiple=True,
    help="The path takes this choice, an id or a label, where it is offered; several follow one another. "
    "Elsewhere the default is taken.",
)
@click.option(
    "--like",
    type=click.Path(path_type=Path),
    help="The Twine file that the story came from, whose tags, scripts and styles are taken over. "
    "Default: what an import wrote beside the story.",
)
def command(
    story: str, twee: Path | None, like: Path | None, choose: tuple[str, ...], **doors: Path | None
) -> None:
    """Write STORY, a story file or the id of a story, for other tools, and say what they cannot tell.

    In Twee, conditions and assignments are written for SugarCube 2. What Twine has no words for, such as clips,
    stands in the metadata of each passage, so that importing the file again gives the same story.
    """
    wanted = {name: path for name, path in doors.items() if path is not None}
    if twee is None and not wanted:
        raise click.UsageError("Say what to write: --twee FILE, --otio FILE, --graph FILE, … (see --help).")
    with opened_library() as library:
        chosen, revision = story_and_revision(story, library)
    if twee is not None:
        _write_twee(chosen, twee, like, story)
    if wanted:
        _write(chosen, revision, wanted, choose)


def _write_twee(story: "Story", target: Path, like: Path | None, name: str) -> None:
    from story.twee import export_twine, read_twine
    from story.twee.beside import beside, write_text_file
    from story.twee.writing import twee_text

    source = like or beside(Path(name))
    write_text_file(
        twee_text(export_twine(story, read_twine(source) if source is not None else None)), target
    )
    click.echo(f"{story.title}: {len(story.nodes)} passages -> {target}")


def _write(
    story: "Story", revision: int | None, wanted: Mapping[str, Path], choices: tuple[str, ...]
) -> None:
    from creator import LibraryFootage
    from creator.exports.doors import Export
    from ui.publishing import ready_to_publish, rights_notes

    with opened_library() as library, shown_progress() as progress:
        ready = ready_to_publish(story, library)
        for one in ready.notes:
            note(one.message["en"])
        footage = LibraryFootage(library.catalog)
        if set(wanted) != {"graph"}:
            for unknown in rights_notes(ready.story, footage):
                note(unknown.message["en"])
        export = Export(ready.story, footage, library.clip_folder, choices, progress, revision)
        for name, target in wanted.items():
            lost = export.write(name, target)
            click.echo(f"{_LABEL.get(name, name)}: {target}")
            _tell_lost(lost)


def _tell_lost(lost: "tuple[Lost, ...]") -> None:
    if lost:
        note("  Left behind:")
    for one in lost:
        note(f"  - {one.message['en']}")
