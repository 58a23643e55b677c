"""Rights as the IPTC Video Metadata Hub has them: only its own properties, of its own kinds, from the clips used."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from creator.exports.rights_file import write_rights
from creator.plan import plan_of

STRINGS = {"identifier", "language", "creditLine"}
BY_LANGUAGE = {"title", "copyrightNotice"}
ENTITIES = {"supplier", "licensor"}


def read(forked, target: Path, **changes: Any) -> list[dict[str, Any]]:
    story, shelf, _ = forked
    write_rights(plan_of(replace(story, **changes), shelf), target)
    document: list[dict[str, Any]] = json.loads(target.read_text(encoding="utf-8"))
    return document


def test_it_holds_what_the_schema_allows(forked, tmp_path: Path) -> None:
    for one in read(forked, tmp_path / "rights.json"):
        assert set(one) == {"photoVideoMetadataIPTC", "photoVideoMetadata_gallae"}
        hub = one["photoVideoMetadataIPTC"]
        assert set(hub) <= STRINGS | BY_LANGUAGE | ENTITIES | {"creators"}
        assert all(isinstance(hub[name], str) for name in STRINGS & set(hub))
        assert all(set(hub[name]) == {"en"} for name in BY_LANGUAGE)
        assert all(set(hub[name]) == {"name"} for name in ENTITIES & set(hub))
        assert all(set(creator["name"]) == {"en"} for creator in hub.get("creators", []))


def test_the_story_comes_first_then_each_film_with_the_parts_used(forked, tmp_path: Path) -> None:
    story, *films = read(forked, tmp_path / "rights.json")
    assert story["photoVideoMetadataIPTC"]["title"] == {"en": "A <fork> & more"}
    assert story["photoVideoMetadata_gallae"]["must_be_under_one_of"] == ["CC-BY-SA-3.0", "CC-BY-SA-4.0"]
    titles = [film["photoVideoMetadataIPTC"]["title"]["en"] for film in films]
    assert titles == ["First", "Second", "<script>window.hacked=1</script>"]
    told = films[1]["photoVideoMetadata_gallae"]
    assert (told["licence_id"], told["licence_url"]) == (
        "CC-BY-SA-3.0",
        "https://creativecommons.org/licenses/by-sa/3.0/",
    )
    assert told["used_parts"] == [{"start_ms": 0, "end_ms": 1000}, {"start_ms": 500, "end_ms": 1500}]


def test_films_that_nobody_can_see_are_not_named(forked, tmp_path: Path) -> None:
    only = tuple(choice for choice in forked[0].choices if choice.id == "left")
    films = read(forked, tmp_path / "rights.json", choices=only)[1:]
    assert [film["photoVideoMetadataIPTC"]["title"]["en"] for film in films] == ["First", "Second"]
