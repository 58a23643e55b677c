"""What can be wrong with a story that can be read: codes, how grave each is, and the words for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from story.check.problem_words import WORDS
from story.model import LocalText


class Severity(StrEnum):
    """Whether a story must not be published so, should be looked at, or has something to be known."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Problem:
    """Something that is wrong with a story.

    Attributes:
        code: `G001` and so on; it never changes its meaning.
        severity: How grave it is.
        message: One sentence in English and in Korean.
        node_id: The node or group that it is about, or `""`.
        choice_id: The choice that it is about, or `""`.
        after: Where it shows in some plays only: ids of the choices after which it does, from the start.
    """

    code: str
    severity: Severity
    message: LocalText
    node_id: str = ""
    choice_id: str = ""
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Meaning:
    """What a code stands for: how grave it is, and when it holds."""

    severity: Severity
    holds: str


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

MEANINGS: Mapping[str, Meaning] = {
    "G001": Meaning(_ERROR, "the story has no start"),
    "G002": Meaning(_ERROR, "its start is no node of it"),
    "G003": Meaning(_WARNING, "a node cannot be reached from the start"),
    "G004": Meaning(_ERROR, "a node leads nowhere and is no ending"),
    "G005": Meaning(_ERROR, "a choice leads to a node that is not there"),
    "G006": Meaning(_ERROR, "a choice comes from a node that is not there"),
    "G007": Meaning(_ERROR, "a clip's film is not in the library"),
    "G008": Meaning(_ERROR, "a clip's film is in the library, its file has gone"),
    "G009": Meaning(_ERROR, "a clip reaches beyond the end of its film, or beyond where its file is broken"),
    "G010": Meaning(_ERROR, "a node has no clips: its footage is still to be found or shot"),
    "G011": Meaning(_WARNING, "an ending offers choices, which nobody will see"),
    "G012": Meaning(_ERROR, "a node has more than one default choice"),
    "G013": Meaning(_WARNING, "two choices of a node lead to the same node"),
    "G014": Meaning(_ERROR, "a choice among several has no label"),
    "G015": Meaning(_ERROR, "no ending can be reached"),
    "G016": Meaning(_ERROR, "a loop has no way out"),
    "G017": Meaning(_ERROR, "a choice opens when or after its time is over"),
    "G018": Meaning(_WARNING, "a label lacks a language that other labels have"),
    "G019": Meaning(_WARNING, "a choice opens after the node's clips have ended"),
    "G020": Meaning(_WARNING, "a choice has a time limit, and none of its node's choices is the default"),
    "G021": Meaning(_ERROR, "a condition, a score or an effect cannot be read"),
    "G022": Meaning(_ERROR, "the kinds in a condition, a score or an effect do not fit together"),
    "G023": Meaning(_ERROR, "a condition, a score or an effect names a variable that is not there"),
    "G024": Meaning(
        _ERROR, "a condition, a score or an effect asks about a node or choice that is not there"
    ),
    "G025": Meaning(_WARNING, "no condition, score or other variable reads a variable"),
    "G026": Meaning(_WARNING, "a variable is read, but no effect changes it"),
    "G027": Meaning(_WARNING, "a choice can never be taken, though its node is reached"),
    "G028": Meaning(_WARNING, "choices lead to a node, but no play reaches it"),
    "G029": Meaning(_WARNING, "a candidate never plays, though its group is reached"),
    "G030": Meaning(_ERROR, "in some plays none of a node's choices can be taken"),
    "G031": Meaning(_ERROR, "some plays come into a loop from which they reach no ending"),
    "G032": Meaning(
        _NOTE, "the walk over all plays stopped at its bound, so that what did not come up may yet"
    ),
    "G033": Meaning(_ERROR, "a node returns in a play that is in no tunnel, and nothing else follows it"),
    "G034": Meaning(_ERROR, "a choice returns to a node that is not there"),
    "G035": Meaning(_WARNING, "a choice leads into a tunnel that never returns"),
    "G036": Meaning(_ERROR, "tunnels lead into each other without end"),
    "G037": Meaning(_ERROR, "a group has no candidates"),
    "G038": Meaning(_ERROR, "a candidate of a group is no node of the story"),
    "G039": Meaning(_WARNING, "a group lists a node twice"),
    "G040": Meaning(_ERROR, "the story starts at a group"),
    "G041": Meaning(_WARNING, "in some plays a node offers choices, but its default is not there"),
    "G042": Meaning(_WARNING, "the labels offered together cannot be read while they are open"),
    "G043": Meaning(_WARNING, "a node offers more than six choices at once"),
    "G044": Meaning(_WARNING, "a card stands in the place of a node's footage"),
    "G045": Meaning(_NOTE, "a node is open: its scene is found when the story is published"),
    "G046": Meaning(_ERROR, "an open node wants a facet that is none"),
    "G047": Meaning(_ERROR, "a film's licence forbids to re-edit it"),
    "G048": Meaning(_WARNING, "nobody has said under which licence a film is"),
    "G049": Meaning(_WARNING, "a clip's fades are longer than the clip"),
    "G050": Meaning(
        _WARNING, "a clip's crossfade is longer than half of it or of the clip before it, or none is"
    ),
    "G051": Meaning(_ERROR, "a film must not be used to earn money, and the story is meant to"),
    "G052": Meaning(_ERROR, "two films want the whole story under licences that exclude each other"),
    "G053": Meaning(_ERROR, "a film wants the whole story under another licence than the story has"),
    "G054": Meaning(_WARNING, "a film's licence is none whose terms are known"),
}
"""Every code there is, in order."""

CODES = tuple(MEANINGS)
"""The codes alone."""


def problem(code: str, *, node_id: str = "", choice_id: str = "", **words: object) -> Problem:
    """Return the problem with a code, its message filled with `words`; a mapping gives a word by language."""
    message = {language: WORDS[language][code].format(**_in(language, words)) for language in WORDS}
    return Problem(code, MEANINGS[code].severity, message, node_id, choice_id)


def _in(language: str, words: Mapping[str, object]) -> dict[str, object]:
    return {name: word[language] if isinstance(word, Mapping) else word for name, word in words.items()}
