"""Open nodes get the best scene of a library that holds what they ask for, none twice."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

import pytest

from library.catalog.films import FilmFacts, FilmLabel
from library.catalog.scenes import NewScene
from library.film_time import FilmClock
from library.place import Library, open_library
from library.records import SceneText, TextKind
from library.search import SceneSearch
from story.draft.found_scene import FoundScene
from story.draft.library_scenes import LibraryScenes
from story.model import Clip, Node, Story, Wanted
from story.open_nodes import frozen, open_nodes

NIGHT, DAY = {"when": ("night",)}, {"when": ("낮",)}
TOLD = ("A dog runs by the sea.", "A dog sleeps.", "Rain on a roof.", "A train leaves.", "A dog barks.")
TAGGED = {0: ("night",), 1: ("night", "dog"), 2: ("daytime",), 3: ("night",)}
FILM = "ab" * 32


@pytest.fixture(scope="module")
def find(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LibraryScenes]:
    """Finds scenes in a library with five of them, each of ten seconds, tagged as `TAGGED` says."""
    folder = tmp_path_factory.mktemp("open")
    path = folder / "film.mp4"
    path.touch()
    clock = FilmClock(Fraction(1, 1000))
    facts = FilmFacts(FILM, path, Fraction(50), clock, Fraction(25), 640, 360, has_sound=True)
    with open_library(folder / "library") as library:
        film = library.catalog.add_film(facts, FilmLabel("Film"))
        scenes = [NewScene(10_000 * number, 10_000 * (number + 1), 0, 0) for number in range(len(TOLD))]
        library.catalog.replace_scenes(film.id, scenes, "test")
        made = library.catalog.scenes(film.id)
        texts = [SceneText(one.id, TextKind.ACTION, "en", text) for one, text in zip(made, TOLD, strict=True)]
        library.catalog.replace_scene_texts(film.id, texts, {}, "test")
        library.catalog.index_words(film.id, "test")
        _tag(library, [scene.id for scene in made])
        yield LibraryScenes(SceneSearch(library.catalog))


def _tag(library: Library, scenes: Sequence[int]) -> None:
    named = {
        label: concept.iri for concept in library.catalog.concepts() for label in concept.labels.values()
    }
    for number, labels in TAGGED.items():
        for label in labels:
            library.catalog.tag_scene(scenes[number], named[label])


def story(*wanted: Wanted | Clip) -> Story:
    nodes = tuple(
        Node(f"n{number}", f"Node {number}", clips=(one,))
        if isinstance(one, Clip)
        else Node(f"n{number}", f"Node {number}", wanted=one)
        for number, one in enumerate(wanted)
    )
    return Story("s", "S", start="n0", nodes=nodes)


def scene(number: int) -> Clip:
    return Clip(FILM, 10_000 * number, 10_000 * (number + 1))


def played(told: Story, find: LibraryScenes) -> list[int | None]:
    """Return the number of the scene that each node plays once the story is frozen."""
    nodes = frozen(told, find.wanted).story.nodes
    return [node.clips[-1].start_ms // 10_000 if node.clips else None for node in nodes]


def test_facets_must_hold_and_the_text_ranks(find: LibraryScenes) -> None:
    assert played(story(Wanted(NIGHT, "a dog sleeps")), find) == [1]
    assert played(story(Wanted(NIGHT, "a train leaves")), find) == [3]
    assert played(story(Wanted(DAY, "a dog sleeps")), find) == [2], "another text does not break a facet"
    assert played(story(Wanted({**NIGHT, "who": ("dog",)})), find) == [1]
    assert played(story(Wanted({"when": ("night", "daytime")}, "rain")), find) == [2], (
        "any of a facet's labels"
    )


def test_what_is_asked_for_in_words_alone_must_fit_well(find: LibraryScenes) -> None:
    assert played(story(Wanted(text="a dog barks")), find) == [4]
    assert played(story(Wanted(text="whales sing at dawn")), find) == [None]


def test_an_unseen_scene_is_played_by_no_other_node(find: LibraryScenes) -> None:
    asks = Wanted(NIGHT, "a dog sleeps")
    part_of_it = Clip(FILM, 19_999, 20_500)
    assert played(story(scene(1), asks), find) == [1, 0]
    assert played(story(part_of_it, asks), find)[1] == 0, "a clip overlaps the scene by a millisecond"
    assert sorted(played(story(asks, asks, asks), find)) == [0, 1, 3]
    assert played(story(asks, replace(asks, unseen=False)), find) == [0, 1]
    seen = replace(asks, unseen=False)
    assert played(story(scene(1), seen, seen), find) == [1, 1, 1]


def test_one_node_gives_way_so_that_another_gets_a_scene_at_all(find: LibraryScenes) -> None:
    greedy, modest = Wanted(NIGHT, "a dog sleeps"), Wanted({**NIGHT, "who": ("dog",)})
    assert played(story(greedy, modest), find) == [0, 1]


def test_where_nothing_is_left_the_node_stays_open_and_a_note_says_so(find: LibraryScenes) -> None:
    asks = Wanted(DAY, "rain")
    result = frozen(
        story(asks, asks, Wanted({"where": ("no such place",)}), Wanted({"colour": ("red",)})), find.wanted
    )
    assert [node.id for node in open_nodes(result.story)] == ["n1", "n2", "n3"]
    assert result.story.nodes[0].wanted is None
    assert [note.node_id for note in result.notes] == ["n1", "n2", "n3"]
    assert (
        "n1 “Node 1”" in result.notes[0].message["en"] and "when = 낮 · rain" in result.notes[0].message["en"]
    )
    assert "장면이 남아 있지 않습니다" in result.notes[0].message["ko"]


def test_clips_that_are_there_go_before(find: LibraryScenes) -> None:
    node = replace(story(Wanted(NIGHT)).nodes[0], clips=(scene(2),))
    result = frozen(Story("s", "S", start="n0", nodes=(node,)), find.wanted).story.nodes[0]
    assert len(result.clips) == 2 and result.clips[0] == scene(2)
    assert result.clips[1].scene_title.startswith("Film")


def test_a_story_without_open_nodes_asks_nothing() -> None:
    def never(_wanted: Wanted, _limit: int) -> Sequence[FoundScene]:
        raise AssertionError("searched")

    told = story(scene(1))
    assert frozen(told, never).story is told


def test_thousands_of_nodes_get_scenes_of_their_own() -> None:
    """Each node wants its own scene and the next, the last one only the first: all have to move up by one."""
    count = 2000
    scenes = [FoundScene("f", number * 10, number * 10 + 10, "", 1.0, number) for number in range(count)]

    def find(wanted: Wanted, _limit: int) -> Sequence[FoundScene]:
        number = int(wanted.text)
        return scenes[:1] if number == count - 1 else scenes[number : number + 2]

    nodes = tuple(
        Node(f"n{number}", "", wanted=Wanted({"who": ("x",)}, str(number))) for number in range(count)
    )
    result = frozen(Story("s", "", nodes=nodes), find)
    assert [node.clips[0].start_ms // 10 for node in result.story.nodes] == [*range(1, count), 0]
