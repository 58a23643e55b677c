"""`gallae draft`: a first branching story from a synopsis."""

from pathlib import Path

import click

from ui.command.given_text import given_text
from ui.command.terminal import note, opened_library, shown_progress


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
    from story.history.shelf import StoryShelf

    with opened_library() as library, shown_progress() as progress:
        scenes = LibraryScenes(SceneSearch.over(library))
        draft = draft_story(given_text(text), scenes, title=title, language=language, progress=progress)
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
