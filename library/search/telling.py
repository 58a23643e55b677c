"""What a person is shown of a hit: the line that fits best, and the reasons why it was found."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from library.records import Film, SceneText, Tag, TextKind
from library.search.hits import Reason, Signal
from library.search.marking import AskedTerms, Span

_LONGEST = 200
_LEAD = 60
"""How many characters of a long text are shown before its first marked word, at most."""

CueTime = Callable[[str], int | None]
"""Returns when a line of a scene's dialogue is said, in milliseconds of film time; `None` if no cue says it."""


@dataclass(frozen=True)
class Line:
    """A line with the places in it at which words of the query stand."""

    text: str
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True)
class SceneToTell:
    """What is known of a scene that was found.

    Attributes:
        film: Its film.
        texts: What is said and seen in it.
        tags: Its tags.
        closest: The text whose vector was closest, or `""`.
        said_at: When its lines are said.
    """

    film: Film
    texts: Sequence[SceneText]
    tags: Sequence[Tag]
    closest: str
    said_at: CueTime


def told(texts: Sequence[SceneText], asked: AskedTerms) -> Line:
    """Return what a person should read of a scene: the line that fits the query, else what is said, else seen.

    Args:
        texts: What is said and seen in it.
        asked: What is looked for.
    """
    fitting = _best_line(lines_of(texts), asked)
    if fitting:
        return excerpt(fitting, asked)
    said_first = sorted(texts, key=lambda text: text.kind is not TextKind.DIALOGUE)
    return Line(" ".join(lines_of(said_first[:1]))[:_LONGEST])


def reasons(
    scene: SceneToTell, asked: AskedTerms, named: Collection[str], shares: Mapping[Signal, float]
) -> tuple[Reason, ...]:
    """Return why a scene was found, one reason a signal that speaks for it, and one a tag.

    Words that stand close together count with the words: both are borne out by the same line.

    Args:
        scene: The scene.
        asked: What is looked for.
        named: IRIs of the concepts that the query names, and of all that is narrower.
        shares: Each signal's share of the score.
    """
    found = []
    of_words = shares.get(Signal.WORDS, 0.0) + shares.get(Signal.PASSAGES, 0.0)
    if of_words > 0:
        found.append(_by_words(scene, asked, of_words))
    if scene.closest and shares.get(Signal.MEANING, 0.0) > 0:
        line = excerpt(scene.closest, asked)
        at = _first_said(scene)
        found.append(Reason(Signal.MEANING, line.text, shares[Signal.MEANING], line.marks, at))
    if shares.get(Signal.PICTURE, 0.0) > 0:
        found.append(Reason(Signal.PICTURE, "", shares[Signal.PICTURE]))
    return (*found, *_by_tags(scene, asked, named, shares.get(Signal.TAG, 0.0)))


@lru_cache(maxsize=1000)
def excerpt(text: str, asked: AskedTerms) -> Line:
    """Return a text, or of a long one the piece in which the first words looked for stand."""
    text = " ".join(text.split())
    marks = asked.marks(text)
    if len(text) <= _LONGEST:
        return Line(text, marks)
    start = max(0, min(marks[0][0] - _LEAD, len(text) - _LONGEST)) if marks else 0
    if start:
        space = text.find(" ", start, start + _LEAD // 2)
        start = space + 1 if space >= 0 else start
    end = start + _LONGEST
    inside = tuple((first - start, last - start) for first, last in marks if first >= start and last <= end)
    return Line(text[start:end], inside)


def lines_of(texts: Iterable[SceneText]) -> list[str]:
    """Return what is said and seen, line by line."""
    return [line for text in texts for line in text.text.splitlines() if line.strip()]


def _by_words(scene: SceneToTell, asked: AskedTerms, share: float) -> Reason:
    best = _best_line([*lines_of(scene.texts), scene.film.title], asked)
    line = (
        excerpt(best, asked) if best else told(scene.texts, asked)
    )  # words that say little, or those beside it
    return Reason(Signal.WORDS, line.text, share, line.marks, scene.said_at(best))


def _by_tags(scene: SceneToTell, asked: AskedTerms, named: Collection[str], share: float) -> list[Reason]:
    fitting = [
        tag for tag in scene.tags if tag.concept in named or any(map(asked.all_in, tag.labels.values()))
    ]
    labels = [_label(tag, asked) for tag in fitting]
    if share > 0 and not labels:
        labels = [scene.film.title]  # it is the film that the query names
    return [Reason(Signal.TAG, label, share / len(labels), asked.marks(label)) for label in labels]


def _label(tag: Tag, asked: AskedTerms) -> str:
    """Return the label of a tag that the query uses, else its first."""
    labels = list(tag.labels.values())
    return next((label for label in labels if asked.marks(label)), labels[0])


def _first_said(scene: SceneToTell) -> int | None:
    """Return when the first line is said that is in the closest text."""
    said = (text for text in scene.texts if text.kind is TextKind.DIALOGUE)
    closest = " ".join(scene.closest.split())
    return next((scene.said_at(line) for line in lines_of(said) if " ".join(line.split()) in closest), None)


def _best_line(lines: Iterable[str], asked: AskedTerms) -> str:
    """Return the line that has most of the words looked for, or `""` if none has any."""
    best, most = "", 0
    for line in lines:
        shared = asked.count_in(line)
        if shared > most:
            best, most = line, shared
    return best
