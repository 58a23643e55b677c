"""What every Twine file holds, whichever of its formats it is in: a story's data and its passages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from story.twee.notes import ImportNote

GALLAE = "gallae"
"""The key of metadata and of story data under which Gallae keeps what Twine cannot say."""


@dataclass(frozen=True)
class Passage:
    """One passage as it is written.

    Attributes:
        name: As links call it.
        text: Its source, without the escapes of the file.
        tags: In order.
        metadata: `position` and `size` as `"x,y"`, and whatever else the file holds for it.
        place: Where it stands in its file, for messages, such as `line 12`.
        line: The line of the file on which its text begins; 1 where a file has no lines.
        pid: Its number in HTML and JSON, or `""`.
    """

    name: str
    text: str
    tags: tuple[str, ...] = ()
    metadata: Mapping[str, object] = field(default_factory=dict)
    place: str = ""
    line: int = 1
    pid: str = ""


@dataclass(frozen=True)
class TwineStory:
    """A story as Twine holds it.

    Attributes:
        title: Its name, or `""`.
        passages: In the order of the file, scripts and styles too; names are unique.
        data: What `StoryData` holds: `ifid`, `format`, `start`, `tag-colors` and so on.
        start: Name of the passage at which it starts, or `""` if the file does not say.
        notes: What was wrong in the file and could be passed over.
    """

    title: str
    passages: tuple[Passage, ...]
    data: Mapping[str, object] = field(default_factory=dict)
    start: str = ""
    notes: tuple[ImportNote, ...] = ()

    @property
    def gallae(self) -> Mapping[str, object]:
        """What Gallae has written into the story data, if it wrote the file."""
        return gallae_part(self.data)


def gallae_part(values: Mapping[str, object]) -> Mapping[str, object]:
    """Return what Gallae has written into metadata or story data; empty if it has not."""
    part = values.get(GALLAE)
    return part if isinstance(part, Mapping) else {}
