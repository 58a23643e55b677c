"""Timelines: every file is read back, and tells the same films, times and choices as the story."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlparse
from urllib.request import url2pathname

import opentimelineio as otio
import pytest

from creator.errors import ExportImpossible
from creator.exports.lost import Feature
from creator.exports.timeline_file import ONE_TIMELINE, paths_of, write_timelines
from creator.plan import Plan, plan_of
from library.film_time import FilmClock
from story.model import Choice, Clip, Ending, Node, Story
from story.treatment import Treatment

NTSC = Fraction(24000, 1001)


@pytest.fixture(scope="module")
def plan(forked) -> Plan:
    story, shelf, _ = forked
    return plan_of(story, shelf)


def shown(timeline: Any) -> list[tuple[str, float, float, float]]:
    """What a timeline shows: file name, and first frame, frames and rate of the source."""
    (track,) = timeline.video_tracks()
    ranges = [
        (Path(url2pathname(urlparse(c.media_reference.target_url).path)).name, c.source_range) for c in track
    ]
    return [(name, r.start_time.value, r.duration.value, r.start_time.rate) for name, r in ranges]


def marks(timeline: Any) -> list[tuple[str, bool]]:
    return [
        (mark.metadata["gallae"]["choice"], mark.metadata["gallae"]["taken"])
        for clip in timeline.video_tracks()[0]
        for mark in clip.markers
    ]


DEFAULT = [
    ("First.mp4", 0, 24, 24),
    ("Second.mkv", 0, 24, 24),
    ("Second.mkv", 12, 24, 24),
    ("Third.mp4", 15, 30, 30),
    ("First.mp4", 12, 24, 24),
]


def test_a_timeline_for_each_path_comes_back_with_films_times_and_choices(plan: Plan, tmp_path: Path) -> None:
    told = write_timelines(plan, paths_of(plan), tmp_path / "fork.otio")
    read = otio.adapters.read_from_file(str(tmp_path / "fork.otio"))
    assert [timeline.name for timeline in read] == [
        "A <fork> & more – default path",
        "A <fork> & more – <i>Free</i>",
    ]
    first, second = read
    assert shown(first) == DEFAULT
    assert shown(second) == [*DEFAULT[:2], ("Third.mp4", 0, 45, 30)]
    assert marks(first) == [("left", True), ("right", False), ("out", True), ("back", False), ("on", True)]
    assert marks(second)[:2] == [("left", False), ("right", True)]
    assert list(first.metadata["gallae"]["nodes"]) == ["start", "room", "porch", "street"]
    files = [clip.media_reference.target_url for clip in first.video_tracks()[0]]
    assert all(Path(url2pathname(urlparse(address).path)).is_file() for address in files)
    assert {one.feature for one in told} >= {Feature.CARDS, Feature.TIME_LIMITS, Feature.WINDOWS}
    assert Feature.PATHS not in {one.feature for one in told}
    assert all(one.message["en"] and one.message["ko"] for one in told)


def test_a_choice_is_marked_where_it_opens(plan: Plan, tmp_path: Path) -> None:
    write_timelines(plan, paths_of(plan), tmp_path / "fork.otio")
    clip = otio.adapters.read_from_file(str(tmp_path / "fork.otio"))[0].video_tracks()[0][0]
    left = clip.markers[0]
    assert left.name == "Go left" and left.color == otio.schema.MarkerColor.GREEN
    assert left.marked_range.start_time == otio.opentime.RationalTime(12, 24)  # it opens at 500 ms
    assert clip.metadata["gallae"]["start"] == "0/1" and clip.metadata["gallae"]["duration"] == "1/1"


def test_silent_films_leave_the_sound_track_empty(plan: Plan, tmp_path: Path) -> None:
    write_timelines(plan, paths_of(plan), tmp_path / "fork.otio")
    (sound,) = otio.adapters.read_from_file(str(tmp_path / "fork.otio"))[0].audio_tracks()
    assert [isinstance(item, otio.schema.Gap) for item in sound] == [False, True, True, False, False]
    assert sound.duration().to_seconds() == 5


def test_an_edit_list_comes_back_with_the_same_cuts(plan: Plan, tmp_path: Path) -> None:
    told = write_timelines(plan, paths_of(plan), tmp_path / "fork.edl")
    assert Feature.PATHS in {one.feature for one in told}
    read = otio.adapters.read_from_file(str(tmp_path / "fork.edl"), rate=30)
    found = [
        (clip.source_range.start_time.to_seconds(), clip.source_range.duration.to_seconds())
        for clip in read.video_tracks()[0]
    ]
    assert found == [(first / rate, frames / rate) for _, first, frames, rate in DEFAULT]
    names = [clip.media_reference.target_url for clip in read.video_tracks()[0]]
    assert [Path(name).name for name in names] == [name for name, *_ in DEFAULT]


def test_final_cut_xml_comes_back_with_the_same_cuts(plan: Plan, tmp_path: Path) -> None:
    write_timelines(plan, paths_of(plan), tmp_path / "fork.fcpxml")
    read = otio.adapters.read_from_file(str(tmp_path / "fork.fcpxml"))
    found = [clip for clip in read.find_clips() if clip.parent().kind == "Video"]
    assert [
        (c.source_range.start_time.to_seconds(), c.source_range.duration.to_seconds()) for c in found
    ] == [(first / rate, frames / rate) for _, first, frames, rate in DEFAULT]


def test_what_is_not_installed_is_said_with_what_brings_it(plan: Plan, tmp_path: Path) -> None:
    name, package = ONE_TIMELINE[".aaf"]
    if name in otio.adapters.available_adapter_names():
        pytest.skip("the AAF adapter is installed here")
    with pytest.raises(ExportImpossible) as refusal:
        write_timelines(plan, paths_of(plan), tmp_path / "fork.aaf")
    assert package in refusal.value.remedy and not (tmp_path / "fork.aaf").exists()


def test_a_suffix_that_names_no_format_is_refused(plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(ExportImpossible, match="no timeline has that suffix"):
        write_timelines(plan, paths_of(plan), tmp_path / "fork.txt")


def test_a_chosen_path_comes_first(plan: Plan) -> None:
    paths = paths_of(plan, ["Go left", "back", "right"])
    assert [step.node.id for step in paths[0].steps] == ["start", "room", "start", "garden"]
    assert {path.steps[-1].node.id for path in paths} == {"garden", "street"}


def test_times_are_exact_at_odd_rates_speeds_and_starts(
    film_of: Callable[..., Any], shelf: Any, tmp_path: Path
) -> None:
    """A film at 24000/1001 frames a second whose picture begins at 1.001 s: frame 24 of the file's own axis."""
    film = film_of("ntsc.mkv", rate=NTSC, frames=72, start=Fraction(1001, 1000))
    clip = Clip(film.fingerprint, 1001, 2002, treatment=Treatment(speed=2.0))
    shelf.films[0] = film = replace(film, clock=FilmClock(film.clock.time_base))
    story = Story("s", "NTSC", "en", "a", (Node("a", "A", (clip,), Ending()),))
    plan = plan_of(story, shelf)
    for name in ("ntsc.otio", "ntsc.edl"):
        write_timelines(plan, paths_of(plan), tmp_path / name)
    (timeline,) = otio.adapters.read_from_file(str(tmp_path / "ntsc.otio"))
    (shot,) = timeline.video_tracks()[0]
    assert shot.source_range.start_time.rate == float(NTSC)
    assert (shot.source_range.start_time.value, shot.source_range.duration.value) == (24, 12)
    assert [effect.time_scalar for effect in shot.effects] == [2.0]
    edl = (tmp_path / "ntsc.edl").read_text()
    assert "00:00:01:00 00:00:01:12 00:00:00:00 00:00:00:12" in edl and "* GALLAE SPEED: 2" in edl


def test_footage_to_shoot_is_a_clip_without_media(shelf: Any, tmp_path: Path) -> None:
    nodes = (Node("a", "Storm", to_shoot={"en": "A storm at sea"}), Node("b", "End", to_shoot={"en": "Calm"}))
    story = Story("s", "Sea", "en", "a", nodes, (Choice("on", "a", "b"),))
    plan = plan_of(story, shelf)
    for name in ("sea.otio", "sea.edl", "sea.fcpxml"):
        write_timelines(plan, paths_of(plan), tmp_path / name)
    (timeline,) = otio.adapters.read_from_file(str(tmp_path / "sea.otio"))
    assert [clip.name for clip in timeline.video_tracks()[0]] == ["Storm", "End"]
    assert all(
        isinstance(c.media_reference, otio.schema.MissingReference) for c in timeline.video_tracks()[0]
    )


def test_real_films_are_pointed_at_with_frames_that_they_have(shared: Path, tmp_path: Path) -> None:
    """A clip of H.264 with B-frames and one of VP8 in WebM: the frames told are those that the files have there."""
    import av

    from ..conftest import Shelf, film_at

    files = sorted((shared / "media" / "elephants-dream").glob("*.mp4"))
    files += sorted((shared / "media" / "sintel-trailer").glob("*.webm"))
    films = [film_at(file, number) for number, file in enumerate(files[:2], 1)]
    clips = tuple(Clip(film.fingerprint, 10_000, 14_000) for film in films)
    story = Story("s", "Real", "en", "a", (Node("a", "A", clips, Ending()),))
    plan = plan_of(story, Shelf(films))
    write_timelines(plan, paths_of(plan), tmp_path / "real.otio")
    (timeline,) = otio.adapters.read_from_file(str(tmp_path / "real.otio"))
    for film, shot in zip(films, timeline.video_tracks()[0], strict=True):
        told = shot.source_range
        start = Fraction(shot.metadata["gallae"]["start"])
        with av.open(str(film.path)) as container:
            stream = container.streams.video[0]
            container.seek(round((start + film.clock.origin) / stream.time_base), stream=stream)
            times = [
                frame.pts * stream.time_base - film.clock.origin
                for frame in islice(container.decode(stream), 400)
            ]
        assert start in times and 10 <= start < 10 + 1 / film.frame_rate
        assert told.start_time.to_seconds() == pytest.approx(float(start), abs=0.5 / float(film.frame_rate))
        assert told.duration.to_seconds() == pytest.approx(4, abs=1 / float(film.frame_rate))


def test_hostile_names_stay_names(forked, tmp_path: Path) -> None:
    story, shelf, _ = forked
    hostile = "x\n003  AX       V     C        00:00:00:00\n* FROM CLIP: /etc/passwd\x1b\x00</clip><clip>"
    story = replace(
        story,
        title=hostile,
        nodes=tuple(replace(node, title=hostile) for node in story.nodes),
        choices=tuple(replace(choice, label={"en": hostile}) for choice in story.choices),
    )
    shelf = replace(shelf, films=[replace(film, title=hostile) for film in shelf.films])
    plan = plan_of(story, shelf)
    for name in ("x.otio", "x.edl", "x.fcpxml"):
        write_timelines(plan, paths_of(plan), tmp_path / name)
    lines = (tmp_path / "x.edl").read_text(encoding="utf-8").splitlines()
    assert [line[:3] for line in lines if line[:3].isdigit()] == ["001", "002", "003", "004", "005"]
    assert not [line for line in lines if line.startswith("* FROM CLIP: /etc")]
    read = otio.adapters.read_from_file(str(tmp_path / "x.fcpxml"))
    assert len([clip for clip in read.find_clips() if clip.parent().kind == "Video"]) == 5
