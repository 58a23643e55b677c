"""What a licence allows, told by its name: SPDX identifiers, Creative Commons in every spelling, and plain words.

Of Creative Commons, what a work that contains others may be under follows the licences themselves: section 4(b) of
the share-alike licences 2.0 to 3.0 (a later version with the same elements), section 3(b) of 4.0, and the list of
compatible licences that Creative Commons keeps (GPL 3 and Free Art Licence 1.3 for BY-SA 4.0).
"""

import re
from dataclasses import dataclass

VERSIONS = ("1.0", "2.0", "2.5", "3.0", "4.0")
"""Of the licences of Creative Commons."""

PUBLIC_DOMAIN = "PDM-1.0"
"""The key of everything that belongs to nobody."""

RESERVED = "All-Rights-Reserved"
"""The key of what may be used only by its owner's word."""


@dataclass(frozen=True)
class Licence:
    """What a licence allows.

    Attributes:
        name: As it was written.
        key: The SPDX identifier, or a name of ours in that manner (`KOGL-1`); `""` for a licence that is not known.
        attribution: Whether whoever made the film must be named.
        commercial: Whether it may be used to earn money.
        editing: Whether it may be cut and put together anew.
        whole: Keys of the licences of which a work that contains it must have one; `None` if it may have any.
        url: Where it can be read, or `""`.
    """

    name: str
    key: str = ""
    attribution: bool = True
    commercial: bool = True
    editing: bool = True
    whole: frozenset[str] | None = None
    url: str = ""

    @property
    def known(self) -> bool:
        """Whether it is said what the licence allows; of an unknown one everything is assumed."""
        return bool(self.key)


def read_licence(name: str) -> Licence:
    """Return what the licence of this name allows; a name that says nothing gives an unknown licence.

    >>> read_licence("CC BY-NC-SA 4.0").key
    'CC-BY-NC-SA-4.0'
    >>> read_licence("https://creativecommons.org/licenses/by-nd/3.0/").editing
    False
    >>> read_licence("free for all").known
    False
    """
    name = " ".join(name.split())
    return _creative_commons(name) or _listed(name) or _in_words(name) or Licence(name)


_ELEMENTS = {
    "NC": r"NC|NON-?\s?COMMERCIAL",
    "SA": r"SA|SHARE-?\s?ALIKE",
    "ND": r"ND|NO-?\s?DERIV(?:S|ATIVES?)?(?:[- ]WORKS)?",
}
_BY = re.compile(r"(?<![A-Z])(?:BY|ATTRIBUTION)(?![A-Z])")
_COMMONS = re.compile(r"(?<![A-Z])CC(?![A-Z])|CREATIVE\s?COMMONS|크리에이티브 커먼즈")
_SHORT = re.compile(r"BY(?:[- ](?:NC|SA|ND))*(?:[- ]\d(?:\.\d)?(?:[- ][A-Z]{2,3})?)?")
_VERSION = re.compile(r"(?<![\d.])([1-4])(?:\.([05]))?(?![\d.])")
_ZERO = re.compile(r"(?<![A-Z])(?:CC[- ]?0|CC[- ]?ZERO)(?![A-Z])|PUBLICDOMAIN/ZERO")
_MARK = re.compile(
    r"PUBLIC[- ]?DOMAIN|NO RIGHTS RESERVED|(?<![A-Z])(?:PDM?|CC[- ]PDM)(?![A-Z])"
    r"|퍼블릭 도메인|저작권 만료|자유 이용 저작물"
)


def _creative_commons(name: str) -> Licence | None:
    upper = name.upper()
    if _ZERO.search(upper):
        zero = "https://creativecommons.org/publicdomain/zero/1.0/"
        return Licence(name, "CC0-1.0", attribution=False, url=zero)
    if not _BY.search(upper) or not (_COMMONS.search(upper) or _SHORT.fullmatch(upper)):
        return None
    found = [mark for mark, how in _ELEMENTS.items() if re.search(rf"(?<![A-Z])(?:{how})(?![A-Z])", upper)]
    elements = "-".join(["BY", *found])
    version = _version(upper)
    key = "-".join(filter(None, ("CC", elements, version)))
    return Licence(
        name,
        key,
        commercial="NC" not in found,
        editing="ND" not in found,
        whole=_whole(elements, version, found),
        url=f"https://creativecommons.org/licenses/{elements.lower()}/{version}/{_place(upper)}"
        if version
        else "",
    )


def _version(name: str) -> str:
    found = _VERSION.search(name)
    version = f"{found[1]}.{found[2] or '0'}" if found else ""
    return version if version in VERSIONS else ""


def _place(name: str) -> str:
    """Return the country of a ported licence as its address names it, such as `kr/`."""
    found = re.search(r"\d\.\d[-/ ]([A-Z]{2,3})\b", name)
    return f"{found[1].lower()}/" if found else ""


def _whole(elements: str, version: str, found: list[str]) -> frozenset[str] | None:
    """Return what a work that contains such a film may be under."""
    if "SA" in found:
        later = [one for one in VERSIONS if one >= (version or "1.0")] if version != "1.0" else ["1.0"]
        alike = {f"CC-{elements}-{one}" for one in later}
        more = {"GPL-3.0", "LAL-1.3"} if (elements, version) == ("BY-SA", "4.0") else set()
        return frozenset(alike | more)
    if "NC" in found:
        return NONCOMMERCIAL
    return None


NONCOMMERCIAL = frozenset(
    {f"CC-BY-NC{more}-{one}" for more in ("", "-SA", "-ND") for one in VERSIONS}
    | {"KOGL-2", "KOGL-4", RESERVED}
)
"""What a work may be under that contains something which nobody may earn money with."""

_FREE = (
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "MPL-2.0",
    "Zlib",
    "BSL-1.0",
    "OFL-1.1",
)
_NO_CREDIT = ("0BSD", "Unlicense", "WTFPL")
_COPYLEFT = {
    "GPL-2.0": frozenset({"GPL-2.0"}),
    "GPL-2.0-only": frozenset({"GPL-2.0"}),
    "GPL-2.0-or-later": frozenset({"GPL-2.0", "GPL-3.0", "AGPL-3.0"}),
    "GPL-2.0+": frozenset({"GPL-2.0", "GPL-3.0", "AGPL-3.0"}),
    **dict.fromkeys(("GPL-3.0", "GPL-3.0-only", "GPL-3.0-or-later", "GPL-3.0+"), frozenset({"GPL-3.0"})),
    **dict.fromkeys(("LGPL-2.1", "LGPL-2.1-only"), frozenset({"LGPL-2.1", "GPL-2.0"})),
    **dict.fromkeys(("LGPL-2.1-or-later", "LGPL-3.0"), frozenset({"LGPL-2.1", "LGPL-3.0", "GPL-3.0"})),
    **dict.fromkeys(("AGPL-3.0", "AGPL-3.0-only", "AGPL-3.0-or-later"), frozenset({"AGPL-3.0"})),
    **dict.fromkeys(("GFDL-1.2", "GFDL-1.3", "GFDL-1.3-or-later"), frozenset({"GFDL-1.3"})),
    "ODbL-1.0": frozenset({"ODbL-1.0"}),
    "LAL-1.3": frozenset({"LAL-1.3", "CC-BY-SA-4.0"}),
}
"""What a work may be under that contains something under a licence which passes itself on."""

_BY_NAME = {
    **{key.lower(): Licence(key, key) for key in _FREE},
    **{key.lower(): Licence(key, key, attribution=False) for key in _NO_CREDIT},
    **{key.lower(): Licence(key, key, whole=whole) for key, whole in _COPYLEFT.items()},
}
_LIBERAL = {"free art license 1.3": "LAL-1.3", "free art licence 1.3": "LAL-1.3", "apache 2.0": "Apache-2.0"}


def _listed(name: str) -> Licence | None:
    lower = re.sub(r"\s+licen[cs]e$", "", name.lower())
    found = _BY_NAME.get(_LIBERAL.get(lower, lower).lower())
    if found is None:
        return None
    return Licence(
        name,
        found.key,
        found.attribution,
        whole=found.whole,
        url=f"https://spdx.org/licenses/{found.key}.html",
    )


_KOGL = re.compile(r"(?:공공누리|KOGL)\D{0,8}([1-4])", re.IGNORECASE)
_NO_CHANGES = re.compile(
    r"\bno[- ]?deriv(?:s|ative|atives)?(?:[- ]works?)?\b|변경\s*금지|개작\s*금지", re.IGNORECASE
)
_ALL_RESERVED = re.compile(r"\ball[- ]rights[- ]reserved\b|모든\s*권리\s*보유|무단\s*전재", re.IGNORECASE)
_NO_MONEY = re.compile(r"\bnon-?\s?commercial\b|비영리|비상업|영리\s*금지", re.IGNORECASE)


def _in_words(name: str) -> Licence | None:
    """Read the Korea Open Government Licence, the public domain, and what plain words forbid."""
    if kogl := _KOGL.search(name):
        return _open_government(name, int(kogl[1]))
    if _ALL_RESERVED.search(name):
        return Licence(name, RESERVED, commercial=False, editing=False)
    if _NO_CHANGES.search(name) or {"BY", "ND"} <= set(re.findall(r"[A-Z]+", name.upper())):
        return Licence(name, "No-Derivatives", commercial=not _NO_MONEY.search(name), editing=False)
    if _NO_MONEY.search(name):
        return Licence(name, "Non-Commercial", commercial=False, whole=NONCOMMERCIAL)
    if _MARK.search(name.upper()):
        mark = "https://creativecommons.org/publicdomain/mark/1.0/"
        return Licence(name, PUBLIC_DOMAIN, attribution=False, url=mark)
    return None


def _open_government(name: str, kind: int) -> Licence:
    money = kind in (1, 3)
    return Licence(
        name, f"KOGL-{kind}", commercial=money, editing=kind < 3, whole=None if money else NONCOMMERCIAL
    )
