"""Scene headings, in English and Korean: whether a line is one, where and when its scene plays; and transitions."""

import re
from dataclasses import dataclass

_SETTING = r"INT\.?\s?/\s?EXT|EXT\.?\s?/\s?INT|I\.?/E|INT|EXT|EST"
_HEADING = re.compile(
    rf"^(?:(?:{_SETTING})(?:\.|\s)\s*|(?-i:INTERIOR|EXTERIOR)\b[\s.:–-]*|(?:S\s*#\s*|(?:씬|신)\s*)\d+[A-Za-z]?[.\s]+)\S",
    re.IGNORECASE,
)
_PARTS = re.compile(
    rf"^(?:(?P<setting>{_SETTING}|INTERIOR|EXTERIOR)(?:\.|\s|:)[\s–-]*)?"
    r"(?:(?:S\s*#\s*|(?:씬|신)\s*)\d+[A-Za-z]?[.\s]+)?(?P<rest>.*)$",
    re.IGNORECASE,
)
_SCENE_NUMBER = re.compile(r"\s*#[\w.\-]+#\s*$")
_MARGIN_NUMBER = re.compile(r"^(?P<number>\d{1,4}[A-Z]?)[.)]?\s+(?P<rest>.+?)(?:\s+(?P=number)[.)]?)?$")
_DASH = re.compile(r"\s+[-–—]+\s+")
_TIMES = (
    r"DAYS?|DAYTIME|NIGHTS?|NIGHTTIME|MORNING|AFTERNOON|EVENING|NOON|MIDNIGHT|MIDDAY|DAWN|DUSK|SUNRISE|SUNSET|TWILIGHT"
    r"|LATER|EARLIER|CONTINUOUS|SAME(?:\s+TIME)?|MOMENTS?|FLASHBACK|FLASHFORWARD|PRESENT|PAST|FUTURE|SPRING|SUMMER"
    r"|AUTUMN|FALL|WINTER|\d{4}S?"
)
_TIME = re.compile(rf"\b(?:{_TIMES})\b", re.IGNORECASE)
_LAST_TIME = re.compile(rf"^(?P<place>.+?)[,\s]+(?P<time>(?:{_TIMES})(?:\s*\([^()]*\))?)$")
_KOREAN_HOURS = "낮|밤|아침|오전|오후|저녁|새벽|정오|자정|해질녘|황혼|한낮|한밤|이른 아침|늦은 밤"
_KOREAN_TIMES = f"{_KOREAN_HOURS}|봄|여름|가을|겨울|과거|현재|회상|다음 날|잠시 후"
_KOREAN_TIME = re.compile(rf"^(?:{_KOREAN_TIMES})$")
_KOREAN_LAST = re.compile(
    rf"^(?P<place>.+?)\s*(?:\(\s*(?P<inside>{_KOREAN_TIMES})\s*\)|[,./\s]\s*(?P<time>{_KOREAN_TIMES}))$"
)
_KOREAN_SETTING = re.compile(r"(?:^|[\s,/(])(?P<setting>실내|실외|내부|외부)(?:[\s,/).]|$)")


_TRANSITION = re.compile(r"^(?:[^a-z]*\bTO:|FADE (?:TO BLACK|OUT)\.|CUT TO BLACK\.)$")


@dataclass(frozen=True)
class Heading:
    """A heading: as it stands without numbers, inside or outside (`None` if not said, or both), place and time."""

    text: str
    inside: bool | None
    place: str
    time: str


def is_heading(line: str) -> bool:
    """Say whether a line by itself reads as a scene heading."""
    return bool(_HEADING.match(line.strip()))


def is_transition(line: str) -> bool:
    """Say whether a line by itself reads as a transition, such as `CUT TO:`; a space after it makes it none."""
    return bool(_TRANSITION.match(line))


def without_margin_numbers(line: str) -> str:
    """Return a heading without the scene numbers that shooting scripts set in one or both margins."""
    numbered = _MARGIN_NUMBER.match(line.strip())
    return numbered["rest"] if numbered and is_heading(numbered["rest"]) else line.strip()


def parsed_heading(line: str) -> Heading:
    """Return what a heading says; a line that no rule fits is a place."""
    text = _SCENE_NUMBER.sub("", line.strip()).strip()
    parts = _PARTS.match(text)
    setting, rest = ((parts["setting"] or "").upper(), parts["rest"].strip()) if parts else ("", text)
    inside = None if "/" in setting or not setting else setting.startswith("INT")
    if not setting and (korean := _KOREAN_SETTING.search(rest)):
        inside = korean["setting"] in ("실내", "내부")
        rest = (rest[: korean.start()] + " " + rest[korean.end() :]).strip(" ,/.")
    place, time = _place_and_time(rest)
    return Heading(text, inside, place, time)


def _place_and_time(rest: str) -> tuple[str, str]:
    parts = [part.strip() for part in _DASH.split(rest) if part.strip()]
    times: list[str] = []
    while len(parts) > 1 and (_TIME.search(parts[-1]) or _KOREAN_TIME.match(parts[-1])):
        times.insert(0, parts.pop())
    place = " - ".join(parts)
    last = _LAST_TIME.match(place) or _KOREAN_LAST.match(place)
    if not times and last:
        groups = last.groupdict()
        return last["place"].strip(" ,./"), (groups.get("inside") or groups["time"] or "").strip()
    return place, " - ".join(times)
