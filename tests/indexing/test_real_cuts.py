"""The boundaries of real films are found where others found them."""

import json
from pathlib import Path

from tests.indexing.watched import joined, starts, watch


def true_cuts(path: Path) -> list[float]:
    """Return the seconds at which the scenes of PySceneDetect's own list begin, but for the first."""
    rows = [
        line.split(",")
        for line in path.read_text().splitlines()
        if line[:1].isdigit() and line.count(",") == 3
    ]
    return [int(row[3]) / 1000 for row in rows[1:]]


def test_the_cuts_of_a_real_film_are_found(shared: Path) -> None:
    folder = shared / "data/shots"
    true = true_cuts(folder / "testvideo_scenes.csv")
    facts, measured = watch(folder / "testvideo.mp4")
    found = [float(start) for start in starts(facts, measured)]
    assert len(true) == 2
    assert all(min(abs(one - cut) for one in found) <= 0.2 for cut in true), "recall must be whole"
    exact = sum(min(abs(one - cut) for cut in true) <= 0.2 for one in found)
    assert exact / len(found) >= 0.5, found


def test_real_fades_part_shots(shared: Path) -> None:
    facts, measured = watch(shared / "data/shots/fades.mp4")
    assert len(measured.shots) >= 2 and joined(measured) and facts.duration > 0


def test_the_cuts_of_an_animated_film_are_those_of_another_detector(shared: Path) -> None:

    name = "elephants_dream_excerpt_640x360.mp4"
    truth = json.loads((shared / "media/ground_truth.json").read_text())[name]["shots_TransNetV2_silver_s"]
    true = [start for start, _ in truth if start > 0.2]
    found = [float(start) for start in starts(*watch(shared / "media/elephants-dream" / name))]
    near = [cut for cut in true if min(abs(cut - one) for one in found) <= 0.3]
    right = [one for one in found if min(abs(cut - one) for cut in true) <= 0.3]
    assert len(near) / len(true) >= 0.9 and len(right) / len(found) >= 0.8
