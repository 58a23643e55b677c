"""From a server one element plays everything on one time axis; where that fails, elements take turns instead."""

import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from .showcase import Seat, served

pytestmark = pytest.mark.browser

RATE = 30


@pytest.fixture
def address(showcase_bundle: Path) -> Iterator[str]:
    with served(showcase_bundle) as found:
        yield found


WATCH = """() => {
  window.frames = [];
  const video = document.querySelector('video');
  const see = (_, { mediaTime }) => { window.frames.push(mediaTime); video.requestVideoFrameCallback(see); };
  video.requestVideoFrameCallback(see);
}"""

RANGES = """(() => {
  const { buffered } = GALLAE.screen.front;
  const { from } = GALLAE.screen.on;
  return [...Array(buffered.length).keys()].map((n) => [buffered.start(n) - from, buffered.end(n) - from]);
})()"""


def streams(one: Seat) -> bool:
    found: bool = one.page.evaluate("GALLAE.screen instanceof GALLAE.StreamScreen")
    return found


def test_the_chosen_clip_stands_right_behind_the_other_on_one_time_axis(
    take_seat: Callable[..., Seat], address: str
) -> None:
    one = take_seat(address)
    one.until("title")
    assert streams(one)
    one.page.evaluate(WATCH)
    one.page.keyboard.press("r")
    one.until("choosing", "hall")
    hall = one.page.evaluate("GALLAE.screen.on.from")
    one.page.keyboard.press("3")
    one.until("playing", "stairs")
    stairs = one.page.evaluate("GALLAE.screen.on.from")
    one.until("playing", "roof")
    roof = one.page.evaluate("GALLAE.screen.on.from")
    one.until("ended", "roof")
    assert stairs - hall == pytest.approx(3, abs=1e-6) and roof - stairs == pytest.approx(1, abs=1e-6)
    assert one.page.evaluate("document.querySelector('video.front').buffered.length") >= 1
    times = one.page.evaluate("window.frames")
    assert len(times) > 3 * RATE
    shown = [time for time in times if time >= hall - 0.001]
    around = [(a, b) for a, b in pairwise(shown) if a < stairs - 0.004 <= b or a < roof - 0.004 <= b]
    assert len(around) == 2 and all(b - a > 0 for a, b in around)
    one.until_true("document.querySelector('video').currentTime > 0")
    ends = one.page.evaluate("[...document.querySelectorAll('video')].filter((one) => one.currentSrc).length")
    assert ends == 1, "one element plays it all"


def test_what_a_choice_leads_to_is_fetched_before_it_is_taken(
    take_seat: Callable[..., Seat], address: str
) -> None:
    one = take_seat(address)
    one.begin()
    ahead = one.page.evaluate("GALLAE.play.offered.map((choice) => GALLAE.play.after(choice).file)")
    one.until_true(f"{ahead}.every((file) => GALLAE.screen.reels.get(file)?.whole)")
    assert {address + file for file in ahead} <= set(one.requests)


def test_clips_join_in_the_buffer_without_a_hole(take_seat: Callable[..., Seat], address: str) -> None:
    one = take_seat(address)
    one.begin()
    one.page.keyboard.press("2")
    one.until("playing", "garden")
    ranges = one.page.evaluate(RANGES)
    assert any(start <= -2.9 and end >= 0.9 for start, end in ranges), ranges


def test_back_restart_and_pause_work_there_too(take_seat: Callable[..., Seat], address: str) -> None:
    one = take_seat(address)
    one.begin()
    one.page.keyboard.press("1")
    one.until("ended", "room")
    one.page.click("[data-does=back]:visible")
    one.until("choosing", "hall")
    one.page.keyboard.press("Escape")
    one.page.click("[data-does=pause]")
    at = one.page.evaluate("GALLAE.screen.position")
    one.page.wait_for_timeout(300)
    assert one.page.evaluate("GALLAE.screen.position") == at
    one.page.click("[data-does=pause]")
    one.until_true(f"GALLAE.screen.position > {at}")
    one.page.keyboard.press("r")
    one.until_true("GALLAE.screen.item && GALLAE.screen.position < 900 && GALLAE.play.id === 'hall'")
    assert streams(one)


@pytest.mark.parametrize(
    "broken",
    [
        "delete window.MediaSource",
        "MediaSource.prototype.addSourceBuffer = () => { throw new Error('no') }",
        "window.fetch = () => Promise.reject(new TypeError('no'))",
    ],
)
def test_where_it_cannot_be_done_elements_take_turns(
    take_seat: Callable[..., Seat], address: str, broken: str
) -> None:
    one = take_seat(address, broken)
    one.begin()
    assert not streams(one)
    one.page.keyboard.press("2")
    one.until("playing", "garden")


def test_it_goes_over_to_elements_in_the_middle_of_a_clip(
    take_seat: Callable[..., Seat], address: str
) -> None:
    one = take_seat(address)
    one.begin()
    one.until_true("GALLAE.screen.position > 900")
    one.page.evaluate("GALLAE.screen.fail()")
    assert not streams(one)
    one.until_true("GALLAE.screen.item && GALLAE.screen.position > 950")
    assert one.page.get_attribute("#room", "data-state") == "choosing"
    one.page.keyboard.press("2")
    one.until("playing", "garden")


def test_a_time_limit_that_is_switched_off_holds_the_last_picture(
    take_seat: Callable[..., Seat], address: str
) -> None:
    one = take_seat(address)
    one.until("title")
    one.page.evaluate("GALLAE.settings.set('timeLimit', false)")
    one.begin()
    one.until_true("GALLAE.play.heldFrom !== null")
    one.page.wait_for_timeout(400)
    assert one.page.evaluate("GALLAE.play.time") > 3000
    assert one.page.get_attribute("#room", "data-state") == "choosing"
    one.page.keyboard.press("3")
    one.until("playing", "stairs")
    one.until("ended", "roof")
    assert streams(one)


def test_clips_whose_pictures_are_stored_out_of_order_join_as_well(
    take_seat: Callable[..., Seat], showcase_bundle: Path, tmp_path: Path, run_ffmpeg: Callable[..., None]
) -> None:
    bundle = shutil.copytree(showcase_bundle, tmp_path / "bundle")
    for clip in sorted((bundle / "media").glob("*.mp4")):
        codecs = ("-c:v", "libx264", "-bf", "3", "-g", "60", "-preset", "veryfast", "-c:a", "copy")
        run_ffmpeg("-i", clip, *codecs, "-movflags", "+faststart", tmp_path / clip.name)
        (tmp_path / clip.name).replace(clip)
    with served(bundle) as address:
        one = take_seat(address)
        one.until("title")
        one.page.evaluate(WATCH)
        one.page.keyboard.press("r")
        one.until("choosing", "hall")
        one.page.keyboard.press("3")
        one.until("playing", "stairs")
        stairs = one.page.evaluate("GALLAE.screen.on.from")
        one.until("playing", "roof")
        first = min(time for time in one.page.evaluate("window.frames") if time >= stairs - 0.004)
        assert first - stairs < 0.5, "its first pictures are shown"
