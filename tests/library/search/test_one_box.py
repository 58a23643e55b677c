"""One box: filters leave exactly what they say, names in plain words speak for scenes, notes and counts are true."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library import Library, Origin, open_library
from library.catalog.films import FilmLabel
from library.catalog.tags import NewTag
from library.ontology import Facet
from library.search import SceneSearch, SearchAnswer, SearchRequest, Signal
from library.search.notes import NoteCode
from library.search.query import PartKind, film_name

HARBOUR, NIGHT, STORM, HOME = (
    f"urn:gallae:concept:{name}" for name in ("where/harbour", "when/night", "when/storm", "where/home")
)


@dataclass
class Box:
    """A library of two films, and its search: scenes are called 0 to 6, in the order in which they were put in."""

    library: Library
    scenes: list[int]
    films: list[int]
    search: SceneSearch

    def ask(self, text: str, **more: object) -> SearchAnswer:
        return self.search.find(SearchRequest(text, **more))

    def found(self, text: str, **more: object) -> set[int]:
        return {self.scenes.index(hit.scene.id) for hit in self.ask(text, **more).hits}

    def chips(self, text: str, **more: object) -> list[tuple[PartKind, str]]:
        return [(part.kind, part.name or part.values[0]) for part in self.ask(text, **more).query.parts]


def filled(library: Library, put_into: Callable, told: type) -> Box:
    keeper, first = put_into(
        library,
        "a1",
        "The Keeper",
        [
            told("The boat leaves the pier at dawn", "Waves and gulls"),
            told("Nobody sleeps tonight", "A lamp turns in the tower"),
            told("배가 부산으로 떠난다", language="ko"),
        ],
    )
    city, second = put_into(
        library,
        "b2",
        "Rush Hour in Busan",
        [told("Mind the gap"), told("The boat is late"), told("늦었어", language="ko-KR"), told("", "Rain")],
    )
    scenes = [*first, *second]
    found = [(0, HARBOUR, 0.9), (1, NIGHT, 0.5), (2, HARBOUR, 0.4)]
    tags = [NewTag(scenes[at], concept, Origin.MODEL, sure) for at, concept, sure in found]
    library.catalog.replace_found_tags(keeper.id, tags, "m")
    library.catalog.replace_found_tags(city.id, [NewTag(scenes[3], HOME, Origin.MODEL, 1.0)], "m")
    for film in (keeper, city):
        library.catalog.index_words(film.id, "m")
    return Box(library, scenes, [keeper.id, city.id], SceneSearch.over(library))


@pytest.fixture(scope="module")
def box(
    tmp_path_factory: pytest.TempPathFactory, empty_library: Path, put_into: Callable, told: type
) -> Iterator[Box]:
    """A box that is only asked."""
    folder = shutil.copytree(empty_library, tmp_path_factory.mktemp("box") / "library")
    with open_library(folder) as library:
        yield filled(library, put_into, told)


@pytest.fixture
def own_box(library: Library, put_into: Callable, told: type) -> Box:
    """A box whose library the test changes."""
    return filled(library, put_into, told)


@pytest.mark.parametrize(
    ("text", "scenes"),
    [
        ("where:harbour", {0, 2}),
        ("어디서:항구", {0, 2}),
        ("where:harbour,home", {0, 2, 3}),
        ("where:harbour when:night", set()),
        ("-where:harbour", {1, 3, 4, 5, 6}),
        ("film:keeper", {0, 1, 2}),
        ("film:busan,keep", {0, 1, 2, 3, 4, 5, 6}),
        ("film:uper", set()),
        ("-film:keeper", {3, 4, 5, 6}),
        ("lang:ko", {2, 5}),
        ("lang:한국어", {2, 5}),
        ("lang:en", {0, 1, 3, 4}),
        ("-lang:english", {2, 5, 6}),
        ("longer:10", {0, 1, 2, 3, 4, 5, 6}),
        ("longer:0:10.1", set()),
        ("shorter:9초", set()),
        ("shorter:10s lang:ko", {2, 5}),
        ('"the boat"', {0, 4}),
        ('"boat leaves"', {0}),
        ("“부산으로 떠난다”", {2}),
        ('"waves and gulls"', set()),
        ('-"the boat"', {1, 2, 3, 5, 6}),
        ("-boat", {1, 2, 3, 5, 6}),
        ("-gulls film:keeper", {1, 2}),
        ("-busan", {0, 1, 2}),
        ("-항구", {1, 2, 3, 4, 5, 6}),  # a guess that is likely wrong leaves nothing out
    ],
)
def test_a_filter_leaves_exactly_the_scenes_that_it_says(box: Box, text: str, scenes: set[int]) -> None:
    assert box.found(text, limit=100) == scenes
    assert box.ask(text).counts.scenes == len(scenes)
    assert box.found(f"{text} boat", limit=100) <= scenes, "words only order among them"


def test_a_filter_sees_at_once_what_changed(own_box: Box) -> None:
    assert own_box.found("where:harbour") == {0, 2}
    own_box.library.catalog.untag_scene(own_box.scenes[2], HARBOUR)
    own_box.library.catalog.tag_scene(own_box.scenes[6], HARBOUR)
    assert own_box.found("where:harbour") == {0, 6}
    pier = own_box.library.catalog.add_concept(Facet.WHERE, {"en": "Jetty nine"}, broader=[HARBOUR]).iri
    own_box.library.catalog.tag_scene(own_box.scenes[4], pier)
    assert own_box.found("where:harbour") == {0, 4, 6} and own_box.found('where:"jetty nine"') == {4}
    own_box.library.catalog.relabel_film(own_box.films[0], FilmLabel(title="Wardens"))
    assert own_box.found("film:keeper") == set() and own_box.found("film:warden") == {0, 1, 2}
    own_box.library.catalog.remove_film(own_box.films[1])
    assert own_box.found("where:harbour") == {0} and own_box.found("", limit=100) == {0, 1, 2}
    own_box.library.catalog.forget_added_concepts([pier])
    assert own_box.ask('where:"jetty nine"').unknown_labels == ("jetty nine",)


def test_names_become_chips_that_exclude_nothing(box: Box) -> None:
    text = "a boat at the harbour by night"
    chips = [name for kind, name in box.chips(text) if kind is PartKind.CONCEPT]
    assert chips[-2:] == [HARBOUR, NIGHT]
    [harbour] = [part for part in box.ask(text).query.parts if part.name == HARBOUR]
    assert text[harbour.start : harbour.end] == "harbour" and harbour.labels["ko"] == "항구"
    assert box.found(text, limit=100) == set(range(7)), "all are near, none is left out"
    assert box.ask(text).query.plain == text
    assert [name for _, name in box.chips("밤에 항구에서")] == [NIGHT, HARBOUR]


def test_a_name_speaks_for_scenes_with_its_tag_and_narrower_ones_by_their_confidence(box: Box) -> None:
    hits = box.ask("outdoors", signals=frozenset({Signal.TAG})).hits
    assert [box.scenes.index(hit.scene.id) for hit in hits] == [0, 2]
    asked = box.search._reader.read(SearchRequest("harbour at night"))
    scenes, shares = asked.named(10)
    assert scenes.tolist() == box.scenes[:3] and shares.tolist() == pytest.approx([0.45, 0.25, 0.2])
    assert asked.named(1)[0].tolist() == [box.scenes[0]]


def test_a_chip_that_was_removed_no_longer_counts(box: Box) -> None:
    assert box.chips("harbour at night", ignored=frozenset({HARBOUR})) == [(PartKind.CONCEPT, NIGHT)]
    asked = box.search._reader.read(SearchRequest("harbour at night", ignored=frozenset({HARBOUR})))
    assert asked.named(10)[0].tolist() == [box.scenes[1]]


def test_a_title_is_recognised_whole_and_with_two_words_or_in_quotes(own_box: Box) -> None:
    keeper, city = (film_name(film) for film in own_box.films)
    assert (PartKind.TITLE, city) in own_box.chips("like Rush Hour in Busan but slow")
    assert (PartKind.TITLE, keeper) in own_box.chips("the keeper")
    assert PartKind.TITLE not in [kind for kind, _ in own_box.chips("rush hour")]
    own_box.library.catalog.relabel_film(own_box.films[0], FilmLabel(title="Wardens"))
    assert PartKind.TITLE not in [kind for kind, _ in own_box.chips("wardens")]
    assert (PartKind.TITLE, keeper) in own_box.chips('"wardens"')
    assert own_box.found('"wardens"', limit=100) == {0, 1, 2}, (
        "a title in quotes is no dialogue, and still found"
    )


def test_what_is_not_there_is_named_with_what_comes_closest(box: Box) -> None:
    answer = box.ask("where:harbor,night film:keper lang:xx longer:soon boat")
    notes = {note.code: note for note in answer.notes}
    assert answer.hits == () and answer.unknown_labels == ("night",)
    labels = [note for note in answer.notes if note.code is NoteCode.UNKNOWN_LABEL]
    assert labels[-1].closest[0] == "when:night"
    assert notes[NoteCode.UNKNOWN_FILM].closest == ("The Keeper",)
    assert notes[NoteCode.UNKNOWN_LANGUAGE].closest == ("en", "ko", "ko-KR")
    assert "soon" in notes[NoteCode.NO_DURATION].message["en"]
    assert all(note.message.keys() == {"en", "ko"} for note in answer.notes)
    assert "harbour" in box.ask("where:harbuor").notes[0].closest


def test_counts_say_how_many_a_click_would_leave(box: Box) -> None:
    counts = box.ask("").counts
    assert counts.scenes == 7
    for count in counts.facets:
        label = count.labels["en"]
        assert len(box.found("", facets={count.facet: (label,)}, limit=100)) == count.scenes, label
    assert {count.concept: count.scenes for count in counts.facets}[HARBOUR] == 2
    assert [(film.title, film.scenes) for film in counts.films] == [
        ("Rush Hour in Busan", 4),
        ("The Keeper", 3),
    ]
    narrowed = box.ask("lang:ko").counts
    assert {count.concept: count.scenes for count in narrowed.facets}[HARBOUR] == 1
    assert NIGHT not in {count.concept for count in narrowed.facets}
    assert box.ask("", counts=False).counts.facets == ()


def test_counts_are_of_everything_found_not_of_the_page(box: Box) -> None:
    answer = box.ask("boat", limit=1, signals=frozenset({Signal.WORDS}))
    assert len(answer.hits) == 1 and answer.counts.scenes == 2


def test_plain_text_is_no_query(box: Box) -> None:
    text = 'film:keeper "boat" -pier at the harbour'
    answer = box.ask(text, plain=True)
    assert answer.query.parts == () and answer.notes == () and len(answer.hits) == 7


HARD = [
    *("", " ", "?!…", "😀👩‍👩‍👧", '"', '"" "" "', "-", "--", '-"'),
    *(
        "a" * 10_000,
        "가" * 10_000,
        '"' * 3000,
        "- " * 2000,
        "-a " * 700,
        '"a" ' * 500,
        ":" * 50,
        "who:" * 500,
    ),
    *("NEAR(a b, 2)", "boat AND NOT pier", "boa*", "^boat", "dialogue:boat", "title : x", "{a b}:c", "x OR"),
    *("'; DROP TABLE films; --", '"; DELETE FROM scenes', "lang:%", "film:_", "where:,,,", "longer:1e999"),
    *("\ud800", "a\udfffb", '"\ud83d"', "who:\ud800", "\x00", "boat\x00pier", "longer:٣"),
    *("\u202eboat\u202c", "\u200f\u200eboat", "bo\u200bat", "\ufeffboat", "film:\u200b"),
]


@pytest.mark.parametrize("text", HARD, ids=range(len(HARD)))
def test_hard_text_is_answered(box: Box, text: str) -> None:
    for plain in (False, True):
        answer = box.ask(text, plain=plain, limit=3)
        assert isinstance(answer, SearchAnswer)
        answer.query.text.encode()
        for note in answer.notes:
            "".join(note.message.values()).encode()


@pytest.mark.parametrize("text", ["\u202eboat\u202c", "bo\u200bat", "\ufeffboat", "boat\x00", "boat\ud800"])
def test_what_nobody_sees_hides_nothing(box: Box, text: str) -> None:
    words = frozenset({Signal.WORDS})
    assert box.found(text, signals=words) == box.found("boat", signals=words) == {0, 4}


PIECES = st.one_of(
    st.text(max_size=6),
    st.sampled_from(
        [
            "boat",
            "부산",
            "where:harbour",
            "-",
            '"',
            "“",
            "film:",
            "lang:ko",
            "longer:",
            " ",
            ">>",
            "항구에서",
            "night",
        ]
    ),
)


@given(st.lists(PIECES, max_size=8).map(" ".join), st.booleans())
@settings(max_examples=25, deadline=None)
def test_any_text_is_answered_within_its_own_filters(box: Box, text: str, counts: bool) -> None:
    answer = box.ask(text, limit=100, counts=counts)
    assert len({hit.scene.id for hit in answer.hits}) == len(answer.hits)
    for part in answer.query.parts:
        if not part.kind.recognised:
            wider = box.ask(answer.query.without(part), limit=100, ignored=frozenset())
            if not answer.query.plain and not wider.query.plain:
                assert {hit.scene.id for hit in answer.hits} <= {hit.scene.id for hit in wider.hits}
