"""Stories brought in from the text of a file: which kind it is, what came over, what is refused."""

import json
from dataclasses import replace

import pytest

from story import new_story, story_document
from story.bringing import bring_in
from story.errors import StoryFileError

TWEE = """:: StoryData
{"ifid":"D674C58C-DEFA-4F70-B7A2-27742230C0FC","format":"SugarCube","start":"Home"}

:: Home
She is at home. [[Walk->Alley]]
<<cycle "$x">>

:: Alley
Dark.
"""


def test_a_story_of_ours_comes_whole() -> None:
    story = replace(new_story("Ours"), licence="CC0-1.0", changeable=True)
    told = bring_in(json.dumps(story_document(story), indent=1), "ours.json")
    assert (told.story, told.own, told.titles, told.notes) == (story, True, ("Ours",), ())


def test_an_address_for_viewing_data_does_not_come_along() -> None:
    story = replace(new_story("Theirs"), report_to="https://lrs.example.org/xapi")
    told = bring_in(json.dumps(story_document(story)), "theirs.json")
    assert told.story == replace(story, report_to="")
    (note,) = told.notes
    assert "https://lrs.example.org/xapi" in note.message["ko"]


def test_a_story_of_twine_says_what_was_not_understood_and_where() -> None:
    told = bring_in(TWEE, "folder\\two ways.twee")
    assert (told.own, told.story.title, len(told.story.nodes)) == (False, "two ways", 2)
    (note,) = told.notes
    assert "cycle" in note.message["en"]
    assert note.node_id == told.story.start
    assert all(node.position is not None for node in told.story.nodes)


def test_twine_json_that_speaks_of_our_schema_is_still_twine() -> None:
    passages = [{"name": "Home", "text": 'They said "schema": "gallae-story". [[Home]]'}]
    told = bring_in(json.dumps({"name": "Quoting", "passages": passages}), "quoting.json")
    assert (told.own, told.story.title) == (False, "Quoting")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"schema": "gallae-story", "version": 3', "not JSON"),
        ('{"schema": "gallae-story", "version": 99}', "version 99"),
        (
            '{"schema": "gallae-story", "version": 3, "id": "a", "title": "", "nodes": 1, "choices": []}',
            "nodes",
        ),
        ('{"passages": []}', "no list of passages"),
        ("[" * 100_000, "nested too deeply"),
        ("   ", "is empty"),
        ("a\0b", "cannot be stored"),
        (":: A\n\n:: A\n", "A"),
    ],
)
def test_what_is_no_story_is_refused_in_one_line_that_names_the_file(text: str, says: str) -> None:
    with pytest.raises(StoryFileError) as refused:
        bring_in(text, "in.json")
    assert says in refused.value.message
    assert "in.json" in refused.value.message
    assert "\n" not in str(refused.value)


def test_a_name_that_cannot_be_shown_is_not() -> None:
    with pytest.raises(StoryFileError, match=r"^the file: is empty"):
        bring_in("", "\0.twee")
