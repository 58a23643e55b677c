"""`gallae coverage` says what is unknown where; `gallae add --transcribe` says what it lacks."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

SRT = "1\n00:00:00,500 --> 00:00:01,500\nMINA: The ship comes home.\n"


@pytest.fixture
def gallae(tmp_path: Path, empty_library: Path) -> Callable[..., Result]:
    """Run `gallae` on a library that embeds with the hashing model."""
    from ui.command.main import gallae as group

    folder = shutil.copytree(empty_library, tmp_path / "shelf")
    return lambda *arguments: CliRunner().invoke(group, ["--library", str(folder), *map(str, arguments)])


def test_coverage_of_films_and_of_the_emptiest_scenes(
    gallae: Callable[..., Result], film: Any, tmp_path: Path
) -> None:
    assert "No films yet" in gallae("coverage").output
    (tmp_path / "film.en.srt").write_text(SRT)
    added = gallae("add", film.path, "--subtitles", tmp_path / "film.en.srt", "--title", "Colours")
    assert added.exit_code == 0, added.output
    told = gallae("coverage", "--least", 3)
    assert told.exit_code == 0 and "Colours" in told.output and "missing:" in told.output
    found = json.loads(gallae("coverage", "--json", "--film", 1, "--least", 1).output)
    assert found["films"][0]["facets"]["who"]["known"] == 1
    assert found["all"]["scenes"] == found["films"][0]["scenes"] == 1
    assert found["all"]["facets"]["why"] == {"known": 0, "guessed": 0, "missing": 1}
    (scene,) = found["least"]
    assert "who" in scene["known"] and "why" in scene["missing"]
    nobody = gallae("coverage", "--film", 99)
    assert nobody.exit_code == 2 and "no film 99" in nobody.output


def test_a_transcript_that_cannot_be_written_is_said_in_one_line(
    gallae: Callable[..., Result], film: Any
) -> None:
    failed = gallae("add", film.path, "--transcribe", "/no/such/model")
    assert failed.exit_code == 2 and len(failed.stderr.strip().splitlines()[-1]) < 300
    assert "gallae[speech]" in failed.stderr or "no such speech model" in failed.stderr
    assert json.loads(gallae("films", "--json").output) == []
    mistaken = gallae("add", film.path, "--transcribe", film.path)
    assert mistaken.exit_code == 2 and "before --transcribe" in mistaken.stderr
