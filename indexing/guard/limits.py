"""What work on one film may take before it is given up."""

import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What a film may cost.

    Attributes:
        memory_bytes: Memory of the process that decodes, where the system can limit it. A film of 8192×8192 with
            10 bits a colour takes 3 GB, the network that finds cuts 1 GB.
        silent_seconds: How long it may give no sign of life; it gives one every second while it gets on.
    """

    memory_bytes: int = 4 << 30
    silent_seconds: float = 25.0

    def hold_memory(self) -> None:
        """Limit the memory of this process for good; where the system knows no such limit, nothing happens."""
        if sys.platform == "win32":
            return
        import resource

        # Not the address space: libraries map far more of that than they ever touch.
        resource.setrlimit(resource.RLIMIT_DATA, (self.memory_bytes, self.memory_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
