"""A film goes into the library whole and once, and what is made anew is only what has to be."""

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

from indexing import (
    FilmToAdd,
    add_film,
    remove_film,
)
from indexing.shots import ShotWay, shot_way
from library import Library, Origin, TextKind
from library.catalog.films import FilmLabel
from library.ontology import Facet
from library.search import SceneSearch, SearchRequest
from tests.indexing.added import ALL_STAGES, Report, pictures, rows, wanted

KOREAN = """1
00:00:01,000 --> 00:00:03,000
누가 등대를 껐지?

2
00:00:17,000 --> 00:00:19,500
배가 부산으로 떠난다!
"""


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
    before, held = rows(library), pictures(library)
    assert len(held) == 1 + len(film.cuts) + 1
    for picture in held:
        picture.unlink()
    report = Report()
    add_film(library, FilmToAdd(film.path), report)
    assert ALL_STAGES & set(report.stages) == {"thumbnails"} and pictures(library) == held
    assert rows(library) == before


def test_a_removed_film_leaves_nothing_and_its_file_alone(
    library: Library, film: Any, subtitles: Path
) -> None:
    added = add_film(library, FilmToAdd(film.path, (subtitles,), shots=ShotWay.QUICK))
    assert shot_way(library.catalog, added.film.fingerprint) is ShotWay.QUICK
    curated = library.catalog.add_concept(Facet.WHAT, {"en": "Curated"}).iri
    library.catalog.tag_scene(library.catalog.scenes(added.film.id)[0].id, curated)
    remove_film(library, added.film.id)
    left = rows(library)
    assert not any(left[name] for name in left if name != "concepts")
    assert pictures(library) == [] and film.path.is_file()
    assert shot_way(library.catalog, added.film.fingerprint) is ShotWay.AUTO


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
    assert library.catalog.cue_languages(film.id) == ("en", "en-x-ad", "ja", "ru")
    kinds = {(one.kind, one.language) for one in library.catalog.scene_texts(film.id)}
    assert {(TextKind.DIALOGUE, "en"), (TextKind.ACTION, "en"), (TextKind.DIALOGUE, "ja")} <= kinds
    hit = SceneSearch.over(library).find(SearchRequest("They exit the tunnel")).hits[0]
    assert "tunnel" in hit.text
    report = Report()
    before = rows(library)
    add_film(library, task, report)
    assert not ALL_STAGES & set(report.stages) and rows(library) == before
