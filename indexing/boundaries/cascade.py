"""The detectors that Gallae uses: the cheap ones together, and with the network wherever those doubt."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from indexing.boundaries.cuts import SteepCuts
from indexing.boundaries.doubts import Doubts, windows
from indexing.boundaries.fades import BlackFades
from indexing.boundaries.gradual import Blends
from indexing.boundaries.merging import after_the_beginning, before_the_end, one_of_each
from indexing.boundaries.network import CONTEXT, MOST_PICTURES, boundaries_in, judge
from indexing.boundaries.records import Boundary, BoundaryKind
from indexing.boundaries.signals import Signals
from indexing.small_pictures import Pictures

_SLOWEST = 12
"""Films with fewer pictures a second than this look to the network as if everything were cut."""

_BESIDE = 5
"""How many pictures beside those in doubt the network's word counts for."""

_MOST_JUDGED = MOST_PICTURES - 2 * CONTEXT

_BEFORE = MOST_PICTURES
"""How many pictures before those in question are looked at too, for what explains a doubt."""


@dataclass(frozen=True)
class Quick:
    """Cuts, fades and blends without the network.

    Attributes:
        least: The fewest pictures between two boundaries of one kind.
        blend: As in `Blends`.
    """

    least: int
    blend: float = 60.0

    def see(self, pictures: Pictures, signals: Signals) -> None:
        """See `BoundaryDetector.see`; the signals are all that is needed."""

    def boundaries(self, signals: Signals) -> list[Boundary]:
        """See `BoundaryDetector.boundaries`."""
        return before_the_end(one_of_each(self.each(signals), self.least), signals, self.least)

    def each(self, signals: Signals) -> list[Boundary]:
        """Return what each of them found, several at one place."""
        cuts = SteepCuts(self.least).boundaries(signals)
        fades = BlackFades(self.least).boundaries(signals)
        blends = Blends(self.least, self.blend).boundaries(signals)
        return after_the_beginning([*cuts, *fades, *blends], signals)


class Cascade:
    """The cheap detectors everywhere, and TransNetV2's word wherever they doubt.

    Args:
        quick: Decides wherever the network is not asked.
        frame_rate: Average pictures a second.
        threshold: From which probability on the network's word is a boundary.
        doubts: Where it is asked.
        beat: As in `judge`.
    """

    def __init__(
        self,
        quick: Quick,
        frame_rate: Fraction,
        threshold: float = 0.3,
        doubts: Doubts | None = None,
        beat: Callable[[], None] = lambda: None,
    ) -> None:
        self._beat = beat
        self._quick = quick
        self._threshold = threshold
        self._doubts = doubts or Doubts()
        self._asks = frame_rate >= _SLOWEST
        self._pixels = np.empty((0, 27, 48, 3), np.uint8)
        self._changes: dict[int, float] = {}
        self._changing: dict[int, float] = {}
        self._done = 0
        self.looked_at = 0
        """How many pictures the network has looked at so far."""

    def see(self, pictures: Pictures, signals: Signals) -> None:
        """See `BoundaryDetector.see`."""
        if not self._asks:
            return
        self._pixels = np.concatenate([self._pixels, pictures.pixels])
        # The last second may still turn out to blend, and the network wants to see what follows.
        self._ask(signals, len(signals) - 2 * CONTEXT)
        first = len(signals) - len(self._pixels)
        self._pixels = self._pixels[max(0, self._done - MOST_PICTURES - first) :]

    def boundaries(self, signals: Signals) -> list[Boundary]:
        """See `BoundaryDetector.boundaries`."""
        if self._asks:
            self._ask(signals, len(signals))
        asked = np.zeros(len(signals), bool)
        changes, changing = (np.zeros(len(signals), np.float32) for _ in range(2))
        places = [place for place in self._changes if 0 <= place < len(signals)]
        asked[places] = True
        changes[places] = [self._changes[place] for place in places]
        changing[places] = [self._changing[place] for place in places]
        seen = boundaries_in(changes, changing, self._threshold, signals)
        kept = [one for one in self._quick.each(signals) if self._needs_no_word(one, signals, asked)]
        least = self._quick.least
        return before_the_end(one_of_each([*kept, *seen], least), signals, least)

    def _needs_no_word(self, one: Boundary, signals: Signals, asked: NDArray[np.bool_]) -> bool:
        if not asked[min(one.split, len(asked) - 1)] or one.kind is BoundaryKind.FADE:
            return True
        return one.kind is BoundaryKind.CUT and bool(self._doubts.sure.hold(signals)[one.start])

    def _doubtful(self, signals: Signals, end: int) -> list[tuple[int, int]]:
        """Return the stretches of doubt among the pictures from where it was asked last to `end`."""
        first = max(0, self._done - _BEFORE)
        near = Signals(**{name: values[first:] for name, values in vars(signals).items()})
        doubtful = self._doubts.hold(near)[: end - first]
        doubtful[: self._done - first] = False
        return [(start + first, last + first) for start, last in windows(doubtful, _MOST_JUDGED)]

    def _ask(self, signals: Signals, end: int) -> None:
        if end <= self._done:
            return
        first = len(signals) - len(self._pixels)
        allowed = self._doubts.free + self._doubts.share * len(signals)
        for low, high in self._doubtful(signals, end):
            if self.looked_at + high - low + 2 * CONTEXT <= allowed:
                self._note(low, high, self._pixels, first)
        self._done = end

    def _note(self, low: int, high: int, pixels: NDArray[np.uint8], first: int) -> None:
        """Note the network's word on the pictures from `low` to `high`; `pixels` begin with picture `first`."""
        places = np.arange(low - CONTEXT, high + CONTEXT)
        # Before its first picture and behind its last a film stands still.
        verdict = judge(pixels[np.clip(places - first, 0, len(pixels) - 1)], self._beat)
        self.looked_at += len(places)
        for number in range(CONTEXT - _BESIDE, len(places) - CONTEXT + _BESIDE):
            self._changes[int(places[number])] = float(verdict.changes[number])
            self._changing[int(places[number])] = float(verdict.changing[number])
