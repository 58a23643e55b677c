"""Fountain screenplays become scenes, and are found again in what is heard."""

import random
from itertools import pairwise
from pathlib import Path
from time import thread_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexing import ScreenplayUnreadable
from indexing.alignment import align
from indexing.screenplay import ScreenplayScene, Speech, read_screenplay, screenplay_source
from indexing.word_matching import matched_words
from library import Cue
from library.catalog.films import Source


def scenes_of(text: str | bytes) -> list[ScreenplayScene]:
    return read_screenplay(
        Source("screenplay", "play.fountain", text.encode() if isinstance(text, str) else text)
    )


PLAY = """Title: The Keeper
Credit: written by
    Somebody

FADE IN:

INT. LIGHTHOUSE - NIGHT #1A#

A *lamp* turns. [[a note
over two lines]]

MINA (on the radio)
(whispering)
Who is _there_?

= a synopsis

BORI ^
Nobody. /* cut
this */ Only the wind.

> THE END OF THE NIGHT <

CUT TO:

# Act two

EXT. HARBOUR - DAWN

@McDuck
~Sing with me
~all day

INT./EXT. BOAT

!SPLASH
SPLASH

.MONTAGE - DAY

S#3. 부엌 - 밤

비가 내린다.
창밖을 본다.

미나
(조용히)
거기 누구야?

===
"""


def test_a_fountain_screenplay_is_read() -> None:
    lighthouse, harbour, boat, montage, kitchen = scenes_of(PLAY)
    assert lighthouse.heading == "INT. LIGHTHOUSE - NIGHT"
    assert (lighthouse.inside, lighthouse.place, lighthouse.time) == (True, "LIGHTHOUSE", "NIGHT")
    assert lighthouse.speeches == (
        Speech("MINA", "Who is there?", "whispering"),
        Speech("BORI", "Nobody. Only the wind."),
    )
    assert lighthouse.actions == ("A lamp turns.", "THE END OF THE NIGHT")
    assert (harbour.inside, harbour.place, harbour.time) == (False, "HARBOUR", "DAWN")
    assert harbour.speeches == (Speech("McDuck", "Sing with me all day"),)
    assert (boat.inside, boat.place, boat.time, boat.speeches) == (None, "BOAT", "", ())
    assert boat.actions == ("SPLASH SPLASH",)
    assert (montage.inside, montage.place, montage.time) == (None, "MONTAGE", "DAY")
    assert (kitchen.place, kitchen.time) == ("부엌", "밤")
    assert kitchen.speeches == (Speech("미나", "거기 누구야?", "조용히"),)
    assert kitchen.actions == ("비가 내린다. 창밖을 본다.",)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp949"])
def test_other_encodings_and_line_ends_change_nothing(encoding: str) -> None:
    assert scenes_of(PLAY.replace("\n", "\r\n").encode(encoding)) == scenes_of(PLAY)


def test_a_file_without_a_heading_is_refused(tmp_path: Path) -> None:
    for content in (
        b"Just some prose.\n\nInterior monologue.",
        b"\x89PNG\r\n\x1a\n" + b"\0\1\2\3" * 200,
        b"",
    ):
        path = tmp_path / "play.fountain"
        path.write_bytes(content)
        with pytest.raises(ScreenplayUnreadable, match=r"play\.fountain") as raised:
            screenplay_source(path)
        assert raised.value.remedy and "\n" not in str(raised.value)
    with pytest.raises(ScreenplayUnreadable, match="no such screenplay"):
        screenplay_source(tmp_path / "none.fountain")


@pytest.mark.parametrize(
    ("name", "scenes", "characters"),
    [
        ("screenplain/Brick-and-Steel.fountain", 8, {"BRICK", "STEEL", "COGNITO", "JACK", "DAN"}),
        ("screenplain/The-Last-Birthday-Card.fountain", 48, {"SCOTT", "BAXTER", "NANCY", "BILLUPS"}),
        ("fountain-tests/SceneHeaders.fountain", 16, set()),
        ("fountain-tests/SceneNumbers.fountain", 7, set()),
        ("fountain-tests/Simple.fountain", 3, {"MAN"}),
        ("fountain-tests/Indenting.fountain", 1, {"BRICK", "STEEL"}),
    ],
)
def test_real_screenplays_have_their_scenes_and_characters(
    shared: Path, name: str, scenes: int, characters: set[str]
) -> None:
    read = scenes_of((shared / "data/screenplays" / name).read_bytes())
    spoken = {speech.character for scene in read for speech in scene.speeches}
    assert len(read) == scenes and characters <= spoken
    assert all(speech.text for scene in read for speech in scene.speeches)


def written(*speeches: tuple[str, str], heading: str = "INT. ROOM - DAY") -> ScreenplayScene:
    return ScreenplayScene(heading, True, "ROOM", "DAY", (), tuple(Speech(*speech) for speech in speeches))


def cue(start: int, text: str) -> Cue:
    return Cue(1, start, start + 1000, text, "en")


def test_scenes_are_found_where_their_words_are_heard() -> None:
    play = [
        written(("MINA", "Who is there behind the old door?"), ("BORI", "Nobody at all, only the wind.")),
        written(("MINA", "This scene was cut from the film and nobody ever says its words.")),
        written(("BORI", "The boat's leaving now, hurry up!")),
    ]
    heard = [
        cue(1000, "Who is there"),
        cue(2500, "behind that old door?"),
        cue(5000, "Nobody at all - only the wind"),
        cue(9000, "(music)"),
        cue(12_000, "THE BOAT’S LEAVING NOW"),
        cue(14_000, "hurry up"),
    ]
    first, last = align(play, heard)
    assert (first.written, first.start_ms, first.end_ms) == (play[0], 1000, 6000)
    assert [(one.cue, one.character) for one in first.speakers] == [(0, "MINA"), (1, "MINA"), (2, "BORI")]
    assert [one.confidence for one in first.speakers] == [1, 0.75, 1]
    assert (last.written, last.start_ms, last.end_ms) == (play[2], 12_000, 15_000)
    assert [(one.cue, one.character) for one in last.speakers] == [(4, "BORI"), (5, "BORI")]
    assert 0.9 <= first.confidence <= 1 and last.confidence == 1


def silent(place: str, *actions: str) -> ScreenplayScene:
    return ScreenplayScene(f"EXT. {place} - DAY", False, place, "DAY", actions, ())


def test_silent_scenes_lie_between_their_neighbours_as_long_as_they_are_on_the_page() -> None:
    play = [
        silent("BEACH", "Waves."),
        written(("MINA", "Who is there behind the old door?")),
        silent("HILL", "They run up and up."),
        silent("TOP", "Out of breath."),
        written(("BORI", "The boat is leaving now, hurry up!")),
        written(("BORI", "These words were cut and nobody hears them.")),
        silent("SEA", "It sinks."),
    ]
    heard = [cue(5000, play[1].speeches[0].text), cue(24_000, play[4].speeches[0].text)]
    found = align(play, heard, 60_000)
    assert [(one.written.place, one.start_ms, one.end_ms) for one in found] == [
        ("BEACH", 0, 5000),
        ("ROOM", 5000, 6000),
        ("HILL", 6000, 6000 + 18_000 * 6 // 10),
        ("TOP", 6000 + 18_000 * 6 // 10, 24_000),
        ("ROOM", 24_000, 25_000),
    ], "what is after a scene that was cut could be anywhere"
    assert [one.heard for one in found] == [False, True, False, False, True]
    assert max(one.confidence for one in found if not one.heard) <= 0.5
    assert align(play[:1], heard, 60_000) == []


@settings(deadline=None)
@given(st.lists(st.sampled_from("abcdef"), max_size=30), st.lists(st.sampled_from("abcdef"), max_size=30))
def test_matched_words_are_the_same_and_rise(one: list[str], other: list[str]) -> None:
    pairs = matched_words(one, other)
    assert all(one[row] == other[column] for row, column in pairs)
    assert all(row < below and column < beside for (row, column), (below, beside) in pairwise(pairs))
    assert matched_words(one, one) == [(place, place) for place in range(len(one))]


def test_nothing_is_found_in_another_film() -> None:
    assert (
        align([written(("A", "Completely different words here"))], [cue(0, "Unrelated talk of weather")])
        == []
    )
    assert align([], [cue(0, "x")]) == [] and align([written(("A", "x"))], []) == []


def test_a_long_screenplay_with_misheard_words_is_still_found_scene_by_scene() -> None:
    dice = random.Random(7)
    words = [f"word{number}" for number in range(400)]
    lines = [[dice.choice(words) for _ in range(8)] for _ in range(200)]
    play = [
        written(*(("A", " ".join(line)) for line in lines[first : first + 10])) for first in range(0, 200, 10)
    ]
    heard = [
        cue(number * 2000, " ".join(word if dice.random() > 0.2 else "mumble" for word in line))
        for number, line in enumerate(lines)
    ]
    found = align(play, heard)
    assert [one.written for one in found] == play
    for number, one in enumerate(found):
        assert (
            abs(one.start_ms - number * 20_000) <= 4000
            and abs(one.end_ms - (number * 20_000 + 19_000)) <= 4000
        )


def test_many_notes_that_never_end_are_read_in_a_moment() -> None:
    begun = thread_time()
    (scene,) = scenes_of("INT. ATTIC - NIGHT\n\nHens.\n\n" + "[[" * 50_000 + "/*" * 50_000)
    assert scene.place == "ATTIC"
    assert thread_time() - begun < 20
