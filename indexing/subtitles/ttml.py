"""TTML (`.ttml`, `.dfxp`, `.xml`): times as clock, offset, frames or ticks, counted within each other (W3C TTML 1)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from indexing.outside_xml import XmlElement, read_xml
from indexing.subtitles.line import LONGEST_MS, MOST_LINES, Line

_CLOCK = re.compile(r"(\d{1,6}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,9})|:(\d{1,4})(?:\.(\d{1,4}))?)?")
_OFFSET = re.compile(r"(\d{1,12})(?:\.(\d{1,9}))?(h|ms|m|s|f|t)")
_SECONDS = {"h": Fraction(3600), "m": Fraction(60), "s": Fraction(1), "ms": Fraction(1, 1000)}
_SOUND_ROLES = frozenset({"sound", "music", "sound-effect"})


@dataclass(frozen=True)
class _Rates:
    """How frames and ticks of a document are counted; each a second."""

    frames: Fraction
    sub_frames: int
    ticks: Fraction

    @classmethod
    def of(cls, root: XmlElement) -> "_Rates":
        rate = Fraction(_whole(root, "frameRate", 30))
        multiplier = re.findall(r"\d{1,6}", root.attributes.get("frameRateMultiplier", ""))
        sub_frames = _whole(root, "subFrameRate", 1)
        usual = rate * sub_frames if "frameRate" in root.attributes else Fraction(1)
        if len(multiplier) == 2 and all(map(int, multiplier)):
            rate *= Fraction(int(multiplier[0]), int(multiplier[1]))
        return cls(rate, sub_frames, Fraction(_whole(root, "tickRate", 0)) or usual)

    def seconds(self, told: str | None) -> Fraction | None:
        """Return a time expression in seconds, or `None` if it is none."""
        told = (told or "").strip()
        if clock := _CLOCK.fullmatch(told):
            whole = int(clock[1]) * 3600 + int(clock[2]) * 60 + int(clock[3])
            part = Fraction(f"0.{clock[4]}") if clock[4] else Fraction(0)
            frames = Fraction(int(clock[5] or 0)) + Fraction(int(clock[6] or 0), self.sub_frames)
            return whole + part + frames / self.frames
        if offset := _OFFSET.fullmatch(told):
            number = Fraction(f"{offset[1]}.{offset[2] or 0}")
            if offset[3] == "f":
                return number / self.frames
            return number / self.ticks if offset[3] == "t" else number * _SECONDS[offset[3]]
        return None


@dataclass(frozen=True)
class _Context:
    """What holds inside an element: its time, in seconds, its language, who speaks, and whether it tells a sound."""

    start: Fraction
    end: Fraction
    language: str
    speaker: str
    sound: bool


def ttml_lines(text: str) -> list[Line]:
    """Return the lines of a TTML text.

    Raises:
        XmlRefused: It is no XML, or not such as is read here.
        ValueError: It is another kind of XML.
    """
    root = read_xml(text)
    if root.name != "tt":
        raise ValueError(f"<{root.name}> is not <tt>")
    reader = _Reader(root)
    whole = _Context(Fraction(0), Fraction(LONGEST_MS, 1000), "", "", sound=False)
    return [line for _, line in zip(range(MOST_LINES), reader.lines(root, whole), strict=False)]


class _Reader:
    def __init__(self, root: XmlElement) -> None:
        self._rates = _Rates.of(root)
        self._agents = {
            agent.attributes.get("id", ""): " ".join(name.text().split())
            for agent in root.all("agent")
            for name in agent.children("name")
        }

    def lines(self, element: XmlElement, around: _Context) -> Iterator[Line]:
        """Yield the lines of an element whose time counts from that of what is around it."""
        inside = self._context(element, around, around.start)
        if element.name == "p":
            yield from self._paragraph(element, inside)
            return
        begin = inside.start
        for child in element.children("body", "div", "p"):
            if element.attributes.get("timeContainer") == "seq":
                following = _Context(begin, inside.end, inside.language, inside.speaker, inside.sound)
                yield from self.lines(child, following)
                begin = self._context(child, following, begin).end
            else:
                yield from self.lines(child, inside)

    def _context(self, element: XmlElement, around: _Context, zero: Fraction) -> _Context:
        told = element.attributes
        begin, end = self._rates.seconds(told.get("begin")), self._rates.seconds(told.get("end"))
        lasts = self._rates.seconds(told.get("dur"))
        start = zero + (begin or 0)
        ends = [around.end]
        if end is not None:
            ends.append(zero + end)
        if lasts is not None:
            ends.append(start + lasts)
        speakers = [self._agents.get(one, "") for one in told.get("agent", "").split()]
        return _Context(
            start,
            min(ends),
            told.get("lang", "").split("-")[0].lower() or around.language,
            ", ".join(filter(None, speakers)) or around.speaker,
            around.sound or bool(_SOUND_ROLES & set(told.get("role", "").split())),
        )

    def _paragraph(self, element: XmlElement, inside: _Context) -> Iterator[Line]:
        """Yield a paragraph as a line, or each span of it that has a time of its own."""
        timed = [
            span for span in element.children("span") if {"begin", "end", "dur"} & span.attributes.keys()
        ]
        for span in timed:
            yield from self._paragraph(span, self._context(span, inside, inside.start))
        if not timed:
            start, end = (int(seconds * 1000) for seconds in (inside.start, inside.end))
            if end < LONGEST_MS:
                yield Line(start, end, _marked(element), inside.speaker, inside.language, inside.sound)


def _marked(element: XmlElement) -> str:
    """Return the text of a paragraph; only `<br/>` begins a new row. What looks like a tag in it is none."""
    parts: list[str] = []
    for part in element.content:
        if isinstance(part, str):
            parts.append(" ".join(f"x{part}x".split())[1:-1].replace("&", "&amp;").replace("<", "&lt;"))
        elif part.name == "br":
            parts.append("\n")
        elif part.name == "span":
            parts.append(_marked(part))
    return "".join(parts)


def _whole(root: XmlElement, name: str, usual: int) -> int:
    told = root.attributes.get(name, "").strip()
    return int(told) if re.fullmatch(r"\d{1,9}", told) and int(told) else usual
