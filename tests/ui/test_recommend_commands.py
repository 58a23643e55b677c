"""`gallae recommend` and `gallae history`: lists with reasons, and a person's way in and out."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from library import open_library
from library.catalog.event import Event, EventKind
from library.pseudonym import pseudonym


@pytest.fixture
def folder(tmp_path: Path, stocked_library: Path) -> Path:
    return shutil.copytree(stocked_library, tmp_path / "shelf")


@pytest.fixture
def gallae(folder: Path) -> Callable[..., Result]:
    from ui.command.main import gallae as group

    def run(*arguments: object, **more: str) -> Result:
        return CliRunner().invoke(group, ["--library", str(folder), *map(str, arguments)], **more)

    return run


@pytest.fixture
def lena(folder: Path) -> str:
    """Lena has used the second scene; returns her pseudonym."""
    with open_library(folder) as library:
        catalog = library.catalog
        scene = catalog.scenes(catalog.films()[0].id)[1].id
        who = pseudonym(catalog, "Lena")
        catalog.append_event(Event(who, "s", EventKind.ADDED, scene))
    return who


def test_recommendations_come_with_reasons_in_both_languages(
    gallae: Callable[..., Result], lena: str
) -> None:
    answer = gallae("recommend", "--user", "Lena", "--json")
    assert answer.exit_code == 0, answer.output
    found = json.loads(answer.stdout)
    assert [one["number"] for one in found if one["number"] == 1] == [] and len(found) == 3
    assert all(why["en"] and why["ko"] and why["kind"] for one in found for why in one["why"])
    assert all(one["why"] and one["sources"] for one in found)
    told = gallae("recommend", "--limit", "1").stdout
    assert "Four takes" in told and len([line for line in told.splitlines() if "(scene " in line]) == 1


def test_a_node_without_a_story_is_refused(gallae: Callable[..., Result]) -> None:
    assert gallae("recommend", "--node", "n1").exit_code == 2


def test_an_unknown_story_and_an_unknown_person_are_answered(gallae: Callable[..., Result]) -> None:
    answer = gallae("recommend", "--user", "Nobody", "--story", "none", "--node", "n1")
    assert answer.exit_code == 0 and "There is no such story" in answer.stderr
    assert "(scene " in answer.stdout


def test_a_person_takes_everything_along(gallae: Callable[..., Result], lena: str, tmp_path: Path) -> None:
    about, done = map(json.loads, gallae("history", "export", "lena").stdout.splitlines())
    assert about == {"user": lena, "opted_out": False, "age_group": "", "country": ""}
    assert (done["user"], done["kind"]) == (lena, "added")
    assert gallae("history", "export", "lena", "-o", tmp_path / "lena.jsonl").exit_code == 0
    assert len((tmp_path / "lena.jsonl").read_text().splitlines()) == 2


def test_a_person_is_forgotten_with_what_was_learnt(
    gallae: Callable[..., Result], lena: str, folder: Path
) -> None:
    gallae("recommend", "--user", "Lena")
    assert (folder / "cache" / "recommending" / "manifest.json").exists()
    assert gallae("history", "forget", "Lena", input="n\n").exit_code == 1
    done = gallae("history", "forget", "Lena", input="y\n")
    assert done.exit_code == 0 and "Removed 1 events" in done.stderr
    assert not (folder / "cache" / "recommending").exists()
    assert len(gallae("history", "export", "Lena").stdout.splitlines()) == 1
    assert lena.encode() not in (folder / "library.db").read_bytes()


def test_who_opts_out_is_not_recorded_until_they_opt_in(
    gallae: Callable[..., Result], lena: str, folder: Path, tmp_path: Path
) -> None:
    events = tmp_path / "lena.jsonl"
    done = gallae("history", "export", "Lena").stdout.splitlines()[1]
    later = done.replace("T", "T", 1).replace('"session": "s"', '"session": "t"')
    events.write_text(later + "\n")
    assert gallae("history", "opt-out", "Lena").exit_code == 0
    refused = gallae("history", "import", events)
    assert refused.stdout == "0 events taken in\n" and "does not want to be recorded" in refused.stderr
    assert gallae("history", "opt-in", "Lena").exit_code == 0
    assert gallae("history", "import", events).stdout == "1 events taken in\n"
    assert gallae("history", "import", events).stdout == "0 events taken in\n"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"not json\n", b'{"event": 1}\n' * 3])
def test_any_file_can_be_offered(gallae: Callable[..., Result], tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "events.jsonl"
    path.write_bytes(content)
    answer = gallae("history", "import", path)
    assert answer.exit_code == 0 and answer.stdout == "0 events taken in\n"


def test_an_experiment_is_reported_with_intervals(gallae: Callable[..., Result], folder: Path) -> None:
    with open_library(folder) as library:
        scene = library.catalog.scenes(library.catalog.films()[0].id)[0].id
        shown = {"arms": {"demographics": "with"}}
        library.catalog.append_events(
            Event(f"u{number}", "s", EventKind.SHOWN, scene, None, shown) for number in range(30)
        )
    [found] = json.loads(gallae("experiment", "report", "--json").stdout)
    assert [arm["people"] for arm in found["arms"]] == [0, 30] and found["sound"] is False
    told = gallae("experiment", "report", "demographics")
    assert "with 30 30 0 0.0% [0.0%, 0.0%] 0.0% [0.0%, 11.4%]" in " ".join(told.stdout.split())
    assert "Do not compare" in told.stderr
    assert gallae("experiment", "report", "nothing").exit_code == 2


def test_the_weight_of_history_is_a_setting(gallae: Callable[..., Result]) -> None:
    assert "history-weight: 0.05" in gallae("settings").stdout
    assert "history-weight: 0\n" in gallae("settings", "history-weight", "0").stdout
    for wrong in ("2", "nan", "much"):
        assert gallae("settings", "history-weight", wrong).exit_code == 2
    assert "history-weight: 0\n" in gallae("settings").stdout
