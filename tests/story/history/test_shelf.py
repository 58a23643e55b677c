from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from library.catalog import Catalog
from library.errors import NotInLibrary, StaleRevision
from library.place import open_library
from story.document.story_document import story_document
from story.errors import StaleStory, StoryError, StoryFileError
from story.graph import StoryGraph
from story.history.shelf import StoryShelf
from story.model import Node, Story, new_story


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with open_library(tmp_path / "library") as library:
        yield library.catalog


@pytest.fixture
def story() -> Story:
    graph = StoryGraph(new_story("갈래", "ko"))
    graph.add_node("집", position=(1, 2))
    graph.connect("n1", "n1", "다시")
    return graph.story


def test_a_saved_story_comes_back_with_its_revision(catalog: Catalog, story: Story) -> None:
    shelf = StoryShelf(catalog)
    assert shelf.save(story) == 1
    assert shelf.load(story.id) == (story, 1)
    longer = replace(story, title="긴 갈래")
    assert shelf.save(longer, 1) == 2
    assert shelf.load(story.id) == (longer, 2)
    assert [(one.id, one.title, one.revision) for one in shelf.list()] == [(story.id, "긴 갈래", 2)]


def test_saving_from_an_old_revision_is_refused_and_changes_nothing(catalog: Catalog, story: Story) -> None:
    shelf = StoryShelf(catalog)
    shelf.save(story)
    shelf.save(replace(story, title="Hers"), 1)
    with pytest.raises(StaleRevision):
        shelf.save(replace(story, title="His"), 1)
    assert shelf.load(story.id)[0].title == "Hers"


def test_a_refusal_says_what_was_changed_meanwhile(catalog: Catalog, story: Story) -> None:
    shelf = StoryShelf(catalog)
    shelf.save(story)
    shelf.save(replace(story, title="Hers"), 1)
    shelf.save(replace(story, title="Hers again"), 2)
    with pytest.raises(
        StaleStory, match=r"at revision 3; this change was made from 1\. Changed meanwhile"
    ) as refused:
        shelf.save(replace(story, title="His", language="en"), 1)
    (entry,) = refused.value.difference
    (field,) = entry.fields
    assert (field.field, field.before, field.after) == ("title", "갈래", "Hers again")
    assert "gallae merge" in refused.value.remedy


def test_a_refusal_without_a_log_says_what_saving_would_have_changed(catalog: Catalog, story: Story) -> None:
    for title in ("Old", "Newer"):
        catalog.save_story(story.id, title, story_document(replace(story, title=title)))
    with pytest.raises(StaleStory, match="against what was to be saved") as refused:
        StoryShelf(catalog).save(replace(story, title="His"), 1)
    assert [(one.before, one.after) for one in refused.value.difference[0].fields] == [("His", "Newer")]


def test_a_story_as_it_was(catalog: Catalog, story: Story) -> None:
    shelf = StoryShelf(catalog)
    for title in ("One", "Two", "Three"):
        shelf.save(replace(story, title=title))
    assert [shelf.load_at(story.id, revision).title for revision in (1, 2, 3)] == ["One", "Two", "Three"]
    for revision in (0, 4):
        with pytest.raises(StoryError, match=f"no revision {revision}"):
            shelf.load_at(story.id, revision)
    catalog.save_story(story.id, "Four", story_document(replace(story, title="Four")))
    with pytest.raises(StoryError, match="Nobody wrote down what the story 'Four' was at revision 3"):
        shelf.load_at(story.id, 3)


def test_a_story_that_could_not_be_read_again_is_not_saved(catalog: Catalog, story: Story) -> None:
    with pytest.raises(StoryError, match=r"nodes\[1\]\.id"):
        StoryShelf(catalog).save(replace(story, nodes=(Node("n1", ""), Node("n1", ""))))
    assert StoryShelf(catalog).list() == ()


def test_what_is_not_there_or_was_written_by_a_newer_version(catalog: Catalog, story: Story) -> None:
    shelf = StoryShelf(catalog)
    with pytest.raises(NotInLibrary):
        shelf.load(story.id)
    catalog.save_story("later", "Later", {"schema": "gallae-story", "version": 99}, None)
    with pytest.raises(StoryFileError, match=r"story later of the library: is of version 99.*Update Gallae"):
        shelf.load("later")


def test_a_removed_story_is_gone(catalog: Catalog, story: Story) -> None:
    shelf = StoryShelf(catalog)
    shelf.save(story)
    shelf.delete(story.id)
    assert shelf.list() == ()
