"""Who made the films that a story uses, and under which licences: one credit per film."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from re import fullmatch

from library.records import Film

CREATIVE_COMMONS = r"(?:CC[- ])?(BY(?:-NC)?(?:-SA|-ND)?)[- ](\d\.\d)(?:[- ]([A-Z]{2,3}))?"


@dataclass(frozen=True)
class Credit:
    """What is said of one film.

    Attributes:
        title: The film.
        provider: Where it comes from, or `""`.
        licence: Its licence, or `""` if nobody knows.
        credit: Whom to name, or `""`.
        licence_url: Where the licence can be read, or `""`.
    """

    title: str
    provider: str
    licence: str
    credit: str
    licence_url: str = ""


def credits_of(films: Iterable[Film]) -> tuple[Credit, ...]:
    """Return the credits of films, each once, by title."""
    found = {
        Credit(film.title, film.provider, film.licence, film.credit, licence_url(film.licence))
        for film in films
    }
    return tuple(sorted(found, key=lambda credit: (credit.title.casefold(), *asdict(credit).values())))


def licence_url(licence: str) -> str:
    """Return where a Creative Commons licence can be read, or `""` for any other.

    >>> licence_url("CC BY-SA 4.0")
    'https://creativecommons.org/licenses/by-sa/4.0/'
    """
    name = licence.strip().upper()
    if fullmatch(r"CC0(?:[- ]1\.0)?", name):
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    found = fullmatch(CREATIVE_COMMONS, name)
    if not found:
        return ""
    kind, version, place = found.groups()
    return f"https://creativecommons.org/licenses/{kind.lower()}/{version}/" + (
        f"{place.lower()}/" if place else ""
    )
