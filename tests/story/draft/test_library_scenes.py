from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from library.catalog.films import FilmFacts, FilmLabel
from library.catalog.scenes import NewScene
from library.film_time import FilmClock
from library.place import Library, open_library
from library.records import SceneText, TextKind
from library.search import SceneSearch
from story.check.proof import check_story
from story.draft import draft_story
from story.draft.library_scenes import LibraryScenes
from story.history.shelf import StoryShelf
from story.model import Clip

SEEN = (
    "Ana waits at the crossroads.",
    "A narrow alley in the rain.",
    "An empty night bus.",
    "Her kitchen at home.",
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library with one film of four scenes of ten seconds, searched by words alone."""
    path = tmp_path / "night.mp4"
    path.touch()
    facts = FilmFacts(
        "ab" * 32, path, Fraction(40), FilmClock(Fraction(1, 1000)), Fraction(25), 640, 360, has_sound=True
    )
    with open_library(tmp_path / "library") as library:
        film = library.catalog.add_film(facts, FilmLabel("Night"))
        scenes = [NewScene(10_000 * number, 10_000 * (number + 1), 0, 0) for number in range(len(SEEN))]
        library.catalog.replace_scenes(film.id, scenes, "test")
        made = library.catalog.scenes(film.id)
        texts = [SceneText(one.id, TextKind.ACTION, "en", text) for one, text in zip(made, SEEN, strict=True)]
        library.catalog.replace_scene_texts(film.id, texts, {made[3].id: "INT. KITCHEN"}, "test")
        library.catalog.index_words(film.id, "test")
        yield library


class ByFingerprint:
    def __init__(self, library: Library) -> None:
        self.film = library.catalog.film_by_fingerprint


TEXT = """Ana waits at the crossroads.
She enters a narrow alley.
or she takes the night bus.
The kitchen at home.
Whales sing."""


def test_a_draft_from_a_library_finds_its_scenes_and_is_kept_there(library: Library) -> None:
    find = LibraryScenes(SceneSearch(library.catalog))
    draft = draft_story(TEXT, find, title="Night ways")
    assert [node.clips for node in draft.story.nodes] == [
        (Clip("ab" * 32, 0, 10_000, "Night 0:00"),),
        (Clip("ab" * 32, 10_000, 20_000, "Night 0:10"),),
        (Clip("ab" * 32, 20_000, 30_000, "Night 0:20"),),
        (Clip("ab" * 32, 30_000, 40_000, "Night 0:30, INT. KITCHEN"),),
        (),
    ]
    assert [note.node_id for note in draft.notes] == ["n5"]
    assert [problem.code for problem in check_story(draft.story, ByFingerprint(library))] == ["G044", "G048"]
    shelf = StoryShelf(library.catalog)
    shelf.save(draft.story)
    assert shelf.load(draft.story.id) == (draft.story, 1)


def test_the_reason_names_what_matched(library: Library) -> None:
    found = LibraryScenes(SceneSearch(library.catalog))("an empty bus", 3)
    assert found[0].reason == "words: An empty night bus."
    assert 0 < found[0].score <= 1
