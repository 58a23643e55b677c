"""What was done to a story is there after the studio was started again, in its buttons too, beside other programs."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from library import open_library
from story import StoryShelf, new_story
from story.history.open_story import OpenStory
from ui.server.story_desk import StoryDesk

pytestmark = pytest.mark.browser


def until(page: Any, *expected: str) -> None:
    wanted = "[" + ",".join(f"'{title}'" for title in expected) + "].join()"
    page.wait_for_function(
        "() => { const desk = document.querySelector('.ga-desk')?.desk;"
        f" return desk?.store.story?.nodes.map((node) => node.title).join() === {wanted}; }}"
    )


def test_undo_and_redo_outlive_the_server(
    tmp_path: Path, empty_library: Path, serving: Callable[[Path], str], browser: Any
) -> None:
    folder = shutil.copytree(empty_library, tmp_path / "library")
    with open_library(folder) as library:
        story = new_story("A night's work")
        StoryShelf(library.catalog).save(story)
        desk = StoryDesk(library.catalog)
        for number, title in enumerate(("Home", "Alley"), 1):
            assert desk.edit(story.id, number, [{"op": "add_node", "title": title}]).ok
    page = browser.new_page()
    page.set_default_timeout(20_000)
    try:
        page.goto(f"{serving(folder)}/?story={story.id}#story")
        until(page, "Home", "Alley")
        undo, redo = (page.get_by_role("button", name=name, exact=True) for name in ("Undo", "Redo"))
        undo.click()
        until(page, "Home")
        undo.click()
        until(page)
        redo.click()
        until(page, "Home")
        with open_library(folder) as library:  # another program, while the studio is open
            OpenStory(library.catalog, story.id).edit([{"op": "add_node", "title": "Bus"}])
        page.evaluate("() => document.querySelector('.ga-desk').desk.rename('node', 'n1', 'House')")
        until(page, "House", "Bus")
        assert redo.is_disabled()
    finally:
        page.close()
    with open_library(folder) as library:
        kinds = [note.kind for note in library.catalog.edit_notes(story.id)]
    assert kinds == ["begun", "edited", "edited", "undone", "undone", "redone", "edited", "edited"]
