"""What a story is made of: nodes that play clips, and choices that lead from one node to another.

All records are frozen; a changed story is a new story. Times are integer milliseconds. Texts that a viewer reads
are `LocalText`: a mapping from language code (`en`, `ko`, …) to the text in that language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import uuid4

LocalText = Mapping[str, str]

DEFAULT_WINDOW_MS = 10_000
"""How long a choice is open when a story does not say: the median of Bandersnatch is 9 s."""


@dataclass(frozen=True)
class Clip:
    """A piece of a film: the frames with film time in `[start_ms, end_ms)`.

    Attributes:
        film: The film's fingerprint (SHA-256 of the file, in hex), so that a story outlives one library's numbers.
        start_ms: First millisecond, in film time.
        end_ms: The millisecond at which the clip has ended.
        scene_title: What the scene was called when it was chosen; for people, never for lookup.
    """

    film: str
    start_ms: int
    end_ms: int
    scene_title: str = ""

    @property
    def duration_ms(self) -> int:
        """How long the clip plays."""
        return self.end_ms - self.start_ms


@dataclass(frozen=True)
class Ending:
    """Says that a node ends the story, and under which title."""

    title: LocalText = field(default_factory=dict)


@dataclass(frozen=True)
class Node:
    """A place in the story that plays its clips in order.

    Attributes:
        id: Unique in the story; letters, digits, `-` and `_`.
        title: For the creator's eyes, and for a chapter of a linear export.
        clips: Played one after the other. Empty where footage is still to be found or shot.
        ending: Set when the story ends here.
        beat: The sentence of the synopsis that this node stands for, if it was drafted.
        position: Where the node lies on the canvas, in pixels, or `None` to have it laid out.
    """

    id: str
    title: str
    clips: tuple[Clip, ...] = ()
    ending: Ending | None = None
    beat: str = ""
    position: tuple[float, float] | None = None

    @property
    def duration_ms(self) -> int:
        """How long all clips of the node play."""
        return sum(clip.duration_ms for clip in self.clips)


@dataclass(frozen=True)
class Choice:
    """A way from one node to another.

    A node with one choice that has no label goes on by itself when its clips have ended. Every other choice is
    offered to the viewer between `opens_ms` and `closes_ms` of the node's own time.

    Attributes:
        id: Unique in the story.
        source: Id of the node at which it is offered.
        target: Id of the node to which it leads.
        label: What the viewer reads.
        order: Choices of a node are offered in this order, smallest first; equals in the order of the story's list.
        default: Taken when the time is over. At most one of a node's choices.
        opens_ms: When it is first shown, or `None` for `DEFAULT_WINDOW_MS` before the end (or the start, if later).
        closes_ms: When time is over, or `None` for the end of the node's clips, but never less than
            `DEFAULT_WINDOW_MS` after opening: the last frame is held while the choice is open. If none of a node's
            choices is the default, the choices stay open until one is taken.
    """

    id: str
    source: str
    target: str
    label: LocalText = field(default_factory=dict)
    order: int = 0
    default: bool = False
    opens_ms: int | None = None
    closes_ms: int | None = None


@dataclass(frozen=True)
class Window:
    """When a node's choices are open, in ms of the node's own time; `closes_ms` is `None` for no time limit."""

    opens_ms: int
    closes_ms: int | None


@dataclass(frozen=True)
class Story:
    """A branching film: nodes, choices, and the node at which it starts.

    Attributes:
        id: A UUID that stays with the story in files and libraries.
        title: What the title card says.
        language: The language of labels that have no other.
        start: Id of the first node, or `""` while there is none.
        nodes: In the order in which they were made.
        choices: In the order in which they were made; `Choice.order` says how they are offered.
        last_node, last_choice: The highest number given to an id so far (`n7`, `c12`), so that none comes back
            after its node or choice was removed.
    """

    id: str
    title: str
    language: str = "en"
    start: str = ""
    nodes: tuple[Node, ...] = ()
    choices: tuple[Choice, ...] = ()
    last_node: int = 0
    last_choice: int = 0


def new_story(title: str, language: str = "en") -> Story:
    """Return an empty story with an id of its own."""
    return Story(str(uuid4()), title, language)


def choice_window(node: Node, choices: tuple[Choice, ...]) -> Window:
    """Return when the choices of a node are open: the earliest opening, the latest closing of them.

    Args:
        node: The node that offers them.
        choices: All choices whose source is `node`; at least one.
    """
    ready = max(0, node.duration_ms - DEFAULT_WINDOW_MS)
    opens = min(ready if choice.opens_ms is None else choice.opens_ms for choice in choices)
    if not any(choice.default for choice in choices):
        return Window(opens, None)
    late = max(node.duration_ms, opens + DEFAULT_WINDOW_MS)
    return Window(opens, max(late if choice.closes_ms is None else choice.closes_ms for choice in choices))


def goes_on_by_itself(choices: tuple[Choice, ...]) -> bool:
    """Say whether a node with these choices asks nothing and plays on."""
    return len(choices) == 1 and not any(text.strip() for text in choices[0].label.values())


def text_in(text: LocalText, language: str, fallback: str = "") -> str:
    """Return `text` in a language, else in any language it has, else `fallback`."""
    return text.get(language) or next((words for words in text.values() if words), fallback)
