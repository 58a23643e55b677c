"""`gallae import` and `gallae export`: from Twine and back, and nothing half done."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

TWEE = """:: StoryTitle
Two ways

:: StoryData
{"ifid":"D674C58C-DEFA-4F70-B7A2-27742230C0FC","format":"SugarCube","start":"Home"}

:: Home [night] {"position":"10,20","size":"100,100"}
She is at home. [[Walk->Alley]]
<<cycle "$x">>

:: Alley
Dark.
"""


@pytest.fixture
def gallae(tmp_path: Path, empty_library: Path) -> Callable[..., Result]:
    """Run `gallae` on a library that embeds with the hashing model."""
    from ui.command.main import gallae as group

    folder = shutil.copytree(empty_library, tmp_path / "shelf")

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(group, ["--library", str(folder), *map(str, arguments)])

    return run


@pytest.fixture
def twee(tmp_path: Path) -> Path:
    path = tmp_path / "in.twee"
    path.write_text(TWEE, encoding="utf-8")
    return path


def test_a_twee_file_becomes_a_story_file_and_a_twee_file_again(
    gallae: Callable[..., Result], twee: Path, tmp_path: Path
) -> None:
    story, out = tmp_path / "story.json", tmp_path / "out.twee"
    done = gallae("import", twee, "-o", story, "--no-scenes")
    assert (done.exit_code, done.stdout) == (0, f"Two ways: 2 nodes, 1 choices, 1 endings -> {story}\n")
    assert 'passage “Home”, line 9: “<<cycle "$x">>” was not understood' in done.stderr
    assert json.loads(story.read_text("utf-8"))["id"] == "d674c58c-defa-4f70-b7a2-27742230c0fc"
    assert gallae("export", story, "--twee", out).exit_code == 0
    text = out.read_text("utf-8")
    assert ':: Home [night] {"position":"10,20","size":"100,100",' in text
    again = tmp_path / "again.json"
    assert gallae("import", out, "-o", again, "--no-scenes").exit_code == 0
    assert json.loads(again.read_text("utf-8")) == json.loads(story.read_text("utf-8"))
    assert "Two ways" not in gallae("stories").stdout


def test_a_story_is_kept_on_the_shelf_and_never_over_another(
    gallae: Callable[..., Result], twee: Path
) -> None:
    assert gallae("import", twee).exit_code == 0
    again = gallae("import", twee)
    assert again.exit_code == 0
    assert "kept beside it as a new one" in again.stderr
    assert gallae("stories").stdout.count("Two ways") == 2
    assert "passage “Alley”: no scene fits it: find one or shoot it." in again.stderr


def test_a_bad_file_leaves_what_was_there(gallae: Callable[..., Result], tmp_path: Path) -> None:
    bad, story = tmp_path / "bad.twee", tmp_path / "story.json"
    bad.write_text(":: a\n\n:: a\n", encoding="utf-8")
    story.write_text("mine", encoding="utf-8")
    nothing = gallae("stories").stdout
    done = gallae("import", bad, "-o", story, "--shelf")
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert f"{bad}: line 3: passage 'a' stands at line 1 already." in done.stderr
    assert story.read_text("utf-8") == "mine"
    assert gallae("stories").stdout == nothing
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.twee", "shelf", "story.json"]


def test_a_file_that_no_import_wrote_is_never_written_over(
    gallae: Callable[..., Result], tmp_path: Path, twee: Path
) -> None:
    own = tmp_path / "story.twine.json"
    own.write_text('{"passages": [{"name": "a", "text": ""}]}', encoding="utf-8")
    done = gallae("import", twee, "-o", tmp_path / "story.json", "--no-scenes")
    assert done.exit_code == 2
    assert "is there already, and no import wrote it" in done.stderr
    assert not (tmp_path / "story.json").exists()
    assert own.read_text("utf-8").startswith('{"passages"')


def test_tags_are_taken_over_from_the_file_that_is_named(
    gallae: Callable[..., Result], twee: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.twee"
    assert gallae("import", twee, "--no-scenes").exit_code == 0
    story = "d674c58c-defa-4f70-b7a2-27742230c0fc"
    assert gallae("export", story, "--twee", out, "--like", twee).exit_code == 0
    assert ":: Home [night] {" in out.read_text("utf-8")
    out.unlink()
    assert gallae("export", story, "--twee", out).exit_code == 0
    assert ":: Home {" in out.read_text("utf-8")
