import json
import resource
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from story.document.file import LARGEST_FILE, read_story, write_story
from story.document.story_document import story_document, story_from_document
from story.errors import StoryError, StoryFileError
from story.model import (
    Candidate,
    Checkpoint,
    Choice,
    Clip,
    Ending,
    EndingKind,
    Group,
    Leaving,
    Node,
    Pick,
    Story,
    Variable,
    VariableKind,
    Wanted,
    goes_on_by_itself,
)

STORY = Story(
    id="5a1c",
    title="갈래",
    language="ko",
    start="n1",
    nodes=(
        Node(
            "n1",
            "집",
            (Clip("ab" * 32, 0, 1500, "장면 1"),),
            beat="미나는 집에 있다.",
            position=(1.5, -2.0),
            effects=("용기 = 용기 + 1", "met_lena=true"),
            wanted=Wanted({"where": ("골목", "alley"), "who": ("Ana",)}, "Ana runs.", unseen=False),
            to_shoot={"ko": "밤, 항구"},
            checkpoint=Checkpoint({"ko": "지금까지"}),
            loops=True,
            returns=True,
        ),
        Node("n2", "끝", ending=Ending({"ko": "끝", "en": "The end"}, EndingKind.SECRET)),
    ),
    choices=(
        Choice(
            *("c1", "n1", "n2", {"ko": "나간다"}, 1, True, 200, 900),
            condition="용기 >= 2 and not visited(n2)",
            effects=("용기 -= 1",),
            automatic=True,
            weight=0.5,
            once=True,
            leaving=Leaving.AT_ONCE,
            returns_to="n1",
        ),
        Choice("c2", "n1", "g1"),
    ),
    last_node=2,
    last_choice=7,
    variables=(
        Variable("용기", VariableKind.NUMBER, 2.5),
        Variable("met_lena", VariableKind.FLAG, True),
        Variable("name", VariableKind.TEXT, "미나"),
    ),
    groups=(
        Group("g1", "골목들", Pick.BEST, (Candidate("n2", "met_lena", "용기 * 2"), Candidate("n1")), (3, 4)),
    ),
)


def test_a_file_gives_back_the_story(tmp_path: Path) -> None:
    write_story(STORY, tmp_path / "갈래.json")
    assert read_story(tmp_path / "갈래.json") == STORY
    assert [path.name for path in tmp_path.iterdir()] == ["갈래.json"]


def test_a_file_is_readable_and_names_its_schema(tmp_path: Path) -> None:
    write_story(STORY, tmp_path / "story.json")
    text = (tmp_path / "story.json").read_text("utf-8")
    assert text.startswith('{\n  "schema": "gallae-story",\n  "version": 3,\n')
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


def test_a_file_of_version_1_means_what_it_meant(tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    path.write_text(
        """{"schema": "gallae-story", "version": 1, "id": "s", "title": "T", "language": "en", "start": "n1",
        "last_node": 2, "last_choice": 3,
        "nodes": [{"id": "n1", "title": "Home", "clips": [], "ending": null, "beat": "", "position": [1, 2]},
                  {"id": "n2", "title": "End", "clips": [], "ending": {"title": {"en": "Over"}}, "beat": "",
                   "position": null}],
        "choices": [{"id": "c1", "source": "n1", "target": "n2", "label": {}, "order": 0, "default": true,
                     "opens_ms": 5, "closes_ms": null}]}"""
    )
    story = read_story(path)
    assert story == Story(
        *("s", "T", "en", "n1"),
        nodes=(Node("n1", "Home", position=(1, 2)), Node("n2", "End", ending=Ending({"en": "Over"}))),
        choices=(Choice("c1", "n1", "n2", default=True, opens_ms=5),),
        last_node=2,
        last_choice=3,
    )
    (choice,) = story.choices
    assert goes_on_by_itself((choice,))
    assert not goes_on_by_itself((replace(choice, label={"en": "Go"}),))
    assert not goes_on_by_itself((choice, replace(choice, id="c2")))


def test_every_field_is_written_in_a_fixed_order() -> None:
    document = story_document(Story("s", "", nodes=(Node("n1", ""),), choices=(Choice("c1", "n1", "n1"),)))
    assert " ".join(document) == (
        "schema version id title language start changeable commercial licence report_to last_node last_choice "
        "variables nodes groups choices"
    )
    assert json.dumps(document["nodes"]) == (
        '[{"id": "n1", "title": "", "clips": [], "ending": null, "beat": "", "position": null, "effects": [], '
        '"wanted": null, "to_shoot": {}, "checkpoint": null, "loops": false, "returns": false, "hold": "freeze"}]'
    )
    assert json.dumps(document["choices"]) == (
        '[{"id": "c1", "source": "n1", "target": "n1", "label": {}, "order": 0, "default": false, '
        '"opens_ms": null, "closes_ms": null, "condition": "", "effects": [], "automatic": false, '
        '"weight": null, "once": false, "leaving": "at_end", "returns_to": "", "hotspot": [], "thumbnail": false}]'
    )


def test_what_a_variable_starts_with_may_be_left_out_and_its_name_is_composed() -> None:
    document = change("variables", to=[{"name": "cafe\u0301", "kind": "number"}])
    assert story_from_document(document, "test").variables == (Variable("café", VariableKind.NUMBER, 0.0),)
    starts = [
        story_from_document(change("variables", to=[{"name": "a", "kind": kind}]), "test").variables[0].start
        for kind in ("flag", "text")
    ]
    assert starts == [False, ""]


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
        (
            change("nodes", 0, "effects", 1, to="met_lena = "),
            "nodes[0].effects[1]: column 12 (node n1): it ends where a value should stand",
        ),
        (change("nodes", 0, "effects", 1, to="met_lena"), "column 9 (node n1): = must follow the variable"),
        (
            change("nodes", 0, "effects", to=["a = 1"] * 101),
            "nodes[0].effects: has 101 entries, more than 100",
        ),
        (
            change("choices", 0, "condition", to="a &&"),
            "choices[0].condition: column 3 (choice c1): & means nothing here",
        ),
        (
            change("choices", 0, "condition", to="(" * 10_000),
            "column 2001 (choice c1): it has 10000 characters",
        ),
        (change("choices", 0, "condition", to="(" * 10**6), "choices[0].condition: has 1000000 characters"),
        (
            change("choices", 0, "condition", to="not " * 100 + "a"),
            "(choice c1): it is nested deeper than 64",
        ),
        (change("choices", 0, "condition", to="__import__('os')"), "there is no function __import__"),
        (
            change("choices", 0, "condition", to=["get", "a"]),
            "choices[0].condition: must be text, not a list",
        ),
        (change("choices", 0, "effects", to="a = 1"), "choices[0].effects: must be a list, not 'a = 1'"),
        (change("choices", 0, "weight", to=0), "choices[0].weight: must be more than 0, but is 0"),
        (change("choices", 0, "weight", to=True), "choices[0].weight: must be a number, not True"),
        (change("choices", 0, "weight", to=float("nan")), "choices[0].weight: must lie within"),
        (
            change("choices", 0, "leaving", to="now"),
            "choices[0].leaving: must be one of at_once, at_end, not 'now'",
        ),
        (change("choices", 0, "returns_to", to="n 1"), "choices[0].returns_to: must be 1 to 64 letters"),
        (change("choices", 1, "id", to="c1"), "choices[1].id: c1 is the id of choices[0] already"),
        (
            change("nodes", 1, "ending", "kind", to="sad"),
            "nodes[1].ending.kind: must be one of good, bad, neutral",
        ),
        (
            change("nodes", 0, "wanted", "facets", "wer", to=["Ana"]),
            "nodes[0].wanted.facets.'wer': is not a field",
        ),
        (
            change("nodes", 0, "wanted", "facets", "who", to=[""]),
            "nodes[0].wanted.facets.who[0]: must not be empty",
        ),
        (
            change("nodes", 0, "wanted", "facets", "who", to="Ana"),
            "nodes[0].wanted.facets.who: must be a list",
        ),
        (change("nodes", 0, "wanted", to=[]), "nodes[0].wanted: must be an object, not a list"),
        (change("nodes", 0, "checkpoint", to=True), "nodes[0].checkpoint: must be an object, not True"),
        (change("nodes", 0, "to_shoot", to="Harbour"), "nodes[0].to_shoot: must be an object"),
        (change("nodes", 0, "loops", to=None), "nodes[0].loops: must be true or false, not None"),
        (change("groups", 0, "id", to="n2"), "groups[0].id: n2 is the id of nodes[1] already"),
        (change("groups", 0, "candidates", to=[]), "groups[0].candidates: must name at least one node"),
        (change("groups", 0, "candidates", to=[{"node": "n1"}] * 1001), "has 1001 entries, more than 1000"),
        (
            change("groups", 0, "candidates", 0, "score", to="1 +"),
            "groups[0].candidates[0].score: column 4 (group g1): it ends",
        ),
        (
            change("groups", 0, "candidates", 0, to="n1"),
            "groups[0].candidates[0]: must be an object, not 'n1'",
        ),
        (change("groups", 0, "pick", to="any"), "groups[0].pick: must be one of first, best, least_recent"),
        (change("groups", to=[{}] * 10_001), "groups: has 10001 entries, more than 10000"),
        (change("variables", to=[{}] * 5_001), "variables: has 5001 entries, more than 5000"),
        (
            change("variables", 1, "name", to="용기"),
            "variables[1].name: 용기 is the name of variables[0] already",
        ),
        (
            change("variables", 1, "name", to="\u110b\u116d\u11bc\u1100\u1175"),  # the same in single letters
            "variables[1].name: 용기 is the name of variables[0] already",
        ),
        (change("variables", 1, "name", to="met lena"), "variables[1].name: a name is a letter or _"),
        (change("variables", 1, "name", to="not"), "variables[1].name: “not” is a word of the language"),
        (change("variables", 1, "kind", to="list"), "variables[1].kind: must be one of flag, number, text"),
        (
            change("variables", 1, "start", to=1),
            "variables[1].start: must be true or false, since the variable is a flag",
        ),
        (change("variables", 0, "start", to=True), "variables[0].start: must be a number, since"),
        (change("variables", 0, "start", to=1e10), "variables[0].start: must lie within"),
        (change("variables", 2, "start", to=[]), "variables[2].start: must be a text, since"),
        (
            change("variables", 2, "start", to="\0"),
            "variables[2].start: holds a character that cannot be stored",
        ),
        (change("version", to=4), "is of version 4, this Gallae reads up to version 3. Update Gallae."),
        (change("version", to="1"), "version: must be a whole number from 0 to 3"),
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


def test_a_story_with_an_expression_that_cannot_be_read_is_not_written(tmp_path: Path) -> None:
    story = replace(STORY, choices=(replace(STORY.choices[0], condition="용기 >="),))
    with pytest.raises(
        StoryError, match=r"the story: choices\[0\]\.condition: column 6 \(choice c1\): it ends"
    ):
        write_story(story, tmp_path / "story.json")
    assert list(tmp_path.iterdir()) == []


def test_writing_follows_a_link(tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    write_story(STORY, tmp_path / "link.json")
    assert (tmp_path / "link.json").is_symlink()
    assert read_story(tmp_path / "real.json") == STORY
