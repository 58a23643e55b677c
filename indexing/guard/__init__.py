"""Work on a film's bytes in a process of its own, which may crash, hang or eat memory without taking anything along."""

from indexing.guard.guard import Guard
from indexing.guard.limits import Limits

__all__ = ["Guard", "Limits"]
