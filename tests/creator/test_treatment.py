"""How clips are shown: speed, volume, fades, crossfades, fit, titles, what is held, and equal loudness."""

import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from creator.clips import ClipCache
from creator.holding import hold_file, hold_job
from creator.loudness import R128, gain_for, loudness_of, measured_loudness
from creator.profile import Profile
from creator.source import find_piece
from creator.takes import Take, takes_of
from library.records import Film
from story.model import Clip, Node
from story.treatment import Fit, Treatment

from .conftest import film_at, number_in, numbers_in

LOOK = Profile("test", 160, 96, Fraction(24))


def clip_of(film: Film, start_ms: int, end_ms: int, **treatment: object) -> Clip:
    return Clip(film.fingerprint, start_ms, end_ms, "", Treatment(**treatment))


def rendered(clips: ClipCache, take: Clip | Take, film: Film, before: Film | None = None) -> Path:
    clips.render([clips.job(take, film, before)], "clips")
    return clips.file_of(take)


def pictures_of(file: Path) -> list[np.ndarray]:
    with av.open(str(file)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def sound_of(file: Path) -> np.ndarray:
    """Return the left samples of a file, at 48,000 a second."""
    with av.open(str(file)) as container:
        return np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])


def pitch_of(sound: np.ndarray) -> float:
    """Return the strongest frequency, in Hz."""
    return float(np.argmax(np.abs(np.fft.rfft(sound * np.hanning(len(sound))))) * 48_000 / len(sound))


def loudness(sound: np.ndarray) -> float:
    return float(np.sqrt((sound**2).mean()))


@pytest.fixture
def clips(tmp_path: Path) -> ClipCache:
    return ClipCache(tmp_path / "cache", LOOK)


@pytest.mark.parametrize(("speed", "frames"), [(0.25, 192), (0.5, 96), (1.5, 32), (4.0, 12)])
def test_speed_changes_how_long_it_plays_and_no_pitch(
    film_of: Callable[..., Film], clips: ClipCache, speed: float, frames: int
) -> None:
    film = film_of(frames=72, tone=600)
    file = rendered(clips, clip := clip_of(film, 500, 2500, speed=speed), film)
    numbers = numbers_in(file)
    assert len(numbers) == frames
    assert clips.rendered(file).duration_ms == clip.duration_ms
    expected = 12 + np.arange(frames) * speed
    assert np.abs(np.asarray(numbers) - expected).max() <= max(1.0, speed)
    sound = sound_of(file)
    assert abs(len(sound) / 48_000 - frames / 24) < 0.03
    assert pitch_of(sound[4800:-4800]) == pytest.approx(600, abs=8)


def test_volume(film_of: Callable[..., Film], clips: ClipCache) -> None:
    film = film_of(tone=500)
    plain, quiet, silent = (
        sound_of(rendered(clips, clip_of(film, 0, 1000, **how), film))
        for how in ({}, {"volume_db": -12.0}, {"muted": True})
    )
    assert loudness(quiet) / loudness(plain) == pytest.approx(10 ** (-12 / 20), rel=0.03)
    assert loudness(silent) < 1e-4
    loud = sound_of(rendered(clips, clip_of(film, 0, 1000, volume_db=20.0), film))
    assert 0.7 < np.abs(loud).max() < 1.0, "louder, but never too loud to be played"


def test_fades_begin_and_end_in_the_dark(film_of: Callable[..., Film], clips: ClipCache) -> None:
    film = film_of(tone=500, tint=200)
    file = rendered(clips, clip_of(film, 0, 2000, fade_in_ms=500, fade_out_ms=1000), film)
    light = [float(picture[4, 4].mean()) for picture in pictures_of(file)]
    assert len(light) == 48
    assert light[0] < 12 and light[-1] < 12
    assert np.argmax(np.asarray(light) > 0.95 * max(light)) in range(10, 13)
    assert light[36] == pytest.approx(light[20] / 2, rel=0.15)
    sound = sound_of(file)
    assert loudness(sound[:2400]) < 0.2 * loudness(sound[30_000:40_000])
    assert loudness(sound[-2400:]) < 0.2 * loudness(sound[30_000:40_000])


def test_a_crossfade_shows_both_clips_and_takes_no_time(
    film_of: Callable[..., Film], clips: ClipCache
) -> None:
    first = film_of("first.mp4", tone=400, tint=40, frames=72)
    second = film_of("second.mp4", tone=1500, tint=220, frames=72)
    node = Node("n", "N", (clip_of(first, 0, 2000), clip_of(second, 500, 2500, crossfade_ms=500)))
    before, after = takes_of(node, "en")
    files = [rendered(clips, before, first), rendered(clips, after, second, first)]
    assert [clips.rendered(file).duration_ms for file in files] == [1500, 2000]
    assert sum(clips.rendered(file).duration_ms for file in files) == node.duration_ms
    assert numbers_in(files[0]) == list(range(36))
    ground = [float(picture[4, 4].mean()) for picture in pictures_of(files[1])]
    assert ground[0] == pytest.approx(40, abs=8) and ground[13] == pytest.approx(220, abs=8)
    assert ground[6] == pytest.approx(130, abs=15)
    assert numbers_in(files[1])[14:] == list(range(26, 60))
    sound = sound_of(files[1])
    assert pitch_of(sound[:4800]) == pytest.approx(400, abs=20)
    assert pitch_of(sound[-24_000:]) == pytest.approx(1500, abs=20)
    seam = np.concatenate([sound_of(files[0])[72_000 - 480 : 72_000], sound[:480]])
    assert min(loudness(part) for part in np.split(seam, 10)) > 0.15, "the sound goes on over the seam"


def test_fits(film_of: Callable[..., Film], tmp_path: Path) -> None:
    film = film_of(tint=120, size=(160, 96))
    tall = ClipCache(tmp_path / "cache", Profile("test", 120, 160, Fraction(24)))
    shown = {fit: pictures_of(rendered(tall, clip_of(film, 0, 500, fit=fit), film))[5] for fit in Fit}
    assert all(picture.shape == (160, 120, 3) for picture in shown.values())
    assert shown[Fit.PAD][10].max() < 30, "bars over the picture"
    assert abs(float(shown[Fit.CROP][10].mean()) - 120) < 8, "the picture fills the frame"
    bars = shown[Fit.BLUR]
    assert bars[10].min() > 60 and np.abs(np.diff(bars[75:85].astype(int), axis=1)).max() > 100
    assert np.abs(np.diff(bars[4].astype(int), axis=0)).max() < 40, "soft"
    assert np.abs(bars[80].astype(int) - shown[Fit.PAD][80]).max() < 25, "the picture itself is the same"


def test_a_title_stands_over_the_first_seconds(film_of: Callable[..., Film], tmp_path: Path) -> None:
    film = film_of(frames=140, tint=30)
    clips = ClipCache(tmp_path / "cache", Profile("test", 320, 192, Fraction(24)))
    node = Node("n", "N", (clip_of(film, 0, 5500, title={"ko": "밤의 부두", "en": "The pier at night"}),))
    plain = pictures_of(rendered(clips, clip_of(film, 0, 5500), film))
    for language in ("ko", "en"):
        (take,) = takes_of(node, language)
        titled = pictures_of(rendered(clips, take, film))
        changed = [
            int((np.abs(one.astype(int) - other) > 60).sum())
            for one, other in zip(titled, plain, strict=True)
        ]
        assert len(titled) == 132
        assert changed[48] > 300 and changed[0] < 50 and max(changed[97:]) < 50
        rows = np.flatnonzero((np.abs(titled[48].astype(int) - plain[48]) > 60).any(axis=(1, 2)))
        assert rows.min() > 96, "in the lower half"


def test_the_last_second_plays_back_and_forth(film_of: Callable[..., Film], clips: ClipCache) -> None:
    film = film_of(frames=72)
    last = rendered(clips, clip_of(film, 500, 2500), film)
    clips.render([hold_job(last, clips)], "holds")
    hold = hold_file(last, clips)
    assert numbers_in(hold) == [*range(58, 34, -1), *range(36, 60)]
    assert clips.rendered(hold).duration_ms == 2000
    assert np.abs(sound_of(hold)).max() == 0


def test_a_short_clip_plays_back_and_forth_as_a_whole(film_of: Callable[..., Film], clips: ClipCache) -> None:
    film = film_of()
    last = rendered(clips, clip_of(film, 0, 250), film)
    clips.render([hold_job(last, clips)], "holds")
    assert numbers_in(hold_file(last, clips)) == [4, 3, 2, 1, 0, 1, 2, 3, 4, 5]


def test_clips_of_different_loudness_become_equally_loud(
    film_of: Callable[..., Film], tmp_path: Path
) -> None:
    clips = ClipCache(tmp_path / "cache", LOOK, loudness=R128)
    films = [film_of(f"{name}.mp4", frames=96, tone=tone) for name, tone in (("a", 300), ("b", 900))]
    louder = clip_of(films[0], 0, 4000)
    quiet_film = tmp_path / "quiet.mp4"
    quiet_clip = rendered(
        ClipCache(tmp_path / "q", LOOK), clip_of(films[1], 0, 4000, volume_db=-25.0), films[1]
    )
    quiet_film.write_bytes(quiet_clip.read_bytes())
    quiet = film_at(quiet_film, 3)
    found = []
    for film, clip in ((films[0], louder), (quiet, clip_of(quiet, 0, 4000))):
        made = film_at(rendered(clips, clip, film), 9)
        found.append(measured_loudness(find_piece(Clip(made.fingerprint, 0, 4000), made)))
        source = measured_loudness(find_piece(clip, film))
        assert source is not None and abs(source - R128) > 5, "it was far from it"
    assert all(lufs is not None and abs(lufs - R128) < 1 for lufs in found)


def test_a_clip_is_as_loud_before_a_crossfade_as_in_it(film_of: Callable[..., Film], tmp_path: Path) -> None:
    """The end of a clip is much quieter than the clip; brought to one loudness by itself, it would jump."""
    quick = ClipCache(tmp_path / "parts", LOOK)
    loud, other = film_of("loud.mp4", frames=96, tone=400), film_of("other.mp4", frames=96, tone=1500)
    fading = film_at(rendered(quick, clip_of(loud, 0, 4000, fade_out_ms=1500), loud), 8)
    clips = ClipCache(tmp_path / "cache", LOOK, loudness=R128)
    node = Node("n", "N", (clip_of(fading, 0, 3500), clip_of(other, 0, 3000, crossfade_ms=500)))
    before, after = takes_of(node, "en")
    first = sound_of(rendered(clips, before, fading))[: 3 * 48_000]
    second = sound_of(rendered(clips, after, other, fading))
    assert loudness(second[480:1440]) == pytest.approx(loudness(first[-1440:-480]), rel=0.25)


def test_a_clip_is_measured_once(film_of: Callable[..., Film], tmp_path: Path) -> None:
    film = film_of(tone=300)
    clip = clip_of(film, 0, 2000)
    piece = find_piece(clip, film)
    measured = loudness_of(piece, clip, film, tmp_path)
    (kept,) = tmp_path.glob("*.loudness.json")
    assert json.loads(kept.read_text())["lufs"] == measured
    kept.write_text('{"lufs": -31.5}')
    assert loudness_of(piece, clip, film, tmp_path) == -31.5
    for broken in ("", "[]", '{"lufs": "loud"}', '{"lufs": true}'):
        kept.write_text(broken)
        assert loudness_of(piece, clip, film, tmp_path) == measured


@pytest.mark.parametrize(
    ("lufs", "gain"), [(None, 0.0), (-70.0, 0.0), (-23.0, 0.0), (-14.26, -8.7), (-30.0, 7.0), (-50.0, 18.0)]
)
def test_gains_have_bounds(lufs: float | None, gain: float) -> None:
    assert gain_for(lufs) == gain


def test_names_follow_what_is_seen_and_heard(
    film_of: Callable[..., Film], clips: ClipCache, tmp_path: Path
) -> None:
    film = film_of()
    plain = clip_of(film, 0, 1000)
    name = clips.file_of(plain)
    assert clips.file_of(replace(plain, scene_title="other")) == name
    assert clips.file_of(replace(plain, treatment=Treatment(title={"en": "unused by itself"}))) == name
    others = [
        clips.file_of(clip_of(film, 0, 1000, speed=2.0)),
        clips.file_of(clip_of(film, 0, 1001)),
        clips.file_of(Take(plain, goes_on=True)),
        clips.file_of(Take(plain, title="T")),
        clips.file_of(Take(plain, lead=plain)),
        ClipCache(clips.folder, replace(LOOK, quality=30)).file_of(plain),
        ClipCache(clips.folder, LOOK, loudness=R128).file_of(plain),
        ClipCache(clips.folder, LOOK, copying=True).file_of(plain),
    ]
    assert len({name, *others}) == 9


def test_a_clip_without_treatment_is_the_film_itself(film_of: Callable[..., Film], clips: ClipCache) -> None:
    film = film_of()
    pictures = pictures_of(rendered(clips, clip_of(film, 500, 1000), film))
    assert [number_in(picture) for picture in pictures] == list(range(12, 24))
