"""The shot benchmark reads truths in many forms, scores them as TRECVID did, and prints every method."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).parents[1]
sys.path.insert(0, str(PROJECT / "benchmarks"))

from boundary_scores import boundary_scores, matched  # noqa: E402 - found in the folder named above
from boundary_truth import BadTruth, read_truth  # noqa: E402

FILM = Path("film.mp4")
CUTS = [(2.0, 2.0), (3.5, 3.5)]


def truth(tmp_path: Path, value: object) -> list[tuple[float, float]]:
    (tmp_path / "truth.json").write_text(json.dumps(value))
    return read_truth(tmp_path / "truth.json", FILM)


@pytest.mark.parametrize(
    "value",
    [
        [2, 3.5],
        [0, 2, 3.5],
        [[2, 2], [3.5, 3.5]],
        [[0, 2], [2, 3.5], [3.5, 8]],
        [{"start": 0, "end": 2}, {"start": 2, "end": 3.5}, {"start": 3.5, "end": 8}],
        [{"time": 2}, {"time": 3.5}],
        {"cuts": [3.5, 2]},
        {"boundaries": [[2, 2], [3.5, 3.5]], "fps": 24},
        {"shots": [[0, 2], [2, 3.5], [3.5, 8]]},
        {"scenes": [[0, 2], [2, 3.5], [3.5, 8]]},
        {"film.mp4": {"scenes_gold": [[0, 8]], "shots_silver_s": [[0, 2], [2, 3.5], [3.5, 8]]}},
        {"film": [2, 3.5], "other": [1]},
    ],
)
def test_truth_in_many_forms_is_the_same(tmp_path: Path, value: object) -> None:
    assert truth(tmp_path, value) == CUTS


def test_pairs_are_shots_only_where_they_fill_the_film(tmp_path: Path) -> None:
    assert truth(tmp_path, [[1.9, 2.1], [3.0, 4.0]]) == [(1.9, 2.1), (3.0, 4.0)]
    assert truth(tmp_path, [[0, 1.9], [2.1, 3.0], [4.0, 8]]) == [(1.9, 2.1), (3.0, 4.0)]
    assert truth(tmp_path, {"transitions": [[0.5, 4], [5, 8]]}) == [(0.5, 4), (5, 8)]


def test_csv_of_pyscenedetect_is_read(tmp_path: Path, shared: Path) -> None:
    assert read_truth(shared / "data/shots/testvideo_scenes.csv", FILM) == [(6.706, 6.706), (12.746, 12.746)]
    listed = "Timecode List:,00:00:02.000\nScene Number,Start Frame,Start Time (seconds)\n1,1,0.0\n2,49,2.0\n3,85,3.5\n"
    (tmp_path / "list.csv").write_text(listed)
    assert read_truth(tmp_path / "list.csv", FILM) == CUTS
    (tmp_path / "plain.csv").write_text("2.0\n3.5\n")
    assert read_truth(tmp_path / "plain.csv", FILM) == CUTS


@pytest.mark.parametrize(
    "content", ["", "{}", '{"names": ["a"]}', '"text"', '[["a", "b"]]', "no JSON", "[null]"]
)
def test_what_is_no_truth_is_refused(tmp_path: Path, content: str) -> None:
    for name in ("truth.json", "truth.csv"):
        (tmp_path / name).write_text(content)
        with pytest.raises(BadTruth):
            read_truth(tmp_path / name, FILM)
    with pytest.raises(BadTruth):
        read_truth(tmp_path / "missing.json", FILM)


def test_one_boundary_is_found_by_one(tmp_path: Path) -> None:
    scores = boundary_scores([(2.0, 2.0), (2.1, 2.1), (9.0, 9.0)], [*CUTS, (5.0, 6.0)], 0.2)
    assert (scores.right, scores.found, scores.true) == (1, 3, 3)
    assert (scores.precision, scores.recall, scores.f1) == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert scores.gradual_recall == 0
    soft = boundary_scores([(5.9, 6.5)], [(5.0, 6.0)], 0.0)
    assert (soft.f1, soft.gradual_recall) == (1, 1)


def test_matching_leaves_out_none_that_could_be_matched() -> None:
    assert matched([(0.9, 0.9), (1.1, 1.1)], [(1.0, 1.0), (0.8, 0.8)], 0.15) == {0, 1}
    assert matched([(0, 3), (3.5, 3.5)], [(2.9, 2.9), (3.3, 3.3)], 0.5) == {0, 1}
    assert (
        matched([(2.2, 2.2)], [(2.0, 2.0)], 0.2) == {0} and matched([(2.3, 2.3)], [(2.0, 2.0)], 0.2) == set()
    )


def test_the_command_prints_every_method(films: Any, take: Callable[..., Any], tmp_path: Path) -> None:
    film = films.make(name="two-cuts.mp4", takes=[take((200, 30, 30), 20), take((30, 50, 200), 28)], sound="")
    truth_file = tmp_path / "truth.json"
    truth_file.write_text(json.dumps([float(cut) for cut in film.cuts]))
    command = [sys.executable, "benchmarks/shots.py", str(film.path), "--truth", str(truth_file)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, check=True)
    rows = {
        cells[1].strip(): cells[2:] for line in done.stdout.splitlines() if len(cells := line.split("|")) > 8
    }
    names = {"Adaptive", "Content", "Histogram", "TransNetV2 alone", "Gallae auto", "Gallae quick"}
    assert names < set(rows)
    assert {float(rows[name][0]) for name in ("Adaptive", "Gallae auto", "Gallae quick")} == {100.0}
    truth_file.write_text("nothing")
    refused = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, check=False)
    assert refused.returncode == 2 and len(refused.stderr.splitlines()) == 1
