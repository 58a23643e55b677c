"""Pseudonyms: the library never learns a person's name, only what it comes to under the library's own salt."""

import hashlib
import hmac
import re
from uuid import uuid4

from library.catalog import Catalog
from library.errors import LibraryError

_PSEUDONYM = re.compile(r"p-[0-9a-f]{16}")


def pseudonym(catalog: Catalog, name: str) -> str:
    """Return the pseudonym of a person by any name that they are known under; a pseudonym is its own.

    Raises:
        LibraryError: The name is empty.
    """
    known_as = " ".join(name.split()).casefold()
    if not known_as:
        raise LibraryError(
            "A person without a name cannot be told from others.", "Give a name or a pseudonym."
        )
    if is_pseudonym(known_as):
        return known_as
    mixed = hmac.new(catalog.salt().encode(), known_as.encode("utf-8", "surrogatepass"), hashlib.sha256)
    return f"p-{mixed.hexdigest()[:16]}"


def is_pseudonym(text: str) -> bool:
    """Say whether a text is a pseudonym."""
    return _PSEUDONYM.fullmatch(text) is not None


def new_pseudonym() -> str:
    """Return a pseudonym for somebody of whom nothing is known, such as a browser."""
    return f"p-{uuid4().hex[:16]}"
