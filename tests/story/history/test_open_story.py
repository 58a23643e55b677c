"""Edits that are kept: undo and redo as the log has it, over restarts, beside other processes."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.catalog import Catalog
from library.catalog.stories import EditNote, NewStoryEdit
from library.errors import NotInLibrary
from library.place import Library, open_library
from story.document.story_document import story_document
from story.errors import StoryError, StoryFileError
from story.history.open_story import OpenStory
from story.history.shelf import EDITS_BEFORE_REFRESH, StoryShelf
from story.history.undo import EditKind, UndoLine, undo_line
from story.model import Story, new_story


@pytest.fixture
def catalog(library: Library) -> Catalog:
    return library.catalog


@pytest.fixture
def opened(catalog: Catalog) -> OpenStory:
    story = new_story("Two ways")
    StoryShelf(catalog).save(story)
    return OpenStory(catalog, story.id)


def add(title: str) -> dict[str, object]:
    return {"op": "add_node", "title": title}


def titles(story: Story) -> list[str]:
    return [node.title for node in story.nodes]


def test_an_edit_is_kept_with_who_and_when_and_only_what_it_changed(
    catalog: Catalog, opened: OpenStory
) -> None:
    opened.edit([add("Home")], "ana")
    assert opened.edit([{"op": "move_node", "id": "n1", "position": [3, 4]}], "ben")
    stored = catalog.story(opened.story.id)
    assert (stored.revision, stored.document_revision) == (3, 1)
    assert [(edit.revision, edit.kind, edit.editor) for edit in stored.edits] == [
        (2, "edited", "ana"),
        (3, "edited", "ben"),
    ]
    assert stored.edits[0].made_at <= stored.edits[1].made_at == stored.changed_at
    last = stored.edits[1].change
    assert [node["position"] for node in (*last["before"]["nodes"], *last["after"]["nodes"])] == [
        None,
        [3, 4],
    ]
    assert StoryShelf(catalog).load(opened.story.id) == (opened.story, 3)


def test_everything_is_undone_and_redone_over_a_restart(tmp_path: Path, empty_library: Path) -> None:
    folder = shutil.copytree(empty_library, tmp_path / "kept")
    states: list[Story] = []
    with open_library(folder) as library:
        story_id = new_story("A night's work").id
        StoryShelf(library.catalog).save(Story(story_id, "A night's work"))
        opened = OpenStory(library.catalog, story_id)
        for number in range(5):
            states.append(opened.story)
            opened.edit([add(f"Node {number}")])
        assert opened.undo()
    with open_library(folder) as library:
        opened = OpenStory(library.catalog, story_id)
        assert opened.story == states[4]
        for state in reversed(states[:4]):
            assert opened.undo("ana")
            assert opened.story == state
        assert not opened.undo()
    with open_library(folder) as library:
        opened = OpenStory(library.catalog, story_id)
        assert opened.redo() and opened.redo()
        assert (opened.story, len(opened.line.redo)) == (states[2], 3)
        assert StoryShelf(library.catalog).load(story_id)[0] == states[2]


def test_a_new_edit_after_an_undo_drops_the_redo_line(opened: OpenStory) -> None:
    opened.edit([add("Kept")])
    opened.edit([add("Undone")])
    opened.undo()
    opened.edit([add("New")])
    assert not opened.redo()
    assert titles(opened.story) == ["Kept", "New"]
    assert opened.undo() and opened.undo() and not opened.undo()
    assert opened.story.nodes == ()


def test_undo_reaches_across_a_whole_story_that_was_saved(catalog: Catalog, opened: OpenStory) -> None:
    opened.edit([add("Home")])
    before = opened.story
    whole = Story(before.id, "Another", nodes=before.nodes[::-1], start="n1")
    assert StoryShelf(catalog).save(whole, 2, editor="ana") == 3
    assert opened.undo()
    assert opened.story == before
    assert catalog.stories()[0].title == "Two ways"
    assert opened.redo()
    assert opened.story == whole
    assert [note.kind for note in catalog.edit_notes(before.id)] == [
        "begun",
        "edited",
        "replaced",
        "undone",
        "redone",
    ]


def test_what_another_process_did_is_taken_in(catalog: Catalog, opened: OpenStory) -> None:
    other = OpenStory(catalog, opened.story.id)
    opened.edit([add("Mine")])
    other.edit([add("Theirs")])
    assert opened.edit([add("Mine again")])
    assert opened.revision == 4
    assert titles(opened.story) == ["Mine", "Theirs", "Mine again"]
    other.refresh()
    assert (other.story, other.line) == (opened.story, opened.line)
    assert other.undo() and other.undo()
    opened.refresh()
    assert titles(opened.story) == ["Mine"]


def test_edits_made_at_the_same_moment_all_stay(catalog: Catalog, opened: OpenStory) -> None:
    def work(name: str) -> None:
        mine = OpenStory(catalog, opened.story.id)
        for number in range(10):
            mine.edit([add(f"{name}{number}")], name)

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(work, "abc"))
    opened.refresh()
    assert opened.revision == 31
    assert sorted(titles(opened.story)) == sorted(f"{name}{number}" for name in "abc" for number in range(10))
    assert StoryShelf(catalog).load(opened.story.id)[0] == opened.story


def test_a_story_that_was_removed_and_came_back_is_read_again(catalog: Catalog, opened: OpenStory) -> None:
    opened.edit([add("Old")])
    story_id = opened.story.id
    StoryShelf(catalog).delete(story_id)
    with pytest.raises(NotInLibrary):
        opened.edit([add("Lost")])
    StoryShelf(catalog).save(Story(story_id, "Back"))
    OpenStory(catalog, story_id).edit([add("New")])
    opened.refresh()
    assert (opened.revision, titles(opened.story), opened.story.title) == (2, ["New"], "Back")


def test_a_refused_operation_undoes_those_before_it(opened: OpenStory) -> None:
    opened.edit([add("Home")])
    with pytest.raises(StoryError, match="no node 'nowhere'"):
        opened.edit([add("Half"), {"op": "set_start", "id": "nowhere"}])
    assert (opened.revision, titles(opened.story)) == (2, ["Home"])
    opened.edit([add("After")])
    assert titles(opened.story) == ["Home", "After"]


def test_what_changes_nothing_is_no_edit(catalog: Catalog, opened: OpenStory) -> None:
    opened.edit([add("Home")])
    assert not opened.edit([{"op": "change_node", "id": "n1", "title": "Home"}])
    assert not opened.rework(lambda story: replace(story, title="Two ways"))
    assert opened.revision == 2
    assert StoryShelf(catalog).save(opened.story) == 2


def test_changes_since_a_revision(opened: OpenStory) -> None:
    for title in "abc":
        opened.edit([add(title)])
    since = opened.changes_since(2)
    assert since is not None
    assert [change["after"]["nodes"][0]["title"] for change in since] == ["b", "c"]
    assert opened.changes_since(4) == ()
    assert opened.changes_since(0) is None


def test_a_story_without_a_log_is_edited_and_undone_as_far_as_is_known(catalog: Catalog) -> None:
    story = Story("old", "From before")
    for _ in range(3):
        catalog.save_story("old", story.title, story_document(story))
    opened = OpenStory(catalog, "old")
    assert (opened.revision, opened.undo(), opened.changes_since(1)) == (3, False, None)
    opened.edit([add("Home")])
    assert opened.undo() and not opened.undo()
    assert opened.story == story


def test_the_document_is_written_anew_by_who_loads_after_many_edits(
    catalog: Catalog, opened: OpenStory
) -> None:
    for number in range(EDITS_BEFORE_REFRESH):
        opened.edit([add(str(number))])
    shelf, story_id = StoryShelf(catalog), opened.story.id
    assert catalog.story(story_id).document_revision == 1
    assert shelf.load(story_id) == (opened.story, EDITS_BEFORE_REFRESH + 1)
    stored = catalog.story(story_id)
    assert (stored.document_revision, stored.edits) == (stored.revision, ())
    assert stored.document == story_document(opened.story)
    assert opened.undo()
    assert titles(shelf.load_at(story_id, 3)) == ["0", "1"]


def test_a_log_that_does_not_fit_is_said_to_be_broken(catalog: Catalog, opened: OpenStory) -> None:
    opened.edit([add("Home")])
    change = catalog.story_edits(opened.story.id, after=1)[0].change
    catalog.append_edit(opened.story.id, 2, NewStoryEdit("edited", change), "Two ways")
    with pytest.raises(StoryFileError, match=r"its edits do not fit together.*gallae stories restore"):
        StoryShelf(catalog).load(opened.story.id)


def notes(*kinds: EditKind) -> list[EditNote]:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    return [EditNote(number, kind, None, "", moment) for number, kind in enumerate(kinds, 1)]


def test_the_line_of_undo_and_redo() -> None:
    begun, edited, undone, redone = EditKind.BEGUN, EditKind.EDITED, EditKind.UNDONE, EditKind.REDONE
    log = notes(begun, edited, edited, undone, redone, undone, undone)
    assert undo_line(log[:3]) == UndoLine(3, (2, 3), ())
    assert undo_line(log[:4]) == UndoLine(4, (2,), (4,))
    assert undo_line(log[:5]) == UndoLine(5, (2, 5), ())
    assert undo_line(log) == UndoLine(7, (), (6, 7))
    assert undo_line([*log, *notes(*[edited] * 8)[7:]]) == UndoLine(8, (8,), ())
    assert undo_line([log[1], log[5]]) == UndoLine(6, (), (6,))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(["edit", "undo", "redo", "save"]), max_size=25), data=st.data())
def test_any_walk_through_undo_and_redo_goes_where_two_stacks_would(
    catalog: Catalog, steps: list[str], data: st.DataObject
) -> None:
    story = new_story("Walk")
    shelf = StoryShelf(catalog)
    shelf.save(story)
    opened = OpenStory(catalog, story.id)
    past, future, state = list[Story](), list[Story](), story
    for number, step in enumerate(steps):
        if step == "undo" and opened.undo():
            future.append(state)
            state = past.pop()
        elif step == "redo" and opened.redo():
            past.append(state)
            state = future.pop()
        elif step in ("edit", "save"):
            past.append(state)
            future.clear()
            if step == "edit":
                opened.edit([add(str(number))])
                state = opened.story
            else:
                nodes = tuple(data.draw(st.permutations(state.nodes)))
                state = replace(state, nodes=nodes, title=f"{number}")
                whole = state
                opened.rework(lambda _, whole=whole: whole)
        assert opened.story == state
        assert (len(opened.line.undo), len(opened.line.redo)) == (len(past), len(future))
    assert OpenStory(catalog, story.id).story == state
    assert OpenStory(catalog, story.id).line == opened.line
