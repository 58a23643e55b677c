"""What is heard of each place: rain, sea, wind, fire, crickets, birds, bells."""

from collections.abc import Callable

import numpy as np

from creator.sample.sound.tones import Mono, Stereo, bell, clock, noise, place, silence


def _wide(seconds: float, low: float, high: float, seed: int, slope: float = 0.5) -> Stereo:
    return np.stack([noise(seconds, low, high, seed + side, slope) for side in (0, 1)], axis=1)


def _swell(seconds: float, period: float, depth: float, phase: float = 0.0) -> Mono:
    t = clock(seconds)
    wave = 0.5 + 0.5 * np.sin(2 * np.pi * t / period + phase)
    return np.asarray(1 - depth + depth * wave**1.6, dtype=np.float32)


def rain(seconds: float) -> Stereo:
    """Rain with single drops in it."""
    track = _wide(seconds, 900, 7000, 11) * np.float32(0.028)
    track += _wide(seconds, 200, 1200, 13) * np.float32(0.016)
    rng = np.random.default_rng(12)
    drop = noise(0.05, 1500, 6000, 14) * np.exp(-clock(0.05) * 110)
    for _ in range(int(seconds * 14)):
        place(track, drop, rng.uniform(0, seconds), rng.uniform(0.01, 0.05), rng.uniform(-1, 1))
    return track


def soft_rain(seconds: float) -> Stereo:
    """Rain behind a window."""
    return _wide(seconds, 250, 1100, 15) * np.float32(0.02)


def sea(seconds: float) -> Stereo:
    """Slow waves."""
    low = _wide(seconds, 70, 600, 21, 0.8) * _swell(seconds, 5.5, 0.7)[:, None]
    foam = _wide(seconds, 900, 5000, 23) * _swell(seconds, 5.5, 0.95, -1.1)[:, None]
    return np.asarray(low * 0.035 + foam * 0.011, dtype=np.float32)


def wind(seconds: float) -> Stereo:
    """Wind that comes and goes."""
    left = noise(seconds, 160, 520, 31) * _swell(seconds, 6.1, 0.7)
    right = noise(seconds, 180, 600, 32) * _swell(seconds, 7.3, 0.7, 1.0)
    return np.stack([left, right], axis=1) * np.float32(0.024)


def fire(seconds: float) -> Stereo:
    """A stove that crackles, a pot that bubbles."""
    track = _wide(seconds, 60, 300, 41, 0.8) * np.float32(0.018)
    rng = np.random.default_rng(42)
    snap = noise(0.03, 1800, 7000, 43) * np.exp(-clock(0.03) * 200)
    for _ in range(int(seconds * 6)):
        place(track, snap, rng.uniform(0, seconds), rng.uniform(0.02, 0.09), rng.uniform(-0.9, 0.1))
    t = clock(0.09)
    for _ in range(int(seconds * 5)):
        f = rng.uniform(220, 420)
        bubble = (np.sin(2 * np.pi * (f + 1600 * t) * t) * np.exp(-t * 45)).astype(np.float32)
        place(track, bubble, rng.uniform(0, seconds), rng.uniform(0.01, 0.025), -0.5)
    return track


def crickets(seconds: float) -> Stereo:
    """Two crickets, far away, out of step."""
    track, t = silence(seconds), clock(0.42)
    for f, every, side, level in ((4150.0, 1.05, -0.6, 0.010), (4520.0, 1.31, 0.7, 0.008)):
        beat = np.clip(np.sin(2 * np.pi * 26 * t), 0, 1) * np.sin(np.pi * t / 0.42)
        chirp = (np.sin(2 * np.pi * f * t) * beat).astype(np.float32)
        for at in np.arange(0.2, seconds, every):
            place(track, chirp, float(at), level, side)
    return track


def water(seconds: float) -> Stereo:
    """Drops that fall into a pond now and then."""
    track = _wide(seconds, 120, 500, 51, 0.8) * np.float32(0.008)
    rng, t = np.random.default_rng(52), clock(0.25)
    for at in np.arange(0.7, seconds, 1.4):
        f = rng.uniform(700, 1100)
        plink = (np.sin(2 * np.pi * (f + 900 * t) * t) * np.exp(-t * 24)).astype(np.float32)
        place(track, plink, float(at) + rng.uniform(0, 0.6), 0.03, rng.uniform(-0.8, 0.8))
    return track


def birds(seconds: float) -> Stereo:
    """Small birds at dawn."""
    track, rng = silence(seconds), np.random.default_rng(61)
    for at in np.arange(0.5, seconds, 0.9):
        t, base, side = clock(0.13), rng.uniform(2300, 3600), rng.uniform(-0.9, 0.9)
        for number in range(int(rng.integers(2, 5))):
            sweep = base + rng.uniform(-500, 900) * t / 0.13
            chirp = (np.sin(2 * np.pi * np.cumsum(sweep) / 44_100) * np.sin(np.pi * t / 0.13) ** 2).astype(
                np.float32
            )
            place(track, chirp, float(at) + number * 0.16, rng.uniform(0.008, 0.02), side)
    return track


def gulls(seconds: float) -> Stereo:
    """Gulls over the pier, and one ship's bell."""
    track, t = silence(seconds), clock(0.5)
    rng = np.random.default_rng(71)
    for at in (0.9, 1.5, 5.2, 5.8, 6.3, 10.2):
        f = rng.uniform(900, 1080) + 420 * np.sin(np.pi * t / 0.5) ** 2
        phase = 2 * np.pi * np.cumsum(f) / 44_100
        cry = ((np.sin(phase) + 0.4 * np.sin(2 * phase)) * np.sin(np.pi * t / 0.5) ** 1.5).astype(np.float32)
        place(track, cry, at, 0.018, rng.uniform(-0.7, 0.7))
    for at in (0.5, 1.0):
        place(track, bell(76), at, 0.14, 0.4)
    return track


def tower_bell(seconds: float) -> Stereo:
    """A bell that wakes the town, rung near the end."""
    track = silence(seconds)
    for number in range(3):
        place(track, bell(64, 4), seconds - 7.2 + number * 1.6, 0.11, -0.2)
        place(track, bell(52, 4), seconds - 7.2 + number * 1.6, 0.08, -0.2)
    return track


def hollow(seconds: float) -> Stereo:
    """The hum of a tall stone tower."""
    return _wide(seconds, 60, 180, 81, 0.9) * np.float32(0.03)


AMBIENCE: dict[str, Callable[[float], Stereo]] = {
    "rain": rain,
    "soft rain": soft_rain,
    "sea": sea,
    "wind": wind,
    "fire": fire,
    "crickets": crickets,
    "water": water,
    "birds": birds,
    "gulls": gulls,
    "bell": tower_bell,
    "steps": hollow,
}
