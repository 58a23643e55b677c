"""Which licences forbid to cut a film up and put it together anew, told by their names."""

import re

_CREATIVE_COMMONS_PARTS = re.compile(r"[A-Z0-9.]+")

_FORBIDDING = re.compile(
    r"\bno[- ]?deriv(?:s|ative|atives)?(?:[- ]works?)?\b"
    r"|\ball[- ]rights[- ]reserved\b"
    r"|(?:공공누리|\bKOGL)\D{0,8}[34]"
    r"|변경\s*금지|개작\s*금지|모든\s*권리\s*보유|무단\s*전재",
    re.IGNORECASE,
)


def forbids_editing(licence: str) -> bool:
    """Say whether a licence forbids to re-edit a film: NoDerivatives, KOGL types 3 and 4, or all rights reserved.

    >>> [forbids_editing(name) for name in ("CC BY-ND 4.0", "CC-BY-NC-ND-3.0", "CC BY-SA 4.0", "CC0-1.0")]
    [True, True, False, False]
    """
    parts = _CREATIVE_COMMONS_PARTS.findall(licence.upper())
    return ("BY" in parts and "ND" in parts) or _FORBIDDING.search(licence) is not None
