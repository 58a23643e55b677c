import pytest

from story.document import upgrades
from story.document.story_document import story_from_document
from story.errors import StoryFileError
from story.model import Node, Story

# A version that never was: scenes instead of nodes, and no title.
OLD = {"schema": "gallae-story", "version": 0, "id": "s", "scenes": [{"id": "a"}]}


def from_version_0(document: dict[str, object]) -> dict[str, object]:
    rest = {key: value for key, value in document.items() if key != "scenes"}
    return {**rest, "title": "Untitled", "nodes": document["scenes"], "choices": []}


def test_an_older_document_is_upgraded_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(upgrades.UPGRADES, 0, from_version_0)
    assert story_from_document(OLD, "old.json") == Story("s", "Untitled", nodes=(Node("a", ""),))
    assert OLD["version"] == 0


def test_two_steps_run_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upgrades, "VERSION", 2)
    monkeypatch.setitem(upgrades.UPGRADES, 0, lambda document: {**document, "steps": [0]})
    monkeypatch.setitem(upgrades.UPGRADES, 1, lambda document: {**document, "steps": [*document["steps"], 1]})
    found = upgrades.upgraded(OLD, "old.json")
    assert (found["version"], found["steps"]) == (2, [0, 1])


def test_a_version_that_nothing_upgrades_is_refused() -> None:
    with pytest.raises(StoryFileError, match=r"old\.json: version 0 is too old to be read"):
        story_from_document(OLD, "old.json")
