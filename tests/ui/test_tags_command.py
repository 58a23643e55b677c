"""`gallae tags` takes tags along, brings them in and compares curators."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result


@pytest.fixture
def gallae(tmp_path: Path, stocked_library: Path) -> Callable[..., Result]:
    """Run `gallae` on a library with a film of four scenes."""
    from ui.command.main import gallae as group

    folder = shutil.copytree(stocked_library, tmp_path / "shelf")
    return lambda *arguments: CliRunner().invoke(group, ["--library", str(folder), *map(str, arguments)])


def test_tags_go_out_and_come_back(gallae: Callable[..., Result], tmp_path: Path) -> None:
    scene = json.loads(gallae("scenes", 1, "--json").output)[0]["id"]
    assert gallae("tag", scene, "when", "night", "--by", "Mina").exit_code == 0
    assert gallae("tag", scene, "when", "night", "--by", "Joon", "--remove").exit_code == 0
    told = gallae("tags", "agreement", "Mina", "Joon")
    assert [line.split() for line in told.output.splitlines() if line.startswith(("when", "why", "all"))] == [
        ["when", "1", "0.00", "0.00"],
        ["why", "0", "–", "–"],
        ["all", "1", "0.00", "0.00"],
    ]
    assert "Nobody called 'Zoe'" in gallae("tags", "agreement", "Mina", "Zoe").stderr
    for name in ("tags.jsonld", "tags.csv", "concepts.ttl"):
        assert gallae("tags", "export", tmp_path / name).exit_code == 0
        taken = gallae("tags", "import", tmp_path / name, "--json")
        found = json.loads(taken.output)
        assert found["skipped"] == [] and found["concepts"] == 0
        assert found["tags"] >= 2 or name == "concepts.ttl"
    refused = gallae("tags", "export", tmp_path / "tags.pdf")
    assert refused.exit_code == 2 and ".csv" in refused.stderr
    (tmp_path / "broken.csv").write_text("film,start_ms,end_ms,concept\nx,0,1000,urn:y\n")
    assert "1: Its film is not in this library." in gallae("tags", "import", tmp_path / "broken.csv").stderr
