"""What is still to be shot: which nodes, what is said of them, and files that harm nobody."""

import csv
from io import StringIO

from story import Choice, Clip, Group, Node, Story, Wanted
from story.model import Candidate
from story.shooting_list import as_csv, as_markdown, shooting_list

STORY = Story(
    "s",
    "Two | ways",
    start="a",
    nodes=(
        Node("a", "Home", clips=(Clip("f", 0, 1000),)),
        Node("b", "Alley", beat="She runs.", to_shoot={"en": "night, Lena runs", "ko": "밤, 레나가 뛴다"}),
        Node("c", "=1+1", wanted=Wanted({"where": ("alley", "street")}, "He waits.\nLong.")),
        Node("d", "", beat=""),
    ),
    choices=(
        Choice("1", "a", "b", {"en": "Run"}),
        Choice("2", "a", "g", {"en": "Stay"}),
        Choice("3", "b", "c", order=2),
        Choice("4", "b", "a", order=1),
    ),
    groups=(Group("g", "Any", candidates=(Candidate("c"),)),),
)


def test_nodes_without_footage_are_listed_with_what_they_want_and_their_neighbours() -> None:
    alley, waits, blank = shooting_list(STORY)
    assert (alley.node_id, alley.beat, alley.wanted) == ("b", "She runs.", "night, Lena runs")
    assert (alley.before, alley.after) == (("Home (Run)",), ("Home", "=1+1"))
    assert waits.wanted == "He waits.\nLong.; where: alley, street"
    assert waits.before == ("Home (Stay)", "Alley")
    assert (blank.title, blank.wanted, blank.before, blank.after) == ("", "", (), ())


def test_a_spreadsheet_reads_back_what_was_written_and_runs_nothing() -> None:
    rows = list(csv.reader(StringIO(as_csv(shooting_list(STORY), "en"))))
    assert rows[0][:5] == ["No.", "Node", "Title", "What happens", "To shoot"]
    assert rows[1][1:5] == ["b", "Alley", "She runs.", "night, Lena runs"]
    assert rows[2][2] == "'=1+1"
    assert rows[2][4] == "He waits.\nLong.; where: alley, street"
    assert len(rows) == 4


def test_a_markdown_table_keeps_its_columns_whatever_stands_in_the_cells() -> None:
    lines = as_markdown(shooting_list(STORY), STORY.title, "ko").splitlines()
    assert lines[0] == "# 「Two \\| ways」에서 찍을 것"
    table = [line.replace("\\|", "") for line in lines if line.startswith("|")]
    assert {line.count("|") for line in table} == {9}
    assert len(table) == 5


def test_a_story_with_footage_everywhere_has_nothing_to_shoot() -> None:
    assert as_markdown((), "Done", "en") == "# To shoot for “Done”\n\nEvery node has footage.\n"
