"""Twine's three kinds of file, and what is wrong with them, each in one line with its place."""

import json
import time
from pathlib import Path

import pytest

from story.errors import StoryFileError
from story.twee.header import Header, read_header, write_header
from story.twee.imported import TwineImport, plain_import
from story.twee.importing import import_twine
from story.twee.passages import TwineStory
from story.twee.reading import MOST_PASSAGES, read_twine, twine_stories

HTML = """<!DOCTYPE html><html><head><script>var tag = "<tw-storydata name='no'>";</script></head><body>
<tw-storydata name="Two &amp; three" startnode="2" ifid="D674C58C-DEFA-4F70-B7A2-27742230C0FC"
 format="SugarCube" format-version="2.36.1" zoom="1" hidden>
<style role="stylesheet" id="twine-user-stylesheet" type="text/twine-css">b > i {}</style>
<script role="script" id="twine-user-script" type="text/twine-javascript">if (1 < 2) { a("</b>"); }</script>
<tw-tag name="night" color="blue"></tw-tag>
<tw-passagedata pid="1" name="Harbour" tags="night end" position="300.5,20"
 size="100,100">The &lt;b&gt;sea&lt;/b&gt;.</tw-passagedata>
<tw-passagedata pid="2" name="Ana&#39;s &quot;home&quot;" tags="" position="10,20">Go
&lt;&lt;if $x gt 1&gt;&gt;[[now-&gt;Harbour]]&lt;&lt;/if&gt;&gt;</tw-passagedata>
</tw-storydata></body></html>"""

JSON = {
    "name": "Two",
    "start": "2",
    "format": "SugarCube",
    "script": "a()",
    "passages": [
        {
            "pid": "1",
            "name": "Harbour",
            "tags": ["night"],
            "text": "Sea.",
            "position": {"x": "300.5", "y": 20},
        },
        {"pid": 2, "name": "Home", "tags": [], "text": "[[Harbour]]", "metadata": {"position": "10,20"}},
    ],
}


def only(text: str) -> TwineStory:
    (story,) = twine_stories(text, "bad.twee")
    return story


def told(text: str) -> TwineImport:
    return import_twine(only(text), source_name="bad.twee")


def test_html_gives_passages_tags_positions_and_the_start() -> None:
    twine = only(HTML)
    assert (twine.title, twine.start) == ("Two & three", 'Ana\'s "home"')
    assert [(one.name, one.tags, one.text) for one in twine.passages] == [
        ("StoryStylesheet", ("stylesheet",), "b > i {}"),
        ("StoryScript", ("script",), 'if (1 < 2) { a("</b>"); }'),
        ("Harbour", ("night", "end"), "The <b>sea</b>."),
        ('Ana\'s "home"', (), "Go\n<<if $x gt 1>>[[now->Harbour]]<</if>>"),
    ]
    assert twine.data["tag-colors"] == {"night": "blue"}
    story = plain_import(twine).story
    assert [(one.title, one.position, one.beat) for one in story.nodes] == [
        ("Harbour", (300.5, 20.0), "The sea."),
        ('Ana\'s "home"', (10.0, 20.0), "Go"),
    ]
    assert (story.start, story.id) == ("n2", "d674c58c-defa-4f70-b7a2-27742230c0fc")
    assert story.choices[0].condition == "x > 1"


@pytest.mark.parametrize("start", ["2", 2, "Home"])
def test_json_names_its_start_or_numbers_it(start: object) -> None:
    twine = only(json.dumps(JSON | {"start": start}))
    assert twine.start == "Home"
    story = plain_import(twine).story
    assert [(one.title, one.position) for one in story.nodes] == [
        ("Harbour", (300.5, 20.0)),
        ("Home", (10.0, 20.0)),
    ]
    assert [one.name for one in twine.passages] == ["Harbour", "Home", "StoryScript"]


def test_an_archive_holds_several_stories(tmp_path: Path) -> None:
    path = tmp_path / "archive.html"
    other = HTML.replace("Two &amp; three", "Other").replace("Harbour", "Port")
    path.write_text(HTML + other, encoding="utf-8")
    first = read_twine(path)
    assert first.title == "Two & three"
    assert [one.message["en"] for one in first.notes] == [
        "the file holds 2 stories (Two & three, Other); this is “Two & three”: name another to have that one."
    ]
    assert read_twine(path, "Other").passages[2].name == "Port"
    assert read_twine(path, "Other").notes == ()
    with pytest.raises(StoryFileError, match=r"holds no story “Third”. It holds Two & three, Other"):
        read_twine(path, "Third")


@pytest.mark.parametrize(
    ("line", "header"),
    [
        (" An overgrown path", Header("An overgrown path")),
        ("Path [forest spooky]", Header("Path", ("forest", "spooky"))),
        (' Path {"position":"600,400"}', Header("Path", (), '{"position":"600,400"}')),
        (' Path [a] {"b":"]"} ', Header("Path", ("a",), '{"b":"]"}')),
        (r" Room \[1\] \{x\} [t\]g]", Header("Room [1] {x}", ("t]g",))),
        (r" foo\\bar \q", Header(r"foo\bar q")),
        (r" \ a\ ", Header(" a ")),
        (" Room [1", Header("Room [1", odd=True)),
    ],
)
def test_a_header_says_name_tags_and_metadata(line: str, header: Header) -> None:
    assert read_header(line) == header


@pytest.mark.parametrize("name", ["a", r"a\b", "[1]", "{x}", " a ", "\\", "a\\", "::", "끝 [1]"])
def test_a_header_comes_back_as_it_was_written(name: str) -> None:
    line = write_header(name, ("a[b", "c d"), {"position": "1,2", "x": ["]", "}"]})
    found = read_header(line.removeprefix("::"))
    assert (found.name, found.tags) == (name, ("a[b", "c d"))
    assert json.loads(found.metadata) == {"position": "1,2", "x": ["]", "}"]}


def test_windows_line_ends_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.tw"
    path.write_bytes("\ufeff:: Start\r\nOne.\r\n[[끝]]\r\n\r\n:: 끝\r\n\\:: no\r\n\r\n".encode())
    twine = read_twine(path)
    assert [(one.name, one.text, one.line) for one in twine.passages] == [
        ("Start", "One.\n[[끝]]", 2),
        ("끝", ":: no", 6),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "bad.twee: is empty."),
        ("Once upon a time", "bad.twee: holds no passage."),
        (":: a\nx\n\n:: b\n\n:: a\ny", "bad.twee: line 6: passage 'a' stands at line 1 already."),
        (":: a\n\n:: [x]\n", "bad.twee: line 3: a passage has no name."),
        (":: a\nx\0", "bad.twee: line 2: holds a character that cannot be stored."),
        (":: a [script]\n", "bad.twee: holds no passage that plays."),
        (":: a\n" + "[" * 300_000, "bad.twee: line 1: passage 'a' has 300000 characters"),
        (
            '{"passages":[{"name":"a","text":"\\ud800"}]}',
            "passage 1: holds a character that cannot be stored",
        ),
        ('{"passages":[{"name":"a"},{"name":"a"}]}', "passage 2: passage 'a' stands at passage 1 already"),
        ('{"passages":[{"text":"x"}]}', "bad.twee: passage 1: has no name."),
        ('{\n"passages":[}', "bad.twee: line 2: is not JSON: expecting value at column 13."),
        ('{"passages":' + "[" * 100_000, "is not JSON: it is nested too deeply"),
        ('{"schema": "gallae-story"}', "is a story of Gallae already"),
        ("[1]", "bad.twee: has no list of passages."),
        ('<tw-storydata name="x">', "bad.twee: holds no story."),
        ("<tw-storydata><tw-passagedata pid='1'>", "bad.twee: line 1: a passage has no name."),
        (
            "<tw-storydata>\n<tw-passagedata name=a></tw-passagedata>\n<tw-passagedata name=a>",
            "bad.twee: line 3: passage 'a' stands at line 2 already.",
        ),
        (
            ':: a {"gallae":{"id":"n1","clips":3}}\n',
            "bad.twee: line 1: gallae: clips: must be a list, not 3.",
        ),
        (
            ':: a {"gallae":{"id":"x"}}\n\n:: b {"gallae":{"id":"x"}}\n',
            "bad.twee: line 3: the id x is that of the passage at line 1 already.",
        ),
        (
            ':: StoryData\n{"gallae":{"version":9}}\n\n:: a\n',
            "bad.twee: StoryData: gallae: is of version 9, this Gallae reads 1. Update Gallae.",
        ),
    ],
)
def test_a_file_that_holds_no_story_is_refused_in_one_line(text: str, message: str) -> None:
    with pytest.raises(StoryFileError) as caught:
        import_twine(twine_of(text), source_name="bad.twee")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.remedy


def twine_of(text: str) -> TwineStory:
    from story.twee.reading import chosen

    return chosen(twine_stories(text, "bad.twee"), "", "bad.twee")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            ':: b\nx\n:: a {"position":1,}\n',
            3,
            "passage “a”, line 3: its metadata is not JSON (expecting property name enclosed in double quotes at column"
            " 15), so it was left out: mend it there if a position matters.",
        ),
        (
            ':: a\n\n:: StoryData\n{"ifid": "x",\n}\n',
            5,
            "passage “StoryData”, line 5: StoryData is not JSON (expecting property name enclosed in double quotes at "
            "column 1), so it was left out: the story starts at “a”.",
        ),
        (
            ":: a\none\n[[go->b c]]\n",
            3,
            "passage “a”, line 3: a link leads to “b c”, and there is no such passage: lead the choice elsewhere.",
        ),
        (
            ':: StoryData\n{"start": "x"}\n:: a\n',
            0,
            "there is no passage “x” to start at, so the story starts at “a”.",
        ),
        ("Hello\n:: a\n", 1, "line 1: what stands before the first passage was left out."),
    ],
)
def test_what_can_be_passed_over_is_said_with_its_place(text: str, line: int, message: str) -> None:
    (note,) = told(text).notes
    assert (note.line, note.message["en"]) == (line, message)
    assert note.message["ko"] and "\n" not in note.message["ko"]


def test_a_link_to_nowhere_is_a_choice_that_the_check_reports() -> None:
    from story.check.proof import check_story

    found = told(":: a\n[[go->b c]] [[go->b]]\n")
    assert [one.target for one in found.story.choices] == ["missing-1", "b"]
    assert dict(found.missing) == {"missing-1": "b c", "b": "b"}
    assert [one.choice_id for one in check_story(found.story) if one.code == "G005"] == ["c1", "c2"]


def test_html_entities_are_characters_and_nothing_more() -> None:
    numbers = "&#x110000;&#0;&#" + "9" * 100_000 + ";"
    text = f"<tw-storydata><tw-passagedata name='a'>&lol;&amp;lt;{numbers}</tw-passagedata></tw-storydata>"
    assert only(text).passages[0].text == "&lol;&lt;\ufffd\ufffd\ufffd"


def test_a_passage_that_is_longer_than_a_beat_is_cut_with_a_note() -> None:
    found = told(":: a\n" + "x" * 12_000)
    assert len(found.story.nodes[0].beat) == 10_000
    assert [one.message["en"] for one in found.notes] == [
        "passage “a”, line 2: its text has 12000 characters; only the first 10000 were taken."
    ]


def test_there_can_be_too_many_passages() -> None:
    text = "".join(f":: p{number}\n" for number in range(MOST_PASSAGES + 1))
    with pytest.raises(StoryFileError, match=r"bad.twee: has 10001 passages, more than 10000"):
        twine_of(text)


HOSTILE = [
    *(
        "[",
        "[[",
        "[[a]]",
        "[[a->",
        "<<",
        "<<if $x>>",
        "<<else>>",
        '<<a "',
        "<<link 'a'>>",
        "<</if>>",
        '"""',
        "/*",
    ),
    *(
        "(if: $x)[",
        "(a:",
        "(if: a)",
        "(",
        "`",
        "{",
        "{a",
        "[if x]\n",
        "<!--",
        "<script",
        "**",
        "* ",
        "&#",
        "\\",
        "\n:",
    ),
]


@pytest.mark.parametrize("story_format", ["SugarCube", "Harlowe", "Chapbook"])
def test_hostile_source_takes_time_in_proportion_to_its_length(story_format: str) -> None:
    def seconds(length: int) -> float:
        start = time.process_time()
        for piece in HOSTILE:
            text = f':: StoryData\n{{"format": "{story_format}"}}\n:: Start\n{piece * (length // len(piece))}'
            plain_import(only(text))
        return time.process_time() - start

    seconds(1_000)  # what is compiled and loaded at first use
    short, long = seconds(2_000), seconds(16_000)
    assert long < 3 * 8 * short, (short, long)
