"""The word index finds what SQLite's full-text search finds, scored as the formula says, whatever came before."""

import sqlite3
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.catalog.words import FIELD_WEIGHTS
from library.index.bm25 import K1, B, stepped
from library.index.terms import TOKENIZER
from library.index.vocabulary import Vocabulary
from library.index.word_index import MOST_WORDS, WordIndex
from library.index.word_segment import FIELDS, word_segment
from library.place import Library
from library.words import indexed_words, query_terms

Scene = Sequence[str]
"""Title, dialogue, action and tags."""

WEIGHTS = list(FIELD_WEIGHTS.values())


def index_of(*batches: Sequence[Scene]) -> WordIndex:
    index = WordIndex.empty(Vocabulary())
    for batch in batches:
        index = index.with_segment(word_segment(index.vocabulary, batch))
    return index


def found_by_sqlite(scenes: Sequence[Scene], query: str) -> set[int]:
    database = sqlite3.connect(":memory:")
    database.execute(f"CREATE VIRTUAL TABLE words USING fts5({', '.join(FIELDS)}, tokenize = '{TOKENIZER}')")
    database.executemany("INSERT INTO words (rowid, title, dialogue, action, tags) VALUES (?, ?, ?, ?, ?)",
                         [(row, *fields) for row, fields in enumerate(scenes)])  # fmt: skip
    terms = query_terms(query)
    if not terms:
        return set()
    return {
        row
        for (row,) in database.execute("SELECT rowid FROM words WHERE words MATCH ?", [" OR ".join(terms)])
    }


def by_hand(scenes: Sequence[Scene], living: Sequence[int], query: Sequence[str]) -> dict[int, float]:
    """BM25 as the formula is written, of words that are their own terms."""
    words = {row: [field.split() for field in scenes[row]] for row in living}
    average = stepped(sum(len(word) for fields in words.values() for word in fields) / len(living))
    scores = dict.fromkeys(living, 0.0)
    for word in set(query):
        having = [row for row in living if any(word in field for field in words[row])]
        rarity = np.log(1 + (len(living) - len(having) + 0.5) / (len(having) + 0.5))
        for row in having:
            count = sum(
                weight * Counter(field)[word] for weight, field in zip(WEIGHTS, words[row], strict=True)
            )
            length = sum(map(len, words[row]))
            scores[row] += rarity * count * (K1 + 1) / (count + K1 * (1 - B + B * length / average))
    return scores


def some_scenes(count: int, seed: int) -> list[Scene]:
    chance = np.random.default_rng(seed)
    return [
        [" ".join(f"w{rank}" for rank in chance.zipf(1.5, size) if rank < 300) for size in (2, 30, 8, 3)]
        for _ in range(count)
    ]


QUERIES = ["w1", "w2 w17 w40", "w1 w2 w3 w4 w5 w6 w7 w8", "w299 w250", "nowhere"]


def test_the_tokenizer_is_that_of_the_database(library: Library) -> None:
    with sqlite3.connect(library.folder / "library.db") as database:
        [made] = database.execute("SELECT sql FROM sqlite_master WHERE name = 'scene_words'").fetchone()
    assert f"tokenize = '{TOKENIZER}'" in made


@pytest.mark.parametrize("query", QUERIES)
def test_scores_are_those_of_the_formula(query: str) -> None:
    scenes = some_scenes(200, 1)
    index = index_of(scenes)
    expected = by_hand(scenes, range(len(scenes)), query.split())
    assert index.scores(index.asked(query)) == pytest.approx([expected[row] for row in range(200)], rel=1e-5)


@pytest.mark.parametrize("query", QUERIES)
def test_it_does_not_matter_how_the_scenes_came(query: str) -> None:
    scenes = some_scenes(300, 2)
    index = index_of(scenes[:120], scenes[120:125], scenes[125:])
    gone = np.array([0, 3, 4, 119, 120, 124, 200, 299])
    index = index.without(gone)
    living = [row for row in range(300) if row not in set(gone.tolist())]
    expected = by_hand(scenes, living, query.split())
    scores = index.scores(index.asked(query))
    assert scores[living] == pytest.approx([expected[row] for row in living], rel=1e-5)
    assert not scores[gone].any()
    assert index.length == sum(len(field.split()) for row in living for field in scenes[row])
    for count in (2, 3):
        joined = index.with_last_joined(count)
        kept = [row for row in range(300) if row in living or (count == 2 and row < 120)]
        remaining = joined.scores(joined.asked(query))
        assert len(joined.parts) == 4 - count and len(remaining) == len(kept)
        assert remaining == pytest.approx([expected.get(row, 0.0) for row in kept], rel=1e-5)


def test_an_index_without_scenes_answers() -> None:
    index = index_of()
    assert len(index.scores(index.asked("anything 밤"))) == 0
    assert len(index_of([]).with_last_joined(1).alive) == 0
    emptied = index_of([["a", "b", "c", "d"]]).without(np.array([0]))
    assert emptied.scores(emptied.asked("a b")).tolist() == [0.0] and emptied.with_last_joined(1).living == 0


def test_a_word_that_was_added_later_is_nothing_to_an_earlier_index() -> None:
    before = index_of([["", "old words", "", ""]])
    after = before.with_segment(word_segment(before.vocabulary, [["", "new words", "", ""]]))
    assert not before.asked("new").words and len(after.asked("new").words) == 1
    assert before.scores(before.asked("new words")).tolist()[0] > 0


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.text(st.sampled_from("가나다밤에를영화 abçÉs'c_\u2019-.1ก็я"), max_size=30), min_size=1, max_size=4
    ),
    st.text(st.sampled_from("가나다밤에를영화 abçÉs'c_\u2019-.1ก็я"), max_size=20),
)
def test_the_same_scenes_are_found_as_by_sqlite(texts: list[str], query: str) -> None:
    scenes = [["", indexed_words(text), "", indexed_words(text[:3])] for text in texts]
    index = index_of(scenes)
    assert set(np.flatnonzero(index.scores(index.asked(query)))) == found_by_sqlite(scenes, query)


@pytest.mark.parametrize(
    ("said", "query"),
    [
        ("영화를 보다", "영화"),
        ("가을밤이 깊다", "밤"),
        ("The lighthouse keepers are sleeping", "KEEPER sleeps"),
        ("Café déjà vu", "cafe"),
        ("½ ² Ⅷ ﬁ", "ﬁ 2"),
        ("हिन्दी עברית ก็ไม่เป็นไร", "हिन्दी"),
    ],
)
def test_words_of_any_script_are_found_as_by_sqlite(said: str, query: str) -> None:
    scenes = [["", indexed_words(said), "", ""], ["", indexed_words("nothing of it"), "", ""]]
    index = index_of(scenes)
    assert set(np.flatnonzero(index.scores(index.asked(query)))) == found_by_sqlite(scenes, query) == {0}


def test_a_beginning_counts_as_one_word() -> None:
    index = index_of([["", indexed_words(text), "", ""] for text in ("밤에 밤", "밤", "낮")])
    [word] = index.asked("밤").words
    assert len(word.terms) == 2, "밤에 and 밤"
    assert word.rarity == pytest.approx(np.log(1 + (3 - 2 + 0.5) / (2 + 0.5)))
    assert index.asked("밤 밤").words[0].rarity == word.rarity


def test_the_rarest_words_of_a_long_query_count() -> None:
    scenes = [["", " ".join(f"w{number}" for number in range(row, 200)), "", ""] for row in range(200)]
    index = index_of(scenes)
    asked = index.asked(" ".join(f"w{number}" for number in range(199, -1, -1)))
    terms = index.vocabulary.terms()
    assert [terms[int(word.terms[0])] for word in asked.words] == [
        f"w{number}" for number in range(MOST_WORDS)
    ]
    assert asked.whole > sum(word.rarity for word in asked.words)


def test_words_that_occur_nowhere_weigh_like_the_rarest() -> None:
    index = index_of(some_scenes(50, 3))
    nowhere, known = index.asked("xyzzy"), index.asked("w1 xyzzy")
    assert nowhere.words == () and nowhere.whole == pytest.approx(np.log(1 + 49.5 / 1.5))
    assert known.whole == pytest.approx(nowhere.whole + known.words[0].rarity)
