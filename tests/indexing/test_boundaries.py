"""Detectors of boundaries: the same cuts as PySceneDetect, the same network as TransNetV2's own, and both together."""

import random
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from indexing.boundaries import (
    AdaptiveCuts,
    Blends,
    Boundary,
    BoundaryDetector,
    BoundaryKind,
    Cascade,
    ContentCuts,
    Doubts,
    HistogramCuts,
    Quick,
    SignalMeter,
    Signals,
    TransNet,
)
from indexing.boundaries.doubts import windows
from indexing.boundaries.network import _network, judge
from indexing.frames import FilmReader
from indexing.measuring import measure_film
from indexing.probe import probe
from indexing.shots import ShotWay, detector_for
from indexing.small_pictures import Pictures
from library import no_progress

RATE = Fraction(24)
LEAST = 7


def pixels_of(path: Path) -> np.ndarray:
    return np.concatenate([part.pixels for part in FilmReader(path).parts() if isinstance(part, Pictures)])


def in_batches(pixels: np.ndarray, size: int = 100) -> list[Pictures]:
    starts = range(0, len(pixels), size)
    batches = [pixels[start : start + size] for start in starts]
    return [Pictures(np.arange(len(one)), np.ones(len(one), np.int64), one) for one in batches]


def signals_of(pixels: np.ndarray, size: int = 100) -> Signals:
    meter = SignalMeter(RATE)
    for batch in in_batches(pixels, size):
        hsv = cv2.cvtColor(batch.pixels.reshape(-1, 48, 3), cv2.COLOR_RGB2HSV)
        meter.add(batch.pixels, hsv.reshape(batch.pixels.shape))
    return meter.signals


def found_by(detector: BoundaryDetector, pixels: np.ndarray) -> list[Boundary]:
    """Return what a detector finds in pictures that come as a reader hands them over."""
    meter = SignalMeter(RATE)
    for batch in in_batches(pixels):
        hsv = cv2.cvtColor(batch.pixels.reshape(-1, 48, 3), cv2.COLOR_RGB2HSV)
        meter.add(batch.pixels, hsv.reshape(batch.pixels.shape))
        detector.see(batch, meter.signals)
    return detector.boundaries(meter.signals)


def places(detector: BoundaryDetector, signals: Signals) -> list[int]:
    return [one.start for one in detector.boundaries(signals)]


def scene(seed: int, count: int) -> np.ndarray:
    """Return pictures of coarse noise that stands still, uint8 of shape `(count, 27, 48, 3)`."""
    noise = np.random.default_rng(seed).choice([40, 120, 215], (9, 16, 1)).astype(np.uint8).repeat(3, axis=2)
    return np.repeat(np.kron(noise, np.ones((3, 3, 1), np.uint8))[None], count, axis=0)


def mixed(before: np.ndarray, after: np.ndarray, count: int) -> np.ndarray:
    shares = np.linspace(0, 1, count + 2)[1:-1, None, None, None]
    return np.round((1 - shares) * before[-1] + shares * after[0]).astype(np.uint8)


def theirs(detector: Any, pixels: np.ndarray) -> list[int]:
    """Return the cuts that a detector of PySceneDetect finds in the same pictures."""
    from scenedetect import FrameTimecode

    found = []
    for place, picture in enumerate(pixels):
        bgr = np.ascontiguousarray(picture[..., ::-1])
        found += [cut.frame_num for cut in detector.process_frame(FrameTimecode(place, 24.0), bgr)]
    return found


@pytest.mark.parametrize(
    "name", ["data/shots/testvideo.mp4", "media/elephants-dream/elephants_dream_excerpt_640x360.mp4"]
)
def test_cuts_are_those_of_pyscenedetect_on_real_films(shared: Path, name: str) -> None:
    from scenedetect.detectors import AdaptiveDetector, ContentDetector, HistogramDetector
    from scenedetect.detectors.content_detector import FlashFilter

    pixels = pixels_of(shared / name)
    signals = signals_of(pixels)
    adaptive = theirs(AdaptiveDetector(min_scene_len=15), pixels)
    assert len(adaptive) >= 3 and places(AdaptiveCuts(15), signals) == adaptive
    suppress = FlashFilter.Mode.SUPPRESS
    content = theirs(ContentDetector(min_scene_len=15, filter_mode=suppress), pixels)
    assert content and places(ContentCuts(15), signals) == content
    histogram = theirs(HistogramDetector(threshold=0.2, bins=16, min_scene_len=15), pixels)
    assert histogram and places(HistogramCuts(15), signals) == histogram


def test_signals_are_the_same_in_batches_of_any_size() -> None:
    pixels = np.concatenate([scene(1, 40), mixed(scene(1, 1), scene(2, 1), 15), scene(2, 30), scene(3, 33)])
    whole = signals_of(pixels, 1000)
    for size in (1, 7, 50):
        parts = signals_of(pixels, size)
        for name in Signals.__annotations__:
            assert getattr(parts, name) == pytest.approx(getattr(whole, name), abs=1e-4), (size, name)


def test_a_mixture_blends_and_a_cut_does_not() -> None:
    still, other = scene(1, 40), scene(2, 40)
    cut = signals_of(np.concatenate([still, other]))
    assert cut.content[40] > 20 and cut.blend.max() < 1
    soft = signals_of(np.concatenate([still, mixed(still, other, 12), other]))
    assert soft.content.max() < 15 and 40 <= soft.blend.argmax() < 52 and soft.blend.max() > 40
    [one] = Blends(LEAST).boundaries(soft)
    assert one.kind is BoundaryKind.DISSOLVE and 36 <= one.start < 46 < one.end <= 56


def test_a_way_through_black_is_one_fade() -> None:
    flat = np.zeros((1, 27, 48, 3), np.uint8)
    first, last = scene(1, 40), scene(2, 40)
    between = [mixed(first, flat, 10), np.repeat(flat, 4, axis=0), mixed(flat, last, 10)]
    [one] = found_by(Quick(LEAST), np.concatenate([first, *between, last]))
    assert one.kind is BoundaryKind.FADE and 40 <= one.start < 50 and 54 < one.end <= 64
    assert 50 <= one.split <= 54


def test_cuts_in_the_dark_count_and_flicker_of_hue_does_not() -> None:
    dark = [np.full((40, 27, 48, 3), 2, np.uint8) for _ in range(2)]
    dark[1][..., 0] = 4  # hue jumps, and hardly anything is to be seen of it
    text = scene(1, 40) // 6
    found = found_by(Quick(LEAST), np.concatenate([scene(2, 40) // 6, text, *dark, text]))
    assert next(one.start for one in found if one.kind is BoundaryKind.CUT) == 40
    assert not any(118 < one.start < 122 for one in found)


def test_the_network_in_a_stream_says_what_its_own_code_says(shared: Path) -> None:
    import torch

    exact, numbers = torch.are_deterministic_algorithms_enabled(), random.getstate()
    noise = np.random.get_state()[1].copy()
    pixels = pixels_of(shared / "media/elephants-dream/elephants_dream_excerpt_640x360.mp4")[20:80]
    judge(pixels[:50], lambda: None)
    assert torch.are_deterministic_algorithms_enabled() == exact, "loading must leave no traces"
    assert random.getstate() == numbers and np.array_equal(np.random.get_state()[1], noise)
    with torch.inference_mode():
        changes, _ = _network().predict_frames(torch.from_numpy(pixels.copy()), quiet=True)
    detector = TransNet()
    found = found_by(detector, pixels)
    assert [one.start for one in found] == [int(place) + 1 for place in np.flatnonzero(changes > 0.5)] == [40]
    assert np.concatenate([one.changes for one in detector._verdicts])[:60] == pytest.approx(
        changes.numpy(), abs=1e-4
    )


def test_the_cascade_asks_where_the_cheap_doubt_and_nowhere_else() -> None:
    first, second, third = scene(1, 100), scene(2, 100), scene(3, 100)
    hard = Cascade(Quick(LEAST), RATE)
    assert [(one.start, one.kind) for one in found_by(hard, np.concatenate([first, second, third]))] == [
        (100, BoundaryKind.CUT),
        (200, BoundaryKind.CUT),
    ]
    assert hard.looked_at == 0
    soft = Cascade(Quick(LEAST), RATE)
    [one, other] = found_by(soft, np.concatenate([first, mixed(first, second, 12), second, third]))
    assert one.kind is BoundaryKind.DISSOLVE and one.start < 106 < one.end + 3
    assert other.start == 212 and other.kind is BoundaryKind.CUT
    assert 50 <= soft.looked_at <= 100


def test_no_network_is_asked_about_ways_into_black_and_out_of_it() -> None:
    flat = np.zeros((1, 27, 48, 3), np.uint8)
    first, last = scene(1, 60), scene(2, 60)
    between = [mixed(first, flat, 20), np.repeat(flat, 6, axis=0), mixed(flat, last, 20)]
    pixels = np.concatenate([first, *between, last])
    assert (signals_of(pixels).blend >= Doubts().blend).sum() > 20, "much of it is a mixture"
    cascade = Cascade(Quick(LEAST), RATE)
    [one] = found_by(cascade, pixels)
    assert one.kind is BoundaryKind.FADE and cascade.looked_at == 0
    assert one.start < 80 < 86 < one.end


def test_one_window_serves_several_doubts() -> None:
    doubtful = np.zeros(300, bool)
    doubtful[[10, 20, 59, 60, 200]] = True
    doubtful[240:] = True
    assert windows(doubtful, 50) == [(10, 60), (60, 61), (200, 250), (250, 300)]
    assert windows(doubtful & False, 50) == []


def test_the_network_costs_no_more_than_it_may() -> None:
    stills = [scene(seed, 1) for seed in range(30)]
    changing = np.concatenate([mixed(one, other, 20) for one, other in pairwise(stills)])
    bounded = Cascade(Quick(LEAST), RATE, doubts=Doubts(share=0.1, free=60))
    found = found_by(bounded, changing)
    assert 0 < bounded.looked_at <= 60 + 0.1 * len(changing)
    assert len(found) > 5, "the cheap detectors decide the rest"


def test_slow_films_are_left_to_the_cheap_detectors() -> None:
    slow = Cascade(Quick(1), Fraction(4))
    pixels = np.concatenate([scene(1, 20), mixed(scene(1, 1), scene(2, 1), 6), scene(2, 20)])
    found_by(slow, pixels)
    assert slow.looked_at == 0


@pytest.mark.parametrize("way", list(ShotWay))
def test_every_way_finds_the_cut_of_a_drawn_film(films: Any, take: Callable[..., Any], way: ShotWay) -> None:
    film = films.make(name="one-cut.mp4", takes=[take((200, 30, 30), 20), take((30, 50, 200), 28)])
    facts = probe(film.path, no_progress)
    measured = measure_film(FilmReader(film.path), facts, no_progress, way)
    found = [facts.clock.seconds(one.start_pts) for one in measured.boundaries]
    assert found == list(film.cuts)
    assert all(one.kind == "cut" and one.start_pts == one.end_pts for one in measured.boundaries)
    assert [shot.start_pts for shot in measured.shots[1:]] == [one.start_pts for one in measured.boundaries]


@pytest.mark.parametrize("way", list(ShotWay))
@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_every_way_bears_films_of_hardly_any_pictures(way: ShotWay, count: int) -> None:
    detector = detector_for(way, RATE, lambda: None)
    assert found_by(detector, scene(1, 5)[:count]) == []


def test_a_film_that_dissolves_keeps_the_interval(
    films: Any, library: Any, take: Callable[..., Any], run_ffmpeg: Callable[..., None]
) -> None:
    from indexing import FilmToAdd, add_film

    path = films.folder / "dissolve.mp4"
    sources = ("testsrc2=size=160x90:rate=24:duration=4", "mandelbrot=size=160x90:rate=24:end_scale=0.3")
    inputs = [option for one in sources for option in ("-f", "lavfi", "-i", one)]
    run_ffmpeg(*inputs, "-filter_complex", "[0][1]xfade=duration=1:offset=3,format=yuv420p", "-t", "7", path)
    film = add_film(library, FilmToAdd(path)).film
    [boundary] = library.catalog.boundaries(film.id)
    assert boundary.kind == "dissolve" and boundary.film_id == film.id
    assert 2.8 < boundary.start < boundary.end < 4.2 and 0.3 < boundary.score <= 1
    first, second = library.catalog.shots(film.id)
    assert boundary.start < first.end == second.start < boundary.end


def test_a_film_may_have_a_way_of_its_own(library: Any) -> None:
    from indexing.shots import choose_shot_way, shot_way

    assert shot_way(library.catalog, "f") is ShotWay.AUTO
    choose_shot_way(library.catalog, ShotWay.NETWORK)
    choose_shot_way(library.catalog, ShotWay.QUICK, "f")
    assert shot_way(library.catalog, "f") is ShotWay.QUICK
    assert shot_way(library.catalog, "g") is ShotWay.NETWORK
