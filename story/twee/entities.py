"""HTML's named and numbered characters, back as themselves."""

import re
from html import unescape

_FAR_TOO_LONG = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{8,});?")


def without_entities(text: str) -> str:
    """Return a text in which `&lt;` is `<`; a number that is no character becomes U+FFFD."""
    return unescape(_FAR_TOO_LONG.sub("\ufffd", text)) if "&" in text else text
