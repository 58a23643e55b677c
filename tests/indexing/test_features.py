"""What is measured in a shot has known answers: how the camera moves, how light it is, who speaks."""

import cv2
import numpy as np
import pytest

from indexing.camera import camera_steps
from indexing.features import ShotFeatures
from indexing.looks import LookMeter, Looks
from indexing.sound_kinds import silent, spoken

HEIGHT, WIDTH = 27, 48


def ground(seed: int = 3) -> np.ndarray:
    """Return a large soft landscape to look at through a window, float32 of shape `(108, 192)`."""
    noise = np.random.default_rng(seed).random((108, 192)).astype(np.float32)
    return cv2.GaussianBlur(noise, (0, 0), 1.5)


def through(window: tuple[float, float], grown: float = 1.0) -> np.ndarray:
    """Return what a window of the landscape shows whose middle lies at `(x, y)`."""
    size = (round(WIDTH / grown), round(HEIGHT / grown))
    return cv2.resize(cv2.getRectSubPix(ground(), size, window), (WIDTH, HEIGHT))[None]


@pytest.mark.parametrize("x, y", [(4, 0), (-4, 0), (0, 3), (0, -3), (6, 2)])
def test_a_moving_window_is_a_moving_camera(x: int, y: int) -> None:
    steps = camera_steps(through((96, 54)), through((96 + x, 54 + y)))
    assert steps.right[0] == pytest.approx(x / WIDTH, abs=0.015)
    assert steps.down[0] == pytest.approx(y / HEIGHT, abs=0.02)
    assert steps.firm[0] > 0.3 and abs(steps.closer[0]) < 0.03


def test_a_window_that_shrinks_is_a_camera_that_comes_closer() -> None:
    nearer = camera_steps(through((96, 54)), through((96, 54), grown=1.15))
    farther = camera_steps(through((96, 54), grown=1.15), through((96, 54)))
    assert nearer.closer[0] > 0.05 and farther.closer[0] < -0.05


def test_what_stands_still_or_is_something_else_does_not_move() -> None:
    still = camera_steps(through((96, 54)), through((96, 54)))
    assert (still.right[0], still.down[0]) == pytest.approx((0, 0), abs=1e-3) and still.firm[0] > 0.7
    other = camera_steps(through((96, 54)), through((40, 30)))
    flat = camera_steps(np.full((1, HEIGHT, WIDTH), 0.5), np.full((1, HEIGHT, WIDTH), 0.5))
    for steps in (other, flat):
        assert steps.firm[0] < 0.3 and (steps.firm[0] >= 0.1 or steps.right[0] == steps.down[0] == 0)


def looks_of(*pictures: np.ndarray) -> Looks:
    pixels = np.stack(pictures).astype(np.uint8)
    hsv = cv2.cvtColor(pixels.reshape(-1, WIDTH, 3), cv2.COLOR_RGB2HSV).reshape(pixels.shape)
    meter = LookMeter(1)
    meter.add(pixels, hsv)
    return meter.looks()


def test_light_is_what_it_looks_like() -> None:
    outside = np.zeros((HEIGHT, WIDTH, 3))
    outside[:9] = (120, 180, 250)
    lamp = np.full((HEIGHT, WIDTH, 3), (200, 120, 60))
    stripes = np.zeros((HEIGHT, WIDTH, 3))
    stripes[:, ::2] = 255
    light = looks_of(outside, lamp, stripes, np.full((HEIGHT, WIDTH, 3), 128)).light
    brightness, contrast, saturation, warmth, sky, edges = light.T
    assert sky[0] > 0.5 and abs(sky[1]) < 0.01 and warmth[0] < 0 < 0.5 < warmth[1]
    assert edges[2] == pytest.approx(0.5, abs=0.01) and edges[3] == 0 == contrast[3] == saturation[3]
    assert contrast[2] == pytest.approx(0.5, abs=0.01) and brightness[3] == pytest.approx(128 / 255, abs=0.01)


def test_every_so_many_pictures_are_looked_at_whatever_the_batches() -> None:
    pixels = np.random.default_rng(1).integers(0, 255, (50, HEIGHT, WIDTH, 3), np.uint8)
    hsv = cv2.cvtColor(pixels.reshape(-1, WIDTH, 3), cv2.COLOR_RGB2HSV).reshape(pixels.shape)
    for size in (50, 7, 3):
        meter = LookMeter(6)
        for start in range(0, 50, size):
            meter.add(pixels[start : start + size], hsv[start : start + size])
        looks = meter.looks()
        assert looks.places.tolist() == list(range(0, 50, 6))
        assert (looks.colours.sum(axis=1) == HEIGHT * WIDTH).all() and len(looks.camera.right) == 9
        one = cv2.calcHist([hsv[12]], [0, 1, 2], None, [16, 4, 4], [0, 180, 0, 256, 0, 256])
        assert np.array_equal(looks.colours[2], one.ravel())


def pieces(samples: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return powers and zero crossings of 20 ms pieces at 8000 samples a second."""
    rows = samples[: len(samples) // 160 * 160].reshape(-1, 160)
    negative = np.signbit(rows)
    powers = np.mean(np.square(rows), axis=1).astype(np.float32)
    return powers, np.mean(negative[:, 1:] != negative[:, :-1], axis=1).astype(np.float32)


def test_syllables_are_speech_and_tones_and_noise_are_not() -> None:
    dice, seconds = np.random.default_rng(2), np.arange(8000 * 4) / 8000
    syllable = (seconds * 4) % 1  # four a second: a hiss, a vowel, a pause
    vowel = 0.3 * np.sin(2 * np.pi * 150 * seconds) + 0.1 * np.sin(2 * np.pi * 450 * seconds)
    hiss = 0.15 * dice.standard_normal(len(seconds))
    speech = np.where(syllable < 0.25, hiss, np.where(syllable < 0.6, vowel, 0.001 * hiss))
    assert spoken(*pieces(speech)).mean() > 0.9
    assert spoken(*pieces(0.3 * np.sin(2 * np.pi * 440 * seconds))).mean() == 0
    assert spoken(*pieces(hiss)).mean() == 0 == spoken(*pieces(0 * seconds)).mean()
    assert silent(pieces(0 * seconds)[0]).all() and not silent(pieces(vowel)[0]).any()
    assert 0.3 < silent(pieces(speech)[0]).mean() < 0.5 and len(spoken(*pieces(speech[:800]))) == 5


def test_features_of_this_version_and_an_older_one_are_read() -> None:
    colours = np.full(256, 1 / 256, np.float32)
    numbers = {name: 0.125 * place for place, name in enumerate(ShotFeatures.__annotations__) if place}
    features = ShotFeatures(colours, **numbers)
    again = ShotFeatures.from_bytes(features.to_bytes())
    assert {name: getattr(again, name) for name in numbers} == numbers
    assert np.array_equal(again.colours, colours)
    old = ShotFeatures.from_bytes(np.append(colours, [0.5, -20]).astype("<f4").tobytes())
    assert (old.motion, old.loudness, old.pan, old.silence) == (0.5, -20, 0, 1)
