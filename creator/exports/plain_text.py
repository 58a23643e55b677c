"""Texts from outside as files of other tools can hold them: on one line, of characters that XML has a place for."""

import re

_UNFIT = re.compile(r"[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def fit_for_xml(text: str) -> str:
    """Return a text in which U+FFFD stands for what XML 1.0 (section 2.2) has no place for, and for other controls."""
    return _UNFIT.sub("\ufffd", text)


def one_line(text: str) -> str:
    r"""Return a text on one line, fit for XML, so that it cannot become a line or a command of a file.

    >>> one_line(" a\n002  AX V C ")
    'a 002 AX V C'
    """
    return fit_for_xml(" ".join(text.split()))
