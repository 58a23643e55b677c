"""Films of every kind are watched once: their shots lie at the true cuts, and what is no film is refused."""

import resource
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from indexing import FilmUnreadable
from indexing.features import SILENCE, ShotFeatures
from indexing.frames import FilmReader
from indexing.measuring import MeasuredFilm, measure_film
from indexing.probe import probe
from indexing.small_pictures import Pictures
from indexing.sound import Sounds
from library import no_progress
from library.findings import FilmFacts

FRAME = Fraction(1, 24)
ROOT = Path(__file__).parents[2]


def watch(path: Path) -> tuple[FilmFacts, MeasuredFilm]:
    facts = probe(path, no_progress)
    return facts, measure_film(FilmReader(path), facts, no_progress)


def starts(facts: FilmFacts, measured: MeasuredFilm) -> list[Fraction]:
    """Return the film time at which each shot but the first begins."""
    return [facts.clock.seconds(shot.start_pts) for shot in measured.shots[1:]]


def all_pictures(path: Path) -> Pictures:
    """Return what a reader yields as one batch."""
    parts = [part for part in FilmReader(path).parts() if isinstance(part, Pictures)]
    columns = (np.concatenate([getattr(part, name) for part in parts]) for name in Pictures.__annotations__)
    return Pictures(*columns)


def joined(measured: MeasuredFilm) -> bool:
    """Say whether each shot ends where the next begins, and the last where the film does."""
    ends = [shot.end_pts for shot in measured.shots]
    return [shot.start_pts for shot in measured.shots[1:]] == ends[:-1] and ends[-1] == measured.end_pts


def test_hard_cuts_are_found_to_the_frame(film: Any) -> None:
    facts, measured = watch(film.path)
    assert starts(facts, measured) == list(film.cuts)
    assert joined(measured) and not measured.broken
    assert facts.clock.seconds(measured.end_pts) == film.times[-1] + FRAME
    assert (facts.width, facts.height, facts.frame_rate, facts.has_sound) == (160, 90, 24, True)


def test_shots_know_their_colours_motion_and_loudness(films: Any, take: Callable) -> None:
    red, blue = (200, 30, 30), (30, 50, 200)
    takes = (take(red, 48, amplitude=0.5), take(blue, 48, amplitude=0.0), take(red, 48, amplitude=0.05))
    made = films.make(name="loud.mp4", takes=takes)
    features = [ShotFeatures.from_bytes(shot.features) for shot in watch(made.path)[1].shots]
    assert all(
        one.colours.shape == (256,) and one.colours.sum() == pytest.approx(1, abs=1e-3) for one in features
    )
    alike = [float(np.minimum(one.colours, features[0].colours).sum()) for one in features]
    assert alike[2] > 0.8 > 0.3 > alike[1]
    loud, silent, quiet = (one.loudness for one in features)
    assert loud == pytest.approx(10 * np.log10(0.5**2 / 2), abs=1) and quiet == pytest.approx(
        loud - 20, abs=1.5
    )
    assert silent < quiet - 5
    assert all(0 < one.motion < 0.05 for one in features)
    again = ShotFeatures.from_bytes(features[0].to_bytes())
    assert np.array_equal(again.colours, features[0].colours) and again.loudness == pytest.approx(loud)


def test_a_film_without_sound_is_silent(films: Any) -> None:
    made = films.make(name="silent.mp4", sound="")
    facts, measured = watch(made.path)
    assert not facts.has_sound and starts(facts, measured) == list(made.cuts)
    assert {ShotFeatures.from_bytes(shot.features).loudness for shot in measured.shots} == {SILENCE}


def test_unsigned_samples_swing_around_their_middle(films: Any) -> None:
    path = films.converted("u8.avi", "-c:v", "mpeg4", "-c:a", "pcm_u8")
    powers = [part.powers for part in FilmReader(path).parts() if isinstance(part, Sounds)]
    assert np.mean(np.concatenate(powers)) == pytest.approx(0.2**2 / 2, rel=0.1)


def test_a_variable_frame_rate_keeps_exact_times(films: Any) -> None:
    def times(number: int) -> Fraction:
        return Fraction(number, 24) if number < 84 else Fraction(84, 24) + Fraction(number - 84, 10)

    made = films.make(name="vfr.mp4", times=times)
    facts, measured = watch(made.path)
    assert starts(facts, measured) == list(made.cuts) == [2, Fraction(7, 2), Fraction(19, 2)]
    assert joined(measured)
    assert [facts.clock.seconds(int(one)) for one in all_pictures(made.path).pts] == list(made.times)


@pytest.mark.parametrize("name", ["late.mp4", "late.mkv", "late.ts"])
def test_a_film_that_starts_late_starts_at_nought(films: Any, name: str) -> None:
    made = films.make(name=name, times=lambda number: Fraction(number, 24) + 5)
    facts, measured = watch(made.path)
    assert not measured.broken
    tolerance = Fraction(1, 1000) if name.endswith("mkv") else 0  # Matroska counts milliseconds
    first = facts.clock.seconds(measured.shots[0].start_pts)
    assert 0 <= first <= Fraction(1, 10), "sound may begin a moment before the picture"
    for found, true in zip(starts(facts, measured), made.cuts, strict=True):
        assert abs(found - first - (true - made.times[0])) <= tolerance
    assert abs(facts.duration - facts.clock.seconds(measured.end_pts)) <= FRAME


@pytest.mark.parametrize(
    "name, options",
    [
        ("copy.mkv", ("-c", "copy")),
        ("untagged.mkv", ("-c", "copy", "-map_metadata", "-1")),
        ("copy.mov", ("-c", "copy")),
        ("copy.ts", ("-c", "copy")),
        ("vp8.webm", ("-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus")),
        ("mpeg4.avi", ("-c:v", "mpeg4", "-bf", "0")),
        ("mpeg2.mpg", ()),
        ("theora.ogv", ()),
        ("windows.wmv", ()),
        ("deep.mkv", ("-c:v", "libx265", "-pix_fmt", "yuv420p10le", "-x265-params", "log-level=none")),
        ("moving.gif", ()),
    ],
)
def test_usual_containers_and_codecs(films: Any, film: Any, name: str, options: tuple[str, ...]) -> None:
    facts, measured = watch(films.converted(name, *options))
    assert not measured.broken and joined(measured)
    first = facts.clock.seconds(measured.shots[0].start_pts)
    found = [start - first for start in starts(facts, measured)]
    assert len(found) == 3
    # Other containers round times and pad beginnings; two frames is what ffmpeg itself may add.
    assert all(
        abs(one - true) <= 2 * FRAME + Fraction(1, 1000) for one, true in zip(found, film.cuts, strict=True)
    )


def test_hevc(films: Any) -> None:
    made = films.make(
        name="hevc.mp4", codec="libx265", options=(("preset", "ultrafast"), ("x265-params", "log-level=none"))
    )
    facts, measured = watch(made.path)
    assert starts(facts, measured) == list(made.cuts)


def test_pictures_come_in_order_small_and_as_coloured_as_they_are(film: Any) -> None:
    pictures = all_pictures(film.path)
    pts = pictures.pts.tolist()
    assert len(pts) == len(film.times) and pts == sorted(set(pts))
    assert pictures.pixels.shape == (len(pts), 27, 48, 3)
    red, green, blue = pictures.pixels[10, 22:, 38:].reshape(-1, 3).mean(axis=0)
    assert red > 150 and green < 60 and blue < 60


def test_size_as_shown_follows_rotation_and_pixel_shape(films: Any) -> None:
    rotated = probe(
        films.converted("rotated.mp4", "-c", "copy", before=("-display_rotation", "90")), no_progress
    )
    wide = probe(films.converted("wide.mp4", "-vf", "setsar=4/3"), no_progress)
    assert (rotated.width, rotated.height) == (90, 160)
    assert (wide.width, wide.height) == (212, 90)


def test_fades_through_black_part_shots(films: Any, take: Callable) -> None:
    green = (30, 160, 40)
    takes = (
        take(green, 60),
        take(green, 18, light=(1.0, 0.0)),
        take((0, 0, 0), 12, light=(0.0, 0.0)),
        take(green, 18, light=(0.0, 1.0)),
        take(green, 60),
    )
    facts, measured = watch(films.make(name="fade.mp4", takes=takes).path)
    [boundary] = starts(facts, measured)
    assert 60 * FRAME < boundary < 108 * FRAME


def test_a_film_of_one_shot_and_one_of_one_frame(films: Any, take: Callable) -> None:
    for name, frames in (("one.mp4", 60), ("single.mp4", 1), ("two.mp4", 2)):
        made = films.make(name=name, takes=(take((200, 30, 30), frames),), sound="")
        facts, measured = watch(made.path)
        assert len(measured.shots) == 1 and not measured.broken
        assert facts.clock.seconds(measured.end_pts) == frames * FRAME


def truncated(source: Path, target: Path, share: float) -> Path:
    content = source.read_bytes()
    target.write_bytes(content[: int(len(content) * share)])
    return target


@pytest.mark.parametrize("name, options", [("fast.mp4", ("-movflags", "+faststart")), ("whole.mkv", ())])
def test_a_truncated_film_is_marked_and_read_up_to_the_break(
    films: Any, film: Any, tmp_path: Path, name: str, options: tuple[str, ...]
) -> None:
    whole = films.converted(name, "-c", "copy", *options)
    facts, measured = watch(truncated(whole, tmp_path / name, 0.6))
    end = facts.clock.seconds(measured.end_pts)
    assert measured.broken and 2 < end < 7
    # Where the cut has only just been seen, the detector cannot know it yet.
    expected = [cut for cut in film.cuts if cut < end - 1]
    found = starts(facts, measured)
    assert len(found) >= len(expected)
    assert all(abs(one - true) <= Fraction(1, 1000) for one, true in zip(found, expected, strict=False))
    assert not watch(whole)[1].broken


def test_a_broadcast_that_begins_in_the_middle_is_read(films: Any, tmp_path: Path) -> None:
    stream = films.converted("stream.ts", "-c", "copy").read_bytes()
    late = tmp_path / "late.ts"
    late.write_bytes(stream[188 * 100 :])
    _, measured = watch(late)
    assert len(measured.shots) == 3 and joined(measured)


def refused(path: Path) -> str:
    """Return in which words a file is refused, having seen that it is one line with a remedy."""
    with pytest.raises(FilmUnreadable) as raised:
        probe(path, no_progress)
    assert raised.value.remedy and str(path) in raised.value.message and "\n" not in str(raised.value)
    return raised.value.message


PLAYLIST = "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"


def test_what_is_no_film_is_refused_in_one_line(films: Any, film: Any, tmp_path: Path) -> None:
    assert "no such file" in refused(tmp_path / "missing.mp4")
    assert "not a file" in refused(tmp_path)
    contents = {
        "empty.mp4": b"",
        "text.mp4": b"This is a text, whatever its name says.\n" * 100,
        "picture.mp4": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "list.m3u8": PLAYLIST.encode(),
        "list.mp4": PLAYLIST.encode(),
        "list.m3u": f"#EXTM3U\n{film.path}\n".encode(),
        "concat.txt": f"ffconcat version 1.0\nfile '{film.path}'\n".encode(),
        "concat.mp4": f"ffconcat version 1.0\nfile '{film.path}'\n".encode(),
        "manifest.mpd": b'<?xml version="1.0"?><MPD><BaseURL>file:///etc/passwd</BaseURL></MPD>',
        "session.sdp": b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n",
    }
    for name, content in contents.items():
        path = tmp_path / name
        path.write_bytes(content)
        assert ("is empty" if name == "empty.mp4" else "not a film that can be read") in refused(path)


def test_an_mp4_cut_off_before_its_index_is_refused(films: Any, tmp_path: Path) -> None:
    late_index = films.converted("late-index.mp4", "-c", "copy")
    assert "not a film" in refused(truncated(late_index, tmp_path / "film.mp4", 0.6))


def test_a_film_without_picture_is_refused(films: Any) -> None:
    assert "no moving picture" in refused(films.converted("sound.m4a", "-vn"))


def test_a_song_with_a_cover_is_no_film(films: Any, film: Any, tmp_path: Path, run_ffmpeg: Callable) -> None:
    cover, song = tmp_path / "cover.png", tmp_path / "song.m4a"
    run_ffmpeg("-i", film.path, "-frames:v", "1", cover)
    run_ffmpeg(
        "-i",
        film.path,
        "-i",
        cover,
        "-map",
        "0:a",
        "-map",
        "1:v",
        "-disposition:v",
        "attached_pic",
        "-c:v",
        "png",
        song,
    )
    assert "no moving picture" in refused(song)


def test_a_film_that_says_its_data_lie_elsewhere_ends_in_shots_or_the_one_error(
    film: Any, tmp_path: Path
) -> None:
    # An MP4 may say that its samples lie elsewhere (`dref` with an address): it names no place here.
    content = film.path.read_bytes()
    entry = bytes.fromhex("0000000c75726c2000000001")  # `url `: the samples are in this file
    assert content.count(entry) == 2
    outside = tmp_path / "outside.mp4"
    outside.write_bytes(content.replace(entry, bytes.fromhex("0000000c75726c2000000000")))
    opened = subprocess.run(
        [sys.executable, "-c", WATCH, str(outside)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert opened.returncode == 0 and opened.stdout.split()[0] in {"shots", "refused"}


WATCH = """
import sys
from pathlib import Path
from indexing import FilmUnreadable
from indexing.frames import FilmReader
from indexing.measuring import measure_film
from indexing.probe import probe
from library import no_progress
for name in sys.argv[1:]:
    try:
        facts = probe(Path(name), no_progress)
        measured = measure_film(FilmReader(Path(name)), facts, no_progress)
        print("shots", len(measured.shots), Path(name).name, flush=True)
    except FilmUnreadable as error:
        assert str(error).count(chr(10)) == 0
        print("refused", 0, Path(name).name, flush=True)
"""


def limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))


def test_films_made_to_break_readers_end_in_shots_or_the_one_error(shared: Path) -> None:
    folder = shared / "data/malformed"
    paths = sorted(
        map(str, (*folder.glob("afl/*.mp4"), *folder.glob("mp4parse/*.mp4"), folder / "corrupted.mp4"))
    )
    done = subprocess.run(
        [sys.executable, "-c", WATCH, *paths],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        preexec_fn=limit_memory,
        check=False,
    )
    answers = {line.split()[2]: line.split()[:2] for line in done.stdout.splitlines()}
    assert done.returncode == 0, done.stderr[-800:]
    assert len(answers) == len(paths) >= 20
    assert answers["tiny_av1.mp4"][0] == "shots" and answers["opus_audioinit.mp4"][0] == "refused"


def test_a_damaged_film_gives_shots_or_the_one_error(film: Any, tmp_path: Path) -> None:
    dice = np.random.default_rng(5)
    names = []
    for number in range(12):
        content = bytearray(film.path.read_bytes())
        for place in dice.integers(0, len(content), 40):
            content[place] = dice.integers(0, 256)
        path = tmp_path / f"damaged{number}.mp4"
        path.write_bytes(content)
        names.append(str(path))
    done = subprocess.run(
        [sys.executable, "-c", WATCH, *names],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0 and len(done.stdout.splitlines()) == 12, done.stderr[-800:]


def true_cuts(path: Path) -> list[float]:
    """Return the seconds at which the scenes of PySceneDetect's own list begin, but for the first."""
    rows = [
        line.split(",")
        for line in path.read_text().splitlines()
        if line[:1].isdigit() and line.count(",") == 3
    ]
    return [int(row[3]) / 1000 for row in rows[1:]]


def test_the_cuts_of_a_real_film_are_found(shared: Path) -> None:
    folder = shared / "data/shots"
    true = true_cuts(folder / "testvideo_scenes.csv")
    facts, measured = watch(folder / "testvideo.mp4")
    found = [float(start) for start in starts(facts, measured)]
    assert len(true) == 2
    assert all(min(abs(one - cut) for one in found) <= 0.2 for cut in true), "recall must be whole"
    exact = sum(min(abs(one - cut) for cut in true) <= 0.2 for one in found)
    assert exact / len(found) >= 0.5, found


def test_real_fades_part_shots(shared: Path) -> None:
    facts, measured = watch(shared / "data/shots/fades.mp4")
    assert len(measured.shots) >= 2 and joined(measured) and facts.duration > 0


def test_the_cuts_of_an_animated_film_are_those_of_another_detector(shared: Path) -> None:
    import json

    name = "elephants_dream_excerpt_640x360.mp4"
    truth = json.loads((shared / "media/ground_truth.json").read_text())[name]["shots_TransNetV2_silver_s"]
    true = [start for start, _ in truth if start > 0.2]
    found = [float(start) for start in starts(*watch(shared / "media/elephants-dream" / name))]
    near = [cut for cut in true if min(abs(cut - one) for one in found) <= 0.3]
    right = [one for one in found if min(abs(cut - one) for cut in true) <= 0.3]
    assert len(near) / len(true) >= 0.9 and len(right) / len(found) >= 0.8
