"""Tags and concepts travel to another library and back, and files from outside do no harm."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from library import Library, Origin, open_library
from library.catalog.tags import NewTag
from library.exchange.doors import Form, taken_in, written
from library.exchange.records import FileRefused, Why
from library.findings import NewScene
from library.ontology import Facet, OntologyError, concept_iri

NIGHT, DAY = concept_iri(Facet.WHEN, "night"), concept_iri(Facet.WHEN, "day")
HARBOUR = concept_iri(Facet.WHERE, "harbour")
SECOND = 90_000


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Library]:
    """A second library."""
    with open_library(tmp_path / "other") as opened:
        yield opened


def exported(library: Library, form: Form) -> bytes:
    return "".join(written(library.catalog, form)).encode()


def told_of(library: Library, scenes: list[int]) -> list[tuple[object, ...]]:
    """Return by place of the scene what was said last, by whom and when, and the tags."""
    place = {scene: at for at, scene in enumerate(scenes)}
    catalog = library.catalog
    said = [
        (place[one.scene_id], catalog.concept(one.concept).labels, one.holds, one.curator, one.made_at)
        for one in catalog.statements(scenes)
    ]
    tags = [
        (place[scene], tag.concept, tag.origin, tag.confidence)
        for scene, its in catalog.tags(scenes).items()
        for tag in its
    ]
    return [*sorted(said, key=repr), *sorted(tags)]


@pytest.fixture
def shelf(library: Library, put: Callable, told: type) -> list[int]:
    """The scenes of a film of which two curators said much."""
    film, scenes = put("a1", '=Film, with "marks"', [told("x")] * 3)
    catalog = library.catalog
    found = [
        NewTag(scenes[0], DAY, Origin.PICTURE, 0.6),
        *(NewTag(one, HARBOUR, Origin.SUBTITLE, 0.4) for one in scenes[1:]),
    ]
    catalog.replace_found_tags(film.id, found, "made")
    globe = catalog.add_concept(Facet.WHAT, {"ko": "지구본"}).iri
    catalog.tag_scene(scenes[0], NIGHT, "민아")
    catalog.untag_scene(scenes[1], HARBOUR, "=cmd()")
    catalog.tag_scene(scenes[1], HARBOUR, "민아")
    catalog.tag_scene(scenes[2], globe, "@Ben")
    catalog.untag_scene(scenes[2], NIGHT, "Ann")
    catalog.tag_scene(scenes[2], DAY)
    return scenes


@pytest.mark.parametrize("form", [Form.JSONLD, Form.CSV])
def test_tags_curators_and_times_come_through(
    form: Form, library: Library, shelf: list[int], other: Library, put_into: Callable, told: type
) -> None:
    _, scenes = put_into(other, "a1", "Film", [told("x")] * 3)
    file = exported(library, form)
    taken = taken_in(other.catalog, f"tags{form.suffix}", file)
    assert (taken.tags, taken.concepts, taken.skipped) == (7, 1, ())
    assert told_of(other, scenes) == told_of(library, shelf)
    assert (
        exported(other, form).replace(b"Film", b"")
        == file.replace(b'=Film, with ""marks""', b"")
        .replace(rb"=Film, with \"marks\"", b"")
        .replace(b'"\'"', b"")
        or form is Form.CSV
    )
    again = taken_in(
        other.catalog, "", file
    )  # the same kind is told by how it begins, and nothing is said twice
    assert (again.tags, again.concepts) == (7, 0)
    assert told_of(other, scenes) == told_of(library, shelf)
    assert other.catalog.scenes_tagged([NIGHT]) == {scenes[0]}


def test_an_annotation_is_as_the_model_says(library: Library, shelf: list[int]) -> None:
    document = json.loads(exported(library, Form.JSONLD))
    assert document["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    items = document["first"]["items"]
    night = next(
        one for one in items if one["body"]["source"]["id"] == NIGHT and one["motivation"] == "tagging"
    )
    assert night["creator"] == {"type": "Person", "name": "민아"} and night["body"]["purpose"] == "tagging"
    assert night["target"]["source"]["id"] == "urn:gallae:film:" + "a1".ljust(64, "0")
    assert night["target"]["selector"] == {
        "type": "FragmentSelector",
        "conformsTo": "http://www.w3.org/TR/media-frags/",
        "value": "t=0.000,10.000",
    }
    assert {"@value": "밤", "@language": "ko"} in night["body"]["source"]["skos:prefLabel"]
    against = [one for one in items if one.get("gallae:holds") is False]
    assert {one["motivation"] for one in against} == {"assessing"} and len(against) == 2
    found = [one["gallae:confidence"] for one in items if one.get("gallae:origin") == "subtitle"]
    assert found == [0.4], "what a curator was against has not been found again"
    assert len({one["id"] for one in items}) == len(items)


def test_no_cell_is_a_formula(library: Library, shelf: list[int]) -> None:
    rows = list(csv.reader(io.StringIO(exported(library, Form.CSV).decode("utf-8-sig"))))
    assert {len(row) for row in rows} == {len(rows[0])} and len(rows) == 8
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert "'=cmd()" in {row[-2] for row in rows}


def test_tags_go_to_the_scene_that_they_cover_most(
    library: Library, shelf: list[int], other: Library, put_into: Callable, told: type
) -> None:
    film, _ = put_into(other, "a1", "Film", [told("x")] * 3)
    # The film's three scenes of ten seconds are cut otherwise here: 0–8, 8–24, 24–30.
    spans = [(0, 8), (8, 24), (24, 30)]
    new = [NewScene(start * SECOND, end * SECOND, at, at) for at, (start, end) in enumerate(spans)]
    other.catalog.replace_scenes(film.id, new, "cut")
    first, second, third = (scene.id for scene in other.catalog.scenes(film.id))
    assert taken_in(other.catalog, "t.csv", exported(library, Form.CSV)).skipped == ()
    assert other.catalog.scenes_tagged([NIGHT]) == {first}
    assert second in other.catalog.scenes_tagged([HARBOUR])  # 10–20 covers ten of its sixteen seconds
    assert other.catalog.scenes_tagged([DAY]) == {third}
    other.catalog.replace_scenes(film.id, [NewScene(0, 30 * SECOND, 0, 2)], "one")
    skipped = taken_in(other.catalog, "t.csv", exported(library, Form.CSV)).skipped
    assert {one.why for one in skipped} == {Why.NO_SCENE} and len(skipped) == 7


def test_a_newer_word_here_stays(library: Library, shelf: list[int]) -> None:
    file = exported(library, Form.JSONLD)
    library.catalog.untag_scene(shelf[0], NIGHT, "Zoe")
    taken_in(library.catalog, "t.jsonld", file)
    assert library.catalog.scenes_tagged([NIGHT]) == set()


def test_what_cannot_be_taken_is_named_and_the_rest_is_taken(
    library: Library, put: Callable, told: type
) -> None:
    _, (scene,) = put("a1", "Film", [told("x")])
    film = "a1".ljust(64, "0")

    def one(**changed: object) -> dict[str, object]:
        source = f"urn:gallae:film:{film}#t=0,10"
        return {"type": "Annotation", "motivation": "tagging", "body": NIGHT, "target": source} | changed

    late = (datetime.now(UTC) + timedelta(days=900)).isoformat()
    items = [
        one(created="2020-01-02T03:04:05Z", creator="Ann"),
        one(created="2020-01-02T03:04:05Z", creator="Ann"),
        one(created=late, creator="Zoe"),
        one(target=f"urn:gallae:film:{'b' * 64}#t=0,10"),
        one(target=f"urn:gallae:film:{film}#t=0,3"),
        one(target=film),
        one(body="urn:nothing:here"),
        one(motivation="commenting"),
        one(body=[[["x"]]], target={"selector": 7}),
        "text",
        None,
        one(target=f"urn:gallae:film:{film}#t=1e9,{'9' * 400}"),
        one(creator={"name": ["A\u0000B\n"]}, body={"source": {"id": DAY}, "purpose": "tagging"}),
    ]
    taken = taken_in(library.catalog, "t.json", json.dumps(items).encode())
    assert taken.tags == 4
    assert [(skip.row, skip.why) for skip in taken.skipped] == [
        (4, Why.NO_FILM),
        (5, Why.NO_SCENE),
        *((row, Why.UNREADABLE if row != 7 else Why.NO_CONCEPT) for row in range(6, 13)),
    ]
    assert all(skip.why.message["ko"] and skip.why.message["en"] for skip in taken.skipped)
    said = library.catalog.statements([scene])
    assert sorted(one.curator for one in said) == ["A B", "Ann", "Zoe"], "what stands twice is said once"
    assert all(one.made_at <= datetime.now(UTC) for one in said), "nobody speaks from the future"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.json", b"{" * 200_000),
        ("t.json", b"\xff\xfe"),
        ("t.json", b"[1,"),
        ("t.csv", b"a,b\n1,2\n"),
        ("t.csv", b'film,start_ms,end_ms,concept\n"x'),
        ("t.csv", b"film,start_ms,end_ms,concept\n" + b"x" * 200_000),
        ("t.csv", b"\xff\xff\xff"),
        ("t.ttl", b"@prefix : <urn:x> . : a :"),
        ("t.ttl", b"[" * 100_000),
        ("t.ttl", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
        ("t.ttl", b"#" * (4 * 2**20 + 1)),
    ],
)
def test_broken_files_are_refused_in_one_line(library: Library, name: str, content: bytes) -> None:
    before = library.catalog.concepts()
    with pytest.raises((FileRefused, OntologyError)) as refused:
        taken_in(library.catalog, name, content)
    assert "\n" not in str(refused.value) and len(str(refused.value)) < 300 and refused.value.remedy
    assert library.catalog.concepts() == before


def test_the_ontology_comes_through_with_what_was_changed(library: Library, other: Library) -> None:
    catalog = library.catalog
    lamp = catalog.add_concept(Facet.WHAT, {"ko": "등불"}, synonyms={"ko": ("호롱",)}).iri
    old = catalog.add_concept(Facet.WHAT, {"en": "oil lamp"}).iri
    catalog.merge_concepts(lamp, old)
    catalog.edit_concept(NIGHT, labels={"en": "small hours of it"})
    file = exported(library, Form.SKOS)
    assert f"skos:exactMatch <{old}>".encode() in file or old.split("/")[1].encode() in file
    taken = taken_in(other.catalog, "c.ttl", file)
    assert (taken.concepts, taken.skipped) == (2, ())
    assert other.catalog.concept(lamp) == catalog.concept(lamp)
    assert other.catalog.concept(NIGHT).labels["en"] == "night", "what is here keeps its name"
    assert "small hours of it" in other.catalog.concept(NIGHT).synonyms["en"]
    assert taken_in(other.catalog, "c.ttl", file).concepts == 0


def test_concepts_of_other_schemes_and_in_circles_are_left_out(library: Library) -> None:
    file = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix f: <urn:gallae:facet:> .
    <urn:x:a> a skos:Concept ; skos:prefLabel "moat"@en ; skos:inScheme f:where ; skos:broader <urn:x:b> .
    <urn:x:b> a skos:Concept ; skos:prefLabel "drawbridge"@en ; skos:inScheme f:where ; skos:broader <urn:x:a> .
    <urn:x:c> a skos:Concept ; skos:prefLabel "elsewhere"@en ; skos:inScheme <urn:other> .
    """
    taken = taken_in(library.catalog, "c.ttl", file.encode())
    assert (taken.concepts, [(one.row, one.why) for one in taken.skipped]) == (2, [(3, Why.NO_FACET)])
    assert library.catalog.concept("urn:x:a").broader == ("urn:x:b",)
    assert library.catalog.concept("urn:x:b").broader == ()
