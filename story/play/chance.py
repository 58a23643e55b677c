"""Chance that comes out the same wherever a story is walked: a small generator that every browser can repeat."""

from collections.abc import Sequence

_MASK = 0xFFFFFFFF


class Chance:
    """Draws numbers from a seed: mulberry32 (Ettinger 2017), 32 bits of state, the same here as in the player.

    Args:
        seed: A whole number; its lowest 32 bits count.
    """

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed & _MASK

    def draw(self) -> float:
        """Return the next number, at least 0 and less than 1."""
        self.seed = (self.seed + 0x6D2B79F5) & _MASK
        mixed = ((self.seed ^ (self.seed >> 15)) * (self.seed | 1)) & _MASK
        mixed ^= (mixed + (((mixed ^ (mixed >> 7)) * (mixed | 61)) & _MASK)) & _MASK
        return (mixed ^ (mixed >> 14)) / 2**32

    def pick(self, weights: Sequence[float]) -> int:
        """Return the place of one of several weights, each as likely as it is heavy.

        Args:
            weights: At least one, all positive. Nothing is drawn for a single one.
        """
        if len(weights) == 1:
            return 0
        total = 0.0
        for weight in weights:  # not sum(), which rounds in its own way
            total += weight
        left = self.draw() * total
        for place, weight in enumerate(weights):
            left -= weight
            if left < 0:
                return place
        return len(weights) - 1
