"""Twine's own links: `[[to]]`, `[[label->to]]`, `[[to<-label]]`, `[[label|to]]`, each with `][setter` or without."""

import re
from dataclasses import dataclass

_WEB = re.compile(r"(?:\w+:)?//\w|mailto:", re.IGNORECASE)


@dataclass(frozen=True)
class Link:
    """What stands between double brackets.

    Attributes:
        label: What a reader sees.
        target: Name of the passage to which it leads.
        setter: Assignments that are made when it is followed, as they are written, or `""`.
    """

    label: str
    target: str
    setter: str = ""


def read_link(inside: str) -> Link | None:
    """Return the link between double brackets, or `None` if it leads out of the story or nowhere.

    The last `->` divides, else the first `<-`, else the last `|`, as in Twine.
    """
    words, _, setter = inside.partition("][")
    label, target = _divided(words)
    label, target = label.strip(), target.strip()
    if not target or _WEB.match(target):
        return None
    return Link(label or target, target, setter.strip())


def can_stand_in_brackets(label: str, target: str) -> bool:
    """Say whether a label and a target come back as they are from `[[label->target]]`."""
    found = read_link(f"{label}->{target}")
    plain = not set("[]\n\r") & set(label + target)
    return plain and found == Link(label, target)


def _divided(words: str) -> tuple[str, str]:
    label, arrow, target = words.rpartition("->")
    if arrow:
        return label, target
    target, arrow, label = words.partition("<-")
    if arrow:
        return label, target
    label, bar, target = words.rpartition("|")
    return (label, target) if bar else (words, words)
