"""What a viewer reads: captions, credits, cards and the fonts they are set in."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from creator import fonts
from creator.captions import captions_of
from creator.card_design import AMBER, Words, fitted, fork_layer, frame_layer, words_layer
from creator.cards import SECONDS, Card, Emblem, card_file, card_job, end_card, title_card, to_shoot_card
from creator.clips import ClipCache
from creator.credits import Credit, credits_of
from creator.errors import FontMissing
from creator.fonts import Font, find_font, has_characters
from creator.profile import Profile
from library.progress import Cancelled
from library.records import Cue
from library.rights.licence import read_licence
from story.model import Clip, Ending, Node, Story

CLIP = Clip("f", 10_000, 14_000)


def cue(start: int, end: int, text: str = "line", language: str = "en", speaker: str = "") -> Cue:
    return Cue(1, start, end, text, language, speaker)


def test_captions_count_from_the_clips_first_frame_and_stay_inside_it() -> None:
    cues = [
        cue(9_000, 10_000, "before"),
        cue(9_500, 10_500, "at the start"),
        cue(11_000, 12_000, "inside"),
        cue(13_500, 20_000, "at the end"),
        cue(14_000, 15_000, "after"),
        cue(5_000, 60_000, "longer than the clip", "ko"),
    ]
    assert captions_of(CLIP, cues) == {
        "en": [(0, 500, "at the start"), (1000, 2000, "inside"), (3500, 4000, "at the end")],
        "ko": [(0, 4000, "longer than the clip")],
    }
    assert captions_of(CLIP, cues, duration_ms=3958)["ko"] == [(0, 3958, "longer than the clip")]


def test_a_rest_too_short_to_read_and_an_empty_line_are_left_out() -> None:
    assert captions_of(CLIP, [cue(9_000, 10_040), cue(11_000, 12_000, " \n ")]) == {}
    assert captions_of(CLIP, [cue(11_000, 11_040)]) == {"en": [(1000, 1040, "line")]}


def test_a_speaker_is_named() -> None:
    assert captions_of(CLIP, [cue(11_000, 12_000, "Ahoy!", speaker="Popeye")])["en"][0][2] == "Popeye: Ahoy!"


def test_credits_come_once_and_in_order(film_of) -> None:
    film = film_of()
    films = [replace(film, title="zebra"), replace(film, title="Apple"), replace(film, id=9, title="zebra")]
    url = "https://creativecommons.org/licenses/by/4.0/"
    known = ("Test", "CC BY 4.0", "Nobody", url, "CC-BY-4.0", "", (film.fingerprint,))
    assert credits_of(films) == (Credit("Apple", *known), Credit("zebra", *known))


@pytest.mark.parametrize(
    ("licence", "path"),
    [
        ("CC BY 3.0", "licenses/by/3.0/"),
        ("CC-BY-NC-SA-2.5", "licenses/by-nc-sa/2.5/"),
        ("cc by-nd 2.0 KR", "licenses/by-nd/2.0/kr/"),
        ("CC0", "publicdomain/zero/1.0/"),
        ("CC0-1.0", "publicdomain/zero/1.0/"),
        ("BY hook or by crook", ""),
        ("", ""),
    ],
)
def test_a_licence_known_by_name_has_an_address(licence: str, path: str) -> None:
    assert read_licence(licence).url == (f"https://creativecommons.org/{path}" if path else "")


def test_latin_needs_no_font_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_files", lambda: ())
    assert find_font("The End") == Font(None)


def test_a_missing_font_is_said_with_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_files", lambda: ())
    with pytest.raises(FontMissing, match=r'write "길을 잃다" \(Hangul: ') as missing:
        find_font("길을 잃다")
    assert "fonts-nanum" in missing.value.remedy


def test_a_file_that_only_looks_like_a_font_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "NotoSansKR.ttf"
    fake.write_bytes(b"no font")
    monkeypatch.setattr(fonts, "_files", lambda: (fake,))
    assert find_font("plain") == Font(None)


def test_a_font_is_chosen_for_all_characters() -> None:
    if not any("nanum" in path.name.lower() or "kr" in path.name.lower() for path in fonts._files()):
        pytest.skip("no Korean font here")
    found = find_font("The End 끝")
    assert has_characters(found, "TheEnd끝")
    assert not has_characters(Font(None), "끝")


def test_a_long_title_is_broken_evenly_and_fits() -> None:
    from creator.fonts import Font

    size, lines = fitted("one two three four five six seven eight", Font(None), 76, 700)
    assert size <= 76 and 1 < len(lines) <= 3
    lengths = [Font(None).sized(size).getlength(line) for line in lines]
    assert max(lengths) <= 700 and min(lengths) > max(lengths) / 2
    size, lines = fitted("x" * 60, Font(None), 76, 700)
    assert lines == ["x" * 60] and Font(None).sized(size).getlength(lines[0]) <= 700


def test_words_stand_in_the_middle_and_the_fork_above_them() -> None:
    for title in (
        "Short",
        "A title that is so long that it will have to be broken into several lines of text",
    ):
        words = words_layer(Words("The End", title, "below"), 1280, 720)
        fork = fork_layer(1280, 720, words.top)
        assert abs(words.left + words.picture.width / 2 - 640) < 3
        assert fork.top >= 0 and fork.top + fork.picture.height <= words.top
        assert words.top + words.picture.height <= 720


def test_cards_say_what_they_should() -> None:
    story = Story("s", "두 길", "ko")
    assert title_card(story).words == Words("", "두 길", "고르는 대로 이어지는 영화")
    lost = Node("n", "n", ending=Ending({"en": "Lost", "ko": "길을 잃다"}))
    assert end_card(story, lost).words == Words("끝", "길을 잃다", "두 길")
    english = replace(story, language="en", title="Two ways")
    assert end_card(english, lost).words == Words("The End", "Lost", "Two ways")
    assert end_card(english, Node("n", "n")).words == Words("", "The End", "Two ways")


def test_a_card_says_what_is_to_be_shot_in_the_language_of_the_story() -> None:
    story = Story("s", "Two ways", "en")
    gap = Node("n", "Flight", to_shoot={"en": "night, harbour, Lena runs", "ko": "밤, 항구, 레나가 달린다"})
    card = to_shoot_card(story, gap)
    assert (card.words, card.emblem) == (
        Words("To shoot", "night, harbour, Lena runs", "Flight"),
        Emblem.FRAME,
    )
    korean = to_shoot_card(replace(story, language="ko"), gap).words
    assert korean == Words("촬영할 장면", "밤, 항구, 레나가 달린다", "Flight")


def test_an_empty_frame_has_four_corners_and_nothing_between() -> None:
    frame = np.asarray(frame_layer(1280, 720, 300).picture)[..., 3] > 128
    height, width = frame.shape
    assert all(frame[y, x] for y in (1, height - 2) for x in (1, width - 2))
    assert not frame[height // 2].any() and not frame[:, width // 2].any()
    assert np.array_equal(frame, frame[::-1]) and np.array_equal(frame, frame[:, ::-1])


def test_a_card_fades_in_is_amber_and_fades_out_in_silence(tmp_path: Path) -> None:
    clips = ClipCache(tmp_path, Profile("test", 320, 180, Fraction(24)))
    card = Card(Words("The End", "Lost", "Two ways"), Emblem.MEETING)
    clips.render([card_job(card, clips)], "cards")
    with av.open(str(card_file(card, clips))) as container:
        pictures = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    assert len(pictures) == SECONDS * 24
    assert pictures[0].mean() < 6 and pictures[-1].mean() < 6
    middle = pictures[48].reshape(-1, 3).astype(int)
    assert np.abs(middle - AMBER).sum(axis=1).min() < 60
    assert middle.max() > 200
    with av.open(str(card_file(card, clips))) as container:
        assert max(np.abs(frame.to_ndarray()).max() for frame in container.decode(audio=0)) == 0


def test_a_card_can_be_cancelled(tmp_path: Path) -> None:
    clips = ClipCache(tmp_path / "cache", Profile("test", 320, 180, Fraction(24)))
    calls = []

    def stop(stage: str, done: int, total: int) -> None:
        calls.append(done)
        if len(calls) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        clips.render([card_job(Card(Words("", "Title", "")), clips)], "cards", stop)
    assert not (tmp_path / "cache").exists() or not list(clips.folder.iterdir())
