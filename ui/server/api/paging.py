"""Long lists in pages: a bounded number of entries, and a link (RFC 8288) with a cursor to those that follow.

A cursor holds the key of the last entry of its page, so that entries which come or go meanwhile neither repeat nor
hide others. It is for this API to read and for nobody else: whatever is not as it was handed out is refused.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NoBase64
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Depends, Query, Request, Response

from ui.errors import CursorRefused

MOST = 1000
"""Entries of a page, at the most and where nobody says how many."""

LONGEST_CURSOR = 1000

Key = tuple[int | float | str, ...]
T = TypeVar("T")

PAGED: dict[int | str, dict[str, Any]] = {
    200: {
        "headers": {
            "Link": {
                "description": 'The page that follows, as `<…>; rel="next"` (RFC 8288); missing on the last one.',
                "schema": {"type": "string"},
            }
        }
    }
}
"""How routes that answer in pages are described."""


class Page:
    """Which part of a list is asked for, as a dependency of a route."""

    def __init__(
        self,
        request: Request,
        response: Response,
        limit: Annotated[int, Query(ge=1, le=MOST)] = MOST,
        cursor: Annotated[str, Query(max_length=LONGEST_CURSOR)] = "",
    ) -> None:
        self._request = request
        self._response = response
        self._cursor = cursor
        self.limit = limit

    def after(self, entries: "Entries[T]") -> Key | None:
        """Return the key after which the page begins, or `None` for the first page.

        Raises:
            CursorRefused: The cursor is none, or one of another list.
        """
        return entries.read(self._cursor) if self._cursor else None

    def cut(self, entries: "Entries[T]", found: Sequence[T]) -> Sequence[T]:
        """Return the page of a whole list that is in order, and link to the next one.

        Raises:
            CursorRefused: The cursor is none, or one of another list.
        """
        after = self.after(entries)
        rest = found if after is None else [one for one in found if entries.key(one) > after]
        return self.first_of(entries, rest)

    def first_of(self, entries: "Entries[T]", rest: Sequence[T]) -> Sequence[T]:
        """Return as many of what follows as the page holds; if there are more, link to them."""
        page = rest[: self.limit]
        if len(rest) > len(page):
            address = self._request.url.include_query_params(cursor=entries.cursor(page[-1]))
            self._response.headers["link"] = f'<{address.path}?{address.query}>; rel="next"'
        return page


class Entries(Generic[T]):
    """A list that is answered in pages.

    Args:
        name: What it lists; part of its cursors.
        sample: A key such as its entries have, by which cursors are checked.
        key: Returns an entry's key; the list is in ascending order of these, and no two are alike.
    """

    def __init__(self, name: str, sample: Key, key: Callable[[T], Key]) -> None:
        self._name = name
        self._kinds = [type(part) for part in sample]
        self.key = key

    def cursor(self, entry: T) -> str:
        """Return the cursor to what follows an entry."""
        text = json.dumps([self._name, *self.key(entry)], separators=(",", ":"))
        return urlsafe_b64encode(text.encode()).decode().rstrip("=")

    def read(self, cursor: str) -> Key:
        """Return the key that a cursor holds.

        Raises:
            CursorRefused: It is none of this list.
        """
        try:
            padded = cursor + "=" * (-len(cursor) % 4)
            name, *key = json.loads(urlsafe_b64decode(padded.encode("ascii")))
        except (ValueError, NoBase64, TypeError, RecursionError) as error:
            raise _refused() from error
        if name != self._name or [type(part) for part in key] != self._kinds:
            raise _refused()
        return tuple(key)


APage = Annotated[Page, Depends()]
"""Which part of a list is asked for, as a parameter of a route."""


def _refused() -> CursorRefused:
    return CursorRefused(
        "That cursor was not handed out for this list.",
        "Follow the link of the page before, or leave it out.",
    )
