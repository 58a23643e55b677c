"""Licences and authors in the words of H5P."""

from collections.abc import Iterable

from creator.credits import Credit, web_address
from library.rights.licence import PUBLIC_DOMAIN, RESERVED, read_licence

LICENCES = (
    *("CC BY", "CC BY-SA", "CC BY-ND", "CC BY-NC", "CC BY-NC-SA", "CC BY-NC-ND"),
    *("CC0 1.0", "PD", "CC PDM", "C", "U"),
)
"""What H5P calls licences; `C` is copyright, `U` undisclosed."""

VERSIONS = ("4.0", "3.0", "2.5", "2.0", "1.0")
_OTHERS = {"CC0-1.0": "CC0 1.0", PUBLIC_DOMAIN: "CC PDM", RESERVED: "C"}


def h5p_licence(name: str) -> tuple[str, str]:
    """Return what H5P calls a licence, and its version or `""`.

    >>> h5p_licence("CC-BY-NC-SA-3.0"), h5p_licence("public domain"), h5p_licence("MIT")
    (('CC BY-NC-SA', '3.0'), ('CC PDM', ''), ('U', ''))
    """
    key = read_licence(name).key
    if not key.startswith("CC-BY"):
        return _OTHERS.get(key, "U"), ""
    elements, _, version = key.removeprefix("CC-").rpartition("-")
    if version not in VERSIONS:
        elements, version = key.removeprefix("CC-"), ""
    return f"CC {elements}", version


def authors_of(credits: Iterable[Credit]) -> list[dict[str, str]]:
    """Return whom to name, each once; H5P has no longer names than 255 characters."""
    names = dict.fromkeys(
        " ".join(credit.credit.split())[:255] for credit in credits if credit.credit.strip()
    )
    return [{"name": name, "role": "Author"} for name in names]


def copyright_of(credits: tuple[Credit, ...]) -> dict[str, str]:
    """Return what H5P says under a video about the films in it."""
    licences = {h5p_licence(credit.licence) for credit in credits}
    licence, version = licences.pop() if len(licences) == 1 else ("U", "")
    told = {
        "title": "; ".join(credit.title for credit in credits),
        "author": "; ".join(dict.fromkeys(credit.credit for credit in credits if credit.credit)),
        "source": next((address for one in credits if (address := web_address(one.source))), ""),
        "version": version,
    }
    return {"license": licence, **{name: text for name, text in told.items() if text}}


def licence_extras(credits: Iterable[Credit]) -> str:
    """Return one line a film: title, whom to name, licence, and where that can be read."""
    return "\n".join(
        ", ".join(filter(None, (one.title, one.credit, one.licence, one.licence_url))) for one in credits
    )
