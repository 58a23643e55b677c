"""Subtitles of every usual format and encoding become plain cues; what is none is refused in one line."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexing import SubtitlesUnreadable
from indexing.languages import language_of
from indexing.subtitles import is_chapters, is_description, read_cues, subtitle_source
from indexing.text_file import decoded
from library.catalog.films import Source


def cues_of(text: str | bytes, name: str = "film.srt") -> list[tuple[int, int, str, str]]:
    """Return `(start_ms, end_ms, text, speaker)` of each cue."""
    content = text.encode() if isinstance(text, str) else text
    return [
        (cue.start_ms, cue.end_ms, cue.text, cue.speaker)
        for cue in read_cues(Source("subtitles", name, content))
    ]


def srt(*lines: str) -> str:
    """Return an SRT text with a cue of a second each, two seconds apart."""
    cues = (
        f"{number + 1}\n00:00:{2 * number:02},000 --> 00:00:{2 * number + 1:02},500\n{line}\n"
        for number, line in enumerate(lines)
    )
    return "\n".join(cues)


WANTED = [(1000, 2500, "Hello\nthere", ""), (3000, 4000, "Bye & farewell", "")]

SRT = "1\n00:00:01,000 --> 00:00:02,500\n<i>Hello</i>\nthere\n\n2\n00:00:03,000 --> 00:00:04,000\nBye &amp; farewell\n"
VTT = """WEBVTT - a title

NOTE this is
a note

STYLE
::cue { color: red }

first
00:01.000 --> 00:02.500 align:start position:10%
<b>Hello</b>
<c.yellow>there</c>

00:00:03.000 --> 00:00:04.000
Bye <00:00:03.500>&amp; farewell
"""
ASS = """[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize
Style: Default,Arial,20

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,Bye & farewell
Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,{\\an8}{\\i1}Hello\\Nthere
Comment: 0,0:00:05.00,0:00:06.00,Default,,0,0,0,,not shown
Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,{\\p1}m 0 0 l 100 0 100 100{\\p0}
"""
SAMI = """<SAMI>
<HEAD><STYLE TYPE="text/css"><!-- .ENCC {Name:English; lang:en-US;} --></STYLE></HEAD>
<BODY>
<SYNC Start=1000><P Class=ENCC>Hello<br>there
<SYNC Start=2500><P Class=ENCC>&nbsp;
<SYNC Start=3000><P Class=ENCC>Bye &amp; farewell
<SYNC Start=4000><P Class=ENCC>&nbsp;
</BODY></SAMI>"""
MICRODVD = "{1}{1}24.000\n{24}{60}{y:i}Hello|there\n{72}{96}Bye & farewell\n"


@pytest.mark.parametrize(
    "text",
    [
        SRT,
        SRT.replace("\n", "\r\n"),
        VTT,
        ASS,
        SAMI,
        SAMI.replace("SAMI>", "sami>"),
        "<!-- made by -->\n" + SAMI,
        MICRODVD,
    ],
    ids=["srt", "srt-crlf", "vtt", "ass", "sami", "sami-lower", "sami-comment", "microdvd"],
)
def test_every_format_gives_the_same_cues(text: str) -> None:
    assert cues_of(text) == WANTED


KOREAN = srt("안녕하세요, 어디로 가세요?", "부산으로 갑니다.", "그래요? 저도 그쪽으로 가는 길이에요.")
FRENCH = srt("Ça va être déjà l’été — «oui»…", "Naïve façade, à bientôt", "Où êtes-vous né ?")
JAPANESE = srt("こんにちは、元気ですか。", "東京へ行きます。")
CHINESE = srt("你好，你要去哪里？", "我要去北京。")
RUSSIAN = srt("Привет, куда ты идёшь?", "Я еду в Москву.")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (KOREAN, encoding)
        for encoding in ("cp949", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
    ]
    + [
        (FRENCH, "cp1252"),
        (FRENCH, "utf-16-le"),
        (JAPANESE, "shift_jis"),
        (CHINESE, "gb18030"),
        (RUSSIAN, "cp1251"),
    ]
    + [(srt("밤이다"), "cp949"), (srt("밤이다"), "utf-16-le")],
)
def test_encodings_are_told_apart(text: str, encoding: str, end: str) -> None:
    assert decoded(text.replace("\n", end).encode(encoding)) == text


def test_what_is_no_text_is_not_read_as_one() -> None:
    assert decoded(bytes(range(256)) * 40) is None
    assert decoded(b"\x89PNG\r\n\x1a\n" + b"\0\1\2\3" * 200) is None


def test_speakers_come_from_voices_names_and_capitals() -> None:
    vtt = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Roger Bingham>We are here\n\n"
        "00:03.000 --> 00:04.000\n<v.loud Mary>Hi\n"
    )
    assert [(cue[2], cue[3]) for cue in cues_of(vtt)] == [("We are here", "Roger Bingham"), ("Hi", "Mary")]
    said = [
        cue[2:]
        for cue in cues_of(
            srt("JOHN: I love you", "- DR. WHO: run", "철수: 안녕", "At 12:30 sharp", "Note: no")
        )
    ]
    assert said == [
        ("I love you", "John"),
        ("run", "Dr. Who"),
        ("안녕", "철수"),
        ("At 12:30 sharp", ""),
        ("Note: no", ""),
    ]
    ass = ASS.replace("Default,,0,0,0,,Bye", "Default,ANNA,0,0,0,,Bye")
    assert cues_of(ass)[1][3] == "Anna"


def test_cues_that_cannot_be_shown_are_left_out_and_the_rest_is_in_order() -> None:
    text = (
        "1\n00:00:05,000 --> 00:00:04,000\nbackwards\n\n2\n00:00:02,000 --> 00:00:02,000\nno time\n\n"
        "3\n00:00:03,000 --> 00:00:04,000\n\n"
        "4\n00:00:08,000 --> 00:00:09,000\nlate\n\n5\n00:00:01,000 --> 00:00:02,000\nearly\n"
    )
    assert [cue[2] for cue in cues_of(text)] == ["early", "late"]


def test_marks_go_and_what_looks_like_one_stays() -> None:
    text = '{\\an8}<font color="#fff">3 < 4 > 2</font> &lt;ok&gt;   wide\n  <i>second</i>  '
    assert cues_of(srt(text))[0][2] == "3 < 4 > 2 <ok> wide\nsecond"


@pytest.mark.parametrize(
    ("name", "text", "language"),
    [
        ("film.ko.srt", "", "ko"),
        ("film.eng.srt", "", "en"),
        ("film_ko.srt", "", "ko"),
        ("film-kor.srt", "", "ko"),
        ("film.pt-BR.srt", "", "pt"),
        ("film.en.forced.srt", "", "en"),
        ("excerpt_640x360.captions.ar.vtt", "", "ar"),
        ("Let.it.go.srt", "", "und"),
        ("Made in no time.srt", "what is the time", "en"),
        ("say_no.srt", "안녕하세요", "ko"),
        ("film.srt", "그는 NASA에서 일해요", "ko"),
        ("film.srt", "こんにちは 世界", "ja"),
        ("film.srt", "你要去哪里", "zh"),
        ("film.srt", "What brings you to the land of snow?", "en"),
        ("film.srt", "To jest kot. I to jest pies.", "und"),
        ("film.srt", "Dat is alles. Of niet?", "und"),
        ("film.srt", "Du bist ein Vollidiot, Thom.", "und"),
        ("", "", "und"),
    ],
)
def test_language_by_name_letters_and_words(name: str, text: str, language: str) -> None:
    assert language_of(name, text) == language


def described(name: str, text: str = SRT) -> bool:
    return is_description(Source("subtitles", name, text.encode()))


def test_descriptions_and_chapters_are_known_by_name() -> None:
    assert described("film.descriptions.en.vtt") and described("film.ad.srt") and described("film.en-ad.srt")
    assert is_chapters("film.chapters.en.vtt")
    assert not any(
        described(name) or is_chapters(name) for name in ("film.captions.en.vtt", "adventure.srt", "sad.srt")
    )


def test_descriptions_are_known_by_the_header_of_webvtt() -> None:
    assert described(
        "film.vtt", "WEBVTT\nKind: descriptions\nLanguage: en\n\n00:01.000 --> 00:02.000\nA door opens.\n"
    )
    assert not described(
        "film.vtt", "WEBVTT\nKind: captions\n\n00:01.000 --> 00:02.000\nKind: descriptions\n"
    )
    assert not described("film.vtt", "WEBVTT\n\nKind: descriptions\n")
    assert language_of("film.en.ad.srt", "") == language_of("film.en.descriptions.vtt", "") == "en"


BAD = {
    "prose": b"Once upon a time there was a subtitle.\nIt had no times.\n",
    "half.srt": b"1\n00:00:01,000 --> \nbroken\n",
    "binary": bytes(range(256)) * 40,
    "header.vtt": b"WEBVTT\n\n",
    "no-end.vtt": b"WEBVTT\n\n00:00:00.000 -->",
    "list.json": b"[1]",
    "wrong.json": b'{"info": {}, "events": []}',
    "empty.ttml": b"<tt></tt>",
    "headless.ass": b"[Events]\nDialogue: garbage\n",
    "unclosed.smi": b"<SAMI>",
    "timeless.smi": b"<SAMI><BODY><SYNC Start=soon><P>hello</BODY></SAMI>",
    "startless.smi": b"<SAMI><BODY><SYNC><P>hello</BODY></SAMI>",
    "huge-time.srt": b"1\n99999999:00:00,000 --> 99999999:00:01,000\nfar\n",
    "empty": b"",
    "blank": b" \r\n\0\0 \n",
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_subtitle_file_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(BAD[name])
    with pytest.raises(SubtitlesUnreadable) as raised:
        subtitle_source(path)
    assert name in raised.value.message and raised.value.remedy and "\n" not in str(raised.value)


def test_a_missing_file_a_folder_and_one_too_large_are_said(tmp_path: Path) -> None:
    with pytest.raises(SubtitlesUnreadable, match="there is no such subtitle file"):
        subtitle_source(tmp_path / "none.srt")
    with pytest.raises(SubtitlesUnreadable, match="a folder, not a subtitle file"):
        subtitle_source(tmp_path)
    large = tmp_path / "large.srt"
    with large.open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(SubtitlesUnreadable, match="too large"):
        subtitle_source(large)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([SRT, VTT, ASS, SAMI, MICRODVD]), st.data())
def test_a_damaged_subtitle_gives_cues_or_the_one_error(text: str, data: st.DataObject) -> None:
    content = bytearray(text.encode())
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        cues = cues_of(bytes(content))
    except SubtitlesUnreadable:
        return
    assert all(0 <= start < end and text for start, end, text, _ in cues)


def test_files_made_to_break_readers_end_in_cues_or_the_one_error(shared: Path) -> None:
    counts = {}
    for path in sorted((shared / "data/malformed/webvtt").glob("*.vtt")):
        try:
            counts[path.stem] = len(cues_of(path.read_bytes(), path.name))
        except SubtitlesUnreadable as error:
            assert path.name in str(error)
    assert len(counts) >= 15 and counts["settings-align"] == 13 and counts["newlines"] == 4


def test_real_tracks_are_read_whole(shared: Path) -> None:
    folder = shared / "data/subtitles"
    found = {
        path.name: (path, read_cues(Source("subtitles", path.name, path.read_bytes())))
        for path in folder.rglob("*.*t")
    }
    counted = {name: (len(cues), cues[0].language) for name, (_, cues) in found.items()}
    assert counted["TOS-de.srt"] == (76, "de") and counted["TOS-en.srt"] == (76, "en")
    assert counted["captions.ja.vtt"][1] == "ja" and counted["captions.ar.vtt"][1] == "ar"
    for name, (path, cues) in found.items():
        assert len(cues) == path.read_text("utf-8-sig").count("-->"), name
