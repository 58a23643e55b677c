"""That a scene was shown to somebody who is in an arm of an experiment."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Showing:
    """A scene was shown to a person in an arm; `taken` if they used it afterwards."""

    user: str
    arm: str
    scene_id: int
    taken: bool
