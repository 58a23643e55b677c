"""What a story is made of: nodes that play clips, and choices that lead from one node to another.

All records are frozen; a changed story is a new story. Times are integer milliseconds. Texts that a viewer reads
are `LocalText`: a mapping from language code (`en`, `ko`, …) to the text in that language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from uuid import uuid4

from story.hotspot import HotspotFrame
from story.treatment import AS_IT_IS, Treatment

LocalText = Mapping[str, str]

Value = bool | float | str
"""What a variable can hold: a flag, a number (an IEEE double, as in every browser), or a text."""

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
        treatment: How it is shown.
    """

    film: str
    start_ms: int
    end_ms: int
    scene_title: str = ""
    treatment: Treatment = AS_IT_IS

    @property
    def duration_ms(self) -> int:
        """How long the clip plays by itself, at its speed, to the nearest millisecond."""
        length = self.end_ms - self.start_ms
        speed = self.treatment.speed
        return length if speed == 1 else max(1, round(length / speed))


def overlap_ms(before: Clip, clip: Clip) -> int:
    """Return for how long two clips of a node that follow each other show together: half of either at most."""
    return min(clip.treatment.crossfade_ms, before.duration_ms // 2, clip.duration_ms // 2)


class VariableKind(StrEnum):
    """What a variable holds."""

    FLAG = "flag"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True)
class Variable:
    """Something that the story remembers.

    Attributes:
        name: How expressions call it: a letter or `_`, then up to 39 letters, digits and `_`, in any script.
        kind: What it holds.
        start: What it holds when the story starts; a value of its kind.
    """

    name: str
    kind: VariableKind
    start: Value


class EndingKind(StrEnum):
    """How an ending leaves the viewer."""

    GOOD = "good"
    BAD = "bad"
    NEUTRAL = "neutral"
    SECRET = "secret"


@dataclass(frozen=True)
class Ending:
    """Says that a node ends the story, under which title, and how it leaves the viewer."""

    title: LocalText = field(default_factory=dict)
    kind: EndingKind = EndingKind.NEUTRAL


@dataclass(frozen=True)
class Wanted:
    """Which scene an open node plays: one is found in the library when the story is published.

    Attributes:
        facets: Labels that must hold, by facet (`who`, `where`, …), as in a search.
        text: A piece of story that it should tell, or `""`.
        unseen: Whether it must be a scene that no other node of the story plays.
    """

    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    text: str = ""
    unseen: bool = True


@dataclass(frozen=True)
class Checkpoint:
    """Says that a viewer can come back to a node, and what reminds them of the story so far."""

    recap: LocalText = field(default_factory=dict)


class Hold(StrEnum):
    """What is shown while a choice stays open after the clips have ended."""

    FREEZE = "freeze"
    PING_PONG = "ping_pong"


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
        effects: Assignments made when the node is entered, in order, such as `courage = courage + 1`.
        wanted: Set on an open node: which scene is to be found for it. Clips that are there go before it.
        to_shoot: What a card says in the place of footage that nobody has found or shot yet.
        checkpoint: Set where a viewer can come back to.
        loops: Whether the last clip plays again while a choice stays open; else `hold` says what is shown.
        returns: Whether a tunnel ends here: the story goes on at `Choice.returns_to` of the choice that led in.
        hold: Whether the last frame is held while a choice stays open, or the last second plays back and forth.
    """

    id: str
    title: str
    clips: tuple[Clip, ...] = ()
    ending: Ending | None = None
    beat: str = ""
    position: tuple[float, float] | None = None
    effects: tuple[str, ...] = ()
    wanted: Wanted | None = None
    to_shoot: LocalText = field(default_factory=dict)
    checkpoint: Checkpoint | None = None
    loops: bool = False
    returns: bool = False
    hold: Hold = Hold.FREEZE

    @property
    def duration_ms(self) -> int:
        """How long all clips of the node play, those that crossfade showing together."""
        together = sum(overlap_ms(before, clip) for before, clip in pairwise(self.clips))
        return sum(clip.duration_ms for clip in self.clips) - together


class Leaving(StrEnum):
    """When the node is left after its choice was made."""

    AT_ONCE = "at_once"
    AT_END = "at_end"


@dataclass(frozen=True)
class Choice:
    """A way from one node to another.

    A choice can be taken while its condition holds and, if it is `once`, until it was taken. Of those that can be
    taken, the automatic ones are taken without asking, when the clips have ended and nothing else can be chosen; all
    others are offered to the viewer between `opens_ms` and `closes_ms` of the node's own time. The only choice of a
    node is automatic if it has no label.

    Of several automatic choices that can be taken the first in order is; if that one has a weight, chance decides
    among all of them that have one, in proportion.

    Attributes:
        id: Unique in the story.
        source: Id of the node at which it is offered.
        target: Id of the node or group to which it leads.
        label: What the viewer reads.
        order: Choices of a node are offered in this order, smallest first; equals in the order of the story's list.
        default: Taken when the time is over. At most one of a node's choices.
        opens_ms: When it is first shown, or `None` for `DEFAULT_WINDOW_MS` before the end (or the start, if later).
        closes_ms: When time is over, or `None` for the end of the node's clips, but never less than
            `DEFAULT_WINDOW_MS` after opening: the last frame is held while the choice is open. If none of a node's
            choices is the default, the choices stay open until one is taken.
        condition: An expression that must hold for it to be there, such as `courage >= 2 and not met_lena`; `""` for
            always. See `story.expression`.
        effects: Assignments made when it is taken, in order, before those of the node that is entered.
        automatic: Whether it is taken without asking.
        weight: How likely it is beside its siblings: decides between automatic choices, and tells the statistics how
            many viewers will take one that is offered. `None` for no say, which counts as 1 in statistics.
        once: Whether it is gone after it was taken.
        leaving: Whether the node is left as soon as it is taken, or when the clips have ended.
        returns_to: Set on a choice into a tunnel: id of the node at which the story goes on when a node that
            `returns` has ended.
        hotspot: Where on the picture it lies, by rising times; empty where it is a button like any other.
        thumbnail: Whether it is offered with a picture of where it leads.
    """

    id: str
    source: str
    target: str
    label: LocalText = field(default_factory=dict)
    order: int = 0
    default: bool = False
    opens_ms: int | None = None
    closes_ms: int | None = None
    condition: str = ""
    effects: tuple[str, ...] = ()
    automatic: bool = False
    weight: float | None = None
    once: bool = False
    leaving: Leaving = Leaving.AT_END
    returns_to: str = ""
    hotspot: tuple[HotspotFrame, ...] = ()
    thumbnail: bool = False


class Pick(StrEnum):
    """Which of a group's candidates plays, among those whose condition holds."""

    FIRST = "first"
    BEST = "best"
    LEAST_RECENT = "least_recent"


@dataclass(frozen=True)
class Candidate:
    """A node that a group may play.

    Attributes:
        node: Its id.
        condition: An expression that must hold; `""` for always.
        score: An expression that gives a number; the highest is the best. `""` for 0.
    """

    node: str
    condition: str = ""
    score: str = ""


@dataclass(frozen=True)
class Group:
    """Several nodes of which one is played whenever a choice leads here.

    If no candidate's condition holds, the last one plays. Equals play in the order of the candidates; a node that
    was never played is less recent than any that was.

    Attributes:
        id: Unique among nodes and groups.
        title: For the creator's eyes.
        pick: Which candidate plays.
        candidates: At least one.
        position: Where it lies on the canvas, in pixels, or `None` to have it laid out.
    """

    id: str
    title: str
    pick: Pick = Pick.FIRST
    candidates: tuple[Candidate, ...] = ()
    position: tuple[float, float] | None = None


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
            after its node or choice was removed; groups count as nodes.
        variables: What it remembers, in the order in which they were made; names are unique.
        groups: In the order in which they were made.
        changeable: Whether a viewer may choose again while a choice is open; the last click counts.
        commercial: Whether it is published to earn money; decides which films may be used.
        licence: Under which the story is published (SPDX or Creative Commons name), or `""` where nobody has said.
        report_to: Where the player sends what viewers do who agree to it, or `""` to leave it with them. One that
            cannot be such an address is refused when the story is published (`creator.reporting`).
    """

    id: str
    title: str
    language: str = "en"
    start: str = ""
    nodes: tuple[Node, ...] = ()
    choices: tuple[Choice, ...] = ()
    last_node: int = 0
    last_choice: int = 0
    variables: tuple[Variable, ...] = ()
    groups: tuple[Group, ...] = ()
    changeable: bool = False
    commercial: bool = False
    licence: str = ""
    report_to: str = ""


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
    """Say whether a node with these choices asks nothing and plays on.

    Args:
        choices: All choices of the node.
    """
    if len(choices) == 1 and not has_label(choices[0]):
        return True
    return bool(choices) and all(choice.automatic for choice in choices)


def has_label(choice: Choice) -> bool:
    """Say whether there is anything to read on a choice, in any language."""
    return any(text.strip() for text in choice.label.values())


def text_in(text: LocalText, language: str, fallback: str = "") -> str:
    """Return `text` in a language, else in any language it has, else `fallback`."""
    return text.get(language) or next((words for words in text.values() if words), fallback)
