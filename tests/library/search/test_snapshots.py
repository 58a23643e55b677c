"""What is searched is what the library holds: after every change, cached or not, and whatever befell the files."""

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

import library.search.snapshots as snapshots_module
from library import Film, Library
from library.catalog.films import FilmLabel
from library.catalog.vectors import NewEmbedding
from library.embedding import HashingEmbedder
from library.search import SceneSearch, SearchRequest
from library.search.notes import NoteCode
from library.search.snapshot import Snapshot
from library.search.snapshots import Snapshots

HARBOUR = "urn:gallae:concept:where/harbour"
WORDS = [
    "boat",
    "pier",
    "sea",
    "wave",
    "gull",
    "lamp",
    "tower",
    "room",
    "door",
    "night",
    "rain",
    "tea",
    "soup",
]


@pytest.fixture
def add(put: Callable, told: type) -> Callable[[str, int], tuple[Film, list[int]]]:
    """`add(name, scenes)` puts a film of scenes into the library whose words depend on the name."""

    def added(name: str, scenes: int) -> tuple[Film, list[int]]:
        chance = random.Random(name)
        said = [" ".join(chance.choices(WORDS, k=chance.randint(1, 80))) for _ in range(scenes)]
        return put(name, f"Film {name}", [told(text, f"seen {text[:9]}") for text in said])

    return added


def held(snapshot: Snapshot) -> dict[int, tuple[object, ...]]:
    """Return all that a snapshot says of each scene: film, neighbours, words, vectors, place in scores."""
    rows = np.flatnonzero(snapshot.alive)
    asked = snapshot.words.asked("boat pier lamp film harbour")
    scores = snapshot.words.scores(asked)
    query = HashingEmbedder().embed_query("boat pier lamp")
    near = snapshot.vectors.nearness(query, rows) if snapshot.vectors.dimension else None
    beside = snapshot.beside(rows)
    return {
        int(snapshot.scenes[row]): (
            int(snapshot.films[row]),
            tuple(int(snapshot.scenes[one]) if one >= 0 else 0 for one in beside[place]),
            round(float(scores[row]), 4),
            None
            if near is None or not near.ids[place]
            else (round(float(near.cosines[place]), 4), int(near.ids[place])),
        )
        for place, row in enumerate(rows)
    }


def from_database(library: Library) -> Snapshot:
    return Snapshots(library.catalog, "hashing").now()


def test_every_change_is_seen_and_nothing_else_is_read(library: Library, add: Callable, told: type) -> None:
    snapshots = Snapshots(library.catalog, "hashing")
    assert held(snapshots.now()) == {}
    catalog = library.catalog
    first, first_scenes = add("a1", 6)
    second, second_scenes = add("b2", 4)
    assert len(held(snapshots.now())) == 10
    changes: list[Callable[[], object]] = [
        lambda: catalog.tag_scene(first_scenes[2], HARBOUR),
        lambda: catalog.relabel_film(second.id, FilmLabel(title="Harbour lamp")),
        lambda: catalog.untag_scene(first_scenes[2], HARBOUR),
        lambda: add("c3", 9),
        lambda: catalog.replace_vectors(second.id, "hashing", [], "none"),
        lambda: catalog.replace_scenes(first.id, [], "none"),
        lambda: catalog.remove_film(second.id),
        lambda: add("d4", 1),
        lambda: add("e5", 30),
    ]
    before = held(snapshots.now())
    for change in changes:
        change()
        now = held(snapshots.now())
        assert now == held(from_database(library))
        assert now != before
        before = now
    assert snapshots.now() is snapshots.now(), "without a change nothing is made again"
    assert not set(second_scenes) & set(before)


def test_many_small_changes_leave_few_parts(library: Library, add: Callable) -> None:
    snapshots = Snapshots(library.catalog, "hashing")
    films = []
    for number in range(40):
        films.append(add(f"f{number}x", 3)[0])
        snapshot = snapshots.now()
        assert len(snapshot.words.parts) == len(snapshot.vectors.parts) <= 6
    for film in films[::2]:
        library.catalog.remove_film(film.id)
        snapshot = snapshots.now()
        assert len(snapshot.scenes) <= 2 * len(held(snapshot)) + 6
    assert held(snapshot) == held(from_database(library))


def test_who_searches_keeps_what_it_has(library: Library, add: Callable) -> None:
    film, scenes = add("a1", 5)
    snapshots = Snapshots(library.catalog, "hashing")
    before = snapshots.now()
    kept = held(before)
    library.catalog.remove_film(film.id)
    add("b2", 7)
    assert set(held(snapshots.now())) & set(scenes) == set()
    assert held(before) == kept


@pytest.fixture
def cached(library: Library, add: Callable) -> Iterator[SimpleNamespace]:
    """A library of 40 scenes that was searched; `read()` is what another process would hold, `reads` from where."""
    add("a1", 30)
    add("b2", 10)
    reads: list[str] = []
    ours = snapshots_module.read_part

    def noted(rows: object, vocabulary: object, films: object, space: str) -> object:
        reads.append("all" if films is None else "changed")
        return ours(rows, vocabulary, films, space)  # type: ignore[arg-type]

    def read() -> Snapshot:
        reads.clear()
        return Snapshots(library.catalog, "hashing", library.index_folder).now()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snapshots_module, "read_part", noted)
        read()
        [folder] = library.index_folder.iterdir()
        yield SimpleNamespace(read=read, reads=reads, folder=folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_what_was_cached_is_not_read_again(library: Library, cached: SimpleNamespace) -> None:
    files = {file: file.stat().st_mtime_ns for file in cached.folder.iterdir()}
    assert {file.suffix for file in files} == {".json", ".npz", ".faiss"}
    assert held(cached.read()) == held(from_database(library))
    assert {file: file.stat().st_mtime_ns for file in cached.folder.iterdir()} == files
    assert cached.reads[:1] == ["changed"]


def test_what_changed_since_is_read_and_a_much_changed_cache_written_anew(
    library: Library, cached: SimpleNamespace, add: Callable
) -> None:
    manifest = cached.folder / "manifest.json"
    written = manifest.read_bytes()
    library.catalog.tag_scene(min(held(cached.read())), HARBOUR)
    assert held(cached.read()) == held(from_database(library)) and cached.reads[0] == "changed"
    assert manifest.read_bytes() == written, "the same scenes are not worth it"
    add("c3", 20)
    assert len(held(cached.read())) == 60 and cached.reads[0] == "changed"
    assert manifest.read_bytes() != written
    assert held(cached.read()) == held(from_database(library))


def without(name: str) -> Callable[[Path], None]:
    return lambda folder: next(folder.glob(name)).unlink()


def cut(name: str) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        file = next(folder.glob(name))
        file.write_bytes(file.read_bytes()[:-40])

    return damage


def flipped(name: str) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        file = next(folder.glob(name))
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 0x40
        file.write_bytes(content)

    return damage


def holding(name: str, content: bytes) -> Callable[[Path], None]:
    return lambda folder: next(folder.glob(name)).write_bytes(content) and None


def saying(**fields: object) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        manifest = folder / "manifest.json"
        manifest.write_text(json.dumps(json.loads(manifest.read_text()) | fields))

    return damage


DAMAGES = {
    "vectors gone": without("*.faiss"),
    "words gone": without("*.npz"),
    "manifest gone": without("*.json"),
    "vectors cut": cut("*.faiss"),
    "words cut": cut("*.npz"),
    "manifest cut": cut("*.json"),
    "vectors flipped": flipped("*.faiss"),
    "words flipped": flipped("*.npz"),
    "vectors empty": holding("*.faiss", b""),
    "words empty": holding("*.npz", b""),
    "manifest garbage": holding("*.json", b"\xff\xfe{"),
    "manifest of another shape": holding("*.json", b"[1, 2]"),
    "another model": saying(space="other"),
    "another layout": saying(layout=0),
    "other weights": saying(weights={"title": 5.0}),
    "from the future": saying(moment=10**9),
    "without files": saying(files={}),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_cache_is_made_again(
    library: Library, cached: SimpleNamespace, damage: Callable[[Path], None]
) -> None:
    whole = contents(cached.folder)
    damage(cached.folder)
    assert held(cached.read()) == held(from_database(library))
    assert cached.reads[0] == "all"
    assert contents(cached.folder) == whole


def test_a_cache_of_more_than_the_database_holds_is_made_again(
    library: Library, cached: SimpleNamespace
) -> None:
    with (
        library.catalog._database.writing() as session
    ):  # as if an older copy of the database had been put back
        session.connection().exec_driver_sql("DELETE FROM scenes WHERE number = 3")
    assert held(cached.read()) == held(from_database(library)) and "all" in cached.reads


def test_a_folder_that_cannot_be_written_costs_no_search(library: Library, add: Callable) -> None:
    add("a1", 5)
    library.index_folder.parent.mkdir(parents=True, exist_ok=True)
    library.index_folder.write_text("a file where the folder should be")
    assert len(SceneSearch.over(library).find(SearchRequest("boat pier sea wave")).hits) > 0


def test_a_full_disk_costs_no_search(
    library: Library, add: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("a1", 5)

    def full(target: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("library.search.snapshot_cache.write_whole", full)
    assert len(SceneSearch.over(library).find(SearchRequest("boat pier sea wave")).hits) > 0


class Other(HashingEmbedder):
    """Another model: the same words, other places, another length."""

    name = "other"

    def __init__(self) -> None:
        super().__init__(dimension=64)


def test_vectors_of_two_models_never_meet(library: Library, add: Callable) -> None:
    film, scenes = add("a1", 5)
    add("b2", 5)
    search = SceneSearch.over(library, Other())
    answer = search.find(SearchRequest("boat pier sea"))
    assert [one.value for one in answer.notes if one.code is NoteCode.OLD_VECTORS] == ["2"]
    assert answer.hits and all(reason.signal != "meaning" for hit in answer.hits for reason in hit.reasons)
    told = ["boat", "sea", "lamp", "rain", "tea"]
    made = [
        NewEmbedding(scene, text, Other().embed_query(text)) for scene, text in zip(scenes, told, strict=True)
    ]
    library.catalog.replace_vectors(film.id, "other", made, "made")
    answer = search.find(SearchRequest("boat"))
    assert [one.value for one in answer.notes if one.code is NoteCode.OLD_VECTORS] == ["1"]
    meant = {hit.film.id for hit in answer.hits for reason in hit.reasons if reason.signal == "meaning"}
    assert meant == {film.id}
    assert not SceneSearch.over(library).find(SearchRequest("boat")).notes


def test_a_template_is_as_good_as_a_model(
    library: Library, add: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("a1", 5)
    monkeypatch.setattr("library.embedding.TEXT_TEMPLATE", 7)
    assert library.catalog.films_to_embed_again("hashing") == (library.catalog.films()[0].id,)
    answer = SceneSearch.over(library).find(SearchRequest("boat pier sea"))
    assert [one.code for one in answer.notes] == [NoteCode.OLD_VECTORS] and answer.hits
    add("a1", 5)
    assert library.catalog.films_to_embed_again("hashing") == ()
    assert not SceneSearch.over(library).find(SearchRequest("boat pier sea")).notes


def test_a_model_that_changed_its_length_in_place_is_not_compared(library: Library, add: Callable) -> None:
    add("a1", 5)
    longer = HashingEmbedder(dimension=512)
    hits = SceneSearch.over(library, longer).find(SearchRequest("boat pier sea")).hits
    assert hits and all(reason.signal != "meaning" for hit in hits for reason in hit.reasons)
