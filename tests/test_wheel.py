"""What is built is what is here: a wheel with the five packages and every file they need, that runs elsewhere."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
PACKAGES = ("creator", "indexing", "library", "story", "ui")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    tracked = subprocess.run(
        ["git", "ls-files", "-z", *PACKAGES, "pyproject.toml", "README.md", "LICENSE"],
        cwd=PROJECT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split("\0")
    for name in filter(None, tracked):
        if (PROJECT / name).is_file():
            (folder / "source" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "source" / name).write_bytes((PROJECT / name).read_bytes())
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), "source"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_it_has_exactly_the_five_packages_and_all_their_files(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert {name.split("/")[0] for name in held} == set(PACKAGES)
    tracked = subprocess.run(
        ["git", "ls-files", *PACKAGES], cwd=PROJECT, capture_output=True, check=True, text=True
    ).stdout.split()
    assert sorted(set(tracked) - held) == []


def test_it_runs_where_the_project_is_not(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "site"
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(place),
    ]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    code = (
        "import sys; sys.path.insert(0, sys.argv.pop(1))\n"
        "import library, ui.command, creator.player\n"
        "assert library.__file__.startswith(sys.path[0]), library.__file__\n"
        "ui.command.main()"
    )

    def run(*arguments: str) -> str:
        command = [
            sys.executable,
            "-P",
            "-c",
            code,
            str(place),
            "--library",
            str(tmp_path / "library"),
            *arguments,
        ]
        return subprocess.run(command, check=True, capture_output=True, text=True, cwd=tmp_path).stdout

    assert "Add a film" in run("--help")
    assert run("films", "--json").strip() == "[]"
    assert "urn:gallae:concept:where/" in run("concept", "where", "--en", "harbour")
