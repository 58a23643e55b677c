"""The recommenders' benchmarks run on anybody's data, say what they leave out, and judge as they say."""

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from library.recommend import interactions_of, model_named

PROJECT = Path(__file__).parents[1]


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, arguments)], capture_output=True, text=True, cwd=PROJECT, timeout=500
    )


def rows_of_table(printed: str) -> dict[str, list[str]]:
    lines = [line.strip("| ").split(" | ") for line in printed.splitlines() if line.startswith("| ")]
    return {line[0]: line[1:] for line in lines[2:]}


@pytest.fixture
def protocols(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PROJECT / "benchmarks"))
    import recommend_protocols

    return recommend_protocols


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PROJECT / "benchmarks"))
    import recommend_data

    return recommend_data


def board_file(path: Path) -> Path:
    """Users of two tastes with string ids; times come unsorted, some rows are broken, one column is of no use."""
    chance = np.random.default_rng(3)
    lines = ["when?,user_id,title,item_id,rating,timestamp"]
    for user in range(30):
        for place, item in enumerate(chance.permutation(np.arange(user % 2, 120, 2))[:20]):
            lines.append(
                f'x,person {user},"a, b",scene-{item},{1 + user % 5},{1_000_000 + 60 * user + place}'
            )
    body = chance.permutation(lines[1:]).tolist()
    broken = ["x,person 1,t,scene-3,nan,5", "x,,t,scene-3,1,5", "short", "x,person 2,t,scene-1,1,not a time"]
    path.write_text("\n".join([lines[0], *body, body[0], *broken]), "utf-8")
    return path


def items_file(path: Path) -> Path:
    lines = [
        json.dumps({"id": f"scene-{item}", "text": ("even" if item % 2 == 0 else "odd") + " scene"})
        for item in range(110)
    ]
    path.write_text(
        "\n".join([*lines, "{broken", '{"text": "without id"}', '{"id": "scene-111", "text": null}']), "utf-8"
    )
    return path


@pytest.mark.parametrize("protocol", ["loo99", "full", "time"])
def test_a_table_with_every_model_comes_of_any_file(tmp_path: Path, protocol: str) -> None:
    done = run(
        *("benchmarks/recommend.py", "--interactions", board_file(tmp_path / "events.csv")),
        *(
            "--items",
            items_file(tmp_path / "items.jsonl"),
            "--embedding-model",
            "hashing",
            "--protocol",
            protocol,
        ),
        *(("--models", "popularity", "ease", "ours") if protocol != "loo99" else ()),
    )
    assert done.returncode == 0, done.stderr
    found = rows_of_table(done.stdout)
    if protocol == "loo99":
        assert list(found)[:6] == [
            "popularity",
            "Jaccard users",
            "item-kNN",
            "EASE",
            "EASE with content",
            "EASE with order",
        ]
    assert {"popularity", "EASE", "ours"} <= set(found)
    assert float(found["ours"][0]) >= float(found["popularity"][0])
    assert "30 users, 120 items, 601 events" in done.stdout
    assert "4 rows of the interactions could not be read" in done.stdout
    assert "2 lines of the items could not be read" in done.stdout


def test_a_file_without_header_or_times_is_read(tmp_path: Path, data: ModuleType) -> None:
    (tmp_path / "plain.csv").write_text("u1;a;1\nu1;b;1\nu2;a;0.5\n", "utf-8")
    read = data.read(tmp_path / "plain.csv", None)
    assert read.names == ("a", "b")
    assert read.interactions.time.tolist() == [0, 1, 2]
    (tmp_path / "dates.csv").write_text("u1,a,1,2024-01-02T00:00:00\nu1,b,1,2024-01-01\n", "utf-8")
    dated = data.read(tmp_path / "dates.csv", None)
    assert dated.interactions.item.tolist() == [1, 0]


@pytest.mark.parametrize("content", ["", "user,item,value,time\n", "only words here\n"])
def test_a_file_with_nothing_in_it_is_refused_in_one_line(tmp_path: Path, content: str) -> None:
    (tmp_path / "empty.csv").write_text(content, "utf-8")
    done = run("benchmarks/recommend.py", "--interactions", tmp_path / "empty.csv")
    assert done.returncode == 1
    assert "there is no event in it" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_single_user_with_two_events_is_data_too(tmp_path: Path) -> None:
    (tmp_path / "tiny.csv").write_text("1,10,1,1\n1,11,1,2\n", "utf-8")
    done = run(
        "benchmarks/recommend.py", "--interactions", tmp_path / "tiny.csv", "--models", "popularity", "ours"
    )
    assert done.returncode == 0, done.stderr
    assert "1 users asked about" in done.stdout


def test_a_sample_is_said(tmp_path: Path) -> None:
    done = run(
        *("benchmarks/recommend.py", "--interactions", board_file(tmp_path / "events.csv")),
        *("--sample", 7, "--models", "popularity"),
    )
    assert "7 users asked about" in done.stdout
    assert "a sample of 7 users" in done.stdout


def test_leave_one_out_hides_the_last_and_nothing_of_it_is_left(protocols: ModuleType) -> None:
    made = interactions_of(
        ["a", "a", "a", "a", "b", "b"],
        [1, 2, 1, 3, 5, 6],
        [1, 1, 1, 0, 1, 1],
        [1, 2, 3, 4, 1, 2],
        catalogue=range(200),
    )
    trial = protocols.leave_one_out(made, True, 100, 0)
    assert [one.items.tolist() for one in trial.histories] == [[2], [5]]
    assert [int(one[0]) for one in trial.targets] == [1, 6]
    for row, (seen, used) in enumerate([(2, 1), (5, 6)]):
        assert len(set(trial.others[row].tolist())) == 99
        assert not {seen, used} & set(trial.others[row].tolist())


def test_by_time_nothing_later_is_known_and_old_friends_are_not_asked_about(protocols: ModuleType) -> None:
    made = interactions_of(
        ["a"] * 10, [0, 1, 2, 3, 4, 5, 6, 7, 2, 8], np.ones(10), range(10), catalogue=range(30)
    )
    trial = protocols.by_time(made, 100, 0)
    assert trial.past.time.max() < 8
    assert trial.targets[0].tolist() == [8]
    assert trial.histories[0].moment >= 7


def test_a_perfect_model_is_perfect_and_chance_is_chance(protocols: ModuleType) -> None:
    chance = np.random.default_rng(1)
    rows = [(user, item) for user in range(300) for item in chance.permutation(400)[:8]]
    users, items = zip(*rows, strict=True)
    made = interactions_of(
        [f"{user:03}" for user in users], items, np.ones(len(rows)), range(len(rows)), range(400)
    )
    trial = protocols.leave_one_out(made, True, 1000, 0)
    right = {
        one.items.tobytes(): int(target[0])
        for one, target in zip(trial.histories, trial.targets, strict=True)
    }

    class Oracle:
        name, items = "oracle", made.items

        def scores(self, histories: list) -> np.ndarray:
            found = np.zeros((len(histories), 400), np.float32)
            for row, history in enumerate(histories):
                found[row, right[history.items.tobytes()]] = 1
            return found

    perfect = protocols.judged(Oracle(), trial, None)
    assert (perfect.hit, perfect.gain) == (1, 1)
    by_chance = protocols.judged(model_named("popularity").fit(trial.past), trial, None)
    assert 0.03 < by_chance.hit < 0.18
    assert by_chance.bias > 0.9


def test_growth_is_shown_at_a_small_size() -> None:
    done = run("benchmarks/recommend_scale.py", 500)
    assert done.returncode == 0, done.stderr
    row = rows_of_table(done.stdout)["500"]
    assert row[:2] == ["50", "10,000"]
    assert all(float(cell) > 0 for cell in row[2:])
