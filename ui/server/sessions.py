"""Who is signed in, and who has tried too often; both are forgotten when the studio ends."""

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from time import monotonic

LASTS = 12 * 3600.0
"""Seconds after its last use at which a session ends."""

_MOST_SESSIONS = 1000
_MOST_ADDRESSES = 10_000
_FREE_TRIES = 5
_LONGEST_WAIT = 60.0


class Sessions:
    """Tokens that were handed out; only their hashes are kept.

    Args:
        clock: Gives seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._used: OrderedDict[str, float] = OrderedDict()

    def begin(self) -> str:
        """Return a new token."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._used[_digest(token)] = self._clock()
            if len(self._used) > _MOST_SESSIONS:
                self._used.popitem(last=False)
        return token

    def knows(self, token: str) -> bool:
        """Say whether a token was handed out and used within the last `LASTS` seconds."""
        digest, now = _digest(token), self._clock()
        with self._lock:
            used = self._used.pop(digest, None)
            if used is None or now - used > LASTS:
                return False
            self._used[digest] = now
            return True

    def end(self, token: str) -> None:
        """Forget a token."""
        with self._lock:
            self._used.pop(_digest(token), None)


class Tries:
    """Wrong passwords by address: after a few, each makes the next wait twice as long, up to a minute.

    Args:
        clock: Gives seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._failed: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def seconds_to_wait(self, address: str) -> float:
        """Return how long an address must wait before it may try again."""
        with self._lock:
            count, last = self._failed.get(address, (0, 0.0))
        if count < _FREE_TRIES:
            return 0.0
        return max(0.0, last + min(_LONGEST_WAIT, 2.0 ** (count - _FREE_TRIES)) - self._clock())

    def note_wrong(self, address: str) -> None:
        """Note that an address gave a wrong password."""
        with self._lock:
            count, _ = self._failed.pop(address, (0, 0.0))
            self._failed[address] = (min(count + 1, 100), self._clock())
            if len(self._failed) > _MOST_ADDRESSES:
                self._failed.popitem(last=False)

    def note_right(self, address: str) -> None:
        """Forget the wrong passwords of an address."""
        with self._lock:
            self._failed.pop(address, None)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
