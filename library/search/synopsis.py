"""A whole synopsis: a scene for each sentence, so that together they tell the story best."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from library.catalog import Catalog
from library.catalog.scene_times import SceneTimes
from library.ontology import Facet
from library.search.asked import RequestReader
from library.search.best_way import Candidate, Link, best_way, links
from library.search.hits import Hit, SearchRequest
from library.search.steps import Step, StepSearch
from library.words import query_terms

MOST_SENTENCES = 60
"""So many sentences of a synopsis are read."""

CANDIDATES = 24
"""How many scenes are considered for a sentence."""

ALTERNATIVES = 3
"""How many other scenes are given with the chosen one."""


@dataclass(frozen=True)
class ToldSentence:
    """A sentence and the scene that tells it.

    Attributes:
        sentence: As it was given.
        hit: The scene with the reasons why it fits the sentence; `None` if none does.
        alternatives: Other scenes that fit the sentence, the best first; one may be better than the chosen one on
            its own.
        links: What joins the chosen scene to the one chosen before it.
    """

    sentence: str
    hit: Hit | None = None
    alternatives: tuple[Hit, ...] = ()
    links: tuple[Link, ...] = ()


def find_story(
    catalog: Catalog,
    reader: RequestReader,
    steps: StepSearch,
    sentences: Sequence[str],
    request: SearchRequest,
) -> tuple[ToldSentence, ...]:
    """Return a scene for each sentence that has words: each fits, films run forward, people stay, none comes twice.

    Args:
        catalog: Where the scenes are.
        reader: Understands sentences, as plain text.
        steps: Scores scenes for each of them.
        sentences: In the order of the story; the first `MOST_SENTENCES` are read.
        request: Its facets and film narrow down where to look; its text does not count.

    Raises:
        NotInLibrary: There is no film with the number asked for.
    """
    sentences = [" ".join(sentence.split()) for sentence in sentences[:MOST_SENTENCES]]
    telling = [place for place, sentence in enumerate(sentences) if query_terms(sentence)]
    asked = [reader.read(replace(request, text=sentences[place], plain=True)) for place in telling]
    told = [ToldSentence(sentence) for sentence in sentences]
    times, found = steps.in_films(asked) if asked else (None, [])
    if times is None or not len(times):
        return tuple(told)
    parts = _candidates(catalog, times, found)
    having = [place for place, candidates in enumerate(parts) if candidates]
    way = best_way([parts[place] for place in having])
    before: Candidate | None = None
    for place, chosen in zip(having, way, strict=True):
        joined = links(before, chosen) if before else ()
        told[telling[place]] = _told(catalog, asked[place].text, found[place], chosen, parts[place], joined)
        before = chosen
    return tuple(told)


def _told(
    catalog: Catalog,
    sentence: str,
    step: Step,
    chosen: Candidate,
    candidates: Sequence[Candidate],
    joined: tuple[Link, ...],
) -> ToldSentence:
    others = [one.scene for one in candidates if one.scene != chosen.scene][:ALTERNATIVES]
    hits = step.hits(catalog, [chosen.scene, *others])
    return ToldSentence(
        sentence, hits.get(chosen.scene), tuple(hits[one] for one in others if one in hits), joined
    )


def _candidates(catalog: Catalog, times: SceneTimes, steps: Sequence[Step]) -> list[list[Candidate]]:
    """Return for each step the scenes that fit it best, the best first."""
    chosen = [list(_best(step.of(times.scenes))) for step in steps]
    every = {int(times.scenes[place]) for best in chosen for place, _ in best}
    people = {
        scene: frozenset(tag.concept for tag in tags if tag.facet == Facet.WHO)
        for scene, tags in catalog.tags(every).items()
    }
    return [[_candidate(times, place, value, people) for place, value in best] for best in chosen]


def _best(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Iterator[tuple[int, float]]:
    for place in np.argsort(-values, kind="stable")[:CANDIDATES].tolist():
        if values[place] > 0:
            yield place, float(values[place])


def _candidate(times: SceneTimes, place: int, value: float, people: dict[int, frozenset[str]]) -> Candidate:
    scene = int(times.scenes[place])
    return Candidate(
        scene,
        str(times.films[place]),
        int(times.starts[place]),
        int(times.ends[place]),
        value,
        people.get(scene, frozenset()),
    )
