"""Cutting: the exact frames of an interval, the sound that belongs to them, and nothing encoded twice."""

import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from creator.clips import ClipCache, frames_in
from creator.encoder import FfmpegEncoder
from creator.errors import EncodingFailed, MissingFootage, NoSpaceLeft
from creator.ffmpeg import ffmpeg
from creator.profile import Profile
from creator.source import find_piece, playable
from library.film_time import milliseconds
from library.progress import Cancelled
from library.records import Film
from story.model import Clip

from .conftest import film_at, make_film, number_in, numbers_in

FILM_RATE = Fraction(24000, 1001)


class CountingEncoder(FfmpegEncoder):
    """The real encoder, which remembers how often it was asked."""

    def __init__(self) -> None:
        super().__init__(threads=1)
        self.cuts = 0

    def cut(self, *arguments) -> None:
        self.cuts += 1
        super().cut(*arguments)


def profile(rate: Fraction = FILM_RATE, width: int = 160, height: int = 96) -> Profile:
    return Profile("test", width, height, rate)


def cut(film: Film, start_ms: int, end_ms: int, folder: Path, look: Profile | None = None) -> Path:
    clips = ClipCache(folder, look or profile())
    clip = Clip(film.fingerprint, start_ms, end_ms)
    clips.render([clips.job(clip, film)], "clips")
    return clips.file_of(clip)


def sound_of(file: Path) -> np.ndarray:
    """Return the samples of a file, `float32[channels, samples]`."""
    with av.open(str(file)) as container:
        parts = [frame.to_ndarray() for frame in container.decode(audio=0)]
    return np.concatenate(parts, axis=1)


@pytest.mark.parametrize("start", [Fraction(0), Fraction(7, 5)])
@pytest.mark.parametrize("name", ["film.mp4", "film.mkv", "film.ts"])
def test_a_clip_has_exactly_the_frames_of_its_interval(
    film_of: Callable[..., Film], tmp_path: Path, start: Fraction, name: str
) -> None:
    film = film_of(name, frames=120, rate=FILM_RATE, start=start, tone=440)
    offset = _first_picture(film)
    for first, last in [(0, 0), (0, 3), (31, 77), (100, 119)]:
        begin, end = (milliseconds(offset + number / FILM_RATE) for number in (first, last + 1))
        assert numbers_in(cut(film, begin, end, tmp_path / "cache")) == list(range(first, last + 1))


def _first_picture(film: Film) -> Fraction:
    """Return the film time of the first frame: the sound may start before it."""
    with av.open(str(film.path)) as container:
        return film.clock.seconds(next(container.decode(video=0)).pts)


@pytest.mark.parametrize("first", [245, 255, 300, 480])
def test_a_clip_is_cut_wherever_key_frames_lie_far_apart(
    film_of: Callable[..., Film], tmp_path: Path, first: int
) -> None:
    film = film_of(frames=520, rate=Fraction(24), tone=440, group=250)
    start, end = milliseconds(Fraction(first, 24)), milliseconds(Fraction(first + 24, 24))
    clip = cut(film, start, end, tmp_path / "clips", profile(Fraction(24)))
    assert numbers_in(clip) == list(range(first, first + 24))


def test_picture_and_sound_are_equally_long_and_begin_together(
    film_of: Callable[..., Film], tmp_path: Path
) -> None:
    film = film_of(frames=72, rate=Fraction(24), tone=440)
    file = cut(film, 1000, 2000, tmp_path, profile(Fraction(24)))
    with av.open(str(file)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        assert (video.codec_context.profile, video.codec_context.pix_fmt) == ("High", "yuv420p")
        assert (audio.rate, audio.layout.name, audio.codec_context.name) == (48_000, "stereo", "aac")
        assert float(video.duration * video.time_base) == pytest.approx(1, abs=0.001)
        assert float(audio.duration * audio.time_base) == pytest.approx(1, abs=0.001)
        packets = [packet for packet in container.demux(video) if packet.pts is not None]
        assert packets[0].is_keyframe and packets[0].pts == 0
        assert [packet.pts for packet in packets] == [packet.dts for packet in packets]


def test_sound_fades_at_both_ends_and_is_a_tone_between(film_of: Callable[..., Film], tmp_path: Path) -> None:
    film = film_of(frames=72, tone=440)
    left = sound_of(cut(film, 1000, 2000, tmp_path, profile(Fraction(24))))[0]
    left = left[1024:][:48_000] if len(left) > 49_000 else left[:48_000]
    assert np.abs(left[:100]).max() < 0.1
    spectrum = np.abs(np.fft.rfft(left[12_000:36_000]))
    assert spectrum.argmax() * 2 == pytest.approx(440, abs=2)


def test_a_silent_film_gives_silence(film_of: Callable[..., Film], tmp_path: Path) -> None:
    samples = sound_of(cut(film_of(), 500, 1500, tmp_path, profile(Fraction(24))))
    assert samples.shape[0] == 2 and np.abs(samples).max() == 0


def test_another_frame_rate_keeps_the_duration(film_of: Callable[..., Film], tmp_path: Path) -> None:
    film = film_of(frames=30, rate=Fraction(12))
    file = cut(film, 500, 1500, tmp_path, profile(Fraction(24)))
    assert numbers_in(file) == [number for number in range(6, 18) for _ in range(2)]


def test_a_variable_frame_rate_becomes_constant(film_of: Callable[..., Film], tmp_path: Path) -> None:
    times = [Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(3, 2), Fraction(2), Fraction(5, 2)]
    film = film_of(times=times)
    file = cut(film, 250, 2000, tmp_path, profile(Fraction(24)))
    assert numbers_in(file) == [1] * 6 + [2] * 24 + [3] * 12


def test_a_picture_of_another_shape_gets_bars(film_of: Callable[..., Film], tmp_path: Path) -> None:
    film = film_of(size=(80, 96), tint=200)
    with av.open(str(cut(film, 0, 500, tmp_path, profile(Fraction(24))))) as container:
        picture = next(container.decode(video=0)).to_ndarray(format="rgb24")
    assert picture.shape == (96, 160, 3)
    assert picture[:, :36].max() < 30 and picture[:, -36:].max() < 30
    assert picture[5, 50:110].min() > 180
    assert number_in(picture[:, 40:120]) == 0


def test_an_unchanged_clip_is_not_encoded_again(film_of: Callable[..., Film], tmp_path: Path) -> None:
    film, encoder = film_of(), CountingEncoder()
    clips = ClipCache(tmp_path / "cache", profile(Fraction(24)), encoder)
    jobs = [clips.job(Clip(film.fingerprint, at, at + 500), film) for at in (0, 500, 0)]
    clips.render(jobs, "clips")
    clips.render(jobs, "clips")
    assert encoder.cuts == 2
    changed = replace(clips.profile, quality=30)
    again = ClipCache(clips.folder, changed, encoder)
    again.render([again.job(Clip(film.fingerprint, 0, 500), film)], "clips")
    assert encoder.cuts == 3


def test_a_spoilt_file_in_the_cache_is_made_again(film_of: Callable[..., Film], tmp_path: Path) -> None:
    film = film_of()
    file = cut(film, 0, 500, tmp_path, profile(Fraction(24)))
    file.write_bytes(b"no film")
    assert numbers_in(cut(film, 0, 500, tmp_path, profile(Fraction(24)))) == list(range(12))


def test_cancelling_stops_and_leaves_nothing(film_of: Callable[..., Film], tmp_path: Path) -> None:
    film = film_of(frames=600, size=(640, 384))
    clips = ClipCache(tmp_path / "cache", profile(Fraction(24), 640, 384))
    calls = []

    def stop(stage: str, done: int, total: int) -> None:
        calls.append((stage, done, total))
        if len(calls) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        clips.render([clips.job(Clip(film.fingerprint, 0, 25_000), film)], "clips", stop)
    assert calls[0] == ("clips", 0, 600)
    assert not list(clips.folder.glob("*")) and not list(clips.folder.glob(".*"))


def test_progress_ends_with_everything_done(film_of: Callable[..., Film], tmp_path: Path) -> None:
    film, seen = film_of(), []
    clips = ClipCache(tmp_path, profile(Fraction(24)))
    jobs = [clips.job(Clip(film.fingerprint, at, at + 500), film) for at in (0, 500)]
    clips.render(jobs, "clips", lambda *report: seen.append(report))
    assert seen[-1] == ("clips", 24, 24)
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)


def test_a_clip_of_a_broken_film_ends_where_the_film_does(film_of: Callable[..., Film]) -> None:
    film = film_of(changes={"broken_at": Fraction(3, 2)})
    assert playable(Clip(film.fingerprint, 1000, 2000), film).end_ms == 1500
    with pytest.raises(MissingFootage, match="cannot be read from 1600 ms"):
        playable(Clip(film.fingerprint, 1600, 2000), film)


def test_a_truncated_film_is_cut_as_far_as_it_decodes(tmp_path: Path) -> None:
    whole = make_film(tmp_path / "whole.mkv", frames=96, tone=440)
    torn = tmp_path / "torn.mkv"
    torn.write_bytes(whole.read_bytes()[: whole.stat().st_size * 7 // 10])
    film = film_at(torn, duration=Fraction(4))
    numbers = numbers_in(cut(film, 1000, 4000, tmp_path / "cache", profile(Fraction(24))))
    decodable = [number for number in numbers_in(torn) if number >= 24]
    assert 10 < len(decodable) < 60
    assert numbers == sorted(numbers)
    assert set(numbers) == set(decodable)  # frames that are gone are bridged by the ones before them


def test_an_interval_without_a_frame_is_said(film_of: Callable[..., Film]) -> None:
    film = film_of()
    with pytest.raises(MissingFootage, match="has no picture from 1990 ms"):
        find_piece(Clip(film.fingerprint, 1990, 2000), film)


def test_a_file_that_is_no_film_is_said(tmp_path: Path, film_of: Callable[..., Film]) -> None:
    film = film_of()
    film.path.write_text("not a film")
    with pytest.raises(MissingFootage, match=r"cannot be read: .*film\.mp4"):
        find_piece(Clip(film.fingerprint, 0, 500), film)


def test_a_playlist_is_no_film(tmp_path: Path, film_of: Callable[..., Film]) -> None:
    film = film_of()
    secret = make_film(tmp_path / "secret.ts")
    film.path.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:2,\n{secret}\n#EXT-X-ENDLIST\n")
    with pytest.raises(MissingFootage, match="cannot be read"):
        find_piece(Clip(film.fingerprint, 0, 500), film)


def test_the_reason_of_a_failure_is_in_the_message(film_of: Callable[..., Film], tmp_path: Path) -> None:
    film = film_of()
    piece = replace(find_piece(Clip(film.fingerprint, 0, 500), film), video=7)
    with pytest.raises(EncodingFailed, match=r'a clip of "film": .+'):
        FfmpegEncoder().cut(piece, profile(), tmp_path / "out.mp4", lambda frames: None)
    assert not list(tmp_path.glob("*out*"))


def test_a_file_name_is_never_taken_for_an_option_or_a_protocol(
    tmp_path: Path, film_of: Callable[..., Film], monkeypatch: pytest.MonkeyPatch
) -> None:
    film = film_of("-y concat:it's, [0]%d.mp4")
    file = cut(film, 0, 500, tmp_path / "a folder, it's [one];", profile(Fraction(24)))
    assert frames_in(file) == 12


def test_a_full_disk_is_said(film_of: Callable[..., Film], tmp_path: Path) -> None:
    film = film_of(frames=96, size=(640, 384))
    clips = ClipCache(tmp_path / "cache", profile(Fraction(24), 640, 384))
    no_space = pytest.raises(NoSpaceLeft, match=r"No space left to write .*cache")
    with no_space, files_no_larger_than(4096):
        clips.render([clips.job(Clip(film.fingerprint, 0, 4000), film)], "clips")
    assert not list(clips.folder.iterdir())


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """Let no file grow beyond a size, as a quota does; for as short as can be, since it is the test run's own too."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (["-display_rotation", "90"], (96, 160)),  # a telephone held upright
        (["-display_rotation", "180"], (160, 96)),
    ],
)
def test_a_turned_picture_is_shown_upright(
    film_of: Callable[..., Film], tmp_path: Path, options: list[str], shown: tuple[int, int]
) -> None:
    upright, turned = film_of(), tmp_path / "turned.mp4"
    command = [ffmpeg(), "-loglevel", "error", *options, "-i", str(upright.path), "-c", "copy", str(turned)]
    subprocess.run(command, check=True)
    film = film_at(turned, width=shown[0], height=shown[1])
    with av.open(str(cut(film, 0, 500, tmp_path / "cache", profile(Fraction(24), *shown)))) as container:
        picture = next(container.decode(video=0)).to_ndarray(format="rgb24")
    assert picture.shape == (shown[1], shown[0], 3)
    turns = int(options[1]) // 90
    picture = np.rot90(picture, -turns)
    assert number_in(picture) == 0
    assert picture[2].min() > 45 and picture[-3].min() > 45  # no bars


def test_pixels_that_are_not_square_are_made_so(film_of: Callable[..., Film], tmp_path: Path) -> None:
    square, wide = film_of(tint=200), tmp_path / "wide.mp4"
    options = ["-vf", "setsar=2/1", "-preset", "ultrafast"]
    subprocess.run([ffmpeg(), "-loglevel", "error", "-i", str(square.path), *options, str(wide)], check=True)
    film = film_at(wide, width=320, height=96)
    with av.open(str(cut(film, 0, 500, tmp_path / "cache", profile(Fraction(24), 320, 180)))) as container:
        picture = next(container.decode(video=0)).to_ndarray(format="rgb24")
    assert picture[20].max() < 30 and picture[45].min() > 180  # bars over and under, none at the sides


def test_colours_are_kept(film_of: Callable[..., Film], tmp_path: Path) -> None:
    film = film_of(tint=0)
    wanted = np.zeros((96, 160, 3), np.uint8)
    wanted[:, :80], wanted[:, 80:] = (200, 40, 30), (30, 60, 190)
    with av.open(str(film.path), "w") as container:
        video = container.add_stream("libx264", rate=24, options={"crf": "10"})
        video.width, video.height, video.pix_fmt = 160, 96, "yuv420p"
        for _ in range(12):
            container.mux(video.encode(av.VideoFrame.from_ndarray(wanted, format="rgb24")))
        container.mux(video.encode(None))
    with av.open(str(cut(film_at(film.path), 0, 500, tmp_path / "c", profile(Fraction(24))))) as container:
        frame = next(container.decode(video=0))
        shown = frame.to_ndarray(format="rgb24", src_colorspace="ITU709").astype(int)
    for column in (40, 120):
        assert np.abs(shown[48, column] - wanted[48, column]).max() < 12
