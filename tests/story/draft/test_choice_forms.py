"""Every way in which a choice can be written, in both languages."""

import doctest
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from story.draft import choices, gap_card, korean_verbs, list_marks
from story.draft.beat_facts import BeatFacts
from story.draft.choices import ways_in
from story.draft.synopsis import Beat, End, Fork, Item, read_synopsis
from story.errors import StoryError


def shape(items: tuple[Item, ...]) -> list[object]:
    """Items as nested lists: ends as `=title`, a fork as `label -> what happens`, a folded question in brackets."""
    found: list[object] = []
    for item in items:
        if isinstance(item, Beat):
            found.append(item.text + (f" [{item.question}]" if item.question else ""))
        elif isinstance(item, End):
            found.append(f"={item.title}")
        else:
            found.append({one.label: shape(one.items) for one in item.options})
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nora waits. If Nora pulls the rope, a bell rings. It is loud. Otherwise she walks on. Dusk.",
         ["Nora waits.", {"Nora pulls the rope": ["A bell rings.", "It is loud."], "She walks on.": ["She walks on."]},
          "Dusk."]),
        ("Nora waits.\nIf Nora pulls the rope, a bell rings.\n  The end: Heard\nOtherwise she walks on.\nDusk.",
         ["Nora waits.", {"Nora pulls the rope": ["A bell rings.", "=Heard"], "She walks on.": ["She walks on."]},
          "Dusk."]),
        ("Nora waits.\n- If Nora pulls the rope:\n  - A bell rings.\n- Otherwise:\n  - She walks on.",
         ["Nora waits.", {"Nora pulls the rope": ["A bell rings."], "She walks on.": ["She walks on."]}]),
        ("If it snows, she stays; if it thaws, she sails.",
         [{"It snows": ["She stays"], "It thaws": ["She sails."]}]),
        ("If she turns left then the mill appears. If not, the lake appears.",
         [{"She turns left": ["The mill appears."], "The lake appears.": ["The lake appears."]}]),
        ("Nora waits.\nA cart comes.\nor if she leaves, the road is empty.",
         ["Nora waits.", {"A cart comes.": ["A cart comes."], "She leaves": ["The road is empty."]}]),
        ("If only it were spring. She sighs.", ["If only it were spring.", "She sighs."]),
        ("If it rains, the roof leaks. She sleeps.", ["If it rains, the roof leaks.", "She sleeps."]),
        ("She asks if he is well. Otherwise, all is quiet.", ["She asks if he is well.", "Otherwise, all is quiet."]),
        ("A fork.\nWhat does Nora do?\n1) She rows.\n2) She swims.\nNight.",
         ["A fork. [What does Nora do?]", {"She rows.": ["She rows."], "She swims.": ["She swims."]}, "Night."]),
        ("A fork. What now? 1. She rows. 2. She swims. 3. She waits.",
         ["A fork. [What now?]", {"She rows.": ["She rows."], "She swims.": ["She swims."],
          "She waits.": ["She waits."]}]),
        ("What now?\n  - She rows.\n    Waves.\n  - She swims.", ["What now?", {"She rows.": ["She rows.", "Waves."],
         "She swims.": ["She swims."]}]),
        ("Does she row or swim?\n(1) Rowing.\n(2) Swimming.", ["Does she row or swim?", {"Rowing.": ["Rowing."],
         "Swimming.": ["Swimming."]}]),
        ("She must choose a door:\na) red\nb) blue", ["She must choose a door:", {"red": ["red"], "blue": ["blue"]}]),
        ("1. She wakes.\n2. She eats.", ["She wakes.", "She eats."]),
        ("- Why is it dark?\n- Nobody knows.", ["Why is it dark?", "Nobody knows."]),
        ("What now?\n2) She rows.\n3) She swims.", ["What now?", "She rows.", "She swims."]),
        ("Nora either rows or swims. Dusk.", [{"Nora rows": ["Nora rows"], "Nora swims.": ["Nora swims."]}, "Dusk."]),
        ("She can either row, or swim.", [{"Row": ["Row"], "Swim.": ["Swim."]}]),
        ("He does not like either tea or milk.", ["He does not like either tea or milk."]),
        ("Will Nora row or swim?", [{"Row": ["Row"], "Swim": ["Swim"]}]),
        ("Does she love him or not?", ["Does she love him or not?"]),
        ("A. Bell enters. Dr. Kim waits.", ["A. Bell enters.", "Dr. Kim waits."]),
    ],
)  # fmt: skip
def test_choices_in_english(text: str, expected: list[object]) -> None:
    assert shape(read_synopsis(text).items) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("노라는 배를 탈까, 다리를 건널까?", [{"노라는 배를 탄다": ["노라는 배를 탄다"],
         "노라는 다리를 건넌다": ["노라는 다리를 건넌다"]}]),
        ("강가다. 배를 탈까? 아니면 헤엄칠까? 밤이 온다.",
         ["강가다.", {"배를 탄다": ["배를 탄다"], "헤엄친다": ["헤엄친다"]}, "밤이 온다."]),
        ("노라는 종을 울릴지 돌아갈지 망설인다.", [{"노라는 종을 울린다": ["노라는 종을 울린다"],
         "노라는 돌아간다": ["노라는 돌아간다"]}]),
        ("노라는 웃거나 울거나 한다.", [{"노라는 웃는다": ["노라는 웃는다"], "노라는 운다": ["노라는 운다"]}]),
        ("문을 열까 말까?", [{"문을 연다": ["문을 연다"], "그러지 않는다": ["그러지 않는다"]}]),
        ("만약 노라가 종을 치면 문이 열리고, 아니면 해가 진다. 끝",
         [{"노라가 종을 친다": ["문이 열린다"], "해가 진다.": ["해가 진다."]}, "="]),
        ("강가다.\n노라가 노를 저으면 배가 간다.\n그렇지 않으면 배가 멈춘다.",
         ["강가다.", {"노라가 노를 젓는다": ["배가 간다."], "배가 멈춘다.": ["배가 멈춘다."]}]),
        ("만약 노라가 남는다면 불을 켠다. 아니면 불을 끈다.",
         [{"노라가 남는다": ["불을 켠다."], "불을 끈다.": ["불을 끈다."]}]),
        ("강가다. 어떻게 할까? ①배를 탄다 ②헤엄친다",
         ["강가다. [어떻게 할까?]", {"배를 탄다": ["배를 탄다"], "헤엄친다": ["헤엄친다"]}]),
        ("갈림길이다.\nㄱ. 산으로 간다.\n  눈이 온다.\nㄴ. 바다로 간다.",
         ["갈림길이다.", {"산으로 간다.": ["산으로 간다.", "눈이 온다."], "바다로 간다.": ["바다로 간다."]}]),
        ("노라는 고민한다.\n가. 산으로 간다.\n나. 바다로 간다.",
         ["노라는 고민한다.", {"산으로 간다.": ["산으로 간다."], "바다로 간다.": ["바다로 간다."]}]),
        ("봄이 오면 꽃이 핀다. 여름이 오면 비가 온다.", ["봄이 오면 꽃이 핀다.", "여름이 오면 비가 온다."]),
        ("이 장면은 길다. 누구일까, 적일까?", ["이 장면은 길다.", "누구일까, 적일까?"]),
        ("무슨 일이 있었을까, 왜 울었을까?", ["무슨 일이 있었을까, 왜 울었을까?"]),
        ("누구든지 언제든지 들어온다.", ["누구든지 언제든지 들어온다."]),
        ("왼쪽이거나 오른쪽이다.", ["왼쪽이거나 오른쪽이다."]),
    ],
)  # fmt: skip
def test_choices_in_korean(text: str, expected: list[object]) -> None:
    assert shape(read_synopsis(text).items) == expected


@pytest.mark.parametrize("module", [choices, korean_verbs, list_marks])
def test_the_examples_in_docstrings_hold(module: ModuleType) -> None:
    outcome = doctest.testmod(module)
    assert outcome.attempted > 0
    assert outcome.failed == 0


def test_the_example_of_a_card_holds() -> None:
    outcome = doctest.testmod(gap_card, extraglobs={"BeatFacts": BeatFacts})
    assert (outcome.attempted, outcome.failed) == (1, 0)


@pytest.mark.parametrize(
    ("asked", "told"),
    [("걸을까 탈까?", "걷는다"), ("들을까 말할까?", "듣는다"), ("도울까 떠날까?", "돕는다"), ("만들까 살까?", "만든다"),
     ("있을까 갈까?", "있다"), ("읽을까 쓸까?", "읽는다"), ("물을까 참을까?", "묻는다")],
)  # fmt: skip
def test_verbs_are_brought_back_to_their_plain_form(asked: str, told: str) -> None:
    assert ways_in(asked)[0] == told


pieces = st.lists(
    st.sampled_from(
        ["If she runs", ", ", "otherwise ", "she hides.", "\n", "  ", "- ", "1) ", "2. ", "①", "or ", "either ", "? ",
         "; if ", "만약 ", "가면 ", "아니면 ", "할까", "할지 ", "거나 ", "INT. HALL - DAY\n\n", "[[", "]]", "# ", "= ",
         "ㄱ. ", "끝: ", "“", "EXT. ", "그렇지 않으면 ", ".", "\n\n", "어떻게 ", "> THE END <"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@given(pieces)
def test_whatever_is_written_is_read_or_refused_in_one_line(text: str) -> None:
    def look(items: tuple[Item, ...]) -> None:
        for item in items:
            if isinstance(item, Fork):
                assert 2 <= len(item.options) <= 9
                for option in item.options:
                    assert option.items and (option.label or option.items == (End(""),))
                    look(option.items)
            else:
                assert isinstance(item, End) or item.text.strip()

    try:
        look(read_synopsis(text).items)
    except StoryError as error:
        assert "\n" not in str(error) and error.remedy
