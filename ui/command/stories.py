"""`gallae stories`: the stories of the library, their history and their versions."""

from typing import TYPE_CHECKING

import click

from ui.command.terminal import note, opened_library, print_json
from ui.editor import account_name

if TYPE_CHECKING:
    from library import Library
    from story.history.open_story import OpenStory

_STEPS = 20
"""Edits of a history that are listed unless all are asked for."""


@click.group("stories", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print one array of stories and nothing else.")
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """List the stories of the library, the last changed first; or look at the history of one.

    STORY is the id of a story.
    """
    if context.invoked_subcommand is not None:
        return
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


@command.command("history")
@click.argument("story")
@click.option("--all", "whole", is_flag=True, help=f"List all edits, not the last {_STEPS} alone.")
@click.option("--json", "as_json", is_flag=True, help="Print one array of edits and nothing else.")
def history(story: str, whole: bool, as_json: bool) -> None:
    """List the edits of STORY, the last first: revision, when, who, what."""
    from story.history.told_history import told_history

    with opened_library() as library:
        steps = told_history(library.catalog, story, None if whole else _STEPS)
    if as_json:
        print_json([step.document() for step in steps])
        return
    for step in steps:
        who = f"  {step.editor}" if step.editor else ""
        click.echo(f"{step.revision:>5}  {step.made_at:%Y-%m-%d %H:%M}{who}  {step.message['en']}")


@command.command("undo")
@click.argument("story")
def undo(story: str) -> None:
    """Take the last edit of STORY back."""
    with opened_library() as library:
        opened = _opened(library, story)
        _said(opened.undo(account_name()), opened, "There is nothing to undo.")


@command.command("redo")
@click.argument("story")
def redo(story: str) -> None:
    """Make the edit of STORY again that was undone last."""
    with opened_library() as library:
        opened = _opened(library, story)
        _said(opened.redo(account_name()), opened, "There is nothing to redo.")


@command.command("versions")
@click.argument("story")
@click.option("--json", "as_json", is_flag=True, help="Print one array of versions and nothing else.")
def versions(story: str, as_json: bool) -> None:
    """List the named versions of STORY, the oldest first."""
    from story.history.versions import StoryVersions

    with opened_library() as library:
        found = StoryVersions(library.catalog).list(story)
    if as_json:
        print_json([{**vars(one), "made_at": one.made_at.isoformat()} for one in found])
        return
    for one in found:
        click.echo(f"{one.revision:>5}  {one.made_at:%Y-%m-%d %H:%M}  {one.name}")
    if not found:
        note(f"It has no versions. Name one with `gallae stories keep {story} NAME`.")


@command.command("keep")
@click.argument("story")
@click.argument("name")
def keep(story: str, name: str) -> None:
    """Give STORY as it is now a NAME, to come back to it."""
    from story.history.versions import StoryVersions

    with opened_library() as library:
        version = StoryVersions(library.catalog).keep(story, name, account_name())
    click.echo(f"Revision {version.revision} is called {version.name!r} now.")


@command.command("restore")
@click.argument("story")
@click.argument("name")
def restore(story: str, name: str) -> None:
    """Make STORY what it was when it was called NAME; that can be undone."""
    from story.history.versions import StoryVersions

    with opened_library() as library:
        revision = StoryVersions(library.catalog).restore(story, name, account_name())
    click.echo(f"The story is at revision {revision}.")


@command.command("forget")
@click.argument("story")
@click.argument("name")
def forget(story: str, name: str) -> None:
    """Remove the version NAME of STORY, not the edits that led to it."""
    from story.history.versions import StoryVersions

    with opened_library() as library:
        StoryVersions(library.catalog).forget(story, name)


def _opened(library: "Library", story: str) -> "OpenStory":
    from story.history.open_story import OpenStory

    return OpenStory(library.catalog, story)


def _said(done: bool, opened: "OpenStory", otherwise: str) -> None:
    if not done:
        note(otherwise)
        click.get_current_context().exit(1)
    click.echo(f"The story is at revision {opened.revision}.")
