"""The same pages give the same elements whatever their format; hostile files end in the one error."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexing import ScreenplayUnreadable
from indexing.screenplay import (
    Element,
    ElementKind,
    ScreenplayScene,
    Speech,
    read_elements,
    read_screenplay,
    screenplay_source,
)
from indexing.screenplay.heading import parsed_heading
from library.catalog.films import Source

H, A, C = ElementKind.HEADING, ElementKind.ACTION, ElementKind.CHARACTER
P, D, T = ElementKind.PARENTHETICAL, ElementKind.DIALOGUE, ElementKind.TRANSITION
SECTION, SYNOPSIS, BREAK = ElementKind.SECTION, ElementKind.SYNOPSIS, ElementKind.PAGE_BREAK


def elements_of(text: str | bytes, name: str = "play.fountain") -> list[Element]:
    return read_elements(Source("screenplay", name, text.encode() if isinstance(text, str) else text))


def scenes_of(text: str | bytes, name: str) -> list[ScreenplayScene]:
    return read_screenplay(Source("screenplay", name, text.encode() if isinstance(text, str) else text))


# What the Fountain parser whose files these are expects of them, element by element.
EXPECTED: dict[str, Sequence[ElementKind]] = {
    "CenteredText": (A, T, A, A),
    "DualDialogue": (C, D, C, D),
    "ForcedElements": (A, C, D, C, D),
    "Indenting": (T, H, A, C, D, C, P, D, A),
    "MultilineAction": (A, A, A),
    "PageBreaks": (A, BREAK, A, BREAK, A),
    "SceneHeaders": (*[H] * 15, A, A, A, H),
    "SceneNumbers": [H] * 7,
    "SectionHeaders": [SECTION] * 7,
    "Synopses": [SECTION, SYNOPSIS] * 3,
    "Transitions": (T, T, T, T, A, T, T),
    "Dialogue": (C, D, C, D, C, P, D, C, D, C, D, C, D, C, D, P, C, D, C, D, C, D, P, A, C, D, C, P, D),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_fountain_parsers_own_files_have_the_elements_that_it_expects(shared: Path, name: str) -> None:
    path = shared / f"data/screenplays/fountain-tests/{name}.fountain"
    assert [element.kind for element in elements_of(path.read_bytes())] == list(EXPECTED[name])


def test_notes_and_boneyard_are_not_part_of_a_screenplay(shared: Path) -> None:
    folder = shared / "data/screenplays/fountain-tests"
    notes = elements_of((folder / "Notes.fountain").read_bytes())
    assert [one.text for one in notes] == ["A line.", "This is an note."]
    assert "boneyard" not in str(elements_of((folder / "Simple.fountain").read_bytes())).lower()


@pytest.mark.parametrize("film", ["Brick-and-Steel", "The-Last-Birthday-Card"])
def test_two_formats_of_one_film_have_the_same_elements(shared: Path, film: str) -> None:
    folder = shared / "data/screenplays/screenplain"
    outline = {SECTION, SYNOPSIS}  # only Fountain has them
    fountain, final_draft = (
        [
            one
            for one in elements_of((folder / f"{film}{end}").read_bytes(), f"{film}{end}")
            if one.kind not in outline
        ]
        for end in (".fountain", ".fdx")
    )
    assert len(fountain) > 80 and fountain == final_draft


TYPED = """
                                                              1.

          FADE IN:

    1     INT. LIGHTHOUSE - NIGHT                             1

          A lamp turns. The stairs wind up
          into the dark.

                                MINA (V.O.)
                          (whispering)
                    Who is there? I can hear
                    you up there.

                                                  (CONTINUED)
\f
                                                              2.
          CONTINUED:

                                BORI
                    Nobody.
                          (beat)
                    Only the wind.

                                                  CUT TO:

    2     EXT. HARBOUR - DAWN                                 2

          Boats.
"""
TYPED_SCENES = [
    ScreenplayScene(
        "INT. LIGHTHOUSE - NIGHT",
        True,
        "LIGHTHOUSE",
        "NIGHT",
        ("A lamp turns. The stairs wind up into the dark.",),
        (
            Speech("MINA", "Who is there? I can hear you up there.", "voice-over; whispering"),
            Speech("BORI", "Nobody. Only the wind.", "beat"),
        ),
    ),
    ScreenplayScene("EXT. HARBOUR - DAWN", False, "HARBOUR", "DAWN", ("Boats.",), ()),
]


@pytest.mark.parametrize("name", ["play.txt", "play"])
def test_a_typed_page_is_read_by_its_columns(name: str) -> None:
    assert scenes_of(TYPED, name) == TYPED_SCENES


def pdf_of(text: str) -> bytes:
    """Return a PDF with a page for each part of a text, set in Courier."""
    pages = text.split("\f")
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    objects.append("<</Type/Font/Subtype/Type1/BaseFont/Courier>>")
    kids = []
    for page in pages:
        rows = (row.replace("(", r"\(").replace(")", r"\)") for row in page.split("\n"))
        drawn = "BT /F 10 Tf 12 TL 36 760 Td " + " ".join(f"({row}) Tj T*" for row in rows) + " ET"
        objects.append(f"<</Length {len(drawn)}>>\nstream\n{drawn}\nendstream")
        kids.append(len(objects) + 1)
        resources = "<</Font<</F 3 0 R>>>>"
        content = f"/Contents {len(objects)} 0 R/Resources{resources}/MediaBox[0 0 612 792]"
        objects.append(f"<</Type/Page/Parent 2 0 R{content}>>")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]>>"
    body, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF"
    return f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


def test_a_pdf_has_the_scenes_of_its_pages(tmp_path: Path) -> None:
    path = tmp_path / "play.pdf"
    path.write_bytes(pdf_of(TYPED))
    source = screenplay_source(path)
    assert read_screenplay(source) == TYPED_SCENES
    assert b"%PDF" not in source.content, "what is kept is its text, which is read again in no time"


def test_a_pdf_without_text_or_broken_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "play.pdf"
    for content in (pdf_of(""), b"%PDF-1.7\n" + bytes(range(256)) * 20):
        path.write_bytes(content)
        with pytest.raises(ScreenplayUnreadable, match=r"play\.pdf") as raised:
            screenplay_source(path)
        assert raised.value.remedy and "\n" not in str(raised.value)


FDX = "<?xml version='1.0'?><FinalDraft><Content>{}</Content></FinalDraft>"
HOSTILE = {
    "laughs": '<!DOCTYPE F [<!ENTITY a "ha">]><FinalDraft><Content>&a;</Content></FinalDraft>',
    "external": '<!DOCTYPE F SYSTEM "file:///etc/passwd"><FinalDraft/>',
    "deep": FDX.format("<Paragraph>" * 500 + "</Paragraph>" * 500),
    "cut": FDX.format("<Paragraph Type='Action'>")[:60],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_final_draft_file_is_refused(name: str) -> None:
    with pytest.raises(ScreenplayUnreadable, match=name):
        elements_of(HOSTILE[name], f"{name}.fdx")


@pytest.mark.parametrize(
    ("line", "inside", "place", "time"),
    [
        ("INT. OLD HOUSE - KITCHEN - NIGHT", True, "OLD HOUSE - KITCHEN", "NIGHT"),
        ("INT. HOUSE - DAY - FLASHBACK (1944)", True, "HOUSE", "DAY - FLASHBACK (1944)"),
        ("INT. JOE'S BAR - BACK ROOM", True, "JOE'S BAR - BACK ROOM", ""),
        ("EXT HOUSE DAY", False, "HOUSE", "DAY"),
        ("INT - HOUSE - DAY", True, "HOUSE", "DAY"),
        ("I./E. CAR — LATER", None, "CAR", "LATER"),
        ("EXT. HOLIDAY PARK - DAY (RAIN)", False, "HOLIDAY PARK", "DAY (RAIN)"),
        ("S#12. 부엌 - 밤", None, "부엌", "밤"),
        ("S#3 실내, 오래된 등대 (새벽)", True, "오래된 등대", "새벽"),
        ("씬 4. 부두 / 낮", None, "부두", "낮"),
        ("OPENING TITLES", None, "OPENING TITLES", ""),
    ],
)
def test_headings_say_where_and_when(line: str, inside: bool | None, place: str, time: str) -> None:
    heading = parsed_heading(line)
    assert (heading.inside, heading.place, heading.time) == (inside, place, time)


def test_korean_speeches_on_one_line_are_speeches() -> None:
    play = "S#1. 부두 (낮)\n\n비가 내린다.\n\n미나: 거기 누구야?\n보리(작게)\t바람이야.\n그냥 바람.\n"
    (scene,) = scenes_of(play, "play.txt")
    assert scene.actions == ("비가 내린다.",)
    assert scene.speeches == (Speech("미나", "거기 누구야?"), Speech("보리", "바람이야. 그냥 바람.", "작게"))


@pytest.mark.parametrize(
    "text",
    ["S#1. " + "가 " * 60_000, "INT. " + "A - " * 60_000, "( " * 60_000, "A (" * 60_000, "\n  \n" * 60_000],
    ids=["korean", "dashes", "brackets", "extensions", "blank"],
)
def test_text_made_to_take_long_is_done_in_a_moment(text: str) -> None:
    begun = process_time()
    with suppress(ScreenplayUnreadable):
        scenes_of(f"INT. A - DAY\n\n{text}\nB\n\nA\nB\n{text}", "long.txt")
    assert process_time() - begun < 20


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([TYPED, FDX.format("<Paragraph Type='Scene Heading'><Text>A</Text></Paragraph>")]),
    st.data(),
)
def test_a_damaged_screenplay_gives_scenes_or_the_one_error(text: str, data: st.DataObject) -> None:
    content = bytearray(text.encode())
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(ScreenplayUnreadable):
        assert all(scene.heading or not scene.place for scene in scenes_of(bytes(content), "play.txt"))
