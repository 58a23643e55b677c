"""The shipped ontology, its file format, and what goes wrong in a file that a curator wrote by hand."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.errors import LibraryError
from library.ontology import FACETS, Concept, Facet, OntologyError, read_ontology, write_ontology
from library.ontology.concept import concept_iri

PREFIXES = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix where: <urn:gallae:concept:where/> .
@prefix who: <urn:gallae:concept:who/> .
"""
HARBOUR = 'skos:prefLabel "harbour"@en, "항구"@ko ; skos:inScheme <urn:gallae:facet:where>'
OUTSIDE = """where:outside a skos:Concept ;
    skos:prefLabel "outdoors"@en, "야외"@ko ; skos:topConceptOf <urn:gallae:facet:where> ."""


@pytest.fixture(scope="module")
def shipped() -> tuple[Concept, ...]:
    return read_ontology()


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    def write(turtle: str) -> Path:
        path = tmp_path / "mine.ttl"
        path.write_text(PREFIXES + turtle, encoding="utf-8")
        return path

    return write


def concept(name: str, *, broader: tuple[str, ...] = (), en: str = "", ko: str = "") -> Concept:
    return Concept(
        iri=concept_iri(Facet.WHERE, name),
        facet=Facet.WHERE,
        labels={"en": en or name, "ko": ko or f"{name}의 이름"},
        broader=tuple(concept_iri(Facet.WHERE, each) for each in broader),
    )


# What is shipped


def test_every_facet_has_enough_concepts(shipped: tuple[Concept, ...]) -> None:
    counts = Counter(concept.facet.value for concept in shipped)
    assert set(counts) == set(FACETS)
    assert 180 <= sum(counts.values()) <= 280
    assert min(counts.values()) >= 20


def test_every_concept_has_both_labels_and_synonyms_in_both_languages(shipped: tuple[Concept, ...]) -> None:
    for each in shipped:
        assert each.labels["en"].isascii(), each.iri
        assert any("가" <= mark <= "힣" for mark in each.labels["ko"]), each.iri
    with_synonyms = [each for each in shipped if each.synonyms["en"] and each.synonyms["ko"]]
    assert len(with_synonyms) > 0.95 * len(shipped)


def test_no_word_names_two_concepts_of_a_facet(shipped: tuple[Concept, ...]) -> None:
    words = Counter(
        (each.facet, word.casefold()) for each in shipped for word in {*each.words("en"), *each.words("ko")}
    )
    assert [word for word, count in words.items() if count > 1] == []


def test_hierarchy_is_two_to_four_levels_deep_in_every_facet(shipped: tuple[Concept, ...]) -> None:
    by_iri = {each.iri: each for each in shipped}

    def depth(iri: str) -> int:
        return 1 + max((depth(above) for above in by_iri[iri].broader), default=0)

    for facet in Facet:
        deepest = max(depth(each.iri) for each in shipped if each.facet is facet)
        assert 2 <= deepest <= 4, facet


@pytest.mark.parametrize(
    ("narrow", "broad"),
    [
        ("who/dog", "who/animal"),
        ("when/dusk", "when/day"),
        ("where/harbour", "where/outside"),
        ("what/football", "what/sport"),
        ("how/slow-motion", "how/camera"),
        ("why/search-for-someone", "why/search"),
    ],
)
def test_concepts_stand_where_people_expect_them(
    shipped: tuple[Concept, ...], narrow: str, broad: str
) -> None:
    by_iri = {each.iri: each for each in shipped}
    assert f"urn:gallae:concept:{broad}" in by_iri[f"urn:gallae:concept:{narrow}"].broader


def test_shipped_file_is_what_would_be_written(shipped: tuple[Concept, ...], tmp_path: Path) -> None:
    write_ontology(shipped, tmp_path / "again.ttl")
    module = sys.modules["library.ontology"].__file__
    assert module is not None
    assert (tmp_path / "again.ttl").read_bytes() == Path(module).with_name("gallae.ttl").read_bytes()


def test_importing_does_not_load_rdflib() -> None:
    code = "import library.ontology, sys; sys.exit('rdflib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2]).returncode == 0


# Records


def test_facets_are_strings_with_questions() -> None:
    assert FACETS == ("who", "when", "where", "what", "how", "why")
    assert Facet("where") == "where"
    assert Facet.WHERE.labels == {"en": "where", "ko": "어디서"}


def test_concepts_are_equal_and_hash_alike_whatever_the_order_given() -> None:
    labels = {"en": "dog", "ko": "개"}
    one = Concept("urn:x:1", Facet.WHO, labels, {"en": ("hound", "puppy")}, ("urn:x:3", "urn:x:2"))
    other = Concept(
        "urn:x:1",
        Facet.WHO,
        dict(reversed(labels.items())),
        {"en": ("puppy", "hound", "puppy"), "ko": ()},
        ("urn:x:2", "urn:x:3"),
    )
    assert one == other
    assert len({one, other}) == 1
    assert one.words("en") == ("dog", "hound", "puppy")
    assert one.words("fr") == ()


# Round trip

TEXTS = st.text(max_size=12).map(lambda text: f"{text}~")
NAMES = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True) | st.text(
    "가나다é%/()'.,:;#&", min_size=1, max_size=6
)


@st.composite
def ontologies(draw: st.DrawFn) -> tuple[Concept, ...]:
    concepts: list[Concept] = []
    for place, name in enumerate(draw(st.lists(NAMES, min_size=1, max_size=6, unique=True))):
        facet = draw(st.sampled_from(Facet))
        above = [each.iri for each in concepts if each.facet is facet]
        concepts.append(
            Concept(
                iri=concept_iri(facet, name),
                facet=facet,
                labels={"en": f"{draw(TEXTS)} {place}", "ko": f"{draw(TEXTS)}{place}번"},
                synonyms={"en": tuple(draw(st.lists(TEXTS, max_size=3))), "ko": ("밤", '"따옴표\\"')},
                broader=tuple(draw(st.lists(st.sampled_from(above), max_size=2))) if above else (),
            )
        )
    return tuple(concepts)


@settings(max_examples=60, deadline=None)
@given(concepts=ontologies())
def test_round_trip_is_exact(concepts: tuple[Concept, ...], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("round") / "trip.ttl"
    write_ontology(concepts, path)
    back = read_ontology(path)
    assert sorted(back, key=lambda each: each.iri) == sorted(concepts, key=lambda each: each.iri)
    first = path.read_bytes()
    write_ontology(reversed(back), path)
    assert path.read_bytes() == first


def test_concepts_come_by_facet_and_then_by_iri(shipped: tuple[Concept, ...]) -> None:
    places = [(FACETS.index(each.facet), each.iri) for each in shipped]
    assert places == sorted(places)


def test_narrower_and_top_concept_of_are_understood(written: Callable[[str], Path]) -> None:
    path = written(
        f"{OUTSIDE}\nwhere:outside skos:narrower where:harbour .\nwhere:harbour a skos:Concept ; {HARBOUR} ."
    )
    harbour, outside = read_ontology(path)
    assert harbour.broader == (outside.iri,)
    assert outside.broader == ()


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_bytes(b"\xef\xbb\xbf" + f"{PREFIXES}{OUTSIDE}".encode())
    assert [each.labels["ko"] for each in read_ontology(path)] == ["야외"]


# Errors


@pytest.mark.parametrize(
    ("turtle", "said", "iri"),
    [
        ('where:a a skos:Concept ; skos:prefLabel "a"@en ; skos:inScheme <urn:gallae:facet:where> .',
         "no label in 'ko'", "where/a"),
        ('where:a a skos:Concept ; skos:prefLabel "가"@ko, "a" ; skos:inScheme <urn:gallae:facet:where> .',
         "no label in 'en'", "where/a"),
        ('where:a a skos:Concept ; skos:prefLabel "가"@ko, " "@en ; skos:inScheme <urn:gallae:facet:where> .',
         "no label in 'en'", "where/a"),
        (f'where:a a skos:Concept ; {HARBOUR} ; skos:prefLabel "port"@en .', "2 labels in 'en'", "where/a"),
        (f'where:a a skos:Concept ; {HARBOUR} ; skos:altLabel "항구"@ko .', "both as label and", "where/a"),
        (f'where:a a skos:Concept ; {HARBOUR} ; skos:altLabel " "@ko .', "empty synonym", "where/a"),
        (f"where:a a skos:Concept ; {HARBOUR} ; skos:broader where:outdoors .", "no concept there", "where/a"),
        (f"where:a a skos:Concept ; {HARBOUR} ; skos:broader where:a .", "broader than itself", "where/a"),
        ('where:a a skos:Concept ; skos:prefLabel "a"@en, "가"@ko .', "in no concept scheme", "where/a"),
        ('where:a a skos:Concept ; skos:prefLabel "a"@en, "가"@ko ; skos:inScheme where:places .',
         "unknown concept scheme urn:gallae:concept:where/places", "where/a"),
        (f"where:a a skos:Concept ; {HARBOUR}, <urn:gallae:facet:who> .", "in 2 concept schemes", "where/a"),
        (f"where:a a skos:Concept ; {HARBOUR} . where:b a skos:Concept ; {HARBOUR} .",
         "share the label 'harbour'", "where/b"),
        (f"{OUTSIDE} who:a a skos:Concept ; skos:broader where:outside ; "
         'skos:prefLabel "a"@en, "가"@ko ; skos:inScheme <urn:gallae:facet:who> .',
         "another facet", "who/a"),
        (f"[] a skos:Concept ; {HARBOUR} .", "a concept has no name (label: 'harbour')", ""),
        (OUTSIDE[:-1], "no readable Turtle", ""),
        (f"where:a a skos:Concept ; {HARBOUR[:-1]} .\n{OUTSIDE}", "<urn:gallae:facet:where… is no IRI", ""),
        ("where:a a skos:Concept ; skos:prefLabel \"a\n\"@en .", "no readable Turtle", ""),
        ("@prefix other: <urn:other:> .", "holds no concept", ""),
    ],
)  # fmt: skip
def test_errors_name_file_concept_and_remedy(
    written: Callable[[str], Path], turtle: str, said: str, iri: str
) -> None:
    path = written(turtle)
    with pytest.raises(OntologyError) as caught:
        read_ontology(path)
    assert str(path) in caught.value.message
    assert said in caught.value.message
    assert iri in caught.value.message
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


def test_ontology_errors_are_library_errors() -> None:
    assert issubclass(OntologyError, LibraryError)


def test_the_line_of_broken_turtle_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text("@prefix a: <urn:a:> .\n\na:b a:c ; ; ! .\n", encoding="utf-8")
    with pytest.raises(OntologyError, match="line 3"):
        read_ontology(path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02",
        "한글".encode("cp949"),
        b"[" * 5000,
        b"<a> <b> 1e999e .",
        b'<a:a> <a:b> "\\UFFFFFFFF" .',
    ],
)
def test_what_is_no_turtle_is_said(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mine.ttl"
    path.write_bytes(content)
    with pytest.raises(OntologyError, match=r"mine\.ttl"):
        read_ontology(path)


def test_a_missing_file_or_a_folder_is_said(tmp_path: Path) -> None:
    for path in (tmp_path / "none.ttl", tmp_path):
        with pytest.raises(OntologyError, match="cannot be read"):
            read_ontology(path)


@pytest.mark.parametrize(
    ("concepts", "said"),
    [
        ([concept("a"), concept("a")], "two concepts are named"),
        ([concept("a", en="same"), concept("b", en="same")], "share the label"),
        ([concept("a", broader=("b",)), concept("b", broader=("c",)), concept("c", broader=("b",))],
         "where/[bc] is broader than itself"),
        ([concept("a b")], "is no IRI"),
    ],
)  # fmt: skip
def test_nothing_unsound_is_written(tmp_path: Path, concepts: list[Concept], said: str) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text("as it was", encoding="utf-8")
    with pytest.raises(OntologyError, match=said):
        write_ontology(concepts, path)
    assert path.read_text(encoding="utf-8") == "as it was"


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OntologyError, match="cannot be written"):
        write_ontology([concept("a")], tmp_path / "file" / "mine.ttl")
