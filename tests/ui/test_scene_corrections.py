"""Scenes are corrected from the command line and over the API, and what cannot be done is said."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient

from indexing import FilmToAdd, add_film
from library import open_library
from ui.command.main import gallae

COLOURS = ((200, 30, 30), (30, 160, 40), (30, 50, 200), (220, 210, 40))


@pytest.fixture(scope="module")
def two_scenes(
    films: Any, take: Callable[..., Any], empty_library: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A library with one film of 32 s: two scenes of 16 s, each of shots of 2 s."""
    folder = tmp_path_factory.mktemp("corrected") / "library"
    shutil.copytree(empty_library, folder)
    red, green, blue, yellow = COLOURS
    places = [red, green] * 4 + [blue, yellow] * 4
    made = films.make(name="corrected.mp4", takes=tuple(take(colour, 48) for colour in places), sound="")
    with open_library(folder) as library:
        assert add_film(library, FilmToAdd(made.path)).scenes == 2
    return folder


@pytest.fixture
def folder(two_scenes: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(two_scenes, tmp_path / "library"))


def test_scenes_are_corrected_from_the_command_line(folder: Path) -> None:
    def run(*options: str) -> list[str]:
        result = CliRunner().invoke(gallae, ["--library", str(folder), "scenes", "1", *options])
        assert result.exit_code == 0, result.output
        return [line.split()[1].partition("–")[0] for line in result.stdout.splitlines()]

    assert run() == ["0:00", "0:16"]
    assert run("--split", "9.8") == ["0:00", "0:10", "0:16"]
    assert run("--move", "0:16", "0:20") == ["0:00", "0:10", "0:20"]
    assert run("--merge", "0:00:10") == ["0:00", "0:20"]
    assert run("--undo") == ["0:00", "0:10", "0:20"]
    assert {"0:10", "0:20"} <= set(run("--again"))


@pytest.mark.parametrize("options", [("--split", "soon"), ("--merge", "1:2:3:4"), ("--undo",)])
def test_what_cannot_be_corrected_is_one_line(folder: Path, options: tuple[str, ...]) -> None:
    result = CliRunner().invoke(gallae, ["--library", str(folder), "scenes", "1", *options])
    assert result.exit_code == 2 and result.stderr.strip()
    assert "Traceback" not in result.output


def test_scenes_are_corrected_over_the_api(folder: Path) -> None:
    from ui.server.api import router as routes

    with open_library(folder) as library, _client(library, routes) as client:
        first, second = library.catalog.scenes(1)
        spans = client.post(
            "/api/v1/films/1/corrections",
            json={"kind": "split", "scene": first.id, "at_ms": 10_200, "curator": "Mina"},
        ).json()
        assert [one["start_ms"] for one in spans] == [0, 10_000, 16_000] and spans[2]["id"] == second.id
        merged = client.post("/api/v1/films/1/corrections", json={"kind": "merge", "scene": spans[1]["id"]})
        assert [one["end_ms"] for one in merged.json()] == [10_000, 32_000]
        undone = client.post("/api/v1/films/1/corrections", json={"kind": "undo"}).json()
        assert [one["start_ms"] for one in undone] == [0, 10_000, 16_000]
        log = client.get("/api/v1/films/1/corrections").json()
        assert [(one["kind"], one["at_ms"]) for one in log] == [
            ("split", 10_000),
            ("merge", 16_000),
            ("undo", 16_000),
        ]
        assert log[0]["curator"] == "Mina" and log[0]["to_ms"] is None
        assert [one["stands"] for one in log] == [True, False, False]
        again = client.post("/api/v1/films/1/scenes/again").json()
        assert 10_000 in [one["start_ms"] for one in again]
        for wrong, status in (
            ({"kind": "split", "scene": 999, "at_ms": 5}, 404),
            ({"kind": "split", "at_ms": 5}, 404),
            ({"kind": "merge", "scene": again[-1]["id"]}, 422),
            ({"kind": "turn", "scene": 1}, 422),
        ):
            answer = client.post("/api/v1/films/1/corrections", json=wrong)
            assert answer.status_code == status and answer.json()["detail"], wrong


def _client(library: Any, routes: Any) -> TestClient:
    from types import SimpleNamespace

    from fastapi import FastAPI

    from ui.server.problems import answer_with_problems
    from ui.server.state import _studio_of

    app = FastAPI()
    app.include_router(routes)
    answer_with_problems(app)
    app.dependency_overrides[_studio_of] = lambda: SimpleNamespace(library=library)
    return TestClient(app)
