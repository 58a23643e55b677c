"""Splits a line of English or Korean text into sentences."""

import re
from itertools import pairwise

# Where a sentence may end: Latin marks before a space and no small letter, wide marks anywhere, and a full stop
# between two Korean words that lack the space.
_STOP = re.compile(
    r"""[.!?…]+["”’'」』)\]]*(?=\s+(?![a-z]))"""
    r"""|[。！？]+["”’'」』)\]]*"""
    r"""|(?<=[가-힣])[.!?]+(?=[가-힣])"""
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“])(?:Mr|Mrs|Ms|Dr|Prof|St|Mt|Sr|Jr|vs|Capt|Lt|Col|Gen|Sgt|Rev|[A-HJ-Z])\.$"
)


def sentences(line: str) -> list[str]:
    """Return the sentences of a line in order; what has no letter in it joins its neighbour.

    >>> sentences("Dr. Kim waits. “Stop! Now!” She runs... and falls.")
    ['Dr. Kim waits.', '“Stop! Now!”', 'She runs... and falls.']
    >>> sentences("문이 열린다. 누구세요? 아무도 없다.")
    ['문이 열린다.', '누구세요?', '아무도 없다.']
    """
    return _joined([line[start:end].strip() for start, end in pairwise(_borders(line))])


def _borders(line: str) -> list[int]:
    borders = [0]
    for match in _STOP.finditer(line):
        if _complete(line[borders[-1] : match.end()]):
            borders.append(match.end())
    return [*borders, len(line)]


def _complete(piece: str) -> bool:
    """Say whether a piece that ends with a mark can stand alone: no open quotation, no abbreviation at its end."""
    quoted = piece.count('"') % 2 or piece.count("“") > piece.count("”")
    return not quoted and not _ABBREVIATION.search(piece)


def _joined(pieces: list[str]) -> list[str]:
    found: list[str] = []
    for piece in filter(None, pieces):
        if found and not (has_letter(piece) and has_letter(found[-1])):
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece)
    return [piece for piece in found if has_letter(piece)]


def has_letter(text: str) -> bool:
    """Say whether a text has a letter of any script."""
    return any(character.isalpha() for character in text)
