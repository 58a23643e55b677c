"""Shots that hang together make a scene; talk, loudness and the screenplay have a say; every method keeps the rules."""

import time
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexing.grouping import (
    EvidenceSettings,
    LengthsAndLooks,
    OptimalSequential,
    SceneGrouping,
    ShotInFilm,
    ShotRow,
    WindowedCoherence,
    scene_starts,
)
from indexing.grouping.alikeness import against_film, roots
from indexing.grouping.coherence import coherence, valley_depths
from indexing.grouping.optimal import best_parting, estimated_scenes, within
from indexing.grouping.scene_lengths import likeliest_parting
from library import Cue

SECONDS = 4.0
METHODS = [LengthsAndLooks(), WindowedCoherence(), OptimalSequential()]
every_method = pytest.mark.parametrize("method", METHODS, ids=lambda method: type(method).__name__)


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


def row_of(looks: np.ndarray, extra: np.ndarray | None = None) -> ShotRow:
    """Return shots of four seconds each with these colours."""
    starts = np.arange(len(looks)) * SECONDS
    return ShotRow(looks, starts, starts + SECONDS, np.zeros(len(looks) - 1) if extra is None else extra)


def cue(start: float, end: float) -> Cue:
    return Cue(1, round(start * 1000), round(end * 1000), "words", "en")


@pytest.mark.parametrize(
    ("places", "starts"),
    [
        ("AAABBB", [0, 3]),
        ("ABABABCDCDCD", [0, 6]),  # two cameras that alternate are one scene
        ("ABABABABABCDCDCDCDCD", [0, 10]),
        ("AABBAABB", [0]),
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
    loud_and_quiet = EvidenceSettings(pause=4.0, loudness=4.0)
    assert scene_starts(shots_of("AAAAAA"), settings=loud_and_quiet) == [0]
    loud = [-40.0, -40.0, -40.0, -10.0, -10.0, -10.0]
    assert scene_starts(shots_of("AAAAAA", loud), settings=loud_and_quiet) == [0, 3]
    talk = [cue(1, 3), cue(5, 7), cue(9, 11), cue(21, 23)]
    assert scene_starts(shots_of("AAAAAA"), talk, settings=loud_and_quiet)[1:]


def test_the_screenplay_parts_what_looks_alike_and_joins_what_does_not() -> None:
    assert scene_starts(shots_of("AAAAAA"), written=[(0.5, 11.5), (12.5, 23.0)]) == [0, 3]
    assert scene_starts(faint(), written=[(0.5, 23.0)]) == [0]
    assert scene_starts(shots_of("AAABBB"), written=[(0.5, 23.0)]) == [0]


@every_method
@settings(deadline=None)  # times vary on a machine that does other work
@given(places=st.text("ABCDE", min_size=1, max_size=30))
def test_scenes_are_never_shorter_than_the_least_unless_the_film_is(
    method: SceneGrouping, places: str
) -> None:
    shots = shots_of(places)
    starts = scene_starts(shots, method=method)
    assert starts[0] == 0 and starts == sorted(set(starts))
    ends = [*starts[1:], len(shots)]
    if len(starts) > 1:
        assert all((end - start) * SECONDS >= 6 for start, end in zip(starts, ends, strict=True))


@every_method
def test_every_method_parts_two_places_and_lets_strong_evidence_overrule_looks(method: SceneGrouping) -> None:
    looks = np.stack([colours(place) for place in [0] * 8 + [1] * 8]).astype(np.float64)
    assert 8 in method.scene_starts(row_of(looks))
    against = np.zeros(15)
    against[7] = -1000
    assert 8 not in method.scene_starts(row_of(looks, against))


@every_method
def test_1500_shots_take_less_than_five_seconds(method: SceneGrouping) -> None:
    generator = np.random.default_rng(5)
    places = np.repeat(generator.dirichlet(np.full(256, 0.05), 150), 10, axis=0)
    looks = 0.7 * places + 0.3 * generator.dirichlet(np.full(256, 0.05), 1500)
    begin = time.process_time()
    starts = method.scene_starts(row_of(looks))
    assert time.process_time() - begin < 5
    assert starts[0] == 0 and len(starts) > 1


def test_coherence_is_one_within_a_place_and_nought_between_two() -> None:
    values = coherence(roots(np.stack([colours(0)] * 3 + [colours(1)] * 3)), window=3)
    assert values.shape == (5,) and values[2] == pytest.approx(0) and values[0] > values[1] > 0
    assert coherence(roots(np.stack([colours(0)] * 4)), window=12).tolist() == pytest.approx([1.0] * 3)


def test_depth_is_measured_from_the_peaks_to_both_sides() -> None:
    depths = valley_depths(np.array([1.0, 0.4, 0.8, 0.2, 0.9]))
    assert depths.tolist() == pytest.approx([0.0, 1.0, 0.0, 1.3, 0.0])


def test_places_of_a_dark_film_differ_more_against_its_own_looks() -> None:
    dark = np.stack([0.6 * colours(20) + 0.4 * colours(place) for place in (0, 0, 1, 1, 2, 2)])
    plain, own = roots(dark), against_film(dark)
    assert plain[0] @ plain[2] > 0.55
    assert own[0] @ own[2] < 0 < 0.999 < own[0] @ own[1]
    same = against_film(np.stack([colours(0)] * 3))
    assert same[0] @ same[1] == pytest.approx(1)


def test_sums_of_distances_within_runs_are_those_of_the_pairs() -> None:
    points = np.random.default_rng(2).random(6)
    distances = np.abs(points[:, None] - points[None, :])
    sums = within(distances)
    for first in range(6):
        for end in range(first + 1, 7):
            assert sums[first, end] == pytest.approx(distances[first:end, first:end].sum())
    assert np.isinf(sums[3, 3]) and np.isinf(sums[3, 1])


def test_the_best_parting_is_the_best_of_all() -> None:
    costs = within(1.0 - np.kron(np.eye(3), np.ones((4, 4))))
    assert best_parting(costs, 3) == [0, 4, 8]
    assert best_parting(costs, 1) == [0]
    assert len(best_parting(costs, 2)) == 2


def test_the_number_of_scenes_is_estimated_from_the_singular_values_of_all_distances() -> None:
    vectors = np.repeat(np.eye(5, 40), 12, axis=0) + np.random.default_rng(3).normal(0, 0.01, (60, 40))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    values = np.log(np.linalg.svd(1 - vectors @ vectors.T, compute_uv=False)[:41])
    elbow = int(np.argmax(np.linspace(values[0], values[-1], len(values)) - values)) + 1
    assert estimated_scenes(vectors) == elbow
    assert 5 <= elbow <= 7


def test_the_likeliest_parting_is_found_among_all() -> None:
    generator = np.random.default_rng(7)
    count = 9
    for _ in range(20):
        evidence, prior = generator.normal(0, 2, count - 1), generator.normal(0, 1, count)
        ends_at = np.maximum(np.arange(count), 0)  # every run has two items at least

        def score(starts: Sequence[int], evidence: np.ndarray = evidence, prior: np.ndarray = prior) -> float:
            lengths = np.diff([*starts, count])
            if (lengths < 2).any():
                return -np.inf
            return float(sum(evidence[start - 1] for start in starts[1:]) + prior[lengths - 1].sum())

        every = [
            [0, *(place + 1 for place in range(count - 1) if number >> place & 1)]
            for number in range(2 ** (count - 1))
        ]
        assert likeliest_parting(evidence, prior, ends_at) == max(every, key=score)
