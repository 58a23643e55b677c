"""What the story page does with an operation at once is what the server does with it."""

from pathlib import Path
from typing import Any

import pytest

import ui.studio
from story import Story, apply_operations, new_story, story_document, story_from_document

pytestmark = pytest.mark.browser

BEGUN = apply_operations(
    new_story("Two ways"),
    [
        {"op": "add_variable", "name": "courage", "kind": "number"},
        *({"op": "add_node", "id": name, "title": name} for name in "abcd"),
        {
            "op": "add_group",
            "id": "g",
            "candidates": [{"node": "b"}, {"node": "c", "condition": "courage > 1"}],
        },
        {"op": "add_group", "id": "h", "candidates": [{"node": "b"}]},
        {"op": "connect", "id": "ab", "source": "a", "target": "b", "default": True},
        {"op": "connect", "id": "ag", "source": "a", "target": "g", "returns_to": "b"},
        {"op": "connect", "id": "ah", "source": "a", "target": "h"},
    ],
)

EDITS: list[list[dict[str, Any]]] = [
    [
        {"op": "add_node", "id": "e"},
        {"op": "add_node", "id": "f", "loops": True, "effects": ["courage += 1"]},
    ],
    [{"op": "change_node", "id": "a", "checkpoint": {"recap": {"en": "So far"}}}],
    [{"op": "connect", "id": "bd", "source": "b", "target": "d"}],
    [{"op": "connect", "id": "ad", "source": "a", "target": "d", "default": True, "once": True, "weight": 2}],
    [{"op": "change_choice", "id": "ab", "condition": "courage > 1", "leaving": "at_once"}],
    [{"op": "remove_node", "id": "b"}],
    [{"op": "remove_node", "id": "a"}],
    [{"op": "add_group", "id": "i", "candidates": [{"node": "a", "condition": "", "score": "courage"}]}],
    [{"op": "change_group", "id": "g", "pick": "best"}, {"op": "move_group", "id": "g", "position": [1, 2]}],
    [{"op": "remove_group", "id": "g"}],
    [
        {"op": "add_variable", "name": "met", "kind": "flag"},
        {"op": "add_variable", "name": "t", "kind": "text"},
    ],
    [{"op": "change_variable", "name": "courage", "start": 2}],
    [{"op": "remove_variable", "name": "courage"}],
    [{"op": "change_story", "title": "Three"}, {"op": "set_start", "id": "c"}],
]


@pytest.fixture(scope="module")
def page(browser: Any) -> Any:
    page = browser.new_page()
    script = (Path(ui.studio.__file__).parent / "story" / "story_store.js").read_text("utf-8")
    page.add_script_tag(content=f"window.Gallae = {{ attempt: () => new Promise(() => {{}}) }};{script}")
    yield page
    page.close()


def edited_on_the_page(page: Any, story: Story, operations: list[dict[str, Any]]) -> Story:
    document = page.evaluate(
        """([story, operations]) => {
            const store = new Gallae.StoryStore(() => {});
            store.story = story;
            store.edit(...operations);
            return store.story;
        }""",
        [story_document(story), operations],
    )
    return story_from_document(document, "the page")


@pytest.mark.parametrize("operations", EDITS, ids=lambda operations: operations[0]["op"])
def test_the_page_and_the_server_make_the_same_of_an_edit(
    page: Any, operations: list[dict[str, Any]]
) -> None:
    expected = apply_operations(BEGUN, operations)
    assert expected != BEGUN
    assert edited_on_the_page(page, BEGUN, operations) == expected


def test_a_name_on_the_page_is_new_at_once_and_in_expressions_after_loading_again(page: Any) -> None:
    edited = edited_on_the_page(
        page, BEGUN, [{"op": "change_variable", "name": "courage", "new_name": "luck"}]
    )
    assert [variable.name for variable in edited.variables] == ["luck"]
    assert edited.groups == BEGUN.groups
