"""`gallae draft`: several drafts, text files and screenplays, and what is refused; docs/drafting.md's commands."""

import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from story import read_story

PROJECT = Path(__file__).parents[2]
CUES = [("0,100", "0,900", "The ship comes home."), ("2,500", "3,200", "The ship comes home in the rain.")]
SRT = "".join(f"{n}\n00:00:0{a} --> 00:00:0{b}\n{text}\n\n" for n, (a, b, text) in enumerate(CUES, 1))


@pytest.fixture
def draft(
    tmp_path: Path, empty_library: Path, film: Any, films: Any, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    """Run `gallae draft` in a folder, on a library with two films that speak of a ship."""
    from ui.command.main import gallae

    folder = shutil.copytree(empty_library, tmp_path / "shelf")
    subtitles = tmp_path / "film.en.srt"
    subtitles.write_text(SRT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object, content: bytes = b"") -> Result:
        command = ["--library", str(folder), *map(str, arguments)]
        return CliRunner().invoke(gallae, command, input=io.BytesIO(content))

    other = films.make(name="other.mp4", rate=25)
    for number, one in enumerate((film, other)):
        added = run("add", one.path, "--subtitles", subtitles, "--title", f"Ships {number}")
        assert added.exit_code == 0, added.output
    return lambda *arguments, **how: run("draft", *arguments, **how)


def test_several_drafts_are_listed_and_one_is_kept(draft: Callable[..., Result], tmp_path: Path) -> None:
    listed = draft("The ship comes home. Zebras sing on the moon.", "--drafts", 3)
    assert listed.exit_code == 0, listed.output
    assert re.match(r"1  Closest scenes: 1 of 2 beats have a scene, films: 1, fit: 0\.\d\d\n", listed.stdout)
    assert "n2 to shoot: Zebras sing on the moon" in listed.stderr
    kept = draft("The ship comes home.", "--choose", 1, "-o", "kept.json")
    assert kept.exit_code == 0 and kept.stdout.endswith("-> kept.json\n")
    assert read_story(tmp_path / "kept.json").nodes[0].clips
    many = draft("The ship comes home.", "--choose", 5)
    assert many.exit_code == 2 and "There is no draft 5" in many.stderr


def test_the_commands_of_the_page_work(draft: Callable[..., Result], tmp_path: Path) -> None:
    page = (PROJECT / "docs" / "drafting.md").read_text(encoding="utf-8")
    commands = re.findall(r"^gallae draft (.+)$", page, re.MULTILINE)
    assert len(commands) == 3
    (tmp_path / "synopsis.txt").write_text("The ship comes home.\n", encoding="utf-8")
    (tmp_path / "screenplay.fountain").write_text(
        "EXT. QUAY - DAY\n\nThe ship comes home.\n", encoding="utf-8"
    )
    for command in commands:
        result = draft(*command.split())
        assert result.exit_code == 0, result.output
    assert (tmp_path / "story.json").is_file() and (tmp_path / "story-1.json").is_file()
    assert read_story(tmp_path / "story-1.json").nodes[0].beat == "The ship comes home."


@pytest.mark.parametrize(
    ("argument", "content", "said"),
    [
        ("", b"", "The synopsis is empty."),
        ("... !? --", b"", "has no sentence in it"),
        ("missing.fountain", b"", "there is no such file"),
        (".//", b"", "a folder"),
        ("-", b"", "The synopsis is empty."),
        ("-", b"She goes on. " * 90_000, "more than 200000"),
        ("-", b"x" * 5_000_000, "Standard input: longer than 4 MB"),
        ("-", bytes(range(256)) * 20, "Standard input: not a text file"),
    ],
)
def test_bad_input_is_refused_in_one_line(
    draft: Callable[..., Result], argument: str, content: bytes, said: str
) -> None:
    result = draft(argument, content=content)
    assert result.exit_code == 2
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1 and said in lines[0]
