"""Choices as people write them in a sentence: `either … or …`, `if … otherwise …`, a question with its answers."""

import re
from dataclasses import dataclass

from story.draft.korean_choices import is_supposed, korean_condition, korean_ways

_EITHER = re.compile(
    r"(?:(?P<subject>[A-Z][\w’'-]*(?:\s[\w’'-]+){0,3}?)(?P<modal>\s(?:can|could|may|might|must|will|would|should))?"
    r"\s+)?either[\s,:]+(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_ASKED = re.compile(
    r"(?:will|would|should|shall|does|do|can|could|must)\s+"
    r"(?:she|he|they|it|we|you|I|[A-Z]\w+|the\s\w+)\s+(?P<rest>[^,]+\s+or\s+[^,]+)\?",
)
_NOT_A_WAY = re.compile(r"(?:not|no|nothing|so|never)\b", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:not|never|no)\b|n[’']t\b", re.IGNORECASE)
_IF = re.compile(
    r"if\s+(?!only\b|not\b|so\b|ever\b)(?P<condition>[^,:;]+?)\s*(?:[,:]\s*(?:then\s+)?|\s+then\s+|$)(?P<then>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ELSE = re.compile(
    r"(?:(?:otherwise|or\s+else|else|if\s+not)\b[\s,:]*|(?:그렇지|그러지)\s*않(?:으면|는다면)[\s,:]*|안\s*그러면[\s,:]*"
    r"|아니(?:면|라면)[\s,:]+)",
    re.IGNORECASE,
)
_CLAUSES = re.compile(
    r"[,;，；]\s*(?=(?:and\s+)?(?:otherwise|or\s+else|if\s+not)\b|(?:그렇지|그러지)\s*않|안\s*그러면|아니(?:면|라면)\s)"
    r"|[;；]\s*(?=if\b|만약|만일|else\b)|(?<=고)\s+(?=아니면\s|만약\s)|(?<=고)[,，]\s*",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"\b(?:cho(?:ose|oses|ice|ices|osing)|decid\w+|decision|options?|picks?|which way)\b"
    r"|선택|고른|고르|골라|결정|정해|갈림길|기로|망설|고민|갈래",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Conditional:
    """A sentence that says what happens if.

    Attributes:
        condition: What the viewer chooses, as a sentence of its own.
        then: What happens then, or `""`.
        marked: Whether it says so itself (if, 만약), rather than by an ending that other sentences have, too.
    """

    condition: str
    then: str
    marked: bool = True


def ways_in(sentence: str) -> list[str]:
    """Return the options of a sentence that holds a whole choice, each a sentence; else the sentence alone.

    >>> ways_in("Either she runs, or she hides.")
    ['She runs', 'She hides.']
    >>> ways_in("미나는 골목으로 갈까, 버스를 탈까?")
    ['미나는 골목으로 간다', '미나는 버스를 탄다']
    >>> ways_in("She goes left or right.")
    ['She goes left or right.']
    """
    found = _either(sentence) or _asked(sentence) or korean_ways(sentence)
    return found if len(found) > 1 else [sentence]


def conditional(sentence: str) -> Conditional | None:
    """Return a sentence that begins with `if` or has a clause in 면 as what is supposed and what follows.

    >>> conditional("If Mina takes the key, she enters the tower.")
    Conditional(condition='Mina takes the key', then='She enters the tower.', marked=True)
    """
    if otherwise(sentence) is not None:
        return None  # 그렇지 않으면 has a 면 as well
    match = _IF.fullmatch(sentence.strip())
    if match:
        return Conditional(capital(match["condition"]), capital(match["then"]))
    korean = korean_condition(sentence)
    return None if korean is None else Conditional(*korean, marked=is_supposed(sentence))


def otherwise(sentence: str) -> str | None:
    """Return what a sentence says that begins with `otherwise` or 아니면; `None` for any other."""
    match = _ELSE.match(sentence)
    return None if match is None else capital(sentence[match.end() :])


def clauses(sentence: str) -> list[str]:
    """Return the parts of a conditional sentence: `If a, b; otherwise c.` has two."""
    parts = [part.strip() for part in _CLAUSES.split(sentence)]
    conditions = [conditional(part) for part in parts]
    sure = any(one is not None and one.marked for one in conditions)
    others = [otherwise(part) for part, one in zip(parts, conditions, strict=True) if one is None]
    return parts if all(others) and (sure or others) else [sentence]


def opens_choice(text: str) -> bool:
    """Say whether options may follow a line: it asks something, or speaks of choosing."""
    return asks(text) or _OPENS.search(text) is not None


def asks(text: str) -> bool:
    """Say whether a line ends with a question that nobody says aloud."""
    return text.rstrip(" :：").endswith(("?", "？"))


def capital(words: str) -> str:
    """Return words with a capital at their beginning."""
    return words[:1].upper() + words[1:]


def _either(sentence: str) -> list[str]:
    match = _EITHER.match(sentence)
    if match is None or (match["subject"] and _DENIES.search(match["subject"])):
        return []
    ways = re.split(r",\s*or\s+", match["rest"])
    if len(ways) == 1:
        ways = re.split(r"\s+or\s+", match["rest"], maxsplit=1)
    subject = match["subject"] if match["subject"] and not match["modal"] else ""
    return [f"{subject} {way}" if subject else capital(way) for way in ways] if len(ways) > 1 else []


def _asked(sentence: str) -> list[str]:
    match = re.match(_ASKED, sentence[:1].lower() + sentence[1:])
    if match is None:
        return []
    ways = re.split(r"\s+or\s+", match["rest"])
    return [] if any(_NOT_A_WAY.match(way) for way in ways) else [capital(way) for way in ways]
