"""Screenplays in Fountain (fountain.io/syntax) to scenes with heading, action and dialogue."""

import re
from dataclasses import dataclass
from pathlib import Path

from indexing.errors import ScreenplayUnreadable
from indexing.text_file import decoded, read_bytes
from library.catalog.films import Source

_REMEDY = "Give a Fountain file with headings such as `INT. KITCHEN - NIGHT`."
_HEADING = re.compile(
    r"^(?:(?P<setting>INT\.?/EXT|EXT\.?/INT|I\.?/E|INT|EXT|EST)(?:\.|\s)\s*|S\s*#\s*\d+[.\s]+|\.(?=[^.]))(?P<rest>.+)$",
    re.IGNORECASE,
)
_SCENE_NUMBER = re.compile(r"\s*#[\w.\-]+#\s*$")
_CHARACTER = re.compile(
    r"^(?:@(?P<forced>.+)|(?P<plain>[^a-z가-힣]*[A-Z][^a-z가-힣]*|[가-힣][가-힣A-Z0-9 ]{0,11}))$"
)
_EXTENSION = re.compile(r"\s*(\([^)]*\)|\^)\s*")
_TITLE_PAGE = re.compile(r"\A(?:[A-Za-z][A-Za-z ]*:.*\n(?:[ \t]+.*\n)*)+\n")
# Neither crosses a second opening, so that many without an end are read in one pass.
_HIDDEN = re.compile(r"/\*(?:(?!/\*).)*?\*/|\[\[(?:(?!\[\[).)*?\]\]", re.DOTALL)
_EMPHASIS = re.compile(r"(?<!\\)[*_]+")
_CENTRED = re.compile(r">\s*([^<>]*?)\s*<")
_TRANSITION = re.compile(r"^(?:>.*[^<]|[^a-z]*TO:)$")


@dataclass(frozen=True)
class Speech:
    """What a character says, and how (the parentheticals), in the order of the page."""

    character: str
    text: str
    manner: str = ""


@dataclass(frozen=True)
class ScreenplayScene:
    """A scene as it is written.

    Attributes:
        heading: As it stands, without the scene number.
        inside: Whether it plays inside; `None` if the heading does not say, or says both.
        place: Where it plays, as written.
        time: When it plays, as written, or `""`.
        actions: What is seen, a paragraph each.
        speeches: What is said.
    """

    heading: str
    inside: bool | None
    place: str
    time: str
    actions: tuple[str, ...]
    speeches: tuple[Speech, ...]


def screenplay_source(path: Path) -> Source:
    """Read a screenplay file, as it will be kept beside its film.

    Raises:
        ScreenplayUnreadable: It is missing, empty, too large, or has no scene heading.
    """
    source = Source("screenplay", path.name, read_bytes(path, ScreenplayUnreadable, "screenplay"))
    if not read_screenplay(source):
        raise ScreenplayUnreadable(f"{path}: there is no scene heading in it.", _REMEDY)
    return source


def read_screenplay(source: Source) -> list[ScreenplayScene]:
    """Return the scenes of a screenplay in order; what stands before the first heading is left out.

    Raises:
        ScreenplayUnreadable: It is no text.
    """
    text = decoded(source.content)
    if text is None:
        raise ScreenplayUnreadable(f"{source.name}: not a text file.", _REMEDY)
    body = _HIDDEN.sub("", _TITLE_PAGE.sub("", text.lstrip("\ufeff") + "\n"))
    scenes: list[_Draft] = []
    for block in re.split(r"\n[ \t]*\n", body):
        lines = [line.rstrip() for line in block.splitlines() if line.strip()]
        if lines and (heading := _HEADING.match(lines[0].strip())):
            scenes.append(_Draft(heading))
            lines = lines[1:]
        if lines and scenes:
            scenes[-1].take(lines)
    return [scene.finished() for scene in scenes]


class _Draft:
    """A scene that is being read."""

    def __init__(self, heading: re.Match[str]) -> None:
        self._heading = heading
        self._actions: list[str] = []
        self._speeches: list[Speech] = []

    def take(self, lines: list[str]) -> None:
        """Take a paragraph: a speech if it begins with a character's name, else action."""
        name = _CHARACTER.match(_EXTENSION.sub("", lines[0].strip()))
        if name and len(lines) > 1 and not lines[0].lstrip().startswith(("!", ">", "#", "=")):
            self._speeches.append(_speech(name["forced"] or name["plain"], lines[1:]))
        elif not lines[0].startswith(("#", "=")) and not _TRANSITION.match(lines[0].strip()):
            self._actions.append(_plain(" ".join(line.strip().lstrip("!~") for line in lines)))

    def finished(self) -> ScreenplayScene:
        """Return the scene."""
        rest = _SCENE_NUMBER.sub("", self._heading["rest"]).strip()
        place, _, time = rest.rpartition(" - ") if " - " in rest else (rest, "", "")
        setting = (self._heading["setting"] or "").upper()
        inside = None if "/" in setting or not setting else setting == "INT"
        heading = _SCENE_NUMBER.sub("", self._heading[0].lstrip(".")).strip()
        return ScreenplayScene(
            heading, inside, place.strip(), time.strip(), tuple(self._actions), tuple(self._speeches)
        )


def _speech(name: str, lines: list[str]) -> Speech:
    manner = [line.strip("() \t") for line in lines if line.strip().startswith("(")]
    said = [line.strip().lstrip("~") for line in lines if not line.strip().startswith("(")]
    return Speech(name.strip(), _plain(" ".join(said)), "; ".join(manner))


def _plain(text: str) -> str:
    return " ".join(_EMPHASIS.sub("", _CENTRED.sub(r"\1", text)).split())
