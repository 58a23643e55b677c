"""Each subtitle format's own ways: languages by class, times in ticks, speakers and sounds, and hostile XML."""

from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexing import SubtitlesUnreadable
from indexing.subtitles import read_cues
from indexing.subtitles.marks import utterances
from library import Cue
from library.catalog.films import Source


def cues_of(text: str | bytes, name: str = "film.srt") -> list[Cue]:
    return read_cues(Source("subtitles", name, text.encode() if isinstance(text, str) else text))


def times_and_texts(text: str | bytes, name: str = "film.ttml") -> list[tuple[int, int, str]]:
    return [(cue.start_ms, cue.end_ms, cue.text) for cue in cues_of(text, name)]


TWO_LANGUAGES = """<SAMI><HEAD><STYLE TYPE="text/css"><!--
P { margin-left:8pt; }
.KRCC { Name:한국어; lang:ko-KR; SAMIType:CC; }
.ENCC { Name:English; lang:en-US; }
--></STYLE></HEAD><BODY>
<SYNC Start=1000><P Class=KRCC>등대를 누가 껐지?<br><i>정말로
<SYNC Start=1200><P Class=ENCC>Who put it out?
<SYNC Start=2500><P Class=KRCC>&nbsp;
<SYNC Start='3000'><P Class=ENCC>&nbsp
<SYNC Start="5000ms"><P CLASS="KRCC"><font color=red>바람이 분다
</BODY>"""


@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "utf-16"])
def test_sami_keeps_several_languages_apart_and_clears_each_by_itself(encoding: str) -> None:
    found = [
        (cue.start_ms, cue.end_ms, cue.language, cue.text)
        for cue in cues_of(TWO_LANGUAGES.encode(encoding), "f.smi")
    ]
    assert found == [
        (1000, 2500, "ko", "등대를 누가 껐지?\n정말로"),
        (1200, 3000, "en", "Who put it out?"),
        (5000, 9000, "ko", "바람이 분다"),
    ]


def test_sami_without_styles_or_paragraphs_is_read_and_its_language_guessed() -> None:
    bare = "<SAMI><BODY><SYNC Start=1000>안녕하세요<SYNC Start=2000>&nbsp;</BODY></SAMI>"
    assert [(cue.text, cue.language, cue.end_ms) for cue in cues_of(bare, "f.smi")] == [
        ("안녕하세요", "ko", 2000)
    ]
    usual = "<SAMI><STYLE><!-- .EGCC {Name:English;} --></STYLE><BODY><SYNC Start=5><P Class=EGCC>Go</BODY></SAMI>"
    assert cues_of(usual, "f.smi")[0].language == "en"


TTML = """<?xml version="1.0" encoding="utf-16"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
    xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xmlns:tts="http://www.w3.org/ns/ttml#styling"
    xml:lang="en" ttp:frameRate="24" ttp:frameRateMultiplier="1000 1001" ttp:tickRate="10000000">
  <head>
    <metadata><ttm:title>Not said</ttm:title>
      <ttm:agent xml:id="mina" type="person"><ttm:name type="full">Mina</ttm:name></ttm:agent></metadata>
    <layout><region xml:id="top" tts:origin="0% 0%"/></layout>
  </head>
  <body begin="1s"><div>
    <p begin="00:00:01.500" end="00:00:02.5" region="top" ttm:agent="mina">Who
      put <span tts:fontStyle="italic">it</span> out?<br/>&lt;b> &amp; me</p>
    <p begin="30000000t" dur="10000000t">Ticks</p>
    <p begin="00:00:04:12" end="120f">Frames</p>
    <p begin="5s"><span begin="0s" dur="500ms">one</span><span begin="0.5s" end="1s">two</span></p>
    <p begin="7s" end="8s" ttm:role="sound">door slams</p>
  </div>
  <div timeContainer="seq" xml:lang="ko"><p dur="2s">하나</p><p dur="1s">둘</p></div></body></tt>"""


def test_ttml_times_of_every_kind_count_from_what_is_around_them() -> None:
    assert times_and_texts(TTML) == [
        (1000, 3000, "하나"),
        (2500, 3500, "Who put it out?\n<b> & me"),
        (3000, 4000, "둘"),
        (4000, 5000, "Ticks"),
        (5500, 6005, "Frames"),  # 12 and 120 frames at 24000/1001 a second
        (6000, 6500, "one"),
        (6500, 7000, "two"),
        (8000, 9000, ""),
    ]
    cues = cues_of(TTML, "f.ttml")
    assert cues[1].speaker == "Mina" and cues[-1].sound == "door slams"
    assert [cue.language for cue in cues] == ["ko", "en", "ko", "en", "en", "en", "en", "en"]


HOSTILE = {
    "laughs.ttml": '<?xml version="1.0"?><!DOCTYPE tt [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><tt>&b;</tt>',
    "external.xml": '<!DOCTYPE tt SYSTEM "file:///etc/passwd"><tt><body><p begin="0s" end="1s">x</p></body></tt>',
    "deep.dfxp": "<tt><body>" + "<div>" * 5000 + "</div>" * 5000 + "</body></tt>",
    "broken.ttml": '<tt><body><p begin="0s" end="1s">x</body></tt>',
    "feed.xml": "<?xml version='1.0'?><rss><channel/></rss>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml_is_refused(name: str) -> None:
    with pytest.raises(SubtitlesUnreadable, match=name.replace(".", r"\.")):
        cues_of(HOSTILE[name], name)


def test_times_beyond_all_films_and_without_end_give_no_cue() -> None:
    body = '<p begin="0s">no end</p><p begin="999999h" end="9999999h">far</p><p begin="2s" end="1s">back</p>'
    assert times_and_texts(f"<tt><body>{body}</body></tt>") == []


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("[door slams]", [("", "", "door slams")]),
        ("(문 닫히는 소리)", [("", "", "문 닫히는 소리")]),
        ("♪♪", [("", "", "♪")]),
        ("♪ Row, row your boat ♪", [("Row, row your boat", "", "♪")]),
        ("[♪ slow waltz ♪]", [("", "", "slow waltz")]),
        ("JOHN: [sighs] I know.", [("I know.", "John", "sighs")]),
        ("- JOHN (whispering): Hush!", [("Hush!", "John", "whispering")]),
        ("[MAN]: Stop!", [("Stop!", "Man", "")]),
        ("(laughs) You (really) mean it?", [("You (really) mean it?", "", "laughs")]),
        ("- MINA: Who?\n- BORI: Nobody\nat all.", [("Who?", "Mina", ""), ("Nobody\nat all.", "Bori", "")]),
        ("- Really?\n- [gasps]", [("- Really?", "", "gasps")]),
        ("미나: 누구야?\n보리: 아무도.", [("누구야?", "미나", ""), ("아무도.", "보리", "")]),
        ("<v Anna>Hi</v>\n<v.loud Bob>No!", [("Hi", "Anna", ""), ("No!", "Bob", "")]),
        ("<v Anna>Hi <v Anna>there", [("Hi there", "Anna", "")]),
        ("\u202bשלום\u202c", [("שלום", "", "")]),
        ("  ", []),
    ],
)
def test_speakers_and_sounds_get_fields_of_their_own(marked: str, wanted: list[tuple[str, str, str]]) -> None:
    assert [(one.text, one.speaker, one.sound) for one in utterances(marked)] == wanted


@given(st.text(alphabet="AB: -()[]♪<v>\n가나x.", max_size=60))
def test_no_letter_is_lost_and_no_utterance_is_empty(marked: str) -> None:
    found = utterances(marked.replace("<", "").replace(">", ""))
    assert all(one.text or one.sound for one in found)
    kept = "".join(one.text + one.speaker + one.sound for one in found).casefold()
    assert sum(map(str.isalpha, kept)) == sum(map(str.isalpha, marked.replace("<", "")))


def test_a_viewer_who_cannot_hear_reads_the_sounds() -> None:
    shown = [
        cue.shown
        for cue in cues_of(
            "WEBVTT\n\n00:01.000 --> 00:02.000\n[gasps] No!\n\n00:03.000 --> 00:04.000\n♪ La ♪"
        )
    ]
    assert shown == ["[gasps] No!", "♪ La ♪"]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- -->" * 40_000 + "x",
        "<SAMI>" + "<!--" * 100_000,
        "<SAMI><BODY><SYNC Start=1>" + "<P Class=" * 60_000,
        "1\n00:00:01,000 --> 00:00:02,000\n" + "[(" * 60_000,
        "1\n00:00:01,000 --> 00:00:02,000\n" + "<v " * 60_000,
        "1\n00:00:01,000 --> 00:00:02,000\n" + "<v" + ".a" * 60_000,
        "<tt><body>" + '<p begin="0s" end="1s">' * 55,
    ],
    ids=["comments", "open-comments", "paragraphs", "brackets", "voices", "classes", "nested"],
)
def test_text_made_to_take_long_is_done_in_a_moment(text: str) -> None:
    begun = process_time()
    with suppress(SubtitlesUnreadable):
        cues_of(text, "long.smi")
    assert process_time() - begun < 20


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([TTML, TWO_LANGUAGES]), st.data())
def test_a_damaged_file_gives_cues_or_the_one_error(text: str, data: st.DataObject) -> None:
    content = bytearray(text.encode())
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        cues = cues_of(bytes(content))
    except SubtitlesUnreadable:
        return
    assert all(0 <= cue.start_ms < cue.end_ms and cue.shown for cue in cues)
