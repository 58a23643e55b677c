"""The scene benchmark reads what is published, says what is broken in it, and scores as the papers define."""

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

PROJECT = Path(__file__).parents[1]


@pytest.fixture
def scene_scores(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PROJECT / "benchmarks"))
    import scene_scores

    return scene_scores


@pytest.fixture
def scene_truth(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PROJECT / "benchmarks"))
    import scene_truth

    return scene_truth


def write_film(folder: Path, scenes: str, shots: int = 6) -> Path:
    """Write a film of shots of 100 frames, the first half of which look one way and the others another."""
    folder.mkdir(parents=True)
    (folder / "shots.txt").write_text("".join(f"{n * 100}\t{n * 100 + 99}\r\n" for n in range(shots)))
    (folder / "featuresHSV.txt").write_text(
        "".join("9 1 0\n" if n < shots / 2 else "0 1 9\n" for n in range(shots))
    )
    (folder / "scenes.txt").write_text(scenes)
    return folder


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "benchmarks/scenes.py", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, check=False)


@pytest.mark.parametrize(
    ("found", "true", "exact", "near"),
    [
        ([0, 3, 7], [0, 3, 7], 1, 1),
        ([0, 4, 7], [0, 3, 7], 0.5, 1),
        ([0, 2, 4], [0, 3], 0, 2 / 3),  # one true boundary is matched once
        ([0, 3, 4], [0, 2, 3], 0.5, 1),  # the nearest pairs first would match one alone
        ([0], [0, 3], 0, 0),
        ([0], [0], 1, 1),
        ([0, 3], [0], 0, 0),
    ],
)
def test_boundaries_are_matched_one_to_one(
    scene_scores: ModuleType, found: list[int], true: list[int], exact: float, near: float
) -> None:
    assert scene_scores.boundary_f1(found, true, 0) == pytest.approx(exact)
    assert scene_scores.boundary_f1(found, true, 1) == pytest.approx(near)


@pytest.mark.parametrize(
    ("found", "true", "coverage", "overflow"),
    [
        ([0, 4, 8], [0, 4, 8], 1, 0),
        (list(range(12)), [0, 4, 8], 1 / 4, 0),
        # One scene for all: each true one of 4 is covered; 8 strange shots over 4, 8 and 4 beside it.
        ([0], [0, 4, 8], 1, (2 + 1 + 2) / 3),
        # 0-5 and 6-11: 4 + 2 + 4 of 12 are covered; over by 2 of 4, by 4 + 4 of 8, by 2 of 4.
        ([0, 6], [0, 4, 8], (4 + 2 + 4) / 12, (0.5 + 1 + 0.5) / 3),
        ([0, 5], [0], 7 / 12, 0),
    ],
)
def test_coverage_and_overflow_are_those_reckoned_by_hand(
    scene_scores: ModuleType, found: list[int], true: list[int], coverage: float, overflow: float
) -> None:
    reckoned = scene_scores.coverage_and_overflow(found, true, 12)
    assert reckoned == pytest.approx((coverage, overflow))


@pytest.mark.parametrize(
    ("scenes", "starts"),
    [
        ("0\t299\n300\t599\n", (0, 3)),
        ("0 240\n241 599\n", (0, 2)),  # the shot that begins nearest
        ("0,299\r\n300,599\r\n", (0, 3)),
        ("0,2,4", (0, 2, 4)),
        ("0, 2, 4, 6\n", (0, 2, 4)),  # the number of shots stands last
        ("0,4", (0, 4)),
        ("0\n2\n4\n", (0, 2, 4)),
        ("0 599", (0,)),
    ],
)
def test_scenes_are_read_in_both_forms(
    scene_truth: ModuleType, tmp_path: Path, scenes: str, starts: tuple[int, ...]
) -> None:
    assert scene_truth.read_film(write_film(tmp_path / "film", scenes)).scenes == starts


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("scenes.txt", "0 299\n300 abc\n", "scenes.txt:2: 'abc' is no number"),
        ("scenes.txt", "0 299\n300\n", "scenes.txt:2: a first and a last frame"),
        ("scenes.txt", "0,3,9", "scenes.txt:1: 9 is no shot of 0 to 5"),
        ("scenes.txt", "0,4,3", "scenes.txt:1: 3 comes after 4"),
        ("scenes.txt", "", "scenes.txt: no scenes"),
        ("shots.txt", "0 99\n50\n", "shots.txt:2: a first and a last frame"),
        ("shots.txt", "100 199\n0 99\n", "shots.txt:2: the shot does not begin after"),
        ("shots.txt", "100 99\n", "shots.txt:1: the last frame 99"),
        ("featuresHSV.txt", "1 2\n1 2 3\n", "featuresHSV.txt:2: 3 bins"),
        ("featuresHSV.txt", "1 nan\n", "featuresHSV.txt:1: a number that is not finite"),
        ("featuresHSV.txt", "1 2\n1 -2\n", "featuresHSV.txt:2: a count below 0"),
        ("featuresHSV.txt", "1 2\n", "featuresHSV.txt: 1 lines for 6 shots"),
    ],
)
def test_broken_files_are_told_by_file_and_line(
    scene_truth: ModuleType, tmp_path: Path, name: str, content: str, told: str
) -> None:
    folder = write_film(tmp_path / "film", "0 299\n300 599\n")
    (folder / name).write_text(content)
    with pytest.raises(scene_truth.BadFilm) as raised:
        scene_truth.read_film(folder)
    assert told in str(raised.value)


def test_a_folder_of_films_is_scored_and_what_cannot_be_is_told(tmp_path: Path) -> None:
    write_film(tmp_path / "good-1", "0 299\n300 599\n")
    (write_film(tmp_path / "good-2", "0,3") / "featuresHSV.txt").unlink()
    write_film(tmp_path / "good-3", "0 299\n300 x\n")
    done = run(tmp_path)
    assert done.returncode == 1
    assert "good-2: left out, no featuresHSV.txt" in done.stderr
    assert "scenes.txt:2: 'x' is no number" in done.stderr
    rows = [line.split("|")[1:-1] for line in done.stdout.splitlines() if line.startswith("| good-1")]
    assert [row[3].strip() for row in rows] == ["1.000", "1.000", "1.000", "0.000"]
    assert done.stdout.count("| mean |") == 4
    assert run(tmp_path / "good-1").returncode == 0
    assert run(tmp_path / "nowhere").returncode != 0


def test_gallae_is_above_every_other_way_on_films_its_settings_never_saw(shared: Path) -> None:
    done = run(shared / "data" / "scene-grouping")
    assert done.returncode == 0 and "ovsd-9: left out" in done.stderr
    rest = [line for line in done.stdout.splitlines() if line.startswith("| mean of the rest")][:2]
    for line, least in zip(rest, (0.33, 0.5), strict=True):
        ours, *others = [float(cell) for cell in line.split("|")[4:-1]]
        assert ours > least and ours > max(others)
