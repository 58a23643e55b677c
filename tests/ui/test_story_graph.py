"""Several nodes at once, the clipboard, what is drawn of a story: the page's own rules, on data with known answers."""

import json
from pathlib import Path
from typing import Any

import pytest

import ui.studio
from story import Story, apply_operations, new_story, story_document, story_from_document

pytestmark = pytest.mark.browser

STUDIO = Path(ui.studio.__file__).parent
SCRIPTS = ("story_store", "graph_style", "graph_groups", "graph_shown", "graph_search", "story_clipboard")
BEGUN = apply_operations(
    new_story("Two ways"),
    [
        {"op": "add_variable", "name": "용기", "kind": "number"},
        {"op": "add_variable", "name": "unused", "kind": "flag"},
        *(
            {"op": "add_node", "id": name, "title": name, "position": [100 * at, 0]}
            for at, name in enumerate("abcd")
        ),
        {"op": "add_group", "id": "g", "candidates": [{"node": "b"}, {"node": "d", "condition": "용기 > 1"}]},
        {
            "op": "connect",
            "id": "ab",
            "source": "a",
            "target": "b",
            "condition": "visits(a) > 용기 and visited(d)",
        },
        {"op": "connect", "id": "ag", "source": "a", "target": "g", "returns_to": "d"},
        {"op": "connect", "id": "bc", "source": "b", "target": "c"},
    ],
)


@pytest.fixture(scope="module")
def page(browser: Any) -> Any:
    page = browser.new_page()
    base = (STUDIO / "shared" / "base.js").read_text("utf-8")
    page.route("http://story.test/", lambda route: route.fulfill(body="<!doctype html><title>story</title>"))
    page.goto("http://story.test/")  # a page of its own keeps what is folded
    page.add_script_tag(content=f"window.GALLAE_WORDS = {{}};{base}")
    page.add_script_tag(content=(STUDIO / "vendor" / "cytoscape.min.js").read_text("utf-8"))
    for name in (*SCRIPTS, "story_selection"):
        page.add_script_tag(content=(STUDIO / "story" / f"{name}.js").read_text("utf-8"))
    yield page
    page.close()


def pasted(page: Any, part: Any, story: Story, place: tuple[int, int] = (0, 0)) -> Story:
    operations = page.evaluate(
        "([part, story, place]) => Gallae.partOperations(part, story, place)",
        [part, story_document(story), place],
    )
    return apply_operations(story, operations)


def copied(page: Any, *ids: str) -> Any:
    return page.evaluate(
        "([story, ids]) => Gallae.storyPart(story, new Set(ids))", [story_document(BEGUN), ids]
    )


def test_choices_among_what_is_copied_come_along_under_fresh_ids(page: Any) -> None:
    part = copied(page, "a", "b", "g")
    assert [one["id"] for one in part["choices"]] == ["ab", "ag"]
    assert [one["name"] for one in part["variables"]] == ["용기"]
    story = pasted(page, part, BEGUN, (500, 300))
    new = [node for node in story.nodes if node not in BEGUN.nodes]
    assert [(node.title, node.position) for node in new] == [("a", (450, 300)), ("b", (550, 300))]
    (again, to_group) = [one for one in story.choices if one not in BEGUN.choices]
    assert (again.source, again.target, to_group.returns_to) == (new[0].id, new[1].id, "d")
    assert again.condition == f"visits({new[0].id}) > 용기 and visited(d)"
    (group,) = [one for one in story.groups if one not in BEGUN.groups]
    assert [one.node for one in group.candidates] == [new[1].id]
    assert to_group.target == group.id


def test_what_the_other_story_lacks_is_told(page: Any) -> None:
    part = copied(page, "a", "b", "g")
    other = apply_operations(new_story("Other"), [{"op": "add_variable", "name": "용기", "kind": "flag"}])
    lacking = "([part, story]) => Gallae.missingFor(part, story)"
    told = page.evaluate(lacking, [part, story_document(other)])
    assert (told["variables"], told["otherKind"], told["asked"]) == ([], ["용기"], ["d"])
    told = page.evaluate(lacking, [part, story_document(new_story("Empty"))])
    assert [one["name"] for one in told["variables"]] == ["용기"]
    assert [one.returns_to for one in pasted(page, part, other).choices] == ["", ""]


@pytest.mark.parametrize(
    "change",
    [
        {"gallae": "else"},
        {"version": 2},
        {"nodes": []},
        {"nodes": [{"id": "../x"}]},
        {"nodes": [{"id": "a"}, {"id": "a"}]},
        {"nodes": [None]},
        {"choices": [{"id": "c", "source": "a", "target": "elsewhere"}]},
        {"groups": [{"id": "g", "candidates": "a"}]},
        {"variables": 3},
        {"nodes": [{"id": f"n{at}"} for at in range(501)]},
    ],
)
def test_what_is_no_part_of_a_story_is_not_pasted(page: Any, change: dict[str, Any]) -> None:
    part = copied(page, "a", "b")
    read = "(text) => Gallae.readStoryPart(text)"
    assert page.evaluate(read, json.dumps(part)) == part
    assert page.evaluate(read, json.dumps({**part, **change})) is None
    assert page.evaluate(read, "{") is None


def test_entries_are_put_in_line_and_spread(page: Any) -> None:
    entries = [
        {"kind": "node", "id": "a", "position": [0, 0], "size": [200, 100]},
        {"kind": "node", "id": "b", "position": [100, 90], "size": [200, 100]},
        {"kind": "group", "id": "g", "position": [500, 30], "size": [100, 50]},
    ]
    edges = {"left": 0, "centre": 0, "right": 0, "top": 1, "middle": 1, "bottom": 1}
    found = {
        edge: [
            one["position"][axis]
            for one in page.evaluate("([all, edge]) => Gallae.aligned(all, edge)", [entries, edge])
        ]
        for edge, axis in edges.items()
    }
    assert found["left"] == [0, 0, -50]
    assert found["centre"] == [225, 225, 225]
    assert found["right"] == [450, 450, 500]
    assert found["top"] == [0, 0, -25]
    assert found["middle"] == [45, 45, 45]
    assert found["bottom"] == [90, 90, 115]
    spread = page.evaluate("(all) => Gallae.spread(all, 0)", entries)
    assert [(one["id"], one["position"]) for one in spread] == [
        ("a", [0, 0]),
        ("b", [250, 90]),
        ("g", [500, 30]),
    ]


def test_an_edit_touches_only_what_it_changes_and_a_folded_group_hides_its_nodes(page: Any) -> None:
    found = page.evaluate(
        """(story) => {
            localStorage.clear();
            const cy = window.cytoscape({ headless: true });
            const store = { story, footageOf: () => undefined };
            const shown = new Gallae.Shown(cy, store);
            const touched = (work) => { shown.touched = 0; work(); shown.show([]); return shown.touched; };
            const edges = () => cy.edges().map((edge) => [edge.source().id(), edge.target().id()].join(" ")).sort();
            const all = touched(() => {});
            const none = touched(() => {});
            const moved = touched(() => (story.nodes[2].position = [7, 8]));
            const named = touched(() => (story.nodes[2].title = "Named"));
            Gallae.fold(story, "g", true);
            shown.show([]);
            const folded = [cy.nodes().map((node) => node.id()).sort(), edges()];
            Gallae.fold(story, "g", false);
            shown.show([]);
            return { all, none, moved, named, folded, open: cy.nodes().length, edges: cy.edges().length };
        }""",
        story_document(BEGUN),
    )
    assert (found["all"], found["none"], found["moved"], found["named"]) == (10, 0, 1, 1)
    assert found["folded"] == [["a", "c", "g"], ["a g", "a g", "g c"]]
    assert (found["open"], found["edges"]) == (5, 5)


def test_a_story_is_searched_with_what_is_told_in_its_nodes(page: Any) -> None:
    def found(text: str) -> list[str]:
        return page.evaluate(
            "([story, text, told]) => Gallae.foundInStory(story, text, new Map(told))",
            [story_document(BEGUN), text, [["c", ["등대에 밤이 온다", "Harbour"]]]],
        )

    assert found("등대에") == ["c"]
    assert found("HARBOUR 밤이") == ["c"]
    assert found("용기") == ["ab"]
    assert found("nothing here") == found("  ") == []


def test_many_operations_are_sent_as_one_edit(page: Any) -> None:
    sent = page.evaluate(
        """async (story) => {
            const sent = [];
            Gallae.api = async (method, path, body) => {
                sent.push(body);
                return { ok: true, rev: body.base + 1, missed: [] };
            };
            const store = new Gallae.StoryStore(() => {});
            [store.story, store.rev] = [story, 1];
            const moves = story.nodes.map((node) => ({ op: "move_node", id: node.id, position: [0, 0] }));
            const first = store.edit(...moves);
            store.edit({ op: "remove_node", id: "a" });
            await first;
            return sent.map((body) => [body.base, body.operations.length]);
        }""",
        story_document(BEGUN),
    )
    assert sent == [[1, 4], [2, 1]]
    assert story_from_document(story_document(BEGUN), "the story") == BEGUN
