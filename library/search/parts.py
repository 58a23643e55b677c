"""Reads scenes out of the database into the arrays that are searched."""

from collections.abc import Collection

import numpy as np

from library.catalog.search_rows import SearchRows
from library.index.vector_segment import VectorSegmentBuilder
from library.index.vocabulary import Vocabulary
from library.index.word_segment import WordSegment, joined, word_segment
from library.search.snapshot import Part


def read_part(rows: SearchRows, vocabulary: Vocabulary, films: Collection[int] | None, space: str) -> Part:
    """Return the scenes of some films.

    Args:
        rows: One state of the database.
        vocabulary: Takes in new terms.
        films: Numbers of films, of which some may be gone; `None` for all.
        space: Which vectors are wanted; `""` for none.
    """
    scenes, its_films = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    words: list[WordSegment] = [word_segment(vocabulary, ())]
    vectors, first = VectorSegmentBuilder(), 0
    for batch in rows.films(films):
        told = rows.words(batch)
        scenes.append(told.scenes)
        its_films.append(told.films)
        words.append(word_segment(vocabulary, told.fields))
        if space:
            found = rows.vectors(batch, space, vectors.dimension)
            by_number = np.argsort(told.scenes)
            its_rows = by_number[np.searchsorted(told.scenes, found.scenes, sorter=by_number)]
            vectors.add(found.ids, its_rows + first, found.vectors)
        first += len(told.scenes)
    segment = joined(words, [np.arange(len(one)) for one in words])
    return Part(np.concatenate(scenes), np.concatenate(its_films), segment, vectors.segment())
