"""How long clips and nodes play at a speed, and where clips show together."""

import pytest

from story.check.proof import check_story
from story.model import Choice as Way
from story.model import Clip, Node, Story, choice_window, overlap_ms
from story.treatment import Treatment


def clip(length_ms: int, **treatment: object) -> Clip:
    return Clip("f" * 64, 500, 500 + length_ms, "", Treatment(**treatment))


@pytest.mark.parametrize(
    ("length_ms", "speed", "played_ms"),
    [(4000, 1.0, 4000), (4000, 2.0, 2000), (4000, 0.25, 16_000), (1000, 3.0, 333), (1, 4.0, 1)],
)
def test_a_clip_plays_at_its_speed(length_ms: int, speed: float, played_ms: int) -> None:
    assert clip(length_ms, speed=speed).duration_ms == played_ms


def test_clips_that_crossfade_show_together() -> None:
    clips = (clip(4000, crossfade_ms=900), clip(2000, crossfade_ms=500), clip(600, crossfade_ms=500))
    node = Node("n", "N", clips)
    assert overlap_ms(clips[1], clips[2]) == 300, "half of the shorter"
    assert node.duration_ms == 4000 + 2000 + 600 - 500 - 300
    assert choice_window(node, (Way("c", "n", "n", default=True),)).closes_ms == 10_000


def test_fades_and_crossfades_that_do_not_fit_are_told() -> None:
    clips = (
        clip(4000, crossfade_ms=1, fade_in_ms=2000, fade_out_ms=2000),
        clip(2000, crossfade_ms=1000, fade_in_ms=2001),
        clip(2000, crossfade_ms=1001),
    )
    problems = check_story(Story("s", "T", "en", "n", (Node("n", "N", clips),)))
    told = [(one.code, one.message["en"]) for one in problems if one.code in ("G049", "G050")]
    assert [code for code, _ in told] == ["G049", "G050", "G050"]
    assert "clip 2 last 2001 ms, the clip only 2000 ms" in told[0][1]
    assert "clip 1 is to crossfade for 1 ms, but can for 0 ms" in told[1][1]
    assert "clip 3 is to crossfade for 1001 ms, but can for 1000 ms" in told[2][1]
