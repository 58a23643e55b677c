"""Shots that hang together make a scene; talk, loudness and the screenplay have a say."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexing.scenes import GroupingSettings, ShotInFilm, coherence, scene_starts, valley_depths
from library import Cue

SECONDS = 4.0


def colours(place: int) -> np.ndarray:
    """Return colours of a place, which no other place has."""
    bins = np.zeros(256, np.float32)
    bins[place * 8 : place * 8 + 8] = 1 / 8
    return bins


def shots_of(places: str, loudness: Sequence[float] | None = None) -> list[ShotInFilm]:
    """Return shots of four seconds each, one a letter: shots of one letter look the same."""
    loud = loudness or [-20.0] * len(places)
    return [
        ShotInFilm(number * SECONDS, (number + 1) * SECONDS, colours(ord(letter) - 65), loud[number])
        for number, letter in enumerate(places)
    ]


def cue(start: float, end: float) -> Cue:
    return Cue(1, round(start * 1000), round(end * 1000), "words", "en")


@pytest.mark.parametrize(
    ("places", "starts"),
    [
        ("AAABBB", [0, 3]),
        ("ABABABCDCDCD", [0, 6]),  # two cameras that alternate are one scene
        ("AAAABBBBCCCC", [0, 4, 8]),
        ("AAAAAA", [0]),
        ("AB", [0]),  # too short for two scenes
        ("A", [0]),
        ("", []),
    ],
)
def test_scenes_begin_where_places_change(places: str, starts: list[int]) -> None:
    assert scene_starts(shots_of(places)) == starts


def faint() -> list[ShotInFilm]:
    """Return shots whose looks change a little at the fourth: enough to part, unless something speaks against it."""
    shots = shots_of("AAABBB")
    return [ShotInFilm(s.start, s.end, 0.25 * s.colours + 0.75 * colours(20), s.loudness) for s in shots]


def test_talk_across_a_boundary_holds_it_together() -> None:
    assert scene_starts(faint()) == [0, 3]
    assert scene_starts(faint(), [cue(10.0, 14.0)]) == [0]
    assert scene_starts(faint(), [cue(8.0, 11.9), cue(12.1, 14.0)]) == [0, 3]


def test_a_pause_in_the_talk_and_a_change_of_loudness_speak_for_a_boundary() -> None:
    settings = GroupingSettings(depth=0.05)
    assert scene_starts(shots_of("AAAAAA"), settings=settings) == [0]
    loud = [-40.0, -40.0, -40.0, -10.0, -10.0, -10.0]
    assert scene_starts(shots_of("AAAAAA", loud), settings=settings) == [0, 3]
    talk = [cue(1, 3), cue(5, 7), cue(9, 11), cue(18, 19), cue(21, 23)]
    assert 3 in scene_starts(shots_of("AAAAAA"), talk, settings=settings)


def test_the_screenplay_parts_what_looks_alike_and_joins_what_does_not() -> None:
    assert scene_starts(shots_of("AAAAAA"), written=[(0.5, 11.5), (12.5, 23.0)]) == [0, 3]
    assert scene_starts(faint(), written=[(0.5, 23.0)]) == [0]


@given(st.text("ABCDE", min_size=1, max_size=30))
def test_scenes_are_never_shorter_than_the_least_unless_the_film_is(places: str) -> None:
    shots = shots_of(places)
    starts = scene_starts(shots)
    assert starts[0] == 0 and starts == sorted(set(starts))
    ends = [*starts[1:], len(shots)]
    if len(starts) > 1:
        assert all((end - start) * SECONDS >= 6 for start, end in zip(starts, ends, strict=True))


def test_coherence_is_one_within_a_place_and_nought_between_two() -> None:
    values = coherence(np.stack([colours(0)] * 3 + [colours(1)] * 3), window=3)
    assert values.shape == (5,) and values[2] == 0 and values[0] > values[1] > 0
    assert coherence(np.stack([colours(0)] * 4), window=12).tolist() == pytest.approx([1.0] * 3)


def test_depth_is_measured_from_the_peaks_to_both_sides() -> None:
    depths = valley_depths(np.array([1.0, 0.4, 0.8, 0.2, 0.9]))
    assert depths.tolist() == pytest.approx([0.0, 1.0, 0.0, 1.3, 0.0])


def test_real_scenes_are_found_better_than_by_equal_lengths(shared: object) -> None:
    folder = shared / "data/scene-grouping/ovsd-2"  # not one of those on which the settings were chosen
    rows = np.loadtxt(folder / "featuresHSV.txt")
    spans = np.loadtxt(folder / "shots.txt", dtype=int)
    true = {
        int(np.searchsorted(spans[:, 0], first))
        for first, _ in np.loadtxt(folder / "scenes.txt", dtype=int)[1:]
    }
    looks = (rows / rows.sum(axis=1, keepdims=True)).astype(np.float32)
    shots = [
        ShotInFilm(first / 24, (last + 1) / 24, look, -20.0)
        for (first, last), look in zip(spans, looks, strict=True)
    ]
    found = set(scene_starts(shots)[1:])
    even = {round(len(shots) * number / (len(true) + 1)) for number in range(1, len(true) + 1)}

    def score(places: set[int]) -> float:
        hits = sum(any(abs(one - other) <= 1 for other in true) for one in places)
        heard = sum(any(abs(one - other) <= 1 for other in places) for one in true)
        return (hits + heard) / (len(places) + len(true))

    assert score(found) > max(0.25, 1.5 * score(even)), (score(found), score(even))
