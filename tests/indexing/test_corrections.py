"""A curator's correction changes the scenes it names and no others, is kept for ever, and teaches the settings."""

import shutil
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from indexing import FilmToAdd, add_film
from indexing.corrected import said_of, standing
from indexing.corrections import group_again, merge_scenes, move_boundary, split_scene, undo_correction
from indexing.errors import CorrectionRefused
from indexing.grouping import LengthsAndLooks, ShotRow
from indexing.grouping.fitted import _log_partings, taught
from library import Library, NotInLibrary, Origin, Scene, open_library
from library.catalog.scene_corrections import CorrectionKind
from library.ontology import Facet
from library.search import SceneSearch, SearchRequest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
COLOURS = ((200, 30, 30), (30, 160, 40), (30, 50, 200), (220, 210, 40))
SUBTITLES = """1
00:00:01,000 --> 00:00:02,000
The lighthouse is dark.

2
00:00:11,000 --> 00:00:12,000
A mackerel swims by.

3
00:00:21,000 --> 00:00:22,000
Bring the lantern here.

4
00:00:29,000 --> 00:00:30,000
We sail tomorrow.
"""


@pytest.fixture(scope="session")
def two_places(films: Any, take: Callable[..., Any]) -> Path:
    """A film of 32 s in two places: two alternating shots of 2 s, four times each."""
    red, green, blue, yellow = COLOURS
    places = [red, green] * 4 + [blue, yellow] * 4
    made = films.make(name="two-places.mp4", takes=tuple(take(colour, 48) for colour in places))
    return Path(made.path)


@pytest.fixture(scope="module")
def indexed(two_places: Path, empty_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library with that film, of which each test gets a copy."""
    folder = tmp_path_factory.mktemp("indexed")
    subtitles = folder / "film.en.srt"
    subtitles.write_text(SUBTITLES)
    with open_library(shutil.copytree(empty_library, folder / "library")) as opened:
        add_film(opened, FilmToAdd(two_places, (subtitles,)))
    return folder / "library"


@pytest.fixture
def library(indexed: Path, tmp_path: Path) -> Iterator[Library]:
    with open_library(shutil.copytree(indexed, tmp_path / "library")) as opened:
        yield opened


@pytest.fixture
def scenes(library: Library) -> tuple[Scene, ...]:
    found = library.catalog.scenes(1)
    assert [scene.start for scene in found] == [0, 16]
    return found


def starts(scenes: tuple[Scene, ...]) -> list[int]:
    assert all(one.end == other.start for one, other in pairwise(scenes))
    return [int(scene.start) for scene in scenes]


def text_of(library: Library, scene: Scene) -> str:
    return "\n".join(text.text for text in library.catalog.texts_of([scene.id]))


def whole(library: Library, film_id: int) -> None:
    """See to it that everything that is made from scenes is there for each, and finished."""
    catalog = library.catalog
    scenes = catalog.scenes(film_id)
    ids = {scene.id for scene in scenes}
    assert {"texts", "tags", "words", "vectors", "thumbnails"} <= catalog.finished_stages(film_id).keys()
    assert all(library.media.has(scene.thumbnail) for scene in scenes)
    from sqlalchemy import text

    with catalog._database.reading() as session:
        assert {row[0] for row in session.execute(text("SELECT rowid FROM scene_words"))} == ids
        assert {row[0] for row in session.execute(text("SELECT scene_id FROM embeddings"))} == ids
    assert catalog.leases() == ()


def test_a_split_makes_two_of_one_and_leaves_the_other_as_it_was(
    library: Library, scenes: tuple[Scene, ...]
) -> None:
    first, second = scenes
    curated = library.catalog.add_concept(Facet.WHAT, {"en": "Quokka"}).iri
    library.catalog.tag_scene(second.id, curated)
    assert SceneSearch.over(library).find(SearchRequest("mackerel")).hits[0].scene.id == first.id
    after = split_scene(library, first.id, Fraction("9.7"), "Mina")
    assert starts(after) == [0, 10, 16]
    assert after[2].id == second.id and after[2].thumbnail == second.thumbnail
    assert curated in [tag.concept for tag in library.catalog.tags([second.id])[second.id]]
    assert text_of(library, after[0]) == "The lighthouse is dark."
    assert text_of(library, after[1]) == "A mackerel swims by."
    assert SceneSearch.over(library).find(SearchRequest("mackerel")).hits[0].scene.id == after[1].id
    whole(library, first.film_id)
    [logged] = library.catalog.scene_corrections(first.film_id)
    assert (logged.kind, logged.curator, logged.to_pts) == (CorrectionKind.SPLIT, "Mina", None)


def test_a_merge_makes_one_of_two_and_keeps_what_curators_tagged(
    library: Library, scenes: tuple[Scene, ...]
) -> None:
    for number, scene in enumerate(scenes):
        library.catalog.tag_scene(scene.id, library.catalog.add_concept(Facet.WHAT, {"en": f"T{number}"}).iri)
    [one] = merge_scenes(library, scenes[0].id)
    assert (one.start, one.end) == (0, 32)
    tags = [tag for tag in library.catalog.tags([one.id])[one.id] if tag.origin is Origin.CURATOR]
    assert {tag.labels["en"] for tag in tags} == {"T0", "T1"}
    whole(library, one.film_id)


def test_a_boundary_moves_to_the_closest_shot_of_the_two_scenes(
    library: Library, scenes: tuple[Scene, ...]
) -> None:
    after = move_boundary(library, scenes[1].id, Fraction(21))
    assert starts(after) in ([0, 20], [0, 22])
    assert starts(move_boundary(library, after[1].id, Fraction(0))) == [0, 2]
    whole(library, scenes[0].film_id)


def test_each_correction_can_be_taken_back_and_the_log_keeps_it_all(
    library: Library, scenes: tuple[Scene, ...]
) -> None:
    film_id = scenes[0].film_id
    split = split_scene(library, scenes[0].id, Fraction(10))
    moved = move_boundary(library, split[2].id, Fraction(20))
    merged = merge_scenes(library, moved[0].id)
    assert [starts(one) for one in (split, moved, merged)] == [[0, 10, 16], [0, 10, 20], [0, 20]]
    back = [starts(undo_correction(library, film_id)) for _ in range(3)]
    assert back == [[0, 10, 20], [0, 10, 16], [0, 16]]
    log = library.catalog.scene_corrections(film_id)
    assert [one.kind for one in log] == ["split", "move", "merge", "undo", "undo", "undo"]
    assert standing(log) == [] and said_of(log) == {}
    with pytest.raises(CorrectionRefused, match="Nobody has corrected"):
        undo_correction(library, film_id)
    whole(library, film_id)


def test_corrections_outlive_indexing_anew(
    library: Library, scenes: tuple[Scene, ...], two_places: Path, tmp_path: Path
) -> None:
    film_id = scenes[0].film_id
    split_scene(library, scenes[0].id, Fraction(10))
    ids = [scene.id for scene in library.catalog.scenes(film_id)]
    told: list[str] = []
    add_film(library, FilmToAdd(two_places), lambda stage, *_: told.append(stage))
    assert "scenes" not in told and [scene.id for scene in library.catalog.scenes(film_id)] == ids
    korean = tmp_path / "film.ko.srt"
    korean.write_text("1\n00:00:25,000 --> 00:00:26,000\n내일 떠난다.\n", encoding="utf-8")
    add_film(library, FilmToAdd(two_places, (korean,)), lambda stage, *_: told.append(stage))
    assert "scenes" in told and 10 in starts(library.catalog.scenes(film_id))
    library.catalog.forget_stages(film_id, ["shots"])
    add_film(library, FilmToAdd(two_places))
    assert 10 in starts(library.catalog.scenes(film_id))
    whole(library, film_id)


def test_grouping_again_keeps_every_word_of_the_curator(library: Library, scenes: tuple[Scene, ...]) -> None:
    split = split_scene(library, scenes[0].id, Fraction(10))
    merge_scenes(library, split[1].id)
    found = starts(group_again(library, scenes[0].film_id))
    assert 10 in found and 16 not in found
    whole(library, scenes[0].film_id)


def test_a_correction_that_was_stopped_stands_and_the_next_run_does_the_rest(
    library: Library, scenes: tuple[Scene, ...], two_places: Path
) -> None:
    from library import Cancelled

    def stop(stage: str, done: int, total: int) -> None:
        if stage == "tags":
            raise Cancelled

    with pytest.raises(Cancelled):
        split_scene(library, scenes[0].id, Fraction(10), progress=stop)
    assert starts(library.catalog.scenes(scenes[0].film_id)) == [0, 10, 16]
    add_film(library, FilmToAdd(two_places))
    whole(library, scenes[0].film_id)


def test_only_new_texts_are_embedded(
    library: Library, scenes: tuple[Scene, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    from library.embedding import HashingEmbedder

    embedded: list[str] = []
    embed = HashingEmbedder.embed

    def noted(self: HashingEmbedder, texts: Any) -> Any:
        embedded.extend(texts)
        return embed(self, texts)

    monkeypatch.setattr(HashingEmbedder, "embed", noted)
    split_scene(library, scenes[0].id, Fraction(10))
    assert embedded and not any("lantern" in text or "sail" in text for text in embedded)


def test_a_film_whose_file_has_gone_can_be_corrected(
    library: Library, two_places: Path, tmp_path: Path
) -> None:
    path = tmp_path / "gone.mp4"
    path.write_bytes(two_places.read_bytes())
    added = add_film(library, FilmToAdd(path))
    path.unlink()
    split = split_scene(library, library.catalog.scenes(added.film.id)[0].id, Fraction(10))
    assert starts(split) == [0, 10, 16]


def test_what_cannot_be_corrected_is_said_and_changes_nothing(
    library: Library, scenes: tuple[Scene, ...]
) -> None:
    first, second = scenes
    for attempt in (
        lambda: merge_scenes(library, second.id),
        lambda: move_boundary(library, first.id, Fraction(4)),
        lambda: move_boundary(library, second.id, second.start),
    ):
        with pytest.raises(CorrectionRefused) as refused:
            attempt()
        assert refused.value.remedy and "\n" not in str(refused.value)
    split = split_scene(library, first.id, Fraction(2))
    with pytest.raises(CorrectionRefused, match="one shot"):
        split_scene(library, split[0].id, Fraction(1))
    with pytest.raises(NotInLibrary):
        split_scene(library, 999, Fraction(1))
    assert len(library.catalog.scene_corrections(first.film_id)) == 1
    library.catalog.forget_stages(first.film_id, ["scenes"])
    with pytest.raises(CorrectionRefused, match="not indexed to its end"):
        merge_scenes(library, split[0].id)


def film_of_scenes(difference: float) -> ShotRow:
    """Return twenty scenes of six shots of four seconds, more or less different."""
    dice = np.random.default_rng(4)
    looks = np.repeat(dice.dirichlet(np.full(64, 0.1), 20), 6, axis=0) * difference
    looks += (1 - difference) * dice.dirichlet(np.full(64, 0.1), 120)
    times = np.arange(120) * 4.0
    return ShotRow(looks, times, times + 4, np.zeros(119))


def test_the_first_corrections_of_a_film_put_the_rest_of_it_right() -> None:
    row, true = film_of_scenes(0.4), set(range(0, 120, 6))
    found = set(LengthsAndLooks().scene_starts(row))
    wrong = sorted(found ^ true)
    assert len(wrong) >= 9
    half = wrong[: len(wrong) // 2]
    after = set(taught(row, {shot: shot in true for shot in half}).scene_starts(row))
    rest = set(range(half[-1] + 1, 120))
    assert len((after ^ true) & rest) < len((found ^ true) & rest) / 2


def test_no_word_or_a_single_one_teaches_nothing() -> None:
    row, usual = film_of_scenes(0.4), LengthsAndLooks()
    assert taught(row, {}) == usual == taught(row, {8: False})


def test_the_sum_over_all_partings_is_that_of_each() -> None:
    dice = np.random.default_rng(3)
    count = 8
    evidence, prior = dice.normal(0, 2, count - 1), dice.normal(0, 1, count)
    free = np.arange(1, count + 1)
    for said in ({}, {3: True}, {3: True, 5: False, 6: True}):
        terms = []
        for number in range(2 ** (count - 1)):
            starts = [0, *(place + 1 for place in range(count - 1) if number >> place & 1)]
            if all((shot in starts) is begins for shot, begins in said.items()):
                lengths = np.diff([*starts, count])
                terms.append(sum(evidence[one - 1] for one in starts[1:]) + prior[lengths - 1].sum())
        assert _log_partings(evidence, prior, free, said) == pytest.approx(np.log(np.exp(terms).sum()))


@pytest.mark.slow
def test_what_a_curator_corrects_at_the_beginning_makes_the_rest_no_worse(shared: Path) -> None:
    """The curator of each film, none of which settings were chosen on, corrects the first eight mistakes."""
    gains = []
    for name in ("bbc-2", "bbc-4", "bbc-5", "ovsd-2", "ovsd-4", "rai-2", "rai-4", "rai-5"):
        film = judged(shared / "data/scene-grouping" / name)
        before, true = set(LengthsAndLooks().scene_starts(film.row)), set(film.scenes)
        wrong = sorted(before ^ true)[:8]
        after = set(taught(film.row, {shot: shot in true for shot in wrong}).scene_starts(film.row))
        rest = set(range(wrong[-1] + 1, len(film.row)))
        gains.append(boundary_f1(after & rest, true & rest) - boundary_f1(before & rest, true & rest))
    assert np.mean(gains) >= 0, gains


def judged(folder: Path) -> Any:
    sys.path.insert(0, str(BENCHMARKS))
    try:
        from scene_truth import read_film
    finally:
        sys.path.remove(str(BENCHMARKS))
    return read_film(folder)


def boundary_f1(found: set[int], true: set[int]) -> float:
    return 2 * len(found & true) / max(1, len(found) + len(true))
