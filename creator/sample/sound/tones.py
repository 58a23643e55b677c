"""Single sounds: shaped noise, plucked strings, pads, bells and the room that they ring in."""

import numpy as np
from numpy.typing import NDArray

RATE = 44_100
Mono = NDArray[np.float32]
Stereo = NDArray[np.float32]


def silence(seconds: float) -> Stereo:
    """Give float32[samples, 2] of nothing."""
    return np.zeros((round(seconds * RATE), 2), dtype=np.float32)


def clock(seconds: float) -> Mono:
    """Give the time of each sample in seconds."""
    return np.arange(round(seconds * RATE), dtype=np.float32) / np.float32(RATE)


def fast_length(count: int) -> int:
    """Give the next length of the form 2^n or 3 * 2^n, which transforms fast."""
    power = 1 << max(1, count - 1).bit_length()
    return power * 3 // 4 if power * 3 // 4 >= count else power


def noise(seconds: float, low: float, high: float, seed: int, slope: float = 0.5) -> Mono:
    """Give noise between two frequencies in hertz, softer towards the top, with a level (RMS) of 1."""
    wanted = round(seconds * RATE)
    count = fast_length(wanted)
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(count))
    hertz = np.fft.rfftfreq(count, 1 / RATE) + 1
    shape = 1 / (1 + (low / hertz) ** 4) / (1 + (hertz / high) ** 4) / hertz**slope
    made = np.fft.irfft(spectrum * shape, count)[:wanted]
    return (made / (np.std(made) + 1e-9)).astype(np.float32)


def hertz(note: float) -> float:
    """Give the frequency of a MIDI note."""
    return float(440 * 2 ** ((note - 69) / 12))


def pluck(note: float, seconds: float = 2.4) -> Mono:
    """Give a soft plucked string."""
    t, f = clock(seconds), hertz(note)
    made = np.zeros_like(t)
    for k in range(1, 7):
        decay = np.exp(-t * (1.3 + 0.9 * k) * (f / 330) ** 0.3)
        made += np.sin(2 * np.pi * f * k * t * (1 + 0.0002 * k * k)) * decay / k**1.5
    return np.asarray(made * np.minimum(1, t / 0.006) * 0.5, dtype=np.float32)


def bell(note: float, seconds: float = 3.2) -> Mono:
    """Give a small glassy bell."""
    t, f = clock(seconds), hertz(note)
    made = np.zeros_like(t)
    for ratio, level, fall in (
        (1, 1, 1.4),
        (2.01, 0.45, 2.2),
        (3.0, 0.22, 3.4),
        (4.17, 0.14, 5),
        (5.4, 0.08, 7),
    ):
        made += level * np.sin(2 * np.pi * f * ratio * t) * np.exp(-t * fall)
    return np.asarray(made * np.minimum(1, t / 0.004) * 0.4, dtype=np.float32)


def pad(note: float, seconds: float) -> Mono:
    """Give a slow warm chord tone that swells and goes."""
    t, f = clock(seconds), hertz(note)
    made = np.zeros_like(t)
    for detune in (0.997, 1.0, 1.0035):
        for k in (1, 2, 3):
            made += np.sin(2 * np.pi * f * detune * k * t + k) / k**2.2
    rise = min(1.2, seconds * 0.4)
    shape = np.minimum(1, t / rise) * np.minimum(1, (seconds - t) / rise)
    return np.asarray(made * shape**1.4 * 0.22, dtype=np.float32)


def place(track: Stereo, sound: Mono, at: float, level: float, side: float = 0.0) -> None:
    """Add a sound to a track at a second; side is -1 left to 1 right. What is past the end is left out."""
    first = max(0, round(at * RATE))
    part = sound[: max(0, len(track) - first)] * np.float32(level)
    if len(part):
        track[first : first + len(part), 0] += part * np.float32(np.cos((side + 1) * np.pi / 4) * 1.2)
        track[first : first + len(part), 1] += part * np.float32(np.sin((side + 1) * np.pi / 4) * 1.2)


def room(track: Stereo, seconds: float, wet: float, seed: int = 3) -> Stereo:
    """Let a track ring in a room whose echo lasts `seconds`."""
    t = clock(seconds)
    out = track.copy()
    size = fast_length(len(track) + len(t))
    for side in (0, 1):
        tail = noise(seconds, 150, 4200, seed + side, 0.2) * np.exp(-t * 5 / seconds)
        tail /= np.sqrt(np.sum(tail**2)) + 1e-9
        spectrum = np.fft.rfft(track[:, side], size) * np.fft.rfft(tail, size)
        out[:, side] += (np.fft.irfft(spectrum, size)[: len(track)] * wet).astype(np.float32)
    return out


def edges(track: Stereo, rise: float, fall: float) -> Stereo:
    """Fade a track in and out, in seconds."""
    t = clock(len(track) / RATE)[: len(track)]
    end = len(track) / RATE
    shape = np.minimum(1, t / rise) * np.minimum(1, (end - t) / fall)
    return np.asarray(track * np.clip(shape, 0, 1)[:, None], dtype=np.float32)
