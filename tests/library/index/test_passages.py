"""What a scene has of a query's words: how many, and how close together, whatever the parts the words are kept in."""

from collections.abc import Sequence

import numpy as np
import pytest

from library.index.bm25 import PASSAGE, passage_rarity, passages_tell
from library.index.passages import Passages, passages
from library.index.vocabulary import Vocabulary
from library.index.word_index import WordIndex
from library.index.word_segment import word_segment

FAR = " ".join(f"filler{number}" for number in range(2 * PASSAGE))


def indexed(*said: str, parts: Sequence[int] = ()) -> WordIndex:
    """Return an index of scenes that say these texts, a new part beginning at each of some places."""
    vocabulary = Vocabulary()
    index = WordIndex.empty(vocabulary)
    for texts in np.split(np.array(said, object), list(parts)):
        index = index.with_segment(word_segment(vocabulary, [("", text, "", "") for text in texts]))
    return index


def found(index: WordIndex, query: str) -> Passages:
    return passages(index, index.asked(query), np.flatnonzero(index.alive))


def test_words_that_stand_together_weigh_together() -> None:
    index = indexed(f"lamp tower {FAR}", f"lamp {FAR} tower", f"tower {FAR}", f"{FAR} x y lamp z tower")
    together, apart, one, at_the_end = found(index, "lamp tower").passages
    assert together == pytest.approx(at_the_end)
    assert together > apart
    assert together == pytest.approx(
        passage_rarity(3, index.length) + passage_rarity(4, index.length), rel=1e-5
    )
    assert apart == pytest.approx(passage_rarity(3, index.length), rel=1e-5), "the rarer of the two"
    assert one == pytest.approx(passage_rarity(4, index.length), rel=1e-5)


@pytest.mark.parametrize("before", range(PASSAGE + 1))
def test_a_pair_is_found_wherever_it_begins(before: int) -> None:
    filling = [f"f{number}" for number in range(before)]
    pair = indexed(" ".join([*filling, "lamp", "tower", FAR]), f"lamp {FAR} tower")
    together, apart = found(pair, "lamp tower").passages
    assert together > apart


def test_a_word_that_comes_again_in_a_passage_counts_once() -> None:
    once, twice = found(indexed(f"lamp {FAR}", f"lamp lamp lamp {FAR}"), "lamp").passages
    assert once == twice > 0


def test_what_is_said_and_what_is_seen_do_not_stand_together() -> None:
    vocabulary = Vocabulary()
    scenes = [("", "the lamp", "a tower", ""), ("", "the lamp a tower", "", "")]
    index = WordIndex.empty(vocabulary).with_segment(word_segment(vocabulary, scenes))
    apart, together = found(index, "lamp tower").passages
    assert together > apart


def test_coverage_is_the_share_of_the_words_and_rare_ones_count_more() -> None:
    index = indexed("lamp tower", "tower", "tower", "sea")
    both, only_common, _, none = found(index, "lamp tower").coverage
    assert both == pytest.approx(1.0) and none == 0.0
    assert 0 < only_common < 0.5
    assert found(index, "tower zebra").coverage[0] < found(index, "tower").coverage[0]


def test_an_index_that_changed_is_as_if_it_were_new() -> None:
    said = ["lamp tower sea", "the lamp", f"tower {FAR} lamp", "sea sea sea", "boat on the sea"]
    changed = indexed("gone lamp", *said, "gone tower tower", parts=[2, 5]).without(np.array([0, 6]))
    fresh = indexed(*said)
    for query in ("lamp tower", "sea boat", "lamp", "gone"):
        old, new = found(changed, query), found(fresh, query)
        np.testing.assert_allclose(old.passages, new.passages, rtol=1e-6)
        np.testing.assert_allclose(old.coverage, new.coverage, rtol=1e-6)
    joined = changed.with_last_joined(len(changed.parts))
    np.testing.assert_allclose(found(joined, "lamp tower").passages, found(fresh, "lamp tower").passages)


def test_nothing_asked_is_nothing_found() -> None:
    index = indexed("lamp tower")
    assert found(index, "").passages.tolist() == [0.0]
    assert found(index, "zebra").passages.tolist() == [0.0]
    assert found(indexed(), "lamp").passages.tolist() == []


def test_passages_tell_nothing_where_scenes_are_single_lines() -> None:
    assert passages_tell(0) == passages_tell(PASSAGE) == passages_tell(3 * PASSAGE) == 0.0
    assert 0.4 < passages_tell(6 * PASSAGE) < passages_tell(30 * PASSAGE) < 1.0
