"""`gallae draft`: first branching stories from a synopsis or a screenplay."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.command.given_text import given_text
from ui.command.terminal import note, opened_library, shown_progress

if TYPE_CHECKING:
    from library import Library
    from story.draft import Draft

MOST_DRAFTS = 5


@click.command("draft")
@click.argument("text", metavar="SYNOPSIS")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The story file to write (JSON); of several drafts, STORY-1.json and so on.",
)
@click.option("--title", help="The story's title. Default: its first sentence.")
@click.option("--language", help="The language of its labels, such as en or ko. Default: the synopsis'.")
@click.option(
    "--drafts",
    "count",
    type=click.IntRange(1, MOST_DRAFTS),
    help="Make so many drafts with different scenes, as far as there are any, and say how they differ.",
)
@click.option("--choose", type=click.IntRange(1, MOST_DRAFTS), help="Keep the draft with this number.")
def command(
    text: str,
    output: Path | None,
    title: str | None,
    language: str | None,
    count: int | None,
    choose: int | None,
) -> None:
    """Write a first story from SYNOPSIS: the text itself, the name of a text or Fountain file, or - for standard input.

    One sentence is one scene. A line that begins with "or" ("또는") is the other choice to the line before it; indented
    lines go on with one choice only; "The end: TITLE" ("끝: 제목") ends a branch. "Either … or …", "If …, …. Otherwise
    …", a question with numbered answers and "…할까, …할까?" are choices, too (docs/drafting.md). The story is also kept
    in the library; of several drafts, the one that is chosen.
    """
    from library.ontology import ConceptLookup
    from library.search import SceneSearch
    from story.draft import drafts
    from story.draft.library_scenes import LibraryScenes

    with opened_library() as library, shown_progress() as progress:
        made = drafts(
            given_text(text),
            LibraryScenes(SceneSearch.over(library)),
            count=max(count or (3 if choose else 1), choose or 1),
            title=title,
            language=language,
            progress=progress,
            lookup=ConceptLookup(library.catalog.concepts()),
        )
        if count is None or choose is not None:
            _keep(library, _chosen(made, choose or 1), output)
        else:
            _list(made, output)
            if len(made) < count:
                note(f"No other scenes fit, so there are no {count} drafts.")


def _chosen(made: "tuple[Draft, ...]", number: int) -> "Draft":
    from story.errors import StoryError

    if number > len(made):
        raise StoryError(
            f"There is no draft {number}: no other scenes fit, so there are {len(made)}.",
            "Choose one of these.",
        )
    return made[number - 1]


def _keep(library: "Library", draft: "Draft", output: Path | None) -> None:
    """Write one draft, keep it in the library, and say what it lacks."""
    from story import write_story
    from story.history.shelf import StoryShelf

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


def _list(made: "tuple[Draft, ...]", output: Path | None) -> None:
    """Say how several drafts differ, a line each, and write them side by side."""
    from story import write_story

    for number, draft in enumerate(made, 1):
        file = output.with_name(f"{output.stem}-{number}{output.suffix}") if output is not None else None
        if file is not None:
            write_story(draft.story, file)
        beats = len(draft.facts)
        click.echo(
            f"{number}  {draft.way.title['en']}: {beats - len(draft.gaps)} of {beats} beats have a scene, "
            f"films: {draft.films}, fit: {draft.score:.2f}" + (f" -> {file}" if file is not None else "")
        )
        for name in draft.gaps:
            note(f"   {name} to shoot: {_card(draft, name)}")
    if output is None and len(made) > 1:
        note("Keep one with --choose NUMBER.")


def _card(draft: "Draft", name: str) -> str:
    node = next(node for node in draft.story.nodes if node.id == name)
    return next(iter(node.to_shoot.values()), "")
