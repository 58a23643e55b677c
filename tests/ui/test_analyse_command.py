"""`gallae analyse` tells what viewers did, in words and as JSON, and what it left out."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from story import write_story
from story.model import Choice, Ending, Node, Story
from ui.command.main import gallae

STORY = Story(
    *("s1", "Two ways", "en", "hall"),
    (Node("hall", "The hall"), Node("room", "The room", ending=Ending({"en": "Home"})), Node("yard", "The yard")),
    (
        Choice("in", "hall", "room", {"en": "Go in"}, 0, default=True),
        Choice("out", "hall", "yard", {"en": "Go out"}, 1),
    ),
)  # fmt: skip


def line(play: str, event: str, **more: Any) -> str:
    return json.dumps({"v": 1, "story": "s1", "play": play, "event": event, **more})


def play(name: str, choice: str, reaction_ms: int | None, to_ms: int) -> list[str]:
    by = "default" if reaction_ms is None else "viewer"
    chosen = line(name, "chosen", node="hall", choice=choice, by=by, reaction_ms=reaction_ms)
    watched = line(name, "watched", node="hall", from_ms=0, to_ms=to_ms)
    end = [line(name, "ended", node="room")] if choice == "in" else []
    return [line(name, "entered", node="hall"), chosen, watched, *end]


LINES = [*play("p1", "in", 1000, 2000), *play("p2", "in", 3000, 1500), *play("p3", "in", None, 2000)]
LINES += [*play("p4", "out", 500, 800), "nonsense"]


def analyse(*arguments: object) -> Result:
    return CliRunner().invoke(gallae, ["analyse", *map(str, arguments)])


def written(tmp_path: Path, lines: Sequence[str]) -> Path:
    file = tmp_path / "events.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_it_tells_choices_reactions_endings_and_seconds(tmp_path: Path) -> None:
    story = tmp_path / "story.json"
    write_story(STORY, story)
    said = analyse(written(tmp_path, LINES), "--story", story)
    assert said.exit_code == 0, said.output
    assert "4 plays, 1 of them not finished" in said.stdout
    assert "hall > Go in: 3 (75%), 1 by default, chosen after 2.0 s (quartiles 1.5 and 2.5)" in said.stdout
    assert "  Home: 3\n" in said.stdout
    assert "The hall (entered 4 times): 0 s 4, 1 s 3" in said.stdout
    assert "1 lines left out: it is not JSON" in said.stderr


def test_as_json_it_prints_json_and_nothing_else(tmp_path: Path) -> None:
    told = json.loads(analyse(written(tmp_path, LINES), "--json").stdout)
    assert (told["story"], told["plays"]) == ("s1", 4)
    assert {edge["choice"]: edge["viewer"] for edge in told["edges"]} == {"in": 2, "out": 1}
    assert told["refused"] == {"lines": 1, "reasons": {"it is not JSON": 1}, "repeated": 0}


def test_what_cannot_be_read_is_said_in_one_line(tmp_path: Path) -> None:
    missing = analyse(tmp_path / "none.jsonl")
    assert missing.exit_code == 2
    assert missing.stderr.startswith("gallae: ") and missing.stderr.count("\n") == 1
