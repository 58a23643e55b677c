"""Licences: those that people choose among, and what any of them allows."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from library.rights.licence import PUBLIC_DOMAIN, RESERVED, read_licence

router = APIRouter(prefix="/licences", tags=["licences"])

COMMON = (
    *("CC0-1.0", PUBLIC_DOMAIN, "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-ND-4.0"),
    *("CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", "CC-BY-NC-ND-4.0", "CC-BY-3.0", "CC-BY-SA-3.0"),
    *("KOGL-1", "KOGL-2", "KOGL-3", "KOGL-4", "MIT", RESERVED),
)
"""Names of licences under which films are often found, the freest first."""


class LicenceView(BaseModel):
    """What a licence allows; of one that is not `known`, nobody can say.

    `attribution`: whoever made the film must be named. `commercial`: it may be used to earn money. `editing`: it may
    be cut and put together anew. `passes_on`: a work that contains it may not be under any licence one likes.
    """

    name: str
    known: bool
    attribution: bool
    commercial: bool
    editing: bool
    passes_on: bool
    url: str


@router.get("")
def licences(
    name: Annotated[str | None, Query(max_length=200, description="Only the licence of this name.")] = None,
) -> list[LicenceView]:
    """Return licences that are often found, or what the one of a name allows, however it is spelt."""
    return [_view(one) for one in (COMMON if name is None else (name,))]


def _view(name: str) -> LicenceView:
    licence = read_licence(name)
    return LicenceView(
        name=name,
        known=licence.known,
        attribution=licence.attribution,
        commercial=licence.commercial,
        editing=licence.editing,
        passes_on=licence.whole is not None,
        url=licence.url,
    )
