"""A film goes into the library whole, once, from wherever it was stopped, or not at all."""

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from indexing import (
    FilmToAdd,
    FilmUnreadable,
    ScreenplayUnreadable,
    SubtitlesUnreadable,
    add_film,
    remove_film,
)
from indexing.stages import Stages
from library import Cancelled, GallaeError, Library, Origin, TextKind, open_library
from library.catalog.films import FilmLabel
from library.ontology import Facet
from library.search import SceneSearch, SearchRequest

ROOT = Path(__file__).parents[2]
COLOURS = ((200, 30, 30), (30, 160, 40), (30, 50, 200), (220, 210, 40))

SUBTITLES = """1
00:00:01,000 --> 00:00:03,000
MINA: Who turned off the lighthouse?

2
00:00:04,000 --> 00:00:06,500
BORI: Nobody did, the wind is playing tricks.

3
00:00:17,000 --> 00:00:19,500
MINA: The boat is leaving the harbour now!

4
00:00:59,000 --> 00:01:03,000
BORI: Nobody will ever hear this.
"""
KOREAN = """1
00:00:01,000 --> 00:00:03,000
누가 등대를 껐지?

2
00:00:17,000 --> 00:00:19,500
배가 부산으로 떠난다!
"""
SCREENPLAY = """INT. LIGHTHOUSE - NIGHT

Mina climbs the winding stairs with a lantern.

MINA
(whispering)
Who turned off the lighthouse?

BORI
Nobody did, the wind is playing tricks.

EXT. OLD FISH MARKET - DAY

Crates of mackerel everywhere.

MINA
The boat is leaving the harbour now!
"""


class Report:
    """Notes what is reported, and stops the work at a stage if asked to."""

    def __init__(self, stop_at: str = "") -> None:
        self.stages: list[str] = []
        self.stop_at = stop_at

    def __call__(self, stage: str, done: int, total: int) -> None:
        assert 0 <= done <= total or total == 0
        if stage not in self.stages:
            self.stages.append(stage)
        if stage == self.stop_at:
            raise Cancelled


ALL_STAGES = {"shots", "cues", "scenes", "texts", "tags", "words", "vectors", "thumbnails"}


@pytest.fixture(scope="session")
def long_film(films: Any, take: Callable) -> Any:
    """A film of 32 s in two places: two alternating shots, four times each."""
    red, green, blue, yellow = COLOURS
    places = [red, green] * 4 + [blue, yellow] * 4
    return films.make(name="long.mp4", takes=tuple(take(colour, 48) for colour in places))


@pytest.fixture
def subtitles(tmp_path: Path) -> Path:
    path = tmp_path / "film.en.srt"
    path.write_text(SUBTITLES)
    return path


@pytest.fixture
def screenplay(tmp_path: Path) -> Path:
    path = tmp_path / "film.fountain"
    path.write_text(SCREENPLAY)
    return path


def rows(library: Library) -> dict[str, list[tuple[Any, ...]]]:
    """Return what the library holds, without numbers and moments that differ from run to run."""
    questions = {
        "films": "SELECT fingerprint, title, duration, broken_at FROM films",
        "shots": "SELECT number, start_pts, end_pts, features FROM shots",
        "scenes": "SELECT number, start_pts, end_pts, first_shot, last_shot, heading, thumbnail FROM scenes",
        "cues": "SELECT language, start_ms, end_ms, text, speaker FROM cues",
        "texts": "SELECT number, kind, language, text FROM scene_texts JOIN scenes ON scenes.id = scene_id",
        "tags": "SELECT number, facet, labels, origin, confidence FROM tags "
        "JOIN scenes ON scenes.id = scene_id JOIN concepts ON concepts.iri = concept_iri",
        "words": "SELECT number, title, dialogue, action, tags "
        "FROM scene_words JOIN scenes ON scenes.id = scene_words.rowid",
        "vectors": "SELECT number, model, text, vector FROM embeddings JOIN scenes ON scenes.id = scene_id",
        "sources": "SELECT kind, name, content FROM sources",
        "stages": "SELECT name, made_from FROM stages",
        "concepts": "SELECT facet, labels FROM concepts",
    }
    with library.catalog._database.reading() as session:
        return {
            name: sorted(map(tuple, session.execute(text(question)))) for name, question in questions.items()
        }


def pictures(library: Library) -> list[Path]:
    return sorted(path for path in library.media.folder.rglob("*") if path.is_file())


@pytest.fixture
def another(empty_library: Path, tmp_path: Path) -> Iterator[Library]:
    """A second fresh library."""
    import shutil

    with open_library(shutil.copytree(empty_library, tmp_path / "another")) as opened:
        yield opened


def wanted(film: Any, subtitles: Path, screenplay: Path | None = None) -> FilmToAdd:
    return FilmToAdd(film.path, (subtitles,), screenplay, FilmLabel(title="The Keeper"))


def test_everything_is_made_of_a_film(
    library: Library, long_film: Any, subtitles: Path, screenplay: Path
) -> None:
    report = Report()
    added = add_film(library, wanted(long_film, subtitles, screenplay), report)
    catalog = library.catalog
    assert set(report.stages) >= ALL_STAGES
    assert added.film == catalog.film(added.film.id) and added.film.duration == 32 and added.scenes == 2
    assert [shot.start for shot in catalog.shots(added.film.id)] == [
        Fraction(2 * number) for number in range(16)
    ]
    night, day = catalog.scenes(added.film.id)
    assert (night.start, night.end, day.start, day.end) == (0, 16, 16, 32)
    assert (night.heading, day.heading) == ("INT. LIGHTHOUSE - NIGHT", "EXT. OLD FISH MARKET - DAY")
    texts = {(one.scene_id, one.kind): one.text for one in catalog.scene_texts(added.film.id)}
    assert texts[night.id, TextKind.DIALOGUE].startswith("Who turned off the lighthouse?\nNobody did")
    assert texts[day.id, TextKind.ACTION] == "Crates of mackerel everywhere."
    tags = {
        scene: {(tag.facet, tag.labels["en"].lower()) for tag in of}
        for scene, of in catalog.tags([night.id, day.id]).items()
    }
    assert {("who", "mina"), ("who", "bori"), ("when", "night"), ("where", "lighthouse")} <= tags[night.id]
    assert {("who", "mina"), ("where", "old fish market"), ("when", "daytime")} <= tags[day.id]
    assert ("who", "bori") not in tags[day.id]
    assert "1 subtitles come after the film has ended" in "".join(added.notes)
    for scene in (night, day):
        assert library.media.path(scene.thumbnail).read_bytes()[:3] == b"\xff\xd8\xff"
    hit = SceneSearch.over(library).find(SearchRequest("mackerel")).hits[0]
    assert hit.scene.id == day.id


def test_thumbnails_show_their_scene_upright(
    library: Library, films: Any, jpeg: Callable, tmp_path: Path
) -> None:
    path = films.converted("upright.mp4", "-c", "copy", before=("-display_rotation", "90"))
    added = add_film(library, FilmToAdd(path))
    [scene] = library.catalog.scenes(added.film.id)
    shown = jpeg(library.media.path(scene.thumbnail).read_bytes())
    assert shown.shape[1] == 320 and shown.shape[0] > shown.shape[1]
    # The longest take is blue, brighter to the right as drawn: turned a quarter counter-clockwise, that is up.
    assert shown[:60, :, 2].mean() > shown[-60:, :, 2].mean() + 20
    assert shown[:, :, 2].mean() > 100 > shown[:, :, 0].mean()


def test_a_second_time_does_nothing_twice(
    library: Library, long_film: Any, subtitles: Path, screenplay: Path, tmp_path: Path
) -> None:
    first = add_film(library, wanted(long_film, subtitles, screenplay))
    before, ids = rows(library), [scene.id for scene in library.catalog.scenes(first.film.id)]
    made = [path.stat().st_mtime_ns for path in pictures(library)]
    for again in (wanted(long_film, subtitles, screenplay), FilmToAdd(long_film.path)):
        report = Report()
        added = add_film(library, again, report)
        assert not ALL_STAGES & set(report.stages)
        assert (added.film.id, added.scenes) == (first.film.id, 2)
        assert rows(library) == before
        assert [scene.id for scene in library.catalog.scenes(first.film.id)] == ids
        assert [path.stat().st_mtime_ns for path in pictures(library)] == made


def test_the_same_film_from_another_folder_is_the_same_film(
    library: Library, film: Any, tmp_path: Path
) -> None:
    first = add_film(library, FilmToAdd(film.path))
    copy = tmp_path / "other name.mp4"
    copy.write_bytes(film.path.read_bytes())
    again = add_film(library, FilmToAdd(copy))
    assert (again.film.id, again.film.title, again.film.path) == (first.film.id, "film", copy)
    assert len(library.catalog.films()) == 1


def test_a_subtitle_that_comes_later_does_only_what_depends_on_it(
    library: Library, another: Library, long_film: Any, subtitles: Path, tmp_path: Path
) -> None:
    first = add_film(library, FilmToAdd(long_film.path, label=FilmLabel(title="The Keeper")))
    assert "no subtitles" in "".join(first.notes)
    ids = [scene.id for scene in library.catalog.scenes(first.film.id)]
    report = Report()
    add_film(library, wanted(long_film, subtitles), report)
    assert "shots" not in report.stages and "watching" not in report.stages
    assert "taking pictures" not in report.stages
    assert set(report.stages) >= ALL_STAGES - {"shots", "thumbnails"}
    assert [scene.id for scene in library.catalog.scenes(first.film.id)] == ids
    korean = tmp_path / "film.ko.srt"
    korean.write_bytes(KOREAN.encode("cp949"))
    add_film(library, FilmToAdd(long_film.path, (korean,)))
    assert library.catalog.cue_languages(first.film.id) == ("en", "ko")
    assert SceneSearch.over(library).find(SearchRequest("부산")).hits[0].scene.number == 1
    add_film(another, FilmToAdd(long_film.path, (subtitles, korean), label=FilmLabel(title="The Keeper")))
    assert rows(another) == rows(library)


def test_a_new_title_makes_tags_words_and_vectors_anew_only(library: Library, film: Any) -> None:
    add_film(library, FilmToAdd(film.path))
    report = Report()
    added = add_film(library, FilmToAdd(film.path, label=FilmLabel(title="Renamed")), report)
    assert ALL_STAGES & set(report.stages) == {"tags", "words", "vectors"}
    assert added.film.title == "Renamed"
    assert library.catalog.match_words("renamed") and not library.catalog.match_words("film")


def test_lost_pictures_come_back(library: Library, film: Any) -> None:
    add_film(library, FilmToAdd(film.path))
    [picture] = pictures(library)
    picture.unlink()
    report = Report()
    add_film(library, FilmToAdd(film.path), report)
    assert ALL_STAGES & set(report.stages) == {"thumbnails"} and pictures(library) == [picture]


@pytest.mark.parametrize("stop_at", ["watching", "cues", "scenes", "tags", "vectors", "taking pictures"])
def test_stopped_anywhere_it_goes_on_to_the_same_library(
    library: Library, another: Library, film: Any, subtitles: Path, screenplay: Path, stop_at: str
) -> None:
    task = wanted(film, subtitles, screenplay)
    with pytest.raises(Cancelled):
        add_film(library, task, Report(stop_at))
    assert pictures(library) == []
    report = Report()
    add_film(library, task, report)
    assert ("watching" in report.stages) is (stop_at == "watching")
    add_film(another, task)
    assert rows(library) == rows(another)
    assert [path.name for path in pictures(library)] == [path.name for path in pictures(another)]


def test_stopped_with_new_sources_and_given_the_old_again_it_is_as_it_was(
    library: Library, film: Any, subtitles: Path, tmp_path: Path
) -> None:
    add_film(library, FilmToAdd(film.path, (subtitles,)))
    before = rows(library)
    content = subtitles.read_text()
    subtitles.write_text(content.replace("lighthouse", "candle"))
    with pytest.raises(Cancelled):
        add_film(library, FilmToAdd(film.path, (subtitles,)), Report("tags"))
    subtitles.write_text(content)
    with pytest.raises(Cancelled):
        add_film(library, FilmToAdd(film.path, (subtitles,)), Report("texts"))
    add_film(library, FilmToAdd(film.path, (subtitles,)))
    assert rows(library) == before


def full_disk(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize(
    "where", ["_watch", "_write_cues", "_group", "_tell", "_tag", "_embed", "_take_pictures"]
)
def test_a_stage_that_fails_leaves_the_library_as_it_was(
    library: Library,
    film: Any,
    subtitles: Path,
    screenplay: Path,
    where: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = rows(library)
    with monkeypatch.context() as patched:
        patched.setattr(f"indexing.stages.Stages.{where}", full_disk)
        with pytest.raises(OSError, match="No space left"):
            add_film(library, wanted(film, subtitles, screenplay))
    assert rows(library) == before and pictures(library) == []
    assert library.catalog.films() == ()
    assert add_film(library, wanted(film, subtitles, screenplay)).scenes >= 1


def test_new_sources_that_fail_leave_a_film_as_it_was(
    library: Library, film: Any, subtitles: Path, screenplay: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_film(library, FilmToAdd(film.path, (subtitles,), label=FilmLabel(title="Before")))
    before = rows(library)
    whole = Stages._take_pictures

    def full_once(*arguments: Any) -> None:
        monkeypatch.setattr(Stages, "_take_pictures", whole)
        full_disk()

    monkeypatch.setattr(Stages, "_take_pictures", full_once)
    monkeypatch.setattr(Stages, "_has_pictures", lambda _: False)
    with pytest.raises(OSError, match="No space left"):
        add_film(library, FilmToAdd(film.path, (), screenplay, FilmLabel(title="After", credit="Somebody")))
    assert rows(library) == before


def test_a_picture_that_cannot_be_written_is_said_in_one_line(
    library: Library, film: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.media.folder.parent.mkdir(exist_ok=True)
    library.media.folder.write_text("a file where the pictures should go")
    with pytest.raises(GallaeError, match="pictures: a picture cannot be written") as raised:
        add_film(library, FilmToAdd(film.path))
    assert raised.value.remedy and library.catalog.films() == ()


FILL = """
import sys
from pathlib import Path
from library import GallaeError, open_library
from indexing import FilmToAdd, add_film
folder, film, subtitles = map(Path, sys.argv[1:])
with open_library(folder) as library:
    try:
        add_film(library, FilmToAdd(film, (subtitles,)))
        print("added")
    except GallaeError as error:
        print(str(error).count(chr(10)), bool(error.remedy), error.message)
    print(len(library.catalog.films()), len(library.catalog.concepts()), len(list(folder.rglob("*.jpg"))))
"""


def fill(folder: Path, film: Path, subtitles: Path, **options: Any) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", FILL, folder, film, subtitles],
        capture_output=True, text=True, cwd=ROOT, timeout=120, check=True, **options,
    )  # fmt: skip
    return done.stdout.splitlines()


def test_a_limit_on_file_sizes_ends_in_one_error(library: Library, film: Any, subtitles: Path) -> None:
    concepts = len(library.catalog.concepts())

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))

    answer = fill(library.folder, film.path, subtitles, preexec_fn=limit)
    assert answer[0].startswith("0 True ") and answer[1] == f"0 {concepts} 0"
    assert add_film(library, FilmToAdd(film.path, (subtitles,))).scenes >= 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """`small_disk(size)` is an empty disk of that many bytes."""
    if os.name != "posix" or os.geteuid() != 0 or sys.platform != "linux":
        pytest.skip("mounting a small disk needs Linux and root")
    made: list[Path] = []

    def mount(size: int) -> Path:
        folder = tmp_path / f"disk{len(made)}"
        folder.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("this machine does not let a small disk be mounted")
        made.append(folder)
        return folder

    yield mount
    for folder in made:
        subprocess.run(["umount", str(folder)], check=False)


def test_a_full_disk_ends_in_one_error_and_leaves_the_library_as_it_was(
    small_disk: Callable, empty_library: Path, long_film: Any, subtitles: Path
) -> None:
    from library.reserve import _RESERVED_BYTES

    content = (empty_library / "library.db").read_bytes()
    with open_library(empty_library) as library:
        concepts = len(library.catalog.concepts())
    answers = []
    for extra in (-(1 << 20), 80_000, 160_000, 4 << 20):
        folder = small_disk(len(content) + _RESERVED_BYTES + extra)
        (folder / "library.db").write_bytes(content)
        said, left = fill(folder, long_film.path, subtitles)
        answers.append(said)
        if said != "added":
            assert said.startswith("0 True ") and left == f"0 {concepts} 0", (extra, said, left)
            (folder / "library.db").stat()
    assert answers[-1] == "added" and answers[0] != "added" and answers[1] != "added", answers


def test_what_cannot_be_used_is_refused_before_anything_is_written(
    library: Library, film: Any, subtitles: Path, tmp_path: Path
) -> None:
    (tmp_path / "text.mp4").write_text("text")
    (tmp_path / "bad.srt").write_text("no subtitle")
    (tmp_path / "bad.fountain").write_text("no screenplay")
    before = rows(library)
    for task, error in (
        (FilmToAdd(tmp_path / "text.mp4", (subtitles,)), FilmUnreadable),
        (FilmToAdd(tmp_path / "none.mp4"), FilmUnreadable),
        (FilmToAdd(film.path, (subtitles, tmp_path / "bad.srt")), SubtitlesUnreadable),
        (FilmToAdd(film.path, (), tmp_path / "bad.fountain"), ScreenplayUnreadable),
    ):
        with pytest.raises(error) as raised:
            add_film(library, task)
        assert "\n" not in str(raised.value) and raised.value.remedy
        assert rows(library) == before


def test_pictures_without_times_are_refused(library: Library, films: Any) -> None:
    path = films.converted("raw.h264", "-an", "-c", "copy", "-bsf:v", "h264_mp4toannexb")
    with pytest.raises(FilmUnreadable, match=r"raw\.h264: no picture in it has a time"):
        add_film(library, FilmToAdd(path))
    assert library.catalog.films() == ()


def test_a_truncated_film_is_marked_and_searchable_up_to_the_break(
    library: Library, films: Any, subtitles: Path, tmp_path: Path
) -> None:
    whole = films.converted("whole-fast.mp4", "-c", "copy", "-movflags", "+faststart").read_bytes()
    path = tmp_path / "broken.mp4"
    path.write_bytes(whole[: len(whole) * 6 // 10])
    added = add_film(library, FilmToAdd(path, (subtitles,)))
    assert added.film.broken_at == added.film.duration and 2 < added.film.duration < 7
    assert "broken.mp4 breaks off at 0:0" in added.notes[0]
    assert library.catalog.scenes(added.film.id)[-1].end == added.film.duration
    assert all(cue.end_ms <= added.film.duration * 1000 for cue in library.catalog.cues(added.film.id))
    assert add_film(library, FilmToAdd(path)).film == added.film


def test_a_name_that_is_no_unicode_is_no_crash(library: Library, film: Any, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.mp4"))
    path.write_bytes(film.path.read_bytes())
    with pytest.raises(FilmUnreadable, match="name") as raised:
        add_film(library, FilmToAdd(path))
    str(raised.value).encode()
    assert library.catalog.films() == ()


def test_a_removed_film_leaves_nothing_and_its_file_alone(
    library: Library, film: Any, subtitles: Path
) -> None:
    added = add_film(library, FilmToAdd(film.path, (subtitles,)))
    curated = library.catalog.add_concept(Facet.WHAT, {"en": "Curated"}).iri
    library.catalog.tag_scene(library.catalog.scenes(added.film.id)[0].id, curated)
    remove_film(library, added.film.id)
    left = rows(library)
    assert not any(left[name] for name in left if name != "concepts")
    assert pictures(library) == [] and film.path.is_file()


def test_a_curators_tag_outlives_indexing(
    library: Library, long_film: Any, subtitles: Path, screenplay: Path
) -> None:
    added = add_film(library, FilmToAdd(long_film.path))
    scene = library.catalog.scenes(added.film.id)[0]
    curated = library.catalog.add_concept(Facet.WHAT, {"en": "Quokka"}).iri
    library.catalog.tag_scene(scene.id, curated)
    add_film(library, wanted(long_film, subtitles, screenplay))
    [tagged] = [
        tag for tags in library.catalog.tags(one.id for one in library.catalog.scenes(added.film.id)).values()
        for tag in tags if tag.origin is Origin.CURATOR
    ]  # fmt: skip
    assert (tagged.scene_id, tagged.concept) == (scene.id, curated)
    assert [match.scene_id for match in library.catalog.match_words("quokka")] == [scene.id]


def test_elephants_dream_is_indexed_with_captions_and_descriptions(library: Library, shared: Path) -> None:
    folder = shared / "media/elephants-dream"
    name = "elephants_dream_excerpt_640x360"
    tracks = ("captions.en", "captions.ja", "captions.ru", "descriptions.en", "chapters.en")
    task = FilmToAdd(folder / f"{name}.mp4", tuple(folder / f"{name}.{track}.vtt" for track in tracks))
    added = add_film(library, task)
    film, scenes = added.film, library.catalog.scenes(added.film.id)
    assert (
        abs(film.duration - Fraction("71.9")) < Fraction(1, 10)
        and film.broken_at is None
        and added.notes == ()
    )
    assert 2 <= added.scenes <= 8
    assert scenes[0].start == library.catalog.shots(film.id)[0].start and scenes[-1].end == film.duration
    assert all(one.end == other.start for one, other in pairwise(scenes))
    assert library.catalog.cue_languages(film.id) == ("en", "ja", "ru")
    kinds = {(one.kind, one.language) for one in library.catalog.scene_texts(film.id)}
    assert {(TextKind.DIALOGUE, "en"), (TextKind.ACTION, "en"), (TextKind.DIALOGUE, "ja")} <= kinds
    hit = SceneSearch.over(library).find(SearchRequest("They exit the tunnel")).hits[0]
    assert "tunnel" in hit.text
    report = Report()
    before = rows(library)
    add_film(library, task, report)
    assert not ALL_STAGES & set(report.stages) and rows(library) == before
