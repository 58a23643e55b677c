"""What a person is shown of a hit: the line that fits best, and the reasons why it was found."""

from collections.abc import Iterable, Mapping, Sequence

from library.records import Film, SceneText, Tag, TextKind
from library.search.hits import Reason, Signal
from library.words import query_terms

_LONGEST = 200


def told(texts: Sequence[SceneText], query: str) -> str:
    """Return what a person should read of a scene: the line that fits the query, else what is said, else seen."""
    fitting = _best_line(_lines(texts), query)
    if fitting:
        return fitting
    said_first = sorted(texts, key=lambda text: text.kind is not TextKind.DIALOGUE)
    return " ".join(_lines(said_first[:1]))[:_LONGEST]


def reasons(
    query: str,
    film: Film,
    texts: Iterable[SceneText],
    tags: Iterable[Tag],
    closest: str,
    shares: Mapping[Signal, float],
) -> tuple[Reason, ...]:
    """Return why a scene was found.

    Args:
        query: What was asked.
        film: The scene's film.
        texts: What is said and seen in it.
        tags: Its tags; those that the query names are reasons.
        closest: The text whose vector was closest, or `""`.
        shares: Each signal's share of the score.
    """
    found = []
    if shares[Signal.WORDS] > 0:
        line = _best_line([*_lines(texts), film.title], query) or film.title
        found.append(Reason(Signal.WORDS, line, shares[Signal.WORDS]))
    if closest and shares[Signal.MEANING] > 0:
        found.append(Reason(Signal.MEANING, closest, shares[Signal.MEANING]))
    wanted = _terms(query)
    for tag in tags:
        if any(_shared(wanted, label) for label in tag.labels.values()):
            found.append(Reason(Signal.TAG, next(iter(tag.labels.values())), 0.0))
    return tuple(found)


def _lines(texts: Iterable[SceneText]) -> list[str]:
    return [line for text in texts for line in text.text.splitlines() if line.strip()]


def _best_line(lines: Sequence[str], query: str) -> str:
    """Return the line that shares most words with the query, or `""` if none does."""
    wanted = _terms(query)
    best = max(lines, key=lambda line: _shared(wanted, line), default="")
    return best if _shared(wanted, best) else ""


def _terms(text: str) -> set[str]:
    return {term.strip('"*') for term in query_terms(text)}


def _shared(wanted: set[str], text: str) -> int:
    return len(wanted & _terms(text))
