"""What goes to Twine comes back: a story exactly, and of a Twee file every passage, name, tag and link."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from story.document.file import read_story, write_story
from story.errors import StoryError
from story.model import (
    Candidate,
    Choice,
    Clip,
    Ending,
    EndingKind,
    Group,
    Node,
    Story,
    Variable,
    VariableKind,
)
from story.twee.beside import beside, write_beside
from story.twee.exporting import export_twine
from story.twee.imported import plain_import
from story.twee.importing import import_twine
from story.twee.passages import Passage, TwineStory
from story.twee.reading import read_twine, twine_stories
from story.twee.writing import twee_text, twine_json

# Whatever means something to Twee, to Twine or to a story format, put together at random.
PIECES = [
    *(
        "[[",
        "]]",
        "->",
        "<-",
        "|",
        "][",
        "[",
        "]",
        "<<",
        ">>",
        "<<if $x>>",
        "<</if>>",
        "<<set $a to 1>>",
        "<<else>>",
    ),
    *(
        "::",
        "\n",
        "\n::",
        "\\::",
        "\\",
        "{",
        "}",
        '{"position":"1,2"}',
        '"',
        '"""',
        "'",
        "''",
        "//",
        "*",
        "__",
        "$a",
    ),
    *(
        "<!--",
        "-->",
        "/*",
        "*/",
        "<script>",
        "</script>",
        "<b>",
        "&lt;",
        "&",
        "{{{",
        "<nowiki>",
        "[img[",
        "\r",
        "\r\n",
    ),
    *(
        "a",
        "단어",
        " ",
        "  ",
        "\t",
        "\u2028",
        "\x85",
        "\x01",
        "http://x.org",
        "(if: $x)[",
        "`",
        "[if x]",
        "StoryTitle",
    ),
    *("StoryInit", "Start", "-", "# ", "!", "1. "),
]
nasty = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)


@st.composite
def nasty_stories(draw: st.DrawFn) -> Story:
    story = draw(st.from_type(Story))
    return replace(
        story,
        title=draw(nasty),
        nodes=tuple(replace(node, title=draw(nasty), beat=draw(nasty)) for node in story.nodes),
        choices=tuple(replace(choice, label={"ko": draw(nasty)}) for choice in story.choices),
        groups=tuple(replace(group, title=draw(nasty)) for group in story.groups),
    )


def back(text: str) -> Story:
    return import_twine(twine_stories(text, "test")[0]).story


@given(st.from_type(Story))
@settings(max_examples=60)
def test_every_story_comes_back_from_twee(story: Story) -> None:
    assert back(twee_text(export_twine(story))) == story


@given(nasty_stories())
@settings(max_examples=60)
def test_stories_come_back_whatever_their_words_mean_to_twine(story: Story) -> None:
    assert back(twee_text(export_twine(story))) == story


SUGARCUBE = r""":: StoryTitle
The \[old\] harbour

:: StoryData
{"ifid":"D674C58C-DEFA-4F70-B7A2-27742230C0FC","format":"SugarCube","start":"Home","tag-colors":{"day":"green"},"zoom":0.5}

:: StoryInit
<<set $x to 1>>
<<run setup.go()>>

:: Home [day inside] {"position":"10,20","size":"100,200"}
Ana. [[Walk->Room \[1\]]] [[끝]] [[go->No such]] <<link "In" "Room [1]">><</link>>
<<timed 2s>>Later<</timed>>

:: Room \[1\] {"position":"200.5,20","size":"100,100"}
\:: not a header
<<if $x gt 1>>[[끝]]<<else>><<goto "Home">><</if>>

:: 끝 [ending:Safe_home]
Done.

:: Code [script]
window.x = 1;

:: Look [stylesheet]
b {}
"""

HARLOWE = """:: StoryData
{"ifid":"D674C58C-DEFA-4F70-B7A2-27742230C0FD","format":"Harlowe","format-version":"3.3.8","start":"One"}

:: One [a b]
(set: $x to 1)(text-style: "bold")[Hi] [[Two]] (if: $x > 0)[[[go->Three]]](else:)[(link-goto: "x", "Two")]

:: Two {"position":"0,0"}
(link-goto: "on", "Three") [[lost]]

:: Three
(go-to: "One")

:: Top [header]
(print: $x)
"""

CHAPBOOK = """:: Start [x]
gold: 1
--
[if gold > 0]
[[Shop]]
[continue]
{embed passage: 'Song'} {link to: 'Shop', label: 'in'} [[out->Way out]]

:: Shop {"position":"5,5","size":"100,100"}
{back link}

:: Song
La.

:: Way out [ending]
Gone.
"""


def names_and_tags(passages: Iterable[Passage]) -> dict[str, frozenset[str]]:
    return {one.name: frozenset(one.tags) for one in passages}


def links(twine: TwineStory) -> list[tuple[str, str, str]]:
    told = plain_import(twine)
    return [
        (told.passages[one.source], *told.links[one.id])
        for one in sorted(told.story.choices, key=lambda one: (one.source, one.order))
    ]


def written_again(twine: TwineStory, tmp_path: Path) -> TwineStory:
    """Import a story, put it into files, and export it from there."""
    told = import_twine(twine)
    write_story(told.story, tmp_path / "story.json")
    write_beside(told, told.story, tmp_path / "story.json")
    kept = beside(tmp_path / "story.json")
    assert kept is not None
    text = twee_text(export_twine(read_story(tmp_path / "story.json"), read_twine(kept)))
    return twine_stories(text, "again")[0]


@pytest.mark.parametrize("text", [SUGARCUBE, HARLOWE, CHAPBOOK])
def test_every_passage_name_tag_and_link_of_a_twee_file_comes_back(text: str, tmp_path: Path) -> None:
    twine = twine_stories(text, "hand.twee")[0]
    again = written_again(twine, tmp_path)
    added = {"StoryInit"} if text is not SUGARCUBE else set()
    assert {
        name: tags for name, tags in names_and_tags(again.passages).items() if name not in added
    } == names_and_tags(twine.passages)
    assert links(again) == links(twine)
    assert len(links(twine)) >= 3
    assert (again.title or "Start", again.start) == (
        twine.title or import_twine(twine).story.title,
        first(twine),
    )
    for one in twine.passages:
        (same,) = [other for other in again.passages if other.name == one.name]
        assert same.metadata.get("size") == one.metadata.get("size")
        if "position" in one.metadata:
            assert same.metadata["position"] == one.metadata["position"]
    assert import_twine(again).story == import_twine(twine).story


def first(twine: TwineStory) -> str:
    return twine.start or "Start"


def test_what_is_not_understood_is_in_the_file_again(tmp_path: Path) -> None:
    again = written_again(twine_stories(SUGARCUBE, "hand.twee")[0], tmp_path)
    texts = {one.name: one.text for one in again.passages}
    assert texts["StoryInit"] == "<<set $x to 1>>\n<<run setup.go()>>"
    assert "<<timed 2s>>Later<</timed>>" in texts["Home"]
    assert texts["Room [1]"].startswith(":: not a header")
    assert again.data["tag-colors"] == {"day": "green"}
    assert again.data["zoom"] == 0.5


def test_another_storys_file_is_not_taken_for_the_source() -> None:
    told = import_twine(twine_stories(SUGARCUBE, "a")[0])
    with pytest.raises(StoryError, match="did not come from that Twine file"):
        export_twine(told.story, twine_stories(HARLOWE, "b")[0])


STORY = Story(
    id="d674c58c-defa-4f70-b7a2-27742230c0fc",
    title="두 길",
    language="ko",
    start="home",
    nodes=(
        Node(
            "home", "집", (Clip("ab" * 32, 0, 1500),), beat="미나는 집에 있다.", effects=("용기 = 용기 + 1",)
        ),
        Node("n2", "집", ending=Ending({"ko": "집"}, EndingKind.GOOD), position=(5.0, 6.5)),
        Node("n3", "Room [1]", beat="::\n[[x]]", to_shoot={"ko": "밤"}),
    ),
    choices=(
        Choice("c1", "home", "n2", {"ko": "나간다", "en": "Leave"}, condition="용기 >= 2", once=True),
        Choice("c2", "home", "n3", {"ko": "a->b [c]"}, 1, True, effects=("met = true",)),
        Choice("c3", "n3", "g1", {}, automatic=True),
    ),
    last_node=3,
    last_choice=3,
    variables=(Variable("용기", VariableKind.NUMBER, 0.5), Variable("met", VariableKind.FLAG, False)),
    groups=(Group("g1", "끝들", candidates=(Candidate("n2", "met"), Candidate("n3"))),),
)


def test_an_export_is_what_twine_opens() -> None:
    twine = export_twine(STORY)
    text = twee_text(twine)
    assert text.startswith(":: StoryTitle\n두 길\n")
    assert twine.data["ifid"] == "D674C58C-DEFA-4F70-B7A2-27742230C0FC"
    assert (twine.data["format"], twine.data["start"]) == ("SugarCube", "집")
    texts = {one.name: one.text for one in twine.passages}
    assert texts == {
        "StoryInit": "<<set $v_c6a9_ae30 to 0.5>>\n<<set $met to false>>",
        "집": "미나는 집에 있다.\n\n<<set $v_c6a9_ae30 to $v_c6a9_ae30 + 1>>\n"
        "<<if $v_c6a9_ae30 gte 2>>[[나간다->집 (2)]]<</if>>\n"
        '<<link "a->b [c]" "Room [1]">><<set $met to true>><</link>>',
        "집 (2)": "",
        "Room [1]": '"""::\n[[x]]"""\n\n<<goto [[끝들]]>>',
        "끝들": '<<if $met>><<goto [[집 (2)]]>>\n<<elseif true>><<goto "Room [1]">>\n'
        '<<else>><<goto "Room [1]">>\n<</if>>',
    }
    assert ":: Room \\[1\\] {" in text
    assert back(text) == STORY


def test_only_what_twine_cannot_say_is_in_the_metadata() -> None:
    (home,) = [one for one in export_twine(STORY).passages if one.name == "집"]
    x, y = (float(part) for part in str(home.metadata["position"]).split(","))
    assert home.metadata["gallae"] == {
        "id": "home",
        "clips": [{"film": "ab" * 32, "start_ms": 0, "end_ms": 1500, "scene_title": "", "treatment": None}],
        "position": {"was": [x, y], "is": None},
        "choices": [
            {
                "id": "c1",
                "link": ["나간다", "집 (2)"],
                "label": {"was": {"ko": "나간다"}, "is": {"en": "Leave", "ko": "나간다"}},
                "once": True,
            },
            {"id": "c2", "link": ["a->b [c]", "Room [1]"], "default": True},
        ],
    }


def test_an_edit_of_the_text_counts() -> None:
    text = twee_text(export_twine(STORY))
    edited = (
        text.replace("[[나간다->집 (2)]]", "[[나간다->Room 1]][[나간다->집 (2)]]")
        .replace("미나는 집에 있다.", "미나는 밖에 있다.")
        .replace(":: Room \\[1\\]", ":: Room 1")
        .replace('"Room [1]"', '"Room 1"')
    )
    story = back(edited)
    assert story.nodes[0].beat == "미나는 밖에 있다."
    assert story.nodes[0].clips == STORY.nodes[0].clips
    assert story.nodes[2].title == "Room 1"
    by_id = {one.id: one for one in story.choices}
    assert by_id["c1"] == replace(STORY.choices[0], order=1)
    (new,) = [one for one in story.choices if one.id not in ("c1", "c2", "c3")]
    assert (new.source, new.target, new.label) == ("home", "n3", {"ko": "나간다"})


def test_a_story_can_go_through_twines_json_as_well() -> None:
    twine = export_twine(STORY)
    assert plain_import(twine_stories(twine_json(twine), "x.json")[0]).story == STORY
