"""The music: one small theme that every scene plays in its own key, pace and colour."""

from dataclasses import dataclass

from creator.sample.sound.tones import Stereo, bell, edges, pad, place, pluck, room, silence

MAJOR, MINOR = (0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10)
THEME = "5 . 6 . 8 . 10 9 | 8 . . 6 5 . . . | 5 . 6 . 8 . 9 10 | 12 . . 10 9 . . ."


@dataclass(frozen=True)
class Tune:
    """How a scene plays the theme.

    Attributes:
        root: The MIDI note of degree 1.
        mode: The scale's steps.
        pace: Eighth notes a second.
        chords: A bar's chord, as a degree, one after another.
        melody: Eighth notes as degrees; a dot holds, a bar line is for the eye.
        voices: Levels of pad, accompaniment and melody.
        glass: Whether the melody is played by bells instead of strings.
    """

    root: int
    mode: tuple[int, ...]
    pace: float
    chords: tuple[int, ...]
    melody: str = THEME
    voices: tuple[float, float, float] = (0.1, 0.07, 0.13)
    glass: bool = False


TUNES = {
    "rain": Tune(57, MINOR, 2.6, (1, 6, 3, 7),
        "5 . . . 3 . 2 . | 1 . . . . . . . | 5 . . . 6 . 5 . | 3 . . . 2 . . .",
        (0.11, 0.05, 0.11)),
    "kitchen": Tune(60, MAJOR, 3.2, (1, 6, 4, 5), THEME, (0.08, 0.06, 0.12)),
    "chase": Tune(57, MINOR, 5.2, (1, 1, 6, 7),
        "1 . 3 . 5 . 3 5 | 8 . 7 . 5 . . . | 6 . 8 . 10 . 8 6 | 7 . 5 . 7 . . .",
        (0.08, 0.08, 0.1)),
    "forest": Tune(62, MINOR, 2.8, (1, 4, 6, 3),
        "8 . . 10 . . 12 . | 11 . . 8 . . . . | 6 . . 8 . . 10 . | 9 . . 7 . . . .",
        (0.1, 0.045, 0.08), True),
    "pond": Tune(65, MAJOR, 2.4, (1, 3, 4, 1), THEME, (0.11, 0.04, 0.075), True),
    "ending": Tune(62, MAJOR, 3.0, (1, 5, 6, 4), THEME, (0.12, 0.06, 0.13)),
    "hill": Tune(67, MAJOR, 2.8, (4, 1, 5, 1), THEME, (0.12, 0.06, 0.11)),
    "stairs": Tune(55, MINOR, 3.4, (1, 7, 6, 5),
        "1 . 2 . 3 . 5 . | 4 . 3 . 2 . . . | 3 . 4 . 5 . 7 . | 8 . . . . . . .",
        (0.1, 0.06, 0.1)),
    "lamp": Tune(60, MAJOR, 2.5, (6, 4, 1, 5), THEME, (0.13, 0.05, 0.1), True),
    "snow": Tune(64, MAJOR, 2.7, (1, 4, 6, 5), THEME, (0.1, 0.05, 0.075), True),
    "morning": Tune(62, MAJOR, 3.4, (1, 4, 5, 1), THEME, (0.1, 0.07, 0.13)),
}  # fmt: skip


def note(tune: Tune, degree: int) -> int:
    """Give the MIDI note of a degree, 1 being the root and 8 the one above."""
    octave, step = divmod(degree - 1, 7)
    return tune.root + 12 * octave + tune.mode[step]


def play(name: str, seconds: float) -> Stereo:
    """Play a tune for a scene's length."""
    tune, track = TUNES[name], silence(seconds)
    bar = 8 / tune.pace
    steps = [step for step in tune.melody.split() if step != "|"]
    for number in range(int(seconds / bar) + 1):
        _bar(track, tune, number * bar, tune.chords[number % len(tune.chords)])
    for number in range(int((seconds - 1.2) * tune.pace)):
        step = steps[number % len(steps)]
        if step != ".":
            sound = (bell if tune.glass else pluck)(note(tune, int(step)) + (12 if tune.glass else 0))
            place(track, sound, 0.3 + number / tune.pace, tune.voices[2], 0.15)
    return edges(room(track, 2.2, 0.32), 0.5, 1.3)


def _bar(track: Stereo, tune: Tune, at: float, chord: int) -> None:
    bar = 8 / tune.pace
    for number, degree in enumerate((chord - 7, chord, chord + 2, chord + 4)):
        place(
            track,
            pad(note(tune, degree), bar * 1.25),
            at,
            tune.voices[0] * (0.8 if number else 1.0),
            (number - 1.5) * 0.3,
        )
    for number, degree in enumerate((0, 2, 4, 7, 4, 2, 4, 2)):
        place(
            track,
            pluck(note(tune, chord - 7 + degree), 1.6),
            at + number / tune.pace,
            tune.voices[1],
            -0.35 + 0.1 * (number % 3),
        )
