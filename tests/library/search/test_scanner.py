"""The query language: every text is a query, every part knows its place and can be taken out again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.ontology import Facet
from library.search.notes import NoteCode
from library.search.query import Part, PartKind
from library.search.scanner import MOST_CHARACTERS, plain_query, read_query, split_steps

TOKENS = [
    *'ab가나 \n"“”「」＂-:：,>|1.\u200b\ud800\u202e',
    *("  ", ">>", "who:", "where:", "film:", "lang:", "longer:", "누가:", "영화:", '-"', "http://"),
]


def read(text: str) -> list[tuple[PartKind, tuple[str, ...], bool]]:
    return [(part.kind, part.values, part.excluded) for part in read_query(text).parts]


def meant(part: Part) -> tuple[object, ...]:
    return part.kind, part.values, part.facet, part.excluded


def codes(text: str) -> list[NoteCode]:
    return [note.code for note in read_query(text).notes]


def test_words_are_only_words() -> None:
    query = read_query("  The boat leaves,  at dawn ")
    assert query.parts == () and query.plain == "The boat leaves, at dawn" and query.notes == ()


@pytest.mark.parametrize(
    "text",
    ['say "to the sea" now', "say “to the sea” now", "say 「to the sea」 now", "say ＂to the sea＂ now"],
)
def test_quotes_are_exact_dialogue_whose_words_are_looked_for_as_well(text: str) -> None:
    query = read_query(text)
    assert [(part.kind, part.values) for part in query.parts] == [(PartKind.PHRASE, ("to the sea",))]
    assert query.plain == "say to the sea now"
    [part] = query.parts
    assert text[part.start : part.end] == text[4:16]


def test_korean_goes_on_right_behind_a_quote() -> None:
    query = read_query('그가 "가자"라고 했다')
    assert [part.values for part in query.parts] == [("가자",)] and query.plain == "그가 가자 라고 했다"


def test_an_unclosed_quote_goes_up_to_the_end_and_is_said() -> None:
    assert read('before "to the sea') == [(PartKind.PHRASE, ("to the sea",), False)]
    assert codes('before "to the sea') == [NoteCode.UNCLOSED_QUOTE]
    assert codes('"to" "the" "') == [], "a quote around nothing is passed over"


def test_a_minus_excludes_a_word_a_phrase_or_a_filter() -> None:
    text = '-storm -"go away" -“not now” -where:harbour -film:keeper -lang:ko well-known - -- 3 - 2'
    assert read(text) == [
        (PartKind.WORDS, ("storm",), True),
        (PartKind.PHRASE, ("go away",), True),
        (PartKind.PHRASE, ("not now",), True),
        (PartKind.FACET, ("harbour",), True),
        (PartKind.FILM, ("keeper",), True),
        (PartKind.LANGUAGE, ("ko",), True),
    ]
    assert read_query(text).plain == "well-known - -- 3 - 2"


@pytest.mark.parametrize(
    ("key", "facet"),
    [
        *(("who", Facet.WHO), ("WHERE", Facet.WHERE), ("When", Facet.WHEN), ("what", Facet.WHAT)),
        *(("how", Facet.HOW), ("why", Facet.WHY), ("누가", Facet.WHO), ("어디서", Facet.WHERE)),
        *(("언제", Facet.WHEN), ("무엇", Facet.WHAT), ("어떻게", Facet.HOW), ("왜", Facet.WHY)),
    ],
)
def test_a_key_asks_for_tags_of_its_facet(key: str, facet: Facet) -> None:
    for colon in (":", "："):
        [part] = read_query(f"before {key}{colon}value after").parts
        assert (part.kind, part.facet, part.values) == (PartKind.FACET, facet, ("value",))


def test_a_comma_means_or_and_quotes_keep_words_together() -> None:
    assert read('where:harbour,"long pier",「빈 집」,harbour rest') == [
        (PartKind.FACET, ("harbour", "long pier", "빈 집"), False)
    ]
    assert read("where:harbour, and then") == [(PartKind.FACET, ("harbour",), False)]
    assert read("(where:harbour.)") == [], "a key stands at the start of a word"
    assert read("where:harbour.") == [(PartKind.FACET, ("harbour",), False)]


def test_all_other_keys() -> None:
    assert read("film:keeper 영화:등대 lang:ko 언어:영어 longer:90 shorter:2분") == [
        (PartKind.FILM, ("keeper",), False),
        (PartKind.FILM, ("등대",), False),
        (PartKind.LANGUAGE, ("ko",), False),
        (PartKind.LANGUAGE, ("영어",), False),
        (PartKind.LONGER, ("90",), False),
        (PartKind.SHORTER, ("2분",), False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("he said: run", "at 10:30 sharp", "http://example.org/where:x", "film://x", "nobody:knows"),
        *("5'10\" tall", '10" wide', "c:d", ": colon", "who :x", "그가 말했다: 가자", "NEAR(a b) AND c* ^d"),
    ],
)
def test_ordinary_text_stays_text(text: str) -> None:
    query = read_query(text)
    assert query.parts == () and query.plain == " ".join(text.split()) and query.notes == ()


def test_a_key_without_a_value_filters_nothing_and_is_said() -> None:
    assert read("where: harbour") == [] and codes("where: harbour") == [NoteCode.NO_VALUE]
    assert codes("the question is 어디서:") == [NoteCode.NO_VALUE]


def test_steps_are_split_outside_quotes_only() -> None:
    assert split_steps('the boat leaves >> "x >> y" -z>>who:a >>') == (
        "the boat leaves",
        '"x >> y" -z',
        "who:a",
    )
    assert split_steps("one only") == ("one only",) and split_steps(" >> ") == ()
    assert read_query("a >> b").plain == "a b"


def test_what_nobody_sees_is_taken_out() -> None:
    query = read_query("har\u200bbour \u202enight\u200f \ud800\x00\ufeffdawn")
    assert query.plain == "harbour night dawn"
    query.plain.encode()


def test_a_long_text_is_cut_and_that_is_said() -> None:
    for query in (read_query("word " * 2000), plain_query("word " * 2000)):
        assert len(query.text) == MOST_CHARACTERS
        [note] = query.notes
        assert note.code is NoteCode.TEXT_CUT and str(MOST_CHARACTERS) in note.message["ko"]


def test_plain_text_has_no_parts() -> None:
    query = plain_query('"to the sea" -storm where:harbour')
    assert query.parts == () and query.plain == '"to the sea" -storm where:harbour'


@given(st.lists(st.sampled_from(TOKENS), max_size=25).map("".join))
@settings(max_examples=400, deadline=None)
def test_taking_a_part_out_leaves_the_others(text: str) -> None:
    query = read_query(text)
    assert len(query.loose) == len(query.text)
    for part in query.parts:
        assert 0 <= part.start < part.end <= len(query.text)
        assert set(query.loose[part.start : part.end]) == {"|"}
        again = read_query(query.without(part))
        assert [meant(one) for one in again.parts] == [meant(one) for one in query.parts if one is not part]


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_every_text_can_be_read(text: str) -> None:
    query = read_query(text)
    places = [(part.start, part.end) for part in query.parts]
    assert places == sorted(places) and query.text == read_query(query.text).text
    split_steps(text)
