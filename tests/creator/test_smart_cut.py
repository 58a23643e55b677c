"""Smart cut, frame by frame: against the film itself, and against encoding everything."""

import base64
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from creator.clips import ClipCache
from creator.cutting.agreement import film_reason
from creator.cutting.parameter_sets import UnreadableStream, parameter_sets
from creator.cutting.smart_cut import NothingToCopy
from creator.encoder import FfmpegEncoder
from creator.errors import NoSpaceLeft
from creator.ffmpeg import ffmpeg
from creator.look import PLAIN
from creator.profile import Profile, web_profile
from creator.source import find_piece
from library.progress import Cancelled
from library.records import Film
from story.model import Clip

from .conftest import film_at
from .test_clips import files_no_larger_than

SECONDS, RATE = 10, 24
X264 = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p")
PYRAMID = "keyint=36:min-keyint=36:scenecut=0:bframes=3:b-adapt=0:b-pyramid=normal:ref=3"

# Each has B-frames that other B-frames build upon.
FILMS = {
    "closed.mp4": ("-x264-params", PYRAMID),
    "closed.mkv": ("-x264-params", PYRAMID),
    "main.mp4": ("-profile:v", "main", "-x264-params", PYRAMID),
    "open.mp4": (
        *("-x264-params", f"{PYRAMID}:open-gop=1", "-forced-idr", "1"),
        *("-force_key_frames", "3.1,6.4"),
    ),
    "varying.mp4": (
        *("-vf", "select='not(eq(mod(n\\,121)\\,70))',setpts='PTS+0.03*random(1)/TB'"),
        *("-fps_mode", "passthrough", "-enc_time_base", "1/90000", "-x264-params", PYRAMID),
    ),
}
CUTS = [
    *(("open.mp4", cut) for cut in ((0, 10_000), (700, 9_300), (1_530, 8_210), (3_100, 9_987))),
    *((name, (700, 9_300)) for name in FILMS if name != "open.mp4"),
    ("closed.mp4", (1_500, 8_210)),
    ("varying.mp4", (1_530, 9_990)),
]


@dataclass(frozen=True)
class Shown:
    """The pictures of a file: when each is shown, in seconds, and its lightness, `uint8[height, width]`."""

    times: list[Fraction]
    pictures: list[np.ndarray]


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Film]:
    """Make a film by its name, once a session."""
    folder = tmp_path_factory.mktemp("sources")
    made: dict[str, Film] = {}

    def make(name: str) -> Film:
        if name not in made:
            made[name] = film_at(_written(folder / name, FILMS[name]))
        return made[name]

    return make


def _written(file: Path, options: tuple[str, ...]) -> Path:
    pictures = f"testsrc2=size=224x128:rate={RATE}:duration={SECONDS}"
    sound = f"sine=frequency=440:sample_rate=48000:duration={SECONDS}"
    command = [ffmpeg(), "-v", "error", "-y", "-f", "lavfi", "-i", pictures, "-f", "lavfi", "-i", sound]
    subprocess.run([*command, *X264, *options, "-c:a", "aac", "-ac", "2", str(file)], check=True)
    return file


def shown_in(file: Path, begin: int | None = None, end: int | None = None) -> Shown:
    """Return what is shown of a file in `[begin, end)`, in PTS."""
    with av.open(str(file)) as container:
        stream = container.streams.video[0]
        frames = [
            frame
            for frame in container.decode(stream)
            if begin is None or end is None or begin <= frame.pts < end
        ]
        return Shown(
            [frame.pts * stream.time_base for frame in frames],
            [frame.to_ndarray(format="gray") for frame in frames],
        )


def similarity(one: np.ndarray, other: np.ndarray) -> float:
    """Return the structural similarity of two pictures over blocks of 8 × 8 (Wang and others 2004)."""
    a, b = (_blocks(picture) for picture in (one, other))
    mean_a, mean_b = a.mean(axis=1), b.mean(axis=1)
    spread = ((a - mean_a[:, None]) * (b - mean_b[:, None])).mean(axis=1)
    light = (2 * mean_a * mean_b + 6.5) / (mean_a**2 + mean_b**2 + 6.5)
    return float((light * (2 * spread + 58.5) / (a.var(axis=1) + b.var(axis=1) + 58.5)).mean())


def _blocks(picture: np.ndarray) -> np.ndarray:
    height, width = (side // 8 * 8 for side in picture.shape)
    cut = picture[:height, :width].astype(float)
    return cut.reshape(height // 8, 8, width // 8, 8).swapaxes(1, 2).reshape(-1, 64)


def profile_of(film: Film) -> Profile:
    return web_profile([(film, 1000)])


def copied(film: Film, start_ms: int, end_ms: int, target: Path) -> Path:
    piece = find_piece(Clip(film.fingerprint, start_ms, end_ms), film)
    assert film_reason(film, profile_of(film)) is None
    FfmpegEncoder(threads=1).copy(piece, profile_of(film), target, lambda frames: None, PLAIN)
    return target


@pytest.mark.parametrize(("name", "cut"), CUTS)
def test_every_frame_has_its_time_and_its_picture(
    sources: Callable[[str], Film], tmp_path: Path, name: str, cut: tuple[int, int]
) -> None:
    film = sources(name)
    piece = find_piece(Clip(film.fingerprint, *cut), film)
    source = shown_in(film.path, piece.start, piece.end)
    made = shown_in(copied(film, *cut, tmp_path / "copied.mp4"))
    assert made.times == [time - source.times[0] for time in source.times]
    likeness = [similarity(a, b) for a, b in zip(made.pictures, source.pictures, strict=True)]
    assert min(likeness) > 0.97
    same = sum(np.array_equal(a, b) for a, b in zip(made.pictures, source.pictures, strict=True))
    assert same > 0.4 * len(likeness), "most of it is copied, bit by bit"


@pytest.mark.parametrize("name", ["closed.mp4", "open.mp4"])
def test_no_frame_is_worse_than_if_everything_were_encoded(
    sources: Callable[[str], Film], tmp_path: Path, name: str
) -> None:
    film, cut = sources(name), (1_530, 8_210)
    piece = find_piece(Clip(film.fingerprint, *cut), film)
    encoded_file = tmp_path / "encoded.mp4"
    FfmpegEncoder(threads=1).cut(piece, profile_of(film), encoded_file, lambda frames: None)
    source = shown_in(film.path, piece.start, piece.end)
    made, encoded = shown_in(copied(film, *cut, tmp_path / "copied.mp4")), shown_in(encoded_file)
    assert made.times == encoded.times
    for number, picture in enumerate(source.pictures):
        ours, theirs = (similarity(one.pictures[number], picture) for one in (made, encoded))
        assert ours >= theirs - 0.002, f"frame {number}"


def test_decoding_from_any_key_frame_gives_the_same_pictures(
    sources: Callable[[str], Film], tmp_path: Path
) -> None:
    file = copied(sources("open.mp4"), 1_530, 9_700, tmp_path / "copied.mp4")
    whole = shown_in(file)
    with av.open(str(file)) as container:
        stream = container.streams.video[0]
        keys = [packet.pts for packet in container.demux(stream) if packet.is_keyframe]
        assert len(keys) > 3
        for key in keys:
            container.seek(key, stream=stream)
            frame = next(one for one in container.decode(stream) if one.pts >= key)
            place = whole.times.index(frame.pts * stream.time_base)
            assert similarity(frame.to_ndarray(format="gray"), whole.pictures[place]) > 0.999


def test_a_film_whose_edit_list_hides_its_first_frames(
    sources: Callable[[str], Film], tmp_path: Path
) -> None:
    cut_off = tmp_path / "hidden.mp4"
    source = sources("closed.mp4").path
    command = [ffmpeg(), "-v", "error", "-y", "-ss", "0.8", "-i", str(source), "-c", "copy", str(cut_off)]
    subprocess.run(command, check=True)
    film = film_at(cut_off)
    piece = find_piece(Clip(film.fingerprint, 2_000, 8_500), film)
    expected = shown_in(cut_off, piece.start, piece.end)
    made = shown_in(copied(film, 2_000, 8_500, tmp_path / "copied.mp4"))
    assert made.times == [time - expected.times[0] for time in expected.times]
    assert min(map(similarity, made.pictures, expected.pictures)) > 0.97


def test_sound_and_picture_are_in_step(tmp_path: Path) -> None:
    """A film flashes and beeps at once every second; the clip still does, within 20 ms."""
    file = tmp_path / "flash.mp4"
    flash = "color=black:size=160x96:rate=24:duration=8,geq=lum='if(lt(mod(T,1),0.04),235,16)':cb=128:cr=128"
    beep = "aevalsrc='0.6*sin(2*PI*1000*t)*lt(mod(t,1),0.04)':s=48000:d=8"
    command = [ffmpeg(), "-v", "error", "-y", "-f", "lavfi", "-i", flash, "-f", "lavfi", "-i", beep]
    subprocess.run(
        [*command, *X264, "-x264-params", PYRAMID, "-c:a", "aac", "-ac", "2", str(file)], check=True
    )
    made = copied(film_at(file), 730, 7_390, tmp_path / "copied.mp4")
    pictures = shown_in(made)
    flashes = [
        float(time) for time, one in zip(pictures.times, pictures.pictures, strict=True) if one.mean() > 150
    ]
    with av.open(str(made)) as container:
        parts = [(frame.time, frame.to_ndarray()[0]) for frame in container.decode(audio=0)]
    begin = parts[0][0]
    loud = np.flatnonzero(np.abs(np.concatenate([samples for _, samples in parts])) > 0.2) / 48_000 + begin
    beeps = loud[np.flatnonzero(np.diff(loud, prepend=-1) > 0.5)]
    assert len(flashes) == len(beeps) == 7
    assert np.abs(np.asarray(flashes) - beeps).max() < 0.02


def test_a_clip_within_one_group_is_encoded(sources: Callable[[str], Film], tmp_path: Path) -> None:
    film = sources("closed.mp4")
    with pytest.raises(NothingToCopy):
        copied(film, 1_600, 2_900, tmp_path / "copied.mp4")
    assert not (tmp_path / "copied.mp4").exists()
    clips = ClipCache(tmp_path / "cache", profile_of(film), copying=True)
    clip = Clip(film.fingerprint, 1_600, 2_900)
    clips.render([clips.job(clip, film)], "clips")
    assert clips.rendered(clips.file_of(clip)).duration == Fraction(31, 24)


def test_films_that_would_not_switch_seamlessly_are_encoded(
    sources: Callable[[str], Film], tmp_path: Path
) -> None:
    film = sources("closed.mp4")
    fits = profile_of(film)
    high = film_at(_written(tmp_path / "ten.mp4", ("-pix_fmt", "yuv420p10le")))
    turned = tmp_path / "turned.mp4"
    command = [
        ffmpeg(),
        "-v",
        "error",
        "-display_rotation",
        "180",
        "-i",
        str(film.path),
        "-c",
        "copy",
        str(turned),
    ]
    subprocess.run(command, check=True)
    hevc = film_at(_written(tmp_path / "hevc.mp4", ("-c:v", "libx265", "-x265-params", "log-level=none")))
    told = [
        film_reason(film, fits),
        film_reason(film, Profile("web", 640, 360, Fraction(24))),
        film_reason(film, Profile("web", 224, 128, Fraction(30))),
        film_reason(film, Profile("web", 224, 128, Fraction(24), most_kbps=10)),
        film_reason(film, Profile("av1", 320, 180, Fraction(24), codec="av1")),
        film_reason(high, fits),
        film_reason(hevc, fits),
        film_reason(film_at(turned), fits),
    ]
    assert told[0] is None
    english = [reason["en"] for reason in told[1:] if reason]
    assert english[0] == "its size is 224 × 128, not 640 × 360"
    assert english[1] == "it has 24.000 pictures a second, not 30.000"
    assert english[2].endswith("kbit/s are more than 10")
    assert english[3] == "the story is in av1"
    assert english[4] == "its pictures are yuv420p10le, not yuv420p"
    assert english[5] == "it is hevc, not h264"
    assert english[6] == "its pictures are turned"
    assert all(reason and reason["ko"] for reason in told[1:])


def test_a_full_disk_and_a_stop_leave_nothing(sources: Callable[[str], Film], tmp_path: Path) -> None:
    film = sources("closed.mp4")
    piece, target = find_piece(Clip(film.fingerprint, 700, 9_300), film), tmp_path / "copied.mp4"
    with files_no_larger_than(60_000), pytest.raises(NoSpaceLeft):
        FfmpegEncoder(threads=1).copy(piece, profile_of(film), target, lambda frames: None)

    def stop(frames: int) -> None:
        if frames > 100:
            raise Cancelled

    with pytest.raises(Cancelled):
        FfmpegEncoder(threads=1).copy(piece, profile_of(film), target, stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "extradata", [b"", b"\x01", b"\x01\x4d\x40\x1e\xff\xe1\x00\x30\x67", b"\0\0\1\x67\x42\0\x0a"]
)
def test_broken_parameter_sets_are_said(extradata: bytes) -> None:
    with pytest.raises(UnreadableStream):
        parameter_sets(extradata)


@pytest.mark.browser
def test_a_browser_plays_it(
    sources: Callable[[str], Film], tmp_path: Path, open_browser: Callable[..., object]
) -> None:
    """Chromium decodes every part of a copied clip, over both seams, and comes to its end."""
    film = sources("open.mp4")
    file = copied(film, 1_530, 9_700, tmp_path / "copied.mp4")
    expected = shown_in(file)
    wanted = [0, 10, 38, 40, 110, len(expected.times) - 2, len(expected.times) - 1]
    moments = [float(expected.times[number]) + 0.02 for number in wanted]
    with open_browser() as browser:
        page = browser.new_page()
        page.set_content('<video muted></video><canvas width="224" height="128"></canvas>')
        source = "data:video/mp4;base64," + base64.b64encode(file.read_bytes()).decode()
        seen = page.evaluate(_PICTURES, [source, moments])
    for number, pixels in zip(wanted, seen["pictures"], strict=True):
        picture = np.asarray(pixels, np.uint8).reshape(128, 224)
        assert similarity(picture, expected.pictures[number]) > 0.9, f"frame {number}"
    assert seen["error"] is None and seen["ended"]


_PICTURES = """async ([source, moments]) => {
  const video = document.querySelector("video");
  const drawing = document.querySelector("canvas").getContext("2d");
  const once = (name) => new Promise((done, failed) => {
    video.addEventListener(name, done, { once: true });
    video.addEventListener("error", () => failed(video.error.message), { once: true });
  });
  video.src = source;
  await once("loadeddata");
  const pictures = [];
  for (const moment of moments) {
    const there = once("seeked");
    video.currentTime = moment;
    await there;
    drawing.drawImage(video, 0, 0);
    const { data } = drawing.getImageData(0, 0, 224, 128);
    pictures.push(Array.from({ length: 224 * 128 }, (_, at) =>
      Math.round(0.2126 * data[4 * at] + 0.7152 * data[4 * at + 1] + 0.0722 * data[4 * at + 2])));
  }
  video.currentTime = 0;
  video.playbackRate = 8;
  const ended = once("ended");
  await video.play();
  await ended;
  return { pictures, ended: video.ended, error: video.error && video.error.message };
}"""
