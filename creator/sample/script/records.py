"""What the film's script is made of: scenes of shots, their spoken lines, and who stands where."""

from dataclasses import dataclass
from typing import Literal

FPS = 24
LEAD, GAP, TAIL = 0.45, 0.14, 0.4
READING = {"en": 14.5, "ko": 8.5}
SHORTEST = 1.5
Language = Literal["en", "ko"]


@dataclass(frozen=True)
class Line:
    """One subtitle line: what is said or heard, in both languages.

    Attributes:
        en: The English words.
        ko: The Korean words.
        who: The speaker's name in capitals, or empty for a sound such as [rain falls].
        how: A parenthetical for the screenplay, or empty.
        voice_over: Whether the speaker tells it rather than says it in the picture.
    """

    en: str
    ko: str
    who: str = ""
    how: str = ""
    voice_over: bool = False

    @property
    def seconds(self) -> float:
        """How long it stays, so that both languages can be read."""
        return max(SHORTEST, len(self.en) / READING["en"], len(self.ko) / READING["ko"])


@dataclass(frozen=True)
class Part:
    """One actor in one shot.

    Attributes:
        who: mina, bori, spark, ship or gull.
        way: Where it stands, as (second, x, y) in stage pixels; it moves between them.
        scale: How large, 1 is a wide shot.
        facing: 1 right, -1 left.
        act: What it does; see `Pose`.
        mood: calm, joy, sad or awe.
        lamp: How bright it is at the start and at the end of the shot.
        look: Eyes to the side, -1 to 1.
    """

    who: str
    way: tuple[tuple[float, float, float], ...]
    scale: float = 1.0
    facing: int = 1
    act: str = "stand"
    mood: str = "calm"
    lamp: tuple[float, float] = (0.0, 0.0)
    look: float = 0.0


@dataclass(frozen=True)
class View:
    """What the camera does: from one value to the other over the shot.

    Attributes:
        pan: How far right it stands, in pixels of the stage.
        zoom: How close, 1 shows the whole stage.
        at: The point that zooming keeps, as shares of width and height.
        power: How bright the place's own lamps are.
        close: For a close shot, the (x, y, width) of the place that is seen, out of focus, behind.
    """

    pan: tuple[float, float] = (100.0, 100.0)
    zoom: tuple[float, float] = (1.0, 1.04)
    at: tuple[float, float] = (0.5, 0.5)
    power: tuple[float, float] = (0.0, 0.0)
    close: tuple[float, float, float] | None = None


@dataclass(frozen=True)
class Shot:
    """One take: what is seen (for the screenplay), what is said, the camera and the actors."""

    action: str
    view: View
    cast: tuple[Part, ...]
    lines: tuple[Line, ...] = ()
    least: float = 3.5

    @property
    def frames(self) -> int:
        """How long it is: as long as asked for, and long enough for its lines."""
        spoken = LEAD + sum(line.seconds + GAP for line in self.lines) + TAIL if self.lines else 0.0
        return round(max(self.least, spoken) * FPS)


@dataclass(frozen=True)
class Scene:
    """Consecutive shots of one place and time.

    Attributes:
        name: A short name, unique in the film.
        place: The key of its place in `places.PLACES`.
        hour: dusk, night, dawn or day.
        heading: The screenplay's scene heading.
        weather: rain, snow or nothing.
        sounds: The ambiences that are heard.
        tune: The name of its music.
        fade_in: Whether it fades in from black.
        fade_out: Whether it fades out to black.
    """

    name: str
    place: str
    hour: str
    heading: str
    shots: tuple[Shot, ...]
    sounds: tuple[str, ...]
    tune: str
    weather: str = ""
    fade_in: bool = False
    fade_out: bool = False

    @property
    def frames(self) -> int:
        """How many frames it lasts."""
        return sum(shot.frames for shot in self.shots)


@dataclass(frozen=True)
class Beat:
    """One line of the synopsis: the sentence in both languages, how deep it is indented, whether it is an "or"."""

    en: str
    ko: str
    depth: int = 0
    other: bool = False
