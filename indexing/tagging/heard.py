"""What dialogue says of its scene: who speaks, who is spoken to, where and when the speakers say that they are."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from indexing.tagging.names import ConceptNames, occurs
from library.catalog.tags import NewTag
from library.ontology import Facet
from library.records import Cue, Origin, Scene

_ADDRESSED, _SAID_HERE, _SOUND, _TALKED_OF = 0.6, 0.6, 0.7, 0.4
_RECOGNISED = 0.7
"""How much what a machine heard counts, of what a person wrote down."""
_LEAST_MENTIONS = 2
"""Talk is of something that is named so often in a scene; named once it may be a figure of speech."""

_NAME = r"[A-Z][a-z]{2,15}(?: [A-Z][a-z]{2,15})?"
_VOCATIVE = re.compile(
    rf"\b(?:[Ll]isten|[Hh]ey|[Hh]ello|[Hh]i|[Dd]ear|[Cc]ome on|[Ll]ook|[Ww]ait),? (?P<after>{_NAME})\b"
    rf"|(?:,|(?<=[a-z]{{2}})\.)\s+(?P<last>{_NAME})\s*[.!?…]"
    rf"|(?:^|[.!?…]\s+|-\s*)(?P<first>{_NAME})\s*[,!]"
)
_INTRODUCED = re.compile(
    rf"\b(?:[Mm]y name is|[Cc]all me|[Tt]hey call me) (?P<name>{_NAME})\b|\bI(?:'m|’m| am) (?P<the>{_NAME}) the\b"
)
_KOREAN_VOCATIVE = re.compile(r"(?:^|[\s,.!?])(?P<name>[가-힣]{1,3})(?:아|야|이야|님|씨)\s*[,!?…]")
_NO_NAMES = frozenset(
    {
        "Yes",
        "Yeah",
        "Well",
        "Please",
        "Okay",
        "Now",
        "Then",
        "There",
        "Here",
        "Great",
        "Good",
        "Right",
        "Sorry",
        "Stop",
    }
    | {
        "Look",
        "Listen",
        "Hey",
        "Hello",
        "Thanks",
        "Thank",
        "Really",
        "What",
        "Why",
        "Who",
        "How",
        "Nothing",
        "Never",
    }
    | {
        "Sir",
        "Madam",
        "Dear",
        "God",
        "Christ",
        "Jesus",
        "Man",
        "Boy",
        "Girl",
        "Guys",
        "Everybody",
        "Everyone",
        "All",
    }
    | {
        "Wait",
        "Sure",
        "Fine",
        "But",
        "And",
        "Oh",
        "Come",
        "Let",
        "Run",
        "Help",
        "Just",
        "Maybe",
        "Once",
        "Today",
    }
    | {
        "Tonight",
        "Tomorrow",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Alright",
    }
)
_HERE = re.compile(
    r"\b(?:welcome to|we(?:'re|’re| are) (?:now |finally )?(?:in|at|on|inside|outside)|here (?:in|at|on)|this is)"
    r"\s+(?:the |a |an |my |our |your |this )?(?P<rest>[^.,!?;:\n]{2,60})",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:it(?:'s|’s| is)(?: already| still| almost)?|good|this|what a(?: beautiful| lovely| cold)?|happy|merry)"
    r"\s+(?P<rest>[^.,!?;:\n]{2,40})|(?P<tonight>\btonight\b)",
    re.IGNORECASE,
)
_KOREAN_HERE = re.compile(
    r"(?:여기|이곳|우리)(?:는|가|에|서|에서)?\s*(?P<rest>[가-힣]{1,12}(?:이야|야|이다|입니다|예요|이에요|에서))"
)
_KOREAN_NOW = re.compile(r"(?P<rest>(?:오늘\s?밤|오늘\s?아침|지금은?\s[가-힣]{1,4}|벌써\s[가-힣]{1,4}))")


def people_of(cues: Iterable[Cue], told: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the names by which people are called in all of a film's dialogue.

    A name counts that somebody gives as his own. A word in the place of a name counts where somebody of that name
    speaks, where descriptions or chapters have it too, or where it stands so twice; but not if it is written small
    anywhere: a name is nothing else.

    Args:
        cues: The dialogue.
        told: Descriptions and chapters.
    """
    talk = [cue for cue in cues if cue.text]
    speakers = {cue.speaker for cue in talk if cue.speaker}
    called = Counter(name for cue in talk for name in _called(cue.text))
    small = {word for cue in talk for word in re.findall(r"\b[a-z]+\b", cue.text)}
    names = {name for name, count in called.items() if count >= _LEAST_MENTIONS and name.lower() not in small}
    elsewhere = {name for name in called if name.lower() not in small and occurs(name, told)}
    introduced = {name for cue in talk for name in _introduced(cue.text)}
    return tuple(sorted(names | elsewhere | introduced | (called.keys() & speakers)))


def heard_tags(
    scene: Scene,
    cues: Sequence[Cue],
    people: Sequence[str],
    written: Iterable[str],
    recognised: frozenset[str],
    names: ConceptNames,
) -> Iterator[NewTag]:
    """Yield what a scene's dialogue says of it.

    Args:
        scene: The scene.
        cues: Its cues.
        people: Names by which people are called somewhere in the film.
        written: Names of the screenplay's characters: a speaker of that name is the screenplay's word.
        recognised: Languages whose cues a machine wrote down.
        names: Gives concepts.
    """
    from_screenplay = set(written)
    for cue in cues:
        if cue.speaker:
            origin = Origin.SCREENPLAY if cue.speaker in from_screenplay else Origin.SUBTITLE
            yield NewTag(scene.id, names.concept(Facet.WHO, cue.speaker), origin)
        for iri in names.mentioned(cue.sound, Facet.WHAT, Facet.HOW, Facet.WHEN, Facet.WHO):
            yield NewTag(scene.id, iri, Origin.SUBTITLE, _SOUND)
    for language in dict.fromkeys(cue.language for cue in cues):
        by_machine = language in recognised
        origin = Origin.SPEECH if by_machine else Origin.SUBTITLE
        told = _told([cue.text for cue in cues if cue.language == language and cue.text], people, names)
        for iri, confidence in told.items():
            yield NewTag(scene.id, iri, origin, confidence * (_RECOGNISED if by_machine else 1))


def _told(texts: Sequence[str], people: Sequence[str], names: ConceptNames) -> dict[str, float]:
    """Return what is said of the scene, by concept, with how sure it is."""
    found: dict[str, float] = {}
    called = {name for text in texts for name in _called(text) | _introduced(text)}
    for name in people:
        if name in called:
            found[names.concept(Facet.WHO, name)] = _ADDRESSED
    for text in texts:
        for pattern, facet in (
            (_HERE, Facet.WHERE),
            (_KOREAN_HERE, Facet.WHERE),
            (_NOW, Facet.WHEN),
            (_KOREAN_NOW, Facet.WHEN),
        ):
            for match in pattern.finditer(text):
                for iri in names.mentioned(match.groupdict().get("rest") or match[0], facet):
                    found[iri] = _SAID_HERE
    mentions = Counter(iri for text in texts for iri in names.mentioned(text, Facet.WHAT))
    for iri, count in mentions.items():
        if count >= _LEAST_MENTIONS:
            found.setdefault(iri, _TALKED_OF)
    return found


def _called(text: str) -> set[str]:
    """Return the words of a text that stand where a name stands when somebody is spoken to."""
    plain = " ".join(text.split())
    english = {match[match.lastgroup or 0] for match in _VOCATIVE.finditer(plain)}
    return (english - _NO_NAMES) | {match["name"] for match in _KOREAN_VOCATIVE.finditer(plain)}


def _introduced(text: str) -> set[str]:
    """Return the names that speakers give themselves."""
    found = _INTRODUCED.finditer(" ".join(text.split()))
    return {match["name"] or match["the"] for match in found} - _NO_NAMES
