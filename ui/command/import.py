"""`gallae import`: a story from Twine."""  # noqa: N999 - commands are found by the name of their module

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.command.terminal import note, opened_library, shown_progress

if TYPE_CHECKING:
    from library import Library
    from story import Story
    from story.twee import TwineImport, TwineStory


@click.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The story file to write (JSON).")
@click.option(
    "--story", "wanted", default="", help="The title of the story to take from an archive of several."
)
@click.option("--language", help="The language of its labels, such as en or ko. Default: the text's.")
@click.option("--no-scenes", is_flag=True, help="Do not look for scenes in the library.")
@click.option(
    "--shelf", is_flag=True, help="Keep the story in the library too; without -o it is kept there anyway."
)
def command(
    file: Path, output: Path | None, wanted: str, language: str | None, no_scenes: bool, shelf: bool
) -> None:
    """Bring a story over from Twine: FILE is Twee 3, Twine 2 HTML or Twine 2 JSON.

    Passages become nodes, links choices; simple conditions and assignments of SugarCube, Harlowe and Chapbook are
    understood, everything else stays in the text and is listed. Every passage is given the scene of the library that
    fits it best. Tags, scripts and styles are written beside the story (STORY.twine.json), so that an export can give
    them back.
    """
    from story.twee import read_twine

    twine = read_twine(file, wanted)
    if no_scenes and output is not None and not shelf:
        told = _imported(twine, file, language, None)
        _write(told, told.story, output)
        _tell(told, told.story, output)
        return
    with opened_library() as library:
        told = _imported(twine, file, language, None if no_scenes else library)
        story = _for_shelf(told, library) if shelf or output is None else told.story
        if output is not None:
            _write(told, story, output)
    _tell(told, story, output)


def _imported(
    twine: "TwineStory", file: Path, language: str | None, library: "Library | None"
) -> "TwineImport":
    from story.twee import import_twine

    if library is None:
        return import_twine(twine, source_name=str(file), title=file.stem, language=language)
    from library.search import SceneSearch
    from story.draft.library_scenes import LibraryScenes

    with shown_progress() as progress:
        scenes = LibraryScenes(SceneSearch.over(library))
        return import_twine(
            twine, scenes, source_name=str(file), title=file.stem, language=language, progress=progress
        )


def _for_shelf(told: "TwineImport", library: "Library") -> "Story":
    """Keep a story in the library; one that is there under the same id stays as it is beside it."""
    from story.history.shelf import StoryShelf

    kept = StoryShelf(library.catalog).add(told.story)
    if kept.id != told.story.id:
        note("The library has this story already; what was imported is kept beside it as a new one.")
    return kept


def _write(told: "TwineImport", story: "Story", output: Path) -> None:
    from story import write_story
    from story.twee.beside import check_place_beside, write_beside

    check_place_beside(output)
    write_story(story, output)
    write_beside(told, story, output)


def _tell(told: "TwineImport", story: "Story", output: Path | None) -> None:
    for one in told.notes:
        note(one.message["en"])
    endings = sum(node.ending is not None for node in story.nodes)
    click.echo(
        f"{story.title}: {len(story.nodes)} nodes, {len(story.choices)} choices, {endings} endings"
        + (f" -> {output}" if output is not None else f" (story {story.id})")
    )
