"""Korean queries find Korean scenes by words alone, whatever particles, endings and spaces either side has."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from library import Library
from library.search import SceneSearch, SearchRequest, Signal

_SET = json.loads(Path(__file__).with_name("korean_queries.json").read_text(encoding="utf-8"))
SCENES: dict[str, list[str]] = _SET["scenes"]
QUERIES: list[tuple[str, str]] = [(query, scene) for query, scene in _SET["queries"]]


@pytest.fixture
def ranks(library: Library, put: Callable, told: type) -> Callable[..., np.ndarray]:
    """`ranks(signals)` are the ranks of the right scenes, 1 for the first."""
    shown = [told("\n".join(cues), language="ko") for cues in SCENES.values()]
    numbers = dict(zip(SCENES, put("a1", "Film", shown)[1], strict=True))
    search = SceneSearch.over(library)

    def found(**how: object) -> np.ndarray:
        answers = [search.find(SearchRequest(query, limit=len(SCENES), **how)).hits for query, _ in QUERIES]
        places = [[hit.scene.id for hit in hits] for hits in answers]
        return np.array(
            [
                hits.index(numbers[scene]) + 1 if numbers[scene] in hits else len(SCENES) + 1
                for hits, (_, scene) in zip(places, QUERIES, strict=True)
            ]
        )

    return found


def test_the_set_is_what_it_should_be() -> None:
    assert len(SCENES) >= 40 and sum(map(len, SCENES.values())) >= 120
    assert len({query for query, _ in QUERIES}) == len(QUERIES) == 60
    assert {scene for _, scene in QUERIES} <= SCENES.keys()
    cues = " ".join(cue for cues in SCENES.values() for cue in cues)
    assert not any(query in cues for query, _ in QUERIES), "no query is copied from a cue"


def test_words_alone_find_the_scene_among_the_first_five(ranks: Callable[..., np.ndarray]) -> None:
    found = ranks(signals=frozenset({Signal.WORDS}))
    assert np.mean(found <= 5) >= 0.95
    assert np.mean(found == 1) >= 0.85


def test_words_that_stand_together_take_nothing_away(ranks: Callable[..., np.ndarray]) -> None:
    together = ranks(signals=frozenset({Signal.WORDS, Signal.PASSAGES}))
    assert np.mean(together <= 5) >= 0.95
    assert np.mean(1 / together) >= np.mean(1 / ranks(signals=frozenset({Signal.WORDS}))) - 0.01
