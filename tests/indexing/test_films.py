"""Films of every kind are watched once: their shots lie at the true cuts."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from indexing.features import SILENCE, ShotFeatures
from indexing.frames import FilmReader
from indexing.probe import probe
from indexing.sound import Sounds
from library import no_progress
from tests.indexing.watched import FRAME, all_pictures, joined, starts, watch


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
