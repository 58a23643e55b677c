"""Pictures of a story: the graph as SVG whose texts are texts, the contact sheet, the poster, and what is lost."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from creator.errors import ExportImpossible
from creator.exports.contact_sheet import write_contact_sheet, write_poster_of
from creator.exports.graph_picture import HEIGHT, WIDTH, graph_picture, write_graph_picture
from creator.exports.lost import Feature, lost
from creator.plan import plan_of
from story.model import Candidate, Choice, Ending, EndingKind, Group, Node, Story, Variable, VariableKind

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "</text><script>alert(1)</script>",
    '<img src=x onerror="x">',
    "]]>&amp;<!--",
    "a\x00b\x1b[2J\ufffe",
    "\"'`",
]


def drawn(story: Story) -> ElementTree.Element:
    return ElementTree.fromstring(graph_picture(story))


def texts(root: ElementTree.Element, kind: str) -> list[str]:
    return [
        (one.text or "") + "".join(child.tail or "" for child in one)
        for one in root.iter(f"{SVG}text")
        if one.get("class") == kind
    ]


def test_the_picture_shows_every_node_choice_and_group(forked) -> None:
    story = replace(
        forked[0], groups=(Group("g", "Either", candidates=(Candidate("room"), Candidate("garden"))),)
    )
    root = drawn(story)
    assert len(list(root.iter(f"{SVG}g"))) == 6
    assert len([one for one in root.iter(f"{SVG}path") if "way" in (one.get("class") or "")]) == 7
    assert {"The hall", "The room", "The garden", "Either"} <= set(texts(root, "title"))
    assert {"Go left", "Go back", "Go out"} <= set(texts(root, "label"))
    kinds = [one.get("class") for one in root.iter(f"{SVG}g")]
    assert (
        kinds.count("node start") == 1 and kinds.count("node group") == 1 and kinds.count("node ending") == 2
    )


def test_nodes_do_not_cover_each_other_and_lie_in_the_frame(forked) -> None:
    root = drawn(forked[0])
    left, top, width, height = map(float, root.get("viewBox", "").split())
    boxes = [
        (float(b.get("x", 0)), float(b.get("y", 0)))
        for g in root.iter(f"{SVG}g")
        for b in g.iter(f"{SVG}rect")
    ]
    for number, (x, y) in enumerate(boxes):
        assert left <= x <= left + width - WIDTH and top <= y <= top + height - HEIGHT
        assert all(abs(x - a) >= WIDTH or abs(y - b) >= HEIGHT for a, b in boxes[:number])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    story = Story(
        "s",
        text,
        "en",
        "a",
        (Node("a", text), Node("b", "", ending=Ending({"en": text}))),
        (Choice("c", "a", "b", {"en": text}),),
    )
    root = drawn(story)
    known = {"svg", "title", "desc", "style", "defs", "marker", "path", "rect", "g", "text"}
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= known
    assert not [name for one in root.iter() for name in one.attrib if name.startswith("on") or "href" in name]


def test_long_titles_are_cut_and_a_story_without_nodes_is_a_picture() -> None:
    story = Story("s", "S", "en", "a", (Node("a", "word " * 60), Node("b", "가" * 90)))
    lines = texts(drawn(story), "title")
    assert (
        len(lines) <= 4
        and max(map(len, lines)) <= 30
        and all(any("…" in line for line in part) for part in (lines[:2], lines[2:]))
    )
    assert drawn(Story("s", "Empty")).get("viewBox")


def test_a_contact_sheet_shows_each_nodes_own_picture(forked, tmp_path: Path) -> None:
    story, shelf, _ = forked
    write_contact_sheet(plan_of(story, shelf), tmp_path / "sheet.jpg")
    with Image.open(tmp_path / "sheet.jpg") as sheet:
        assert sheet.format == "JPEG" and sheet.width == 2 * 32 + 4 * 320 + 3 * 24
        grounds = [sheet.getpixel((32 + column * 344 + 160, 32 + 56 + 10)) for column in range(4)]
    # the ground of the films: 40 in the first, 90 in the second, 140 in the third
    assert [round(value[0] / 10) for value in grounds] == pytest.approx([4, 9, 14, 14], abs=1)


def test_a_poster_is_a_picture_of_the_first_clip(forked, tmp_path: Path) -> None:
    story, shelf, _ = forked
    write_poster_of(plan_of(story, shelf), tmp_path / "poster.jpg")
    with Image.open(tmp_path / "poster.jpg") as poster:
        assert poster.size == (320, 180) and poster.getpixel((5, 5))[0] == pytest.approx(40, abs=8)
    card = replace(
        story, nodes=(replace(story.nodes[0], clips=(), to_shoot={"en": "A hall"}), *story.nodes[1:])
    )
    with pytest.raises(ExportImpossible, match="begins without a clip"):
        write_poster_of(plan_of(card, shelf), tmp_path / "none.jpg")


def test_a_graph_is_written_whole(forked, tmp_path: Path) -> None:
    write_graph_picture(forked[0], tmp_path / "graph.svg")
    assert ElementTree.parse(tmp_path / "graph.svg").getroot().tag == f"{SVG}svg"
    assert [path.name for path in tmp_path.iterdir()] == ["graph.svg"]


def test_what_is_lost_is_counted_and_said_in_two_languages() -> None:
    story = Story(
        "s",
        "S",
        "en",
        "a",
        (Node("a", "A", effects=("n = 1",)), Node("b", "B", ending=Ending(kind=EndingKind.GOOD))),
        (
            Choice("x", "a", "b", {"en": "Go", "ko": "간다"}, default=True, condition="n > 0", once=True),
            Choice("y", "a", "b", {"en": "Stay"}, 1, effects=("n = n + 1",)),
        ),
        variables=(Variable("n", VariableKind.NUMBER, 0.0),),
    )
    told = {one.feature: one.count for one in lost(story, Feature)}
    assert told == {
        Feature.CONDITIONS: 1,
        Feature.VARIABLES: 3,
        Feature.ONCE: 1,
        Feature.TIME_LIMITS: 1,
        Feature.LANGUAGES: 1,
        Feature.CARDS: 2,
    }
    for one in lost(story, Feature):
        assert str(one.count) in one.message["en"] and str(one.count) in one.message["ko"]
    assert lost(story, ()) == ()
