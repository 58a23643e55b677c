"""In how many steps a job goes, and at which one it is, by the stage that it reports."""

from collections.abc import Mapping

_STEPS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "add": (
        ("reading",),
        ("subtitles", "sound", "transcript"),
        ("shots", "watching"),
        ("cues", "scenes", "texts", "tags", "words"),
        ("vectors",),
        ("thumbnails", "taking pictures", "picture vectors"),
    ),
    "sample": (
        ("draw sample film", "join sample film"),
        ("reading", "subtitles", "sound", "transcript", "shots", "watching"),
        ("cues", "scenes", "texts", "tags", "words", "vectors"),
        ("thumbnails", "taking pictures", "picture vectors"),
    ),
    "publish": (("clips",), ("holds",), ("cards",), ("bundle",)),
}
"""By kind of job: the stages of each step, in the order in which they come."""


def step_of(kind: str, stage: str) -> tuple[int, int]:
    """Return at which step a job is, from 1, and how many there are; zeros where that is not known."""
    steps = _STEPS.get(kind, ())
    for number, stages in enumerate(steps, 1):
        if stage in stages:
            return number, len(steps)
    return 0, 0
