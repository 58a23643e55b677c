"""The one format of a story: its ratio, size and frame rate."""

from fractions import Fraction

import av
import pytest

from creator.clips import ClipCache
from creator.errors import NoSuchProfile
from creator.hardware import EncoderMissing
from creator.profile import Profile, profile_named, usual_rate, web_profile
from story.model import Clip

from .conftest import numbers_in


@pytest.mark.parametrize(
    ("rate", "usual"),
    [
        ("24000/1001", "24000/1001"),
        ("2997/125", "24000/1001"),
        ("24", "24"),
        ("25", "25"),
        ("30000/1001", "30000/1001"),
        ("60000/1001", "30000/1001"),
        ("50", "25"),
        ("60", "30"),
        ("120", "30"),
        ("12", "24"),
        ("15", "30"),
        ("4", "30"),
        ("10", "30"),
        ("0", "24"),
    ],
)
def test_rates_become_usual_ones(rate: str, usual: str) -> None:
    assert usual_rate(Fraction(rate)) == Fraction(usual)


@pytest.fixture
def sized(film_of):
    film = film_of()

    def make(width: int, height: int, name: str = "a", rate: str = "24"):
        from dataclasses import replace

        return replace(film, fingerprint=name, width=width, height=height, frame_rate=Fraction(rate))

    return make


@pytest.mark.parametrize(
    ("width", "height", "frame"),
    [
        (1920, 1080, (1280, 720)),
        (640, 360, (640, 360)),
        (1440, 1080, (960, 720)),
        (1080, 1920, (720, 1280)),
        (1920, 800, (1280, 534)),
        (853, 480, (854, 480)),
        (321, 181, (322, 182)),
    ],
)
def test_one_film_gives_its_own_frame_up_to_720p(
    sized, width: int, height: int, frame: tuple[int, int]
) -> None:
    profile = web_profile([(sized(width, height), 1000)])
    assert profile.width % 2 == 0 and profile.height % 2 == 0
    assert abs(profile.width - frame[0]) <= 2 and abs(profile.height - frame[1]) <= 2


def test_the_film_with_most_footage_gives_ratio_and_rate_and_the_largest_the_size(sized) -> None:
    small, large = sized(640, 360, "small", "25"), sized(1440, 1080, "large", "30")
    profile = web_profile([(small, 500), (large, 900), (small, 500)])
    assert (profile.width, profile.height, profile.frame_rate) == (1280, 720, 25)
    profile = web_profile([(small, 500), (large, 1900)])
    assert (profile.width, profile.height, profile.frame_rate) == (960, 720, 30)


def test_pictures_fit_inside_the_frame() -> None:
    profile = Profile("web", 1280, 720, Fraction(24))
    assert profile.inside(640, 360) == (1280, 720)
    assert profile.inside(1440, 1080) == (960, 720)
    assert profile.inside(1920, 800) == (1280, 534)
    assert profile.inside(1, 1000)[0] >= 2


@pytest.mark.parametrize(
    ("name", "frame"),
    [
        ("web", (1280, 720)),
        ("small", (854, 480)),
        ("master", (1920, 1080)),
        ("av1", (1280, 720)),
        ("vp9", (1280, 720)),
    ],
)
def test_profiles_have_frames_of_their_own(sized, name: str, frame: tuple[int, int]) -> None:
    profile = profile_named(name, [(sized(1920, 1080), 1000)])
    assert (profile.name, profile.width, profile.height) == (name, *frame)


def test_the_main_films_own_size_is_kept_so_that_it_can_be_copied(sized) -> None:
    profile = web_profile([(sized(640, 352), 1000)])
    assert (profile.width, profile.height) == (640, 352)
    assert profile.around(640, 480) == (640, 480)


def test_a_profile_that_is_none_is_refused(sized) -> None:
    with pytest.raises(NoSuchProfile, match="There is no profile 'huge'"):
        profile_named("huge", [])


@pytest.mark.parametrize(
    ("name", "codec"), [("small", "h264"), ("master", "h264"), ("av1", "av1"), ("vp9", "vp9")]
)
def test_each_profile_writes_clips_that_can_be_read(film_of, tmp_path, name: str, codec: str) -> None:
    film = film_of(tone=400)
    profile = profile_named(name, [(film, 1000)])
    clips = ClipCache(tmp_path, profile)
    clip = Clip(film.fingerprint, 500, 1000)
    clips.render([clips.job(clip, film)], "clips")
    with av.open(str(clips.file_of(clip))) as container:
        streams = (container.streams.video[0], container.streams.audio[0])
        assert [stream.codec_context.codec.canonical_name for stream in streams] == [codec, "aac"]
        assert next(container.demux(streams[0])).is_keyframe
    assert numbers_in(clips.file_of(clip)) == list(range(12, 24))


def test_hardware_encodes_where_it_is_found_and_is_missed_where_not(film_of, tmp_path) -> None:
    film = film_of()
    try:
        profile = profile_named("web", [(film, 1000)], hardware=True)
    except EncoderMissing as error:
        assert "No hardware on this machine encodes h264" in error.message and error.remedy
        return
    clips = ClipCache(tmp_path, profile)
    clip = Clip(film.fingerprint, 500, 1000)
    clips.render([clips.job(clip, film)], "clips")
    assert numbers_in(clips.file_of(clip)) == list(range(12, 24))


def test_an_encoder_that_this_ffmpeg_lacks_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("creator.hardware.encoders", lambda: frozenset({"libx264"}))
    with pytest.raises(EncoderMissing, match="cannot encode av1: it lacks libsvtav1"):
        profile_named("av1", [])
