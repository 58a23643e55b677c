"""Who asks, as far as history wants to know: a pseudonym in a cookie, made up at the first visit."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Request, Response

from library.pseudonym import is_pseudonym, new_pseudonym

COOKIE = "gallae_person"
_A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Visitor:
    """A browser, or a program that keeps cookies.

    Attributes:
        user: Its pseudonym.
        session: What it does in a day shares it.
    """

    user: str
    session: str


def _visitor(request: Request, response: Response) -> Visitor:
    user = request.cookies.get(COOKIE, "")
    if not is_pseudonym(user):
        user = new_pseudonym()
        response.set_cookie(
            COOKIE,
            user,
            max_age=_A_YEAR,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
    return Visitor(user, f"{datetime.now(UTC):%Y-%m-%d}")


AVisitor = Annotated[Visitor, Depends(_visitor)]
"""Who asks, as a parameter of a route."""
