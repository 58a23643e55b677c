"""Feedback moves the order as Rocchio says; scenes like one are those that share its meaning, words and tags."""

from collections.abc import Callable

import numpy as np
import pytest

from library import Library, NotInLibrary
from library.catalog.vectors import NewEmbedding
from library.search import SceneSearch, SearchRequest, Signal
from library.search.known_scenes import KnownScenes
from library.search.ranking import Ranking
from library.search.snapshots import Snapshots


class Compass:
    """A model of four directions: a text means those whose names are in it."""

    name = "compass"

    def embed(self, texts: list[str]) -> np.ndarray:
        rows = [[float(word in text) for word in ("north", "east", "south", "west")] for text in texts]
        vectors = np.array(rows, np.float32) + np.float32(1e-6)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def embed_query(self, text: str) -> np.ndarray:
        return self.embed([text])[0]

    def reads(self, text: str) -> bool:
        return True


@pytest.fixture
def scenes(library: Library, put: Callable, told: type) -> list[int]:
    """Six films of one scene, each looking somewhere; nothing but the vectors tells them apart."""
    looks = ["north", "north east", "north west", "east", "west", "south"]
    found = []
    for place, look in enumerate(looks):
        film, [scene] = put(f"a{place}", "Somewhere", [told("word")])
        vector = Compass().embed([look])[0]
        library.catalog.replace_vectors(film.id, Compass.name, [NewEmbedding(scene, look, vector)], "made")
        found.append(scene)
    return found


def order(search: SceneSearch, scenes: list[int], **changes: object) -> list[int]:
    request = SearchRequest("north", signals=frozenset({Signal.MEANING}), **changes)
    return [scenes.index(hit.scene.id) for hit in search.find(request).hits]


def test_closer_and_not_this_move_the_order(library: Library, scenes: list[int]) -> None:
    search = SceneSearch.over(library, Compass())
    assert order(search, scenes)[:1] == [0] and set(order(search, scenes)[1:3]) == {1, 2}
    towards_east = order(search, scenes, closer=(scenes[3],))
    assert towards_east[:2] == [1, 0] and towards_east.index(3) < towards_east.index(2)
    assert order(search, scenes, closer=(scenes[4],))[:1] == [2]
    not_west = order(search, scenes, not_this=(scenes[4],))
    assert 4 not in not_west and not_west.index(1) < not_west.index(2)


def test_the_vector_is_that_of_rocchio(library: Library, scenes: list[int]) -> None:
    """North + 0.75 east - 0.15 west, at length 1: the cosines with the scenes follow."""
    search = SceneSearch.over(library, Compass())
    request = SearchRequest(
        "north", signals=frozenset({Signal.MEANING}), closer=(scenes[3],), not_this=(scenes[4],)
    )
    evidence = search.evidence(request)
    moved = np.array([1, 0.75, 0, -0.15]) / np.linalg.norm([1, 0.75, 0, -0.15])
    expected = {scenes[0]: moved[0], scenes[1]: (moved[0] + moved[1]) / np.sqrt(2), scenes[3]: moved[1]}
    for scene, cosine in zip(evidence.scenes.tolist(), evidence.cosines.tolist(), strict=True):
        if scene in expected:
            assert cosine == pytest.approx(expected[scene], abs=1e-4)


def test_words_of_closer_scenes_are_looked_for_faintly(library: Library, put: Callable, told: type) -> None:
    lines = [
        "the boat is red",
        "the boat is old, said the carpenter",
        "a carpenter sings",
        "nothing here",
        "a dog",
    ]
    scenes = [put(f"a{place}", "Film", [told(line)])[1][0] for place, line in enumerate(lines)]
    search = SceneSearch.over(library)
    plain = SearchRequest("boat", signals=frozenset({Signal.WORDS}))
    assert [hit.scene.id for hit in search.find(plain).hits] == scenes[:2]
    found = [
        hit.scene.id
        for hit in search.find(SearchRequest("boat", signals=plain.signals, closer=(scenes[1],))).hits
    ]
    assert found == [scenes[1], scenes[0], scenes[2]]
    without_text = search.find(SearchRequest(closer=(scenes[1],), signals=plain.signals)).hits
    assert {hit.scene.id for hit in without_text} == {*scenes[:3]}


def test_what_is_not_meant_is_left_out_of_every_list(library: Library, put: Callable, told: type) -> None:
    scenes = [put(f"a{place}", "Film", [told("a boat")])[1][0] for place in range(3)]
    search = SceneSearch.over(library)
    for text in ("boat", "", "lang:en"):
        left = search.find(SearchRequest(text, not_this=(scenes[1], 12345))).hits
        assert {hit.scene.id for hit in left} == {scenes[0], scenes[2]}


@pytest.fixture
def films(library: Library, put: Callable, told: type) -> list[list[int]]:
    first = [
        "lo",
        "the whale dives under the ship",
        "the whale is gone",
        "tea is served",
        "the whale and the ship sink",
    ]
    second = ["a bus stop in the rain", "a whale by the ship", "the end of it"]
    return [
        put(name, name, [told(line) for line in lines])[1] for name, lines in (("a1", first), ("b2", second))
    ]


def test_scenes_like_one_share_its_words_and_are_not_its_neighbours(
    library: Library, films: list[list[int]]
) -> None:
    search = SceneSearch.over(library)
    like = [hit.scene.id for hit in search.find_like(films[0][1], SearchRequest()).hits]
    assert set(like[:2]) == {films[0][4], films[1][1]}
    assert not {films[0][0], films[0][1], films[0][2]} & set(like)
    elsewhere = search.find_like(films[0][1], SearchRequest("-film:a1", limit=1))
    assert [hit.scene.id for hit in elsewhere.hits] == [films[1][1]]


def test_scenes_like_one_share_its_tags(library: Library, put: Callable, told: type) -> None:
    scenes = [put(f"a{place}", "Film", [told(f"word{place}")])[1][0] for place in range(4)]
    [night] = [one for one in library.catalog.concepts() if one.labels["en"] == "night"]
    for scene in (scenes[0], scenes[2]):
        library.catalog.tag_scene(scene, night.iri)
    [best, *_] = SceneSearch.over(library).find_like(scenes[0], SearchRequest()).hits
    assert best.scene.id == scenes[2] and Signal.TAG in [reason.signal for reason in best.reasons]


def test_a_scene_that_is_not_there_is_said(library: Library, films: list[list[int]]) -> None:
    with pytest.raises(NotInLibrary, match="scene 999"):
        SceneSearch.over(library).find_like(999, SearchRequest())


def test_telling_words_are_rare_and_shared(library: Library, films: list[list[int]]) -> None:
    ranking = Ranking(Snapshots(library.catalog, "", None), None)
    known = KnownScenes(library.catalog, ranking, "")
    assert known.words([films[0][1], films[0][4]], 1) == ("ship",), "of two that both have, the rarer"
    assert known.words([films[0][1]], 20)[0] == "dives" and "the" not in known.words([films[0][1]], 20)
    assert known.words([films[0][0]], 5) == ("lo",)
