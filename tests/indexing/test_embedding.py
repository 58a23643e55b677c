"""Another model is one setting away: texts are embedded again film by film, go on when stopped, and never mix."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import library.place
from indexing.embedding import embed_again, embed_film, made_from, vectors_made_from
from indexing.scene_texts import WINDOW_WORDS, texts_to_embed
from library import Cancelled, Film, FilmClock, Library, Origin, Scene, SceneText, Tag, TextKind
from library.catalog.films import FilmFacts, FilmLabel
from library.catalog.scenes import NewScene
from library.embedding import TEXT_TEMPLATE, HashingEmbedder
from library.search import SceneSearch, SearchRequest
from library.search.notes import NoteCode


class Other(HashingEmbedder):
    """Another model, which counts the texts that it was given."""

    name = "other"

    def __init__(self) -> None:
        super().__init__(dimension=48)
        self.texts = 0

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.texts += len(texts)
        return super().embed(texts)


@pytest.fixture
def other(monkeypatch: pytest.MonkeyPatch) -> Other:
    """The model that the library is set to use from now on."""
    model = Other()
    monkeypatch.setattr(library.place, "embedder_named", lambda name: model)
    return model


def add(library: Library, name: str, lines: Sequence[str]) -> Film:
    """Add a film whose scenes say one line each, embedded with the hashing model."""
    catalog, clock = library.catalog, FilmClock(Fraction(1, 1000))
    facts = FilmFacts(
        name.ljust(64, "0"), Path(f"{name}.mp4"), Fraction(9), clock, Fraction(25), 64, 36, False
    )
    film = catalog.add_film(facts, FilmLabel(title=name))
    catalog.replace_scenes(
        film.id, [NewScene(n * 1000, (n + 1) * 1000, n, n) for n in range(len(lines))], "s"
    )
    scenes = catalog.scenes(film.id)
    texts = [
        SceneText(one.id, TextKind.DIALOGUE, "en", line) for one, line in zip(scenes, lines, strict=True)
    ]
    catalog.replace_scene_texts(film.id, texts, {}, "t")
    catalog.replace_found_tags(film.id, [], f"tags of {name}")
    catalog.index_words(film.id, "w")
    embedder = HashingEmbedder()
    made = made_from("vectors", *vectors_made_from(f"tags of {name}", film, embedder))
    embed_film(catalog, film, embedder, made, lambda *report: None)
    return film


@pytest.fixture
def films(library: Library) -> list[Film]:
    return [add(library, f"film{number}", ["the boat leaves", "tea and rain"]) for number in range(4)]


def models(library: Library) -> dict[str, int]:
    return {model: len(library.catalog.vectors(model)[0]) for model in ("hashing", "other")}


def waiting(library: Library) -> list[str]:
    notes = SceneSearch.over(library).find(SearchRequest("the boat")).notes
    return [one.value for one in notes if one.code is NoteCode.OLD_VECTORS]


def test_all_films_are_embedded_again_and_old_vectors_go(
    library: Library, films: list[Film], other: Other
) -> None:
    assert waiting(library) == ["4"]
    reports: list[tuple[str, int, int]] = []
    assert embed_again(library, lambda *report: reports.append(report)) == 4
    assert models(library) == {"hashing": 0, "other": 16}, (
        "two texts a scene: what is said, and what it is about"
    )
    shares = [done / total for _, done, total in reports]
    assert shares == sorted(shares) and shares[-1] == 1.0
    assert waiting(library) == []
    assert embed_again(library) == 0 and other.texts == 12 + 1, (
        "texts that stand twice in a film once, and a query"
    )


def test_stopped_it_goes_on_film_by_film(library: Library, films: list[Film], other: Other) -> None:
    def stop(stage: str, done: int, total: int) -> None:
        if done >= total / 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        embed_again(library, stop)
    assert models(library) == {"hashing": 16, "other": 8}
    search = SceneSearch.over(library)
    answer = search.find(SearchRequest("the boat leaves", limit=20))
    assert {hit.film.id for hit in answer.hits} == {film.id for film in films}
    meant = {hit.film.id for hit in answer.hits for reason in hit.reasons if reason.signal == "meaning"}
    assert len(meant) == 2 and waiting(library) == ["2"]
    assert embed_again(library) == 2
    assert models(library) == {"hashing": 0, "other": 16} and waiting(library) == []


def test_a_film_of_which_the_model_reads_nothing_waits_no_longer(
    library: Library, films: list[Film], other: Other, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(other, "reads", lambda text: "nothing" in text)
    assert embed_again(library) == 4
    assert models(library) == {"hashing": 0, "other": 0} and waiting(library) == []


def test_a_film_that_is_still_being_added_is_left_to_that(
    library: Library, films: list[Film], other: Other
) -> None:
    library.catalog.forget_stages(films[0].id, ["tags"])
    assert embed_again(library) == 3
    assert not library.catalog.finished_stages(films[0].id).keys() & {"tags"}


def test_the_template_is_another_when_the_texts_are() -> None:
    """If this fails because other texts are embedded now, raise `TEXT_TEMPLATE` and write them down here."""
    clock = FilmClock(Fraction(1, 1000))
    facts = (
        "f" * 64,
        Path("f.mp4"),
        "Title",
        "",
        "",
        "",
        Fraction(9),
        clock,
        Fraction(25),
        64,
        36,
        False,
        None,
    )
    film = Film(1, *facts, added_at=None)  # type: ignore[call-arg, arg-type]  # nobody asks when
    scene = Scene(7, 1, 0, Fraction(0), Fraction(1), 0, 0, "INT. KITCHEN", "")
    words = [f"w{number}" for number in range(WINDOW_WORDS + 10)]
    texts = [
        SceneText(7, TextKind.DIALOGUE, "en", " ".join(words)),
        SceneText(7, TextKind.ACTION, "en", "Seen"),
    ]
    tags = [Tag(7, "urn:x", "where", {"ko": "부엌", "en": "kitchen"}, Origin.MODEL, 1.0)]
    assert (TEXT_TEMPLATE, texts_to_embed(film, scene, texts, tags, HashingEmbedder())) == (
        1,
        [" ".join(words[:60]), " ".join(words[30:]), "Seen", "Title. INT. KITCHEN. kitchen"],
    )
