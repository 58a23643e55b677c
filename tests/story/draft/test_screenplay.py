from time import thread_time

import pytest

from story.draft.beat_facts import BeatFacts
from story.draft.screenplay import is_screenplay
from story.draft.synopsis import Beat, End, Item, beats_of, read_synopsis

BELL = """Title: The Bell
Author: Nobody

# Act one

EXT. QUAY - NIGHT

= Nora finds a bell on the quay.

Fog. NORA (12) walks along the quay.

NORA (V.O.)
A bell?

[[shoot this in spring]]

[[Choice: Ring the bell / Walk on]]

## Ring the bell

INT. CHURCH - NIGHT

She pulls the rope. It is loud.

OTTO
Who rings?

> THE END <

## Walk on

INT. HALL - DAWN

Bread on the table.

1) She eats.
2) She sleeps.

# Act two

EXT. QUAY - DAY

/* INT. CUT - DAY */

The ferry comes home.

[[The end: Home]]
"""

RIVER = """S#1. 강가 - 밤

노라가 강가를 걷는다.

노라
거기 누구야?

[[노라는 숨을까, 달릴까?]]

S#2. 부엌 - 새벽

- 빵을 먹는다.
- 또는 잠든다.

끝: 집
"""


def shape(items: tuple[Item, ...]) -> list[object]:
    return [
        item.text
        if isinstance(item, Beat)
        else f"={item.title}"
        if isinstance(item, End)
        else {option.label: shape(option.items) for option in item.options}
        for item in items
    ]


def test_scenes_are_beats_and_sections_are_branches() -> None:
    assert shape(read_synopsis(BELL).items) == [
        "Nora finds a bell on the quay.",
        {
            "Ring the bell": ["She pulls the rope. It is loud.", "="],
            "Walk on": ["Bread on the table.", {"She eats.": ["She eats."], "She sleeps.": ["She sleeps."]}],
        },
        "The ferry comes home.",
        "=Home",
    ]


def test_headings_and_cues_say_who_where_and_when() -> None:
    beats = list(beats_of(read_synopsis(BELL).items))
    assert [(beat.line, beat.facts) for beat in beats if beat.facts != BeatFacts()] == [
        (6, BeatFacts(("Nora",), ("quay",), ("night",))),
        (21, BeatFacts(("Otto",), ("church",), ("night",))),
        (32, BeatFacts((), ("hall",), ("dawn",))),
        (41, BeatFacts((), ("quay",), ("day",))),
    ]


def test_a_korean_screenplay_is_read_too() -> None:
    synopsis = read_synopsis(RIVER)
    assert synopsis.language == "ko"
    assert shape(synopsis.items) == [
        "노라가 강가를 걷는다.",
        {"노라는 숨는다": ["노라는 숨는다"], "노라는 달린다": ["노라는 달린다"]},
        "부엌, 새벽",
        {"빵을 먹는다.": ["빵을 먹는다."], "잠든다.": ["잠든다."]},
        "=집",
    ]
    first = next(beats_of(synopsis.items))
    assert first.facts == BeatFacts(("노라",), ("강가",), ("밤",))


@pytest.mark.parametrize(
    ("action", "beat"),
    [
        ("", "Attic, night"),
        ("OTTO\n(whispers)\nStay here.", "Stay here."),
        ("She looks up. " + "The roof creaks in the wind and then " * 4 + "it is still.", "She looks up."),
    ],
)
def test_a_scene_is_told_by_what_it_has(action: str, beat: str) -> None:
    text = f"INT. ATTIC - NIGHT\n\n{action}\n"
    assert shape(read_synopsis(text).items) == [beat]


def test_options_in_a_note_without_sections_are_beats_of_their_own() -> None:
    note = "[[\nWhat now?\n1. She sings.\n2. She knits.\n]]"
    text = f"INT. ATTIC - NIGHT\n\nShe waits.\n\n{note}\n\nEXT. YARD - DAY\n\nHens."
    assert shape(read_synopsis(text).items)[-2:] == [
        {"She sings.": ["She sings."], "She knits.": ["She knits."]},
        "Hens.",
    ]


@pytest.mark.parametrize(
    ("text", "screenplay"),
    [
        ("INT. ATTIC - NIGHT", True),
        ("ext. yard", True),
        ("S#12. 부엌 - 밤", True),
        ("Interest grows.\nExtra bread.", False),
        ("She reads.\n# a title", False),
    ],
)
def test_a_screenplay_has_scene_headings(text: str, screenplay: bool) -> None:
    assert is_screenplay(text) is screenplay


@pytest.mark.parametrize(
    "rest",
    [
        "# x\n" * 20_000,
        "[[\n" + "x\n" * 50_000,
        "[[" * 50_000,
        "= x\n" * 20_000,
        "\n\n".join(["[[", "She waits."] * 5_000),
    ],
)
def test_a_hostile_screenplay_is_read_in_a_moment(rest: str) -> None:
    begun = thread_time()
    assert shape(read_synopsis(f"INT. ATTIC - NIGHT\n\nHens.\n\n{rest}").items)[0]
    assert thread_time() - begun < 20
