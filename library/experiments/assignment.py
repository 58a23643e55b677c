"""Who gets which arm: by a hash of the person and the experiment, so that it stays so without being written down."""

import hashlib
from dataclasses import dataclass

_STEPS = 2**64


@dataclass(frozen=True)
class Experiment:
    """Two or more ways of doing something.

    Attributes:
        name: Small letters and `_`; another name assigns everybody anew.
        arms: The ways, the usual one first; each gets an equal share of people.
        question: What it is to answer, for people.
    """

    name: str
    arms: tuple[str, ...]
    question: str = ""


def arm_of(experiment: Experiment, user: str) -> str:
    """Return the arm of a person: SHA-256 of both names decides, evenly and independently of other experiments."""
    digest = hashlib.sha256(f"{experiment.name}\0{user}".encode("utf-8", "surrogatepass")).digest()
    share = int.from_bytes(digest[:8], "big")
    return experiment.arms[share * len(experiment.arms) // _STEPS]
