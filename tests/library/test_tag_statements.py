"""What curators say is kept with their names, the newest word counts, and it can be taken back."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from library import Library, LibraryError, NotInLibrary, Origin, open_library
from library.catalog.agreement import agreement, agreement_by_facet, cohens_kappa
from library.catalog.tags import NewTag
from library.findings import NewScene
from library.ontology import FACETS, Facet, concept_iri

DAY, NIGHT = concept_iri(Facet.WHEN, "day"), concept_iri(Facet.WHEN, "night")
HARBOUR = concept_iri(Facet.WHERE, "harbour")


def held(library: Library, scene_id: int) -> dict[str, tuple[str, float]]:
    tags = library.catalog.tags([scene_id]).get(scene_id, ())
    return {tag.concept: (tag.origin.value, tag.confidence) for tag in tags}


def said(library: Library, *scenes: int) -> list[tuple[str, bool | None]]:
    return [(one.curator, one.holds) for one in library.catalog.statements(scenes)]


def test_the_newest_word_counts_and_saying_it_again_is_not_kept(
    library: Library, put: Callable, told: type
) -> None:
    _, (scene,) = put("a1", "Film", [told("x")])
    library.catalog.tag_scene(scene, NIGHT, "Ann")
    library.catalog.tag_scene(scene, NIGHT, "Ann")
    library.catalog.untag_scene(scene, NIGHT, "Ben")
    assert held(library, scene) == {}
    library.catalog.tag_scene(scene, NIGHT, "Ann")  # she says it again, after him
    assert held(library, scene) == {NIGHT: ("curator", 1.0)}
    assert said(library, scene) == [("Ann", True), ("Ben", False), ("Ann", True)]
    moments = [one.made_at for one in library.catalog.statements([scene])]
    assert moments == sorted(set(moments))


def test_what_is_taken_back_leaves_what_was_there(library: Library, put: Callable, told: type) -> None:
    film, (scene, other) = put("a1", "Film", [told("x"), told("y")])
    found = [NewTag(scene, DAY, Origin.PICTURE, 0.6), NewTag(other, NIGHT, Origin.SUBTITLE, 0.4)]
    library.catalog.replace_found_tags(film.id, found, "made")
    before = [held(library, one) for one in (scene, other)]
    for holds in (True, False):
        changed = library.catalog.say([scene, other], NIGHT, holds, "Ann")
        assert changed == ((scene, other) if holds else (other,)) or holds
        assert library.catalog.say([scene, other], NIGHT, None, "Ann")
        assert [held(library, one) for one in (scene, other)] == before
        library.catalog.replace_found_tags(film.id, found, "again")
        assert [held(library, one) for one in (scene, other)] == before, "nothing keeps it off"
    library.catalog.tag_scene(scene, NIGHT, "Ann")
    library.catalog.untag_scene(scene, NIGHT, "Ben")
    library.catalog.say([scene], NIGHT, None, "Ben")
    assert NIGHT in held(library, scene), "what the other said stands again"


def test_words_of_a_search_follow_all_scenes_at_once(library: Library, put: Callable, told: type) -> None:
    _, scenes = put("a1", "Film", [told("x")] * 3)
    moment = library.catalog.newest_search_change()
    library.catalog.say(scenes, HARBOUR, True)
    assert {match.scene_id for match in library.catalog.match_words("항구")} == set(scenes)
    assert library.catalog.newest_search_change() == moment + 1, "one film changed, once"
    library.catalog.say(scenes[:2], HARBOUR, False)
    assert [match.scene_id for match in library.catalog.match_words("harbour")] == scenes[2:]
    with pytest.raises(LibraryError, match="too many"):
        library.catalog.say(range(2001), HARBOUR, True)
    with pytest.raises(NotInLibrary):
        library.catalog.say(scenes, "urn:nothing", True)


def test_what_was_said_moves_with_the_time_of_its_scene(library: Library, put: Callable, told: type) -> None:
    film, (first, second) = put("a1", "Film", [told("x"), told("y")])
    library.catalog.tag_scene(first, NIGHT, "Ann")
    library.catalog.untag_scene(second, NIGHT, "Ben")
    library.catalog.replace_scenes(film.id, [NewScene(0, 1_800_000, 0, 1)], "joined")
    (joined,) = library.catalog.scenes(film.id)
    assert said(library, joined.id) == [("Ann", True), ("Ben", False)]
    assert [(one.name, one.statements, one.scenes) for one in library.catalog.curators()] == [
        ("Ann", 1, 1),
        ("Ben", 1, 1),
    ]


def test_tags_of_an_older_library_are_nobodys_in_particular(tmp_path: Path) -> None:
    from alembic import command

    from library.catalog.films import FilmLabel
    from library.database import Database
    from library.migrations.upgrade import configuration
    from tests.library.conftest import film_facts

    with open_library(tmp_path) as library:
        film = library.catalog.add_film(film_facts("a1"), FilmLabel())
        library.catalog.replace_scenes(film.id, [NewScene(0, 900, 0, 0)], "made")
        (scene,) = library.catalog.scenes(film.id)
        library.catalog.tag_scene(scene.id, NIGHT, "Ann")
    database = Database(tmp_path / "library.db")
    with database.writing() as session:
        command.downgrade(configuration(session.connection()), "0003")
    database.close()
    with sqlite3.connect(tmp_path / "library.db") as connection:
        connection.execute("INSERT INTO tags VALUES (?, ?, 'curator', 0)", (scene.id, DAY))
        connection.execute("INSERT INTO tags VALUES (?, ?, 'picture', 0.5)", (scene.id, HARBOUR))
    connection.close()
    with open_library(tmp_path) as library:
        found = {one.concept: (one.curator, one.holds) for one in library.catalog.statements([scene.id])}
        assert found == {NIGHT: ("", True), DAY: ("", False)}
        assert held(library, scene.id).keys() == {NIGHT, HARBOUR}


def test_the_queue_puts_the_emptiest_first_and_closes_what_is_judged(
    library: Library, put: Callable, told: type
) -> None:
    film, (one, two, three) = put("a1", "First", [told("x")] * 3)
    _, (four,) = put("b2", "Second", [told("y")])
    found = [
        NewTag(one, NIGHT, Origin.SCREENPLAY, 0.9),
        NewTag(two, NIGHT, Origin.PICTURE, 0.3),
        NewTag(three, NIGHT, Origin.PICTURE, 0.2),
    ]
    library.catalog.replace_found_tags(film.id, found, "made")

    def queue(**chosen: object) -> list[int]:
        return [entry.place.scene_id for entry in library.catalog.tagging_queue(10, **chosen).scenes]  # type: ignore[arg-type] - by name

    assert queue() == [four, three, two, one]
    assert queue(facet=Facet.WHEN) == [four, three, two] and queue(film_id=film.id) == [three, two, one]
    library.catalog.untag_scene(three, NIGHT, "Ann")  # it was only guessed, and somebody looked
    assert queue(facet=Facet.WHEN) == [four, two]
    last = library.catalog.tagging_queue(10).scenes[-1]
    assert last.missing == tuple(facet for facet in FACETS if facet != "when")
    seen, place = [], None
    while True:
        page = library.catalog.tagging_queue(1, after=place)
        assert page.total == 4
        seen += [entry.place.scene_id for entry in page.scenes]
        if not page.more:
            break
        place = page.scenes[-1].place
    assert seen == queue()
    concepts = {concept.facet: concept.iri for concept in library.catalog.concepts()}
    for iri in concepts.values():
        library.catalog.tag_scene(four, iri)
    assert four not in queue()


def test_kappa_of_known_tables() -> None:
    def table(both: int, one: int, other: int, none: int) -> list[tuple[bool, bool]]:
        return (
            [(True, True)] * both + [(True, False)] * one + [(False, True)] * other + [(False, False)] * none
        )

    assert cohens_kappa(table(20, 5, 10, 15)) == pytest.approx(0.4)
    assert cohens_kappa(table(45, 15, 25, 15)) == pytest.approx(0.1304, abs=1e-4)
    assert cohens_kappa(table(3, 0, 0, 2)) == 1 and cohens_kappa(table(0, 1, 1, 0)) == -1
    for undefined in (table(0, 0, 0, 0), table(7, 0, 0, 0), table(0, 0, 0, 7)):
        assert cohens_kappa(undefined) is None
    assert cohens_kappa(table(0, 7, 0, 0)) == 0, "one always yes, the other always no"


def test_agreement_counts_last_words_of_what_both_judged(library: Library, put: Callable, told: type) -> None:
    _, (one, two, three) = put("a1", "Film", [told("x")] * 3)
    catalog = library.catalog
    for scene, ann, ben in ((one, True, True), (two, True, False), (three, False, False)):
        catalog.say([scene], NIGHT, not ann, "Ann")
        catalog.say([scene], NIGHT, ann, "Ann")
        catalog.say([scene], NIGHT, ben, "Ben")
    catalog.say([one], HARBOUR, True, "Ann")
    catalog.say([two], HARBOUR, True, "Ann")
    catalog.say([two], HARBOUR, True, "Ben")
    catalog.say([two], HARBOUR, None, "Ben")
    judged = catalog.both_judged("Ann", "Ben")
    assert [(pair.scene_id, pair.one, pair.other) for pair in judged] == [
        (one, True, True),
        (two, True, False),
        (three, False, False),
    ]
    found = agreement(judged)
    # Yes from Ann to 2 of 3, from Ben to 1 of 3: 4/9 is expected, 2/3 observed.
    assert found.kappa == pytest.approx((2 / 3 - 4 / 9) / (5 / 9)) and found.pairs == 3
    assert agreement_by_facet(judged)["where"].pairs == 0
    assert catalog.both_judged("Ann", "Zoe") == ()
