import multiprocessing
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pysubs2
import pytest

import creator.sample as sample
from creator.sample import draw_sample_film
from creator.sample.camera import draw_frame, stride_at
from creator.sample.film import draw_scene, make_film
from creator.sample.places import PLACES
from creator.sample.screenplay import fountain, synopsis
from creator.sample.script import BEATS, NAME, SCENES, TITLE
from creator.sample.script.records import FPS, Line, Part, Scene, Shot, View
from creator.sample.sound.mix import RATE, scene_sound
from creator.sample.sound.score import TUNES
from creator.sample.sound.tones import hertz, pluck
from creator.sample.subtitles import cues, subrip
from library.progress import Cancelled

LINES = [line for scene in SCENES for shot in scene.shots for line in shot.lines]
SHORT = Scene(
    "short",
    "hill",
    "dawn",
    "EXT. HILL - DAWN",
    (Shot("Mina waves.", View(), (Part("mina", ((0, 500, 600),)),), (Line("Hi!", "안녕!", "MINA"),), 1.0),),
    ("birds",),
    "hill",
)


def frames_of(path: Path) -> list[av.VideoFrame]:
    with av.open(str(path)) as film:
        return list(film.decode(video=0))


def test_film_has_the_promised_size() -> None:
    seconds = sum(scene.frames for scene in SCENES) / FPS
    assert 120 <= seconds <= 150
    assert 8 <= len(SCENES) <= 12
    assert 20 <= sum(len(scene.shots) for scene in SCENES) <= 32
    assert len({scene.name for scene in SCENES}) == len(SCENES)
    assert len({scene.place for scene in SCENES}) >= 7


def test_every_scene_names_a_place_a_tune_and_known_actors() -> None:
    for scene in SCENES:
        assert scene.place in PLACES
        assert scene.tune in TUNES
        actors = {part.who for shot in scene.shots for part in shot.cast}
        assert actors <= {"mina", "bori", "spark", "ship", "gull"}


@pytest.mark.parametrize("language", ["en", "ko"])
def test_cues_are_readable_and_inside_their_shots(language: str) -> None:
    made = list(cues(SCENES, language))  # type: ignore[arg-type]  # the parameter is one of the two
    assert len(made) == len(LINES)
    for cue in made:
        assert cue.end - cue.start >= 1200
        assert len(cue.text) / ((cue.end - cue.start) / 1000) <= 17
    for before, after in pairwise(made):
        assert before.end < after.start
    frame, rest = 0, iter(made)
    for shot in (shot for scene in SCENES for shot in scene.shots):
        for _ in shot.lines:
            cue = next(rest)
            assert frame / FPS * 1000 <= cue.start
            assert cue.end <= (frame + shot.frames) / FPS * 1000
        frame += shot.frames


def test_both_languages_are_there_and_themselves() -> None:
    for line in LINES:
        assert re.search("[가-힣]", line.ko)
        assert line.en.isascii()
        assert bool(line.who) != line.en.startswith("[")


def test_subtitle_files_are_read_back_as_written() -> None:
    for language in ("en", "ko"):
        read = pysubs2.SSAFile.from_string(subrip(SCENES, language), format_="srt")
        wanted = [(cue.start, cue.end, cue.text) for cue in cues(SCENES, language)]
        assert [(event.start, event.end, event.plaintext) for event in read] == wanted


def test_screenplay_has_every_scene_and_the_english_dialogue() -> None:
    blocks = fountain(SCENES, TITLE, "us").split("\n\n")
    headings = [block.strip() for block in blocks if re.match(r"(INT|EXT)\. ", block)]
    assert headings == [scene.heading for scene in SCENES]
    spoken = [
        block.strip().splitlines()[-1] for block in blocks if re.match(r"(MINA|BORI)( \(V\.O\.\))?\n", block)
    ]
    assert spoken == [line.en for line in LINES if line.who]
    assert any(re.search(r"^\([a-z ]+\)$", block, re.M) for block in blocks)


@pytest.mark.parametrize(
    ("language", "other", "ending"), [("en", "or ", "The end: "), ("ko", "또는 ", "끝: ")]
)
def test_synopsis_branches_into_three_endings(language: str, other: str, ending: str) -> None:
    lines = synopsis(BEATS, language).splitlines()  # type: ignore[arg-type]  # the parameter is one of the two
    assert len([line for line in lines if line.strip().startswith(ending)]) == 3
    assert [len(line) - len(line.lstrip()) for line in lines if line.strip().startswith(other)] == [2, 0, 0]
    depths = [len(line) - len(line.lstrip()) for line in lines]
    assert all(after - before <= 2 for before, after in pairwise(depths))


def test_feet_come_down_only_while_walking() -> None:
    walker = Part("mina", ((0, 0, 600), (2, 200, 600)))
    assert stride_at(walker, 0) == 0
    assert stride_at(walker, 1) == pytest.approx(100 / 25)
    assert stride_at(walker, 3) == stride_at(walker, 2)


def test_the_same_frame_is_drawn_twice_alike_and_the_next_one_differs() -> None:
    first, again, later = draw_frame(SHORT, 3), draw_frame(SHORT, 3), draw_frame(SHORT, 12)
    assert first.shape == (540, 960, 3)
    assert first.dtype == np.uint8
    assert np.array_equal(first, again)
    assert not np.array_equal(first, later)


def test_mina_stands_where_the_script_puts_her() -> None:
    picture = draw_frame(SHORT, 8).astype(int)
    yellow = (picture[..., 0] > 190) & (picture[..., 1] > 120) & (picture[..., 2] < 90)
    columns = np.flatnonzero(yellow[330:480].sum(axis=0) > 20)
    assert columns.size
    assert abs(columns.mean() - (500 - 100) * 0.8) < 25


def test_a_plucked_string_sounds_at_its_note() -> None:
    spectrum = np.abs(np.fft.rfft(pluck(69, 2.0)))
    assert np.argmax(spectrum) / 2.0 == pytest.approx(hertz(69), abs=1)


def test_sound_lasts_as_long_as_the_picture_and_does_not_clip() -> None:
    track = scene_sound(SHORT, 0)
    assert track.shape == (round(SHORT.frames / FPS * RATE), 2)
    assert 0.001 < float(np.sqrt((track**2).mean())) < 0.3
    assert float(np.abs(track).max()) < 1.0


def test_a_scene_is_encoded_frame_for_frame(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    told = context.Queue()
    draw_scene(SHORT, 0, tmp_path / "short.mp4", told, context.Event())
    frames = frames_of(tmp_path / "short.mp4")
    assert len(frames) == SHORT.frames
    assert (frames[0].width, frames[0].height, frames[0].format.name) == (960, 540, "yuv420p")
    shown = frames[8].to_ndarray(format="rgb24").astype(int)
    assert np.abs(shown - draw_frame(SHORT, 8)).mean() < 6


def test_a_film_is_joined_from_its_scenes_and_its_sound(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    make_film((SHORT, SHORT), tmp_path / "film.mp4", lambda *report: told.append(report))
    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]
    times = [frame.time for frame in frames_of(tmp_path / "film.mp4")]
    assert times == pytest.approx([number / FPS for number in range(2 * SHORT.frames)], abs=0.001)
    with av.open(str(tmp_path / "film.mp4")) as film:
        sound = film.streams.audio[0]
        assert (sound.codec_context.name, sound.rate, sound.channels) == ("aac", RATE, 2)
    data = (tmp_path / "film.mp4").read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    assert told[-1] == ("join sample film", 1, 1)
    assert ("draw sample film", 2 * SHORT.frames, 2 * SHORT.frames) in told


def test_a_cancelled_film_leaves_nothing(tmp_path: Path) -> None:
    def stop(stage: str, done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        make_film((SHORT,), tmp_path / "film.mp4", stop)
    assert list(tmp_path.iterdir()) == []


def test_the_same_recipe_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Sequence[Scene]] = []

    def draw_quickly(scenes: Sequence[Scene], target: Path, progress: object) -> None:
        drawn.append(scenes)
        target.write_bytes(b"film")

    monkeypatch.setattr("creator.sample.film.make_film", draw_quickly)
    made = draw_sample_film(tmp_path)
    assert draw_sample_film(tmp_path) == made
    assert drawn == [SCENES]
    assert made.film == tmp_path / f"{NAME}.mp4"
    assert all(path.is_file() for path in (*made.subtitles, made.screenplay, made.synopsis))
    assert (made.licence, made.credit) == ("CC-BY-4.0", "Gallae contributors")
    monkeypatch.setattr(sample, "recipe_hash", lambda: "another recipe")
    draw_sample_film(tmp_path)
    assert len(drawn) == 2
