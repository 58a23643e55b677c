import json
import resource
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from story.document import story_document, story_from_document
from story.errors import StoryError, StoryFileError
from story.file import LARGEST_FILE, read_story, write_story
from story.model import Choice, Clip, Ending, Node, Story

STORY = Story(
    id="5a1c",
    title="갈래",
    language="ko",
    start="n1",
    nodes=(
        Node(
            "n1", "집", (Clip("ab" * 32, 0, 1500, "장면 1"),), position=(1.5, -2.0), beat="미나는 집에 있다."
        ),
        Node("n2", "끝", ending=Ending({"ko": "끝", "en": "The end"})),
    ),
    choices=(Choice("c1", "n1", "n2", {"ko": "나간다"}, 1, True, 200, 900),),
    last_node=2,
    last_choice=7,
)


def test_a_file_gives_back_the_story(tmp_path: Path) -> None:
    write_story(STORY, tmp_path / "갈래.json")
    assert read_story(tmp_path / "갈래.json") == STORY
    assert [path.name for path in tmp_path.iterdir()] == ["갈래.json"]


def test_a_file_is_readable_and_names_its_schema(tmp_path: Path) -> None:
    write_story(STORY, tmp_path / "story.json")
    text = (tmp_path / "story.json").read_text("utf-8")
    assert text.startswith('{\n  "schema": "gallae-story",\n  "version": 2,\n')
    assert text.endswith("}\n")
    assert "미나는 집에 있다." in text


def test_labels_stand_in_the_same_order_however_they_were_made() -> None:
    one, other = ({"ko": "끝", "en": "End"}, {"en": "End", "ko": "끝"})
    documents = [
        story_document(Story("s", "", nodes=(Node("n1", "", ending=Ending(t)),))) for t in (one, other)
    ]
    assert json.dumps(documents[0]) == json.dumps(documents[1])


@given(st.from_type(Story))
def test_every_story_comes_back(story: Story) -> None:
    text = json.dumps(story_document(story), ensure_ascii=False, allow_nan=False)
    assert story_from_document(json.loads(text.encode().decode()), "test") == story


def test_a_hand_written_file_may_leave_out_what_has_a_default(tmp_path: Path) -> None:
    path = tmp_path / "short.json"
    path.write_bytes(
        b'\xef\xbb\xbf{"schema": "gallae-story", "version": 1, "id": "s", "title": "T",'
        b' "nodes": [{"id": "a"}], "choices": [{"id": "x", "source": "a", "target": "gone"}]}'
    )
    assert read_story(path) == Story("s", "T", nodes=(Node("a", ""),), choices=(Choice("x", "a", "gone"),))


def change(*path: str | int, to: object) -> dict[str, object]:
    """Return STORY's document with the value at `path` replaced."""
    document = json.loads(json.dumps(story_document(STORY)))
    inner = document
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = to
    return document


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (
            change("nodes", 0, "clips", 0, "start_ms", to="0"),
            "nodes[0].clips[0].start_ms: must be a whole number",
        ),
        (
            change("nodes", 0, "clips", 0, "start_ms", to=True),
            "nodes[0].clips[0].start_ms: must be a whole number",
        ),
        (
            change("nodes", 0, "clips", 0, "start_ms", to=-1),
            "nodes[0].clips[0].start_ms: must not be negative",
        ),
        (
            change("nodes", 0, "clips", 0, "end_ms", to=0),
            "nodes[0].clips[0].end_ms: 0 must come after start_ms 0",
        ),
        (change("nodes", 0, "clips", 0, "end_ms", to=10**10), "nodes[0].clips[0].end_ms: must lie within"),
        (change("nodes", 0, "clips", 0, "film", to=""), "nodes[0].clips[0].film: must not be empty"),
        (change("nodes", 0, "clips", to={}), "nodes[0].clips: must be a list, not an object"),
        (change("nodes", 0, "position", to=[1]), "nodes[0].position: must be [x, y]"),
        (change("nodes", 0, "position", to=[1, float("inf")]), "nodes[0].position[1]: must lie within"),
        (change("nodes", 0, "titel", to="x"), "nodes[0].'titel': is not a field; known are id, title"),
        (change("nodes", 1, "id", to="n1"), "nodes[1].id: n1 is the id of nodes[0] already"),
        (
            change("nodes", 1, "id", to="n 1"),
            "nodes[1].id: must be 1 to 64 letters, digits, - and _, not 'n 1'",
        ),
        (change("nodes", 1, "ending", to="yes"), "nodes[1].ending: must be an object, not 'yes'"),
        (change("nodes", 1, to=None), "nodes[1]: must be an object, not None"),
        (change("choices", 0, "label", to={"??": "x"}), "choices[0].label: must be a language code"),
        (change("choices", 0, "label", to={"en": 3}), "choices[0].label.en: must be text, not 3"),
        (change("choices", 0, "default", to=1), "choices[0].default: must be true or false"),
        (change("choices", 0, "order", to=1.5), "choices[0].order: must be a whole number, not 1.5"),
        (change("title", to="\ud800"), "title: holds a character that cannot be stored"),
        (change("title", to="x" * 10_001), "title: has 10001 characters"),
        (change("start", to="a b"), "start: must be 1 to 64 letters"),
        (change("nodes", to=None), "nodes: must be a list, not None"),
        (change("version", to=3), "is of version 3, this Gallae reads up to version 2. Update Gallae."),
        (change("version", to="1"), "version: must be a whole number from 0 to 2"),
        (change("schema", to="other"), 'it does not say "schema": "gallae-story"'),
        ([], "the document: must be an object"),
        ({"schema": "gallae-story", "version": 1}, "id: is missing"),
    ],
)
def test_a_document_that_is_wrong_is_refused_with_its_place(document: object, message: str) -> None:
    with pytest.raises(StoryFileError) as caught:
        story_from_document(document, "story.json")
    assert str(caught.value).startswith("story.json: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "is not UTF-8 text"),
        (b"Once upon a time", "is not JSON: Expecting value at line 1, column 1"),
        (b'{"schema": "gallae-story",', "is not JSON"),
        (b"[" * 200_000, "is nested too deeply"),
        (b'{"a": 1, "a": 2}', "the field 'a' stands twice"),
        (b'{"a": NaN}', "NaN is not a number"),
        (b'{"a": ' + b"9" * 5000 + b"}", "a number in it is far too long"),
        (b" " * LARGEST_FILE + b"{}", "is larger than 20 MB"),
        (b"3", "must be an object"),
    ],
)
def test_a_file_that_holds_no_story_is_refused_in_one_line(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    with pytest.raises(StoryFileError) as caught:
        read_story(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoryFileError, match="there is no such file"):
        read_story(tmp_path / "none.json")
    with pytest.raises(StoryFileError, match="is not a file"):
        read_story(tmp_path)
    with pytest.raises(StoryFileError, match="cannot be written"):
        write_story(STORY, tmp_path)


def test_a_write_that_fails_midway_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "story.json"
    write_story(STORY, path)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))  # as a disk that is full after 100 bytes
    try:
        with pytest.raises(StoryFileError, match=r"story\.json: cannot be written: .*Choose a folder"):
            write_story(Story("other", "Other"), path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert read_story(path) == STORY
    assert list(tmp_path.iterdir()) == [path]


def test_a_story_that_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "story.json"
    write_story(STORY, path)
    twins = Story("s", "Twins", nodes=(Node("n1", ""), Node("n1", "")))
    with pytest.raises(StoryError, match=r"nodes\[1\].id: n1 is the id of nodes\[0\] already"):
        write_story(twins, path)
    assert read_story(path) == STORY


def test_writing_follows_a_link(tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    write_story(STORY, tmp_path / "link.json")
    assert (tmp_path / "link.json").is_symlink()
    assert read_story(tmp_path / "real.json") == STORY
