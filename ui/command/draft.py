"""`gallae draft`: a first branching story from a synopsis."""

import sys
from pathlib import Path

import click

from ui.command.terminal import note, opened_library, shown_progress

_LONGEST_NAME = 1000  # bytes; what is longer is no file's name but the synopsis itself


@click.command("draft")
@click.argument("text", metavar="SYNOPSIS")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The story file to write (JSON).")
@click.option("--title", help="The story's title. Default: its first sentence.")
@click.option("--language", help="The language of its labels, such as en or ko. Default: the synopsis'.")
def command(text: str, output: Path | None, title: str | None, language: str | None) -> None:
    """Write a first story from SYNOPSIS: the text itself, the name of a text file, or - for standard input.

    One sentence is one scene. A line that begins with "or" ("또는") is the other choice to the line before it; indented
    lines go on with one choice only; "The end: TITLE" ("끝: 제목") ends a branch. The story is also kept in the
    library.
    """
    from library.search import SceneSearch
    from story import write_story
    from story.draft import draft_story
    from story.draft.library_scenes import LibraryScenes
    from story.shelf import StoryShelf

    with opened_library() as library, shown_progress() as progress:
        scenes = LibraryScenes(SceneSearch.over(library))
        draft = draft_story(_synopsis(text), scenes, title=title, language=language, progress=progress)
        if output is not None:
            write_story(draft.story, output)
        StoryShelf(library.catalog).save(draft.story, None)
    for one in draft.notes:
        note(one.message["en"])
    endings = sum(node.ending is not None for node in draft.story.nodes)
    written = f" -> {output}" if output is not None else f" (story {draft.story.id})"
    click.echo(
        f"{draft.story.title}: {len(draft.story.nodes)} nodes, {len(draft.story.choices)} choices, "
        f"{endings} endings{written}"
    )


def _synopsis(text: str) -> str:
    if text == "-":
        return sys.stdin.read()
    if "\n" in text or len(text.encode()) > _LONGEST_NAME or not Path(text).is_file():
        return text
    from indexing.text_file import decoded
    from story.errors import StoryError

    content = decoded(Path(text).read_bytes())
    if content is None:
        raise StoryError(f"{text}: not a text file.", "Give the synopsis as plain text.")
    return content
