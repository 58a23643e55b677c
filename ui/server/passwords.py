"""The studio's password: kept in the library as an Argon2id hash (RFC 9106), never as it was typed."""

from library import Library
from ui.errors import PasswordRefused

PASSWORD = "password"
"""Name of the setting that holds the hash; empty while the studio has no password."""

SHORTEST = 10
"""Characters that a password must have."""

LONGEST = 1000
"""Characters that are looked at; whatever is longer is refused, so that hashing it costs nobody time."""


def set_password(library: Library, password: str) -> None:
    """Give the studio a password; with `""`, take it away.

    Raises:
        PasswordRefused: It is shorter than `SHORTEST` or longer than `LONGEST`.
    """
    if password and not SHORTEST <= len(password) <= LONGEST:
        raise PasswordRefused(
            f"That password has {len(password)} characters.", f"Choose one of {SHORTEST} to {LONGEST}."
        )
    library.catalog.set_setting(PASSWORD, _hash(password) if password else "")


def has_password(library: Library) -> bool:
    """Say whether the studio wants a password."""
    return bool(library.catalog.setting(PASSWORD))


def is_right(library: Library, password: str) -> bool:
    """Say whether this is the studio's password; it takes some 50 ms whether it is or not."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    if len(password) > LONGEST:
        return False
    try:
        return PasswordHasher().verify(library.catalog.setting(PASSWORD), password)
    except (VerificationError, InvalidHashError):
        return False


def _hash(password: str) -> str:
    from argon2 import PasswordHasher

    return PasswordHasher().hash(password)
