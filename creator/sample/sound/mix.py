"""The whole sound track: ambience, music, footsteps, the spark's chimes and the robot's small voice."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from creator.sample.camera import stride_at
from creator.sample.script.records import FPS, GAP, LEAD, Scene, Shot
from creator.sample.sound.ambience import AMBIENCE
from creator.sample.sound.score import play
from creator.sample.sound.tones import RATE, Mono, Stereo, bell, clock, edges, noise, place, silence

GROUND = {
    "harbour": (90.0, 700.0, 0.10),
    "kitchen": (90.0, 600.0, 0.08),
    "alley": (500.0, 3800.0, 0.05),
    "forest": (300.0, 2400.0, 0.03),
    "pond": (300.0, 2400.0, 0.03),
    "hill": (300.0, 2400.0, 0.03),
    "stairs": (250.0, 1900.0, 0.09),
    "lamp room": (200.0, 1500.0, 0.07),
    "rooftop": (900.0, 3600.0, 0.045),
}


def mix(scenes: Sequence[Scene]) -> Stereo:
    """Make the film's sound: float32[samples, 2] at 44,100 Hz, peaks below 0.9."""
    track = np.concatenate([scene_sound(scene, number) for number, scene in enumerate(scenes)])
    quiet = np.tanh(track * 2.6) * np.float32(0.66)
    return np.asarray(quiet / max(1.0, float(np.abs(quiet).max()) / 0.85), dtype=np.float32)


def scene_sound(scene: Scene, number: int) -> Stereo:
    """Make one scene's sound, exactly as long as its frames."""
    seconds = scene.frames / FPS
    track = silence(seconds)
    for name in scene.sounds:
        track += edges(AMBIENCE[name](seconds), 0.35, 0.45)
    track += play(scene.tune, seconds)
    begin = 0.0
    for shot in scene.shots:
        _noises(track, scene, shot, begin, number)
        begin += shot.frames / FPS
    return edges(track, 0.04, 0.06)


def _noises(track: Stereo, scene: Scene, shot: Shot, begin: float, seed: int) -> None:
    low, high, level = GROUND[scene.place]
    for at, loud in _steps(shot):
        place(track, _step(low, high, seed), begin + at, level * loud, 0.1)
    if any(part.who == "spark" for part in shot.cast):
        for number in range(int(shot.frames / FPS / 0.55)):
            high_note = 88 + (0, 4, 7, 12, 9)[(number * 2 + seed) % 5]
            place(track, bell(high_note, 1.4), begin + 0.2 + number * 0.55, 0.018, 0.5 * (-1) ** number)
    at = begin + LEAD
    for line in shot.lines:
        if line.who == "BORI":
            _chirp(track, at, len(line.en))
        at += line.seconds + GAP


def _steps(shot: Shot) -> Iterator[tuple[float, float]]:
    """Walk the moments at which a foot comes down, with how loud it is."""
    for part in shot.cast:
        if part.who in ("mina", "bori"):
            feet = [int(stride_at(part, frame / FPS) / np.pi) for frame in range(shot.frames)]
            for frame, (before, after) in enumerate(pairwise(feet), 1):
                if after != before:
                    yield frame / FPS, 1.0 if part.who == "mina" else 0.45


def _step(low: float, high: float, seed: int) -> Mono:
    return np.asarray(noise(0.12, low, high, 90 + seed, 0.6) * np.exp(-clock(0.12) * 42), dtype=np.float32)


def _chirp(track: Stereo, at: float, length: int) -> None:
    rng = np.random.default_rng(length)
    for number in range(3):
        t = clock(0.09)
        f = rng.choice([520.0, 620.0, 700.0, 830.0]) * (1 + 0.12 * t / 0.09)
        blip = np.sin(2 * np.pi * f * t) * np.sin(np.pi * t / 0.09) ** 2
        place(track, blip.astype(np.float32), at + number * 0.11, 0.035, -0.1)


__all__ = ["RATE", "mix", "scene_sound"]
