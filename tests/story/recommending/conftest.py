"""A shelf of three small films whose scenes tell of two subjects, people who like one of them, and a story."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest

from library import FilmClock, Library, SceneText, TextKind, open_library
from library.catalog.event import Event, EventKind
from library.catalog.films import FilmFacts, FilmLabel
from library.catalog.scenes import NewScene, NewShot
from library.catalog.vectors import NewEmbedding
from library.embedding import HashingEmbedder
from library.ontology import Facet
from story.history.shelf import StoryShelf
from story.model import Choice, Clip, Node, Story
from story.recommending.service import Recommending

SEA = (
    "The boat leaves the harbour at night.",
    "Waves hit the boat in the harbour.",
    "A boat in a storm at sea.",
)
TOWN = (
    "The baker opens his shop in town.",
    "Bread for everybody in town.",
    "The town square with its shops.",
)


def put_film(library: Library, fingerprint: str, title: str, told: Sequence[str]) -> list[int]:
    """Put a film into a library, a scene of ten seconds for each text; return its scenes."""
    catalog = library.catalog
    facts = FilmFacts(
        fingerprint.ljust(64, "0"),
        Path(f"/films/{title}.mp4"),
        Fraction(10 * len(told)),
        FilmClock(Fraction(1, 1000)),
        Fraction(24),
        640,
        360,
        has_sound=True,
    )
    film = catalog.add_film(facts, FilmLabel(title=title))
    spans = [(10_000 * at, 10_000 * (at + 1)) for at in range(len(told))]
    catalog.replace_shots(film.id, [NewShot(*span, b"") for span in spans], "made")
    catalog.replace_scenes(film.id, [NewScene(*span, at, at) for at, span in enumerate(spans)], "made")
    ids = [scene.id for scene in catalog.scenes(film.id)]
    texts = [SceneText(scene, TextKind.ACTION, "en", text) for scene, text in zip(ids, told, strict=True)]
    catalog.replace_scene_texts(film.id, texts, {}, "made")
    catalog.index_words(film.id, "made")
    vectors = HashingEmbedder().embed(list(told))
    embeddings = [NewEmbedding(*one) for one in zip(ids, told, vectors, strict=True)]
    catalog.replace_vectors(film.id, "hashing", embeddings, "made")
    return ids


@dataclass(frozen=True)
class Shelf:
    """The library of a test.

    Attributes:
        library: It.
        sea, town, other: The scenes of three films.
    """

    library: Library
    sea: list[int]
    town: list[int]
    other: list[int]

    def put(self, fingerprint: str, title: str, told: Sequence[str]) -> list[int]:
        return put_film(self.library, fingerprint, title, told)

    def did(self, user: str, kind: EventKind, *scenes: int, **more: object) -> None:
        noted = self.library.catalog.append_events(Event(user, "s", kind, one, **more) for one in scenes)
        assert noted.kept == len(scenes)

    def clip(self, scene: int) -> Clip:
        found, film = self.library.catalog.scenes_with_films([scene])[scene]
        return Clip(film.fingerprint, int(found.start * 1000), int(found.end * 1000))

    def tag(self, label: str, facet: Facet, *scenes: int) -> None:
        concept = next(
            (one.iri for one in self.library.catalog.concepts() if label in one.labels.values()), None
        )
        if concept is None:
            concept = self.library.catalog.add_concept(facet, {"en": label, "ko": label}).iri
        for scene in scenes:
            self.library.catalog.tag_scene(scene, concept)

    def story(self, *scenes: int, name: str = "story") -> str:
        """Save a story of nodes `n0`, `n1`, … of one scene each, one after the other; return its id."""
        nodes = tuple(Node(f"n{at}", f"N{at}", (self.clip(scene),)) for at, scene in enumerate(scenes))
        ways = tuple(Choice(f"c{at}", f"n{at}", f"n{at + 1}") for at in range(len(scenes) - 1))
        story = Story(name, "A story", start="n0", nodes=nodes, choices=ways)
        StoryShelf(self.library.catalog).save(story)
        return story.id


@pytest.fixture(scope="session", autouse=True)
def one_core() -> Iterator[None]:
    """Small matrices are inverted several times as quickly by one thread as by two that wait for each other."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        yield


@pytest.fixture
def shelf(tmp_path: Path, empty_library: Path) -> Iterator[Shelf]:
    with open_library(shutil.copytree(empty_library, tmp_path / "library")) as library:
        sea = put_film(library, "aa", "Sea", SEA)
        town = put_film(library, "bb", "Town", TOWN)
        other = put_film(library, "cc", "Other", [f"Nothing of note, number {at}." for at in range(30)])
        yield Shelf(library, sea, town, other)


@pytest.fixture
def recommending(shelf: Shelf) -> Iterator[Recommending]:
    made = Recommending.over(shelf.library)
    yield made
    made.close()


@pytest.fixture
def many(shelf: Shelf) -> Callable[[], None]:
    """`many()` has twelve people use the sea and the town, in different ways."""

    def use() -> None:
        for number in range(12):
            liked = shelf.sea if number % 2 else shelf.town
            shelf.did(f"u{number}", EventKind.ADDED, *liked[number % 3 :], liked[0])

    return use
