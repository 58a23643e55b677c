"""Who made the films that a story uses, and under which licences: one credit per film."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from library.records import Film
from library.rights.licence import read_licence


@dataclass(frozen=True)
class Credit:
    """What is said of one film.

    Attributes:
        title: The film.
        provider: Where it comes from, or `""`.
        licence: Its licence as it was written, or `""` if nobody knows.
        credit: Whom to name, or `""`.
        licence_url: Where the licence can be read, or `""`.
        licence_id: The licence's SPDX identifier or a name in that manner, or `""`.
        source: Where the film's file was got, or `""`.
        films: SHA-256 of the films of which all this holds, in hex.
    """

    title: str
    provider: str
    licence: str
    credit: str
    licence_url: str = ""
    licence_id: str = ""
    source: str = ""
    films: tuple[str, ...] = ()


def credits_of(films: Iterable[Film]) -> tuple[Credit, ...]:
    """Return the credits of films, by title; films of which the same is said share one."""
    found: dict[Credit, list[str]] = {}
    for film in films:
        found.setdefault(replace(credit_of(film), films=()), []).append(film.fingerprint)
    merged = (replace(credit, films=tuple(sorted(set(names)))) for credit, names in found.items())
    return tuple(sorted(merged, key=lambda credit: (credit.title.casefold(), *asdict(credit).values())))


def credit_of(film: Film) -> Credit:
    """Return the credit of a film."""
    licence = read_licence(film.licence)
    said = (film.title, film.provider, film.licence, film.credit)
    return Credit(*said, licence.url, licence.key, film.source, (film.fingerprint,))


def web_address(text: str) -> str:
    """Return a text if it is an address that a page may link to, else `""`."""
    plain = text.strip()
    return plain if plain.lower().startswith(("https://", "http://")) and not plain.split()[1:] else ""
