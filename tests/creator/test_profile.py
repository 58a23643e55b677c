"""The one format of a story: its ratio, size and frame rate."""

from fractions import Fraction

import pytest

from creator.profile import Profile, usual_rate, web_profile


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
