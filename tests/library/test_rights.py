"""Rights: what licences allow by their names, the owner's word above them, and films that do not go together."""

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from library.film_time import FilmClock
from library.records import Film
from library.rights.combination import Conflict, conflicts, rights_of, whole_licences
from library.rights.licence import read_licence
from library.rights.permissions import Permissions, permissions_document, read_permissions


def film(name: str, licence: str, **permissions: Any) -> Film:
    facts = (name, Path(name), name, "", licence, "", Fraction(9), FilmClock(Fraction(1, 90)), Fraction(24))
    shown = (640, 360, True, None, datetime(2026, 1, 1, tzinfo=UTC))
    return replace(Film(1, *facts, *shown), permissions=Permissions(**permissions))


def found(*films: Film, **how: Any) -> list[tuple[str, str, str]]:
    return [
        (one.kind.value, one.film.title, one.other.title if one.other else "")
        for one in conflicts(films, **how)
    ]


@pytest.mark.parametrize(
    ("name", "key", "credit", "money", "editing"),
    [
        ("CC BY 4.0", "CC-BY-4.0", True, True, True),
        ("cc-by-2.5", "CC-BY-2.5", True, True, True),
        ("BY-SA 3.0", "CC-BY-SA-3.0", True, True, True),
        ("CC BY-NC 1.0", "CC-BY-NC-1.0", True, False, True),
        ("CC-BY-NC-ND-3.0", "CC-BY-NC-ND-3.0", True, False, False),
        ("CC BY-ND", "CC-BY-ND", True, True, False),
        ("Creative Commons Attribution-NonCommercial-ShareAlike 4.0", "CC-BY-NC-SA-4.0", True, False, True),
        ("https://creativecommons.org/licenses/by-nc-sa/2.5/kr/", "CC-BY-NC-SA-2.5", True, False, True),
        ("CC0 1.0", "CC0-1.0", False, True, True),
        ("Public Domain", "PDM-1.0", False, True, True),
        ("PDM", "PDM-1.0", False, True, True),
        ("MIT License", "MIT", True, True, True),
        ("apache-2.0", "Apache-2.0", True, True, True),
        ("GPL-3.0-or-later", "GPL-3.0-or-later", True, True, True),
        ("© 2020 Studio. All rights reserved.", "All-Rights-Reserved", True, False, False),
        ("공공누리 제2유형", "KOGL-2", True, False, True),
        ("KOGL Type 4", "KOGL-4", True, False, False),
        ("저작자표시-비영리-변경금지", "No-Derivatives", True, False, False),
        ("A film by Andy", "", True, True, True),
        ("", "", True, True, True),
    ],
)
def test_a_licence_is_told_by_its_name(name: str, key: str, credit: bool, money: bool, editing: bool) -> None:
    read = read_licence(name)
    assert (read.key, read.attribution, read.commercial, read.editing) == (key, credit, money, editing)
    assert read.known == bool(key)


def test_a_licence_says_where_it_can_be_read() -> None:
    assert read_licence("CC BY-SA 3.0 KR").url == "https://creativecommons.org/licenses/by-sa/3.0/kr/"
    assert read_licence("CC0").url == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert read_licence("mit").url == "https://spdx.org/licenses/MIT.html"
    assert not read_licence("CC BY").url and not read_licence("whatever").url


def test_the_owners_word_counts_more_than_the_licence() -> None:
    reserved = film("a", "All rights reserved")
    assert found(reserved) == [("no_editing", "a", "")]
    allowed = film("a", "All rights reserved", editing=True, commercial=True)
    assert found(allowed, commercial=True) == []
    assert found(film("a", "CC BY 4.0", editing=False)) == [("no_editing", "a", "")]
    assert found(film("a", "", editing=True)) == []  # nobody need know the licence then
    private = film("a", "CC0", commercial=False)
    assert found(private, commercial=True) == [("not_commercial", "a", "")]
    assert found(private, licence="CC BY 4.0") == [("not_under", "a", "")]


def test_money_is_earned_only_with_films_that_allow_it() -> None:
    films = film("free", "CC BY 4.0"), film("not", "CC BY-NC 4.0")
    assert found(*films) == []
    assert found(*films, commercial=True) == [("not_commercial", "not", "")]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("CC BY-SA 4.0", "CC BY 2.0", True),
        ("CC BY-SA 4.0", "CC BY-SA 3.0", True),
        ("CC BY-SA 4.0", "CC BY-SA 1.0", False),
        ("CC BY-SA 4.0", "CC BY-NC-SA 4.0", False),
        ("CC BY-SA 4.0", "CC BY-NC 4.0", False),
        ("CC BY-NC-SA 3.0", "CC BY-NC 4.0", True),
        ("CC BY-SA 4.0", "GPL-3.0-or-later", True),
        ("CC BY-SA 3.0", "GPL-3.0-or-later", False),
        ("GPL-2.0-only", "GPL-3.0-only", False),
        ("GPL-2.0-or-later", "GPL-3.0-only", True),
        ("CC BY-SA 4.0", "public domain", True),
        ("CC BY-SA 4.0", "nobody knows", True),
    ],
)
def test_share_alike_films_go_together_or_not(one: str, other: str, together: bool) -> None:
    for first, second in permutations((film("one", one), film("other", other))):
        told = [conflict for conflict in found(first, second) if conflict[0] != Conflict.UNKNOWN]
        assert told == ([] if together else [("not_together", second.title, first.title)])


def test_an_owner_can_let_a_share_alike_film_go_under_any_licence() -> None:
    films = film("one", "CC BY-SA 4.0"), film("other", "CC BY-NC-SA 4.0", other_licence=True)
    assert found(*films) == []
    assert whole_licences(films) == rights_of(films[0]).whole
    assert whole_licences([film("a", "CC0")]) is None


@pytest.mark.parametrize(
    ("story", "goes"),
    [
        ("CC BY-SA 4.0", True),
        ("CC BY-SA", True),
        ("CC BY-SA 2.0", False),  # older than the film's
        ("CC BY 4.0", False),
        ("all rights reserved", False),
        ("", True),
    ],
)
def test_a_story_is_under_a_licence_that_its_films_allow(story: str, goes: bool) -> None:
    told = found(film("a", "CC BY-SA 3.0"), film("b", "CC BY 3.0"), licence=story)
    assert told == ([] if goes else [("not_under", "a", "")])


def test_an_unknown_licence_is_told_and_forbids_nothing() -> None:
    assert found(film("a", ""), film("b", "ask me"), commercial=True) == [
        ("unknown", "a", ""),
        ("unknown", "b", ""),
    ]


def test_permissions_come_back_and_strange_ones_say_nothing() -> None:
    said = Permissions(editing=True, commercial=False, note="Letter of 3 May")
    assert read_permissions(permissions_document(said)) == said
    assert permissions_document(Permissions()) == {}
    assert read_permissions({"editing": "yes", "note": 7, "more": {}}) == Permissions()


def test_the_catalog_keeps_source_and_permissions(library: Any, put: Any, told: Any) -> None:
    added, _ = put("a1", "Film", [told("hello")])
    assert library.catalog.film(added.id).permissions == Permissions()
    said = Permissions(commercial=True, note="Letter")
    library.catalog.set_rights(added.id, source="https://example.org/film", permissions=said)
    library.catalog.set_rights(added.id)  # nothing said, nothing changed
    kept = library.catalog.film_by_fingerprint(added.fingerprint)
    assert (kept.source, kept.permissions) == ("https://example.org/film", said)
