"""H5P: a package holds the story as the format asks, and the validator sees what is wrong with one."""

import copy
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import pytest

from creator.errors import ExportImpossible
from creator.exports.h5p import scenario as scenarios
from creator.exports.h5p.licences import h5p_licence
from creator.exports.h5p.package import write_h5p
from creator.exports.h5p.scenario import Scenario, Spot, Way, scenario_of
from creator.exports.h5p.validation import problems_of_file, problems_of_package
from creator.exports.lost import Feature
from creator.plan import plan_of
from library.records import Cue
from story.model import Candidate, Choice, Ending, Group, Node, Story, Variable, VariableKind


@pytest.fixture(scope="module")
def package(forked, tmp_path_factory: pytest.TempPathFactory) -> Path:
    story, shelf, cache = forked
    target = tmp_path_factory.mktemp("h5p") / "fork.h5p"
    lost = write_h5p(plan_of(story, shelf), shelf, target, cache=cache)
    assert {one.feature for one in lost} == {
        Feature.TIME_LIMITS,
        Feature.WINDOWS,
        Feature.LANGUAGES,
        Feature.CARDS,
    }
    return target


@pytest.fixture(scope="module")
def documents(package: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    with zipfile.ZipFile(package) as archive:
        return tuple(json.loads(archive.read(name)) for name in ("h5p.json", "content/content.json"))


def test_the_package_is_as_the_format_asks(package: Path) -> None:
    assert problems_of_file(package) == []
    with zipfile.ZipFile(package) as archive:
        names = archive.namelist()
    assert names[0] == "h5p.json" and not [name for name in names if name.startswith("H5P.")]


def test_it_says_what_it_is_and_whom_to_name(documents) -> None:
    package, _ = documents
    assert (package["title"], package["language"]) == ("A <fork> & more", "en")
    assert (package["license"], package["licenseVersion"]) == (
        "CC BY-SA",
        "3.0",
    )  # what one of the films wants
    assert [author["role"] for author in package["authors"]] == ["Author"] * 2
    assert "CC BY-SA 3.0" in package["licenseExtras"]


def test_the_graph_is_the_storys(documents) -> None:
    contents = documents[1]["branchingScenario"]["content"]
    kinds = [one["type"]["library"].split()[0].removeprefix("H5P.") for one in contents]
    # the porch and the street follow each other without asking: one video
    assert kinds == ["Video", "BranchingQuestion", "Video", "BranchingQuestion", "Video", "Video"]
    asked = [
        [
            (way["text"], way["nextContentId"])
            for way in one["type"]["params"]["branchingQuestion"]["alternatives"]
        ]
        for one in contents
        if "branchingQuestion" in one["type"]["params"]
    ]
    assert [[target for _, target in ways] for ways in asked] == [[2, 4], [5, 0]]
    assert asked[0][0][0] == "Go left" and asked[1][0][0] == "Go out"
    assert asked[0][1][0].startswith("&lt;img src=x") and "<" not in asked[0][1][0]
    assert [contents[number]["nextContentId"] for number in (0, 2, 4, 5)] == [1, 3, -1, -1]
    assert documents[1]["branchingScenario"]["title"] == "A &lt;fork&gt; &amp; more"
    assert contents[4]["feedback"]["title"] == "&lt;i&gt;Free&lt;/i&gt;"
    assert contents[5]["feedback"]["title"] == "Lost"


def test_videos_play_what_the_nodes_play(package: Path, documents, tmp_path: Path) -> None:
    contents = documents[1]["branchingScenario"]["content"]
    seconds = []
    with zipfile.ZipFile(package) as archive:
        for one in contents:
            for source in one["type"]["params"].get("sources", []):
                file = Path(archive.extract(f"content/{source['path']}", tmp_path))
                with av.open(str(file)) as container:
                    seconds.append(round(container.duration / av.time_base, 1))
    assert seconds == [2.0, 1.0, 1.5, 2.0]
    assert contents[2]["type"]["params"]["sources"][0]["copyright"]["license"] == "CC BY-SA"
    assert contents[0]["type"]["params"]["sources"][0]["copyright"]["license"] == "U"  # two licences


def test_captions_lie_beside_their_videos(package: Path, documents) -> None:
    first = documents[1]["branchingScenario"]["content"][0]["type"]["params"]
    assert [track["srcLang"] for track in first["a11y"]] == ["en", "ko"]
    with zipfile.ZipFile(package) as archive:
        told = archive.read(f"content/{first['a11y'][1]['track']['path']}").decode()
    assert told == "WEBVTT\n\n00:00:00.100 --> 00:00:00.900\n복도에서\n"


def test_the_same_story_gives_the_same_package(forked, package: Path, tmp_path: Path) -> None:
    story, shelf, cache = forked
    write_h5p(plan_of(story, shelf), shelf, tmp_path / "again.h5p", cache=cache)
    with zipfile.ZipFile(package) as one, zipfile.ZipFile(tmp_path / "again.h5p") as other:
        assert one.namelist() == other.namelist()
        assert one.read("content/content.json") == other.read("content/content.json")


CARD = {"en": "Card"}
KEY = Story(
    "s",
    "The key",
    "en",
    "a",
    (
        Node("a", "Hall"),
        Node("k", "Key", effects=("has = true",)),
        Node("d", "Door"),
        Node("o", "Out", ending=Ending()),
    ),
    (
        Choice("take", "a", "k", {"en": "Take the key"}, condition="not has"),
        Choice("go", "a", "d", {"en": "To the door"}, 1),
        Choice("back", "k", "a"),
        Choice("open", "d", "o", {"en": "Open"}, condition="has"),
        Choice("turn", "d", "a", {"en": "Turn back"}, 1),
    ),
    variables=(Variable("has", VariableKind.FLAG, False),),
)


def test_what_a_story_remembers_is_unrolled() -> None:
    found = scenario_of(KEY)
    assert found.unrolled
    assert found.spots[0] == Spot(("a",), (Way("Take the key", 1), Way("To the door", 2)))
    without = found.spots[2]
    assert without.nodes == ("d",) and without.ways == (Way("Turn back", 0),)
    key = found.spots[1]
    assert key.nodes == ("k", "a")[: len(key.nodes)]
    doors = [spot for spot in found.spots if spot.nodes == ("d",)]
    assert [[way.label for way in spot.ways] for spot in doors] == [["Turn back"], ["Open", "Turn back"]]


def test_a_story_that_remembers_too_much_is_told_without_memory() -> None:
    found = scenario_of(KEY, most=3)
    assert not found.unrolled and len(found.spots) == 4
    assert [way.label for way in found.spots[0].ways] == ["Take the key", "To the door"]


def test_a_story_with_too_many_places_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenarios, "MOST_PLAIN", 3)
    with pytest.raises(ExportImpossible, match="more places"):
        scenario_of(KEY, most=3)


def test_groups_are_unrolled_too() -> None:
    nodes = (Node("a", "A"), Node("b", "B", ending=Ending()), Node("c", "C", ending=Ending()))
    group = Group("g", "Either", candidates=(Candidate("b", condition="false"), Candidate("c")))
    story = Story("s", "S", "en", "a", nodes, (Choice("x", "a", "g"),), groups=(group,))
    assert scenario_of(story) == Scenario((Spot(("a", "c"), ()),), unrolled=True)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("CC BY 4.0", ("CC BY", "4.0")),
        ("CC-BY-NC-ND-2.5", ("CC BY-NC-ND", "2.5")),
        ("CC BY-SA", ("CC BY-SA", "")),
        ("CC0", ("CC0 1.0", "")),
        ("all rights reserved", ("C", "")),
        ("GPL-3.0-only", ("U", "")),
        ("", ("U", "")),
    ],
)
def test_licences_have_h5ps_names(name: str, known: tuple[str, str]) -> None:
    assert h5p_licence(name) == known


def _question(content: dict[str, Any]) -> dict[str, Any]:
    return content["branchingScenario"]["content"][1]


def _first(content: dict[str, Any]) -> dict[str, Any]:
    return content["branchingScenario"]["content"][0]


def _no_question_first(content: dict[str, Any]) -> None:
    content["branchingScenario"]["content"].pop(0)


def _one_alternative(content: dict[str, Any]) -> None:
    _question(content)["type"]["params"]["branchingQuestion"]["alternatives"].pop()


def _html(content: dict[str, Any]) -> None:
    _question(content)["type"]["params"]["branchingQuestion"]["alternatives"][0]["text"] = "<img src=x>"


BREAKS: dict[str, Callable[[dict[str, Any]], object]] = {
    "leads nowhere": lambda content: _first(content).update(nextContentId=99),
    "-2 leads nowhere": lambda content: _first(content).update(nextContentId=-2),
    "must not come first": _no_question_first,
    "two alternatives": _one_alternative,
    "holds HTML": _html,
    "characters at most": lambda content: _first(content).update(proceedButtonText="x" * 51),
    "'<b>Hall' holds HTML": lambda content: content["branchingScenario"].update(title="<b>Hall"),
    "'<i>End' holds HTML": lambda content: _first(content)["feedback"].update(title="<i>End"),
    "'<u>Name' holds HTML": lambda content: _first(content)["type"]["metadata"].update(title="<u>Name"),
    "feedback must be an object": lambda content: _first(content).pop("feedback"),
    "no nextContentId of its own": lambda content: _question(content).update(nextContentId=0),
    "known version": lambda content: _first(content)["type"].update(library="H5P.Video 9.9"),
    "UUID of version 4": lambda content: _first(content)["type"].update(subContentId="x"),
    "is not in the package": lambda content: _first(content)["type"]["params"]["sources"][0].update(
        path="videos/no.mp4"
    ),
    "behaviour must be an object": lambda content: content["branchingScenario"].update(behaviour=[]),
    "contentId -1": lambda content: content["branchingScenario"].update(endScreens=[]),
    "content is empty": lambda content: content["branchingScenario"].update(content=[]),
}


@pytest.mark.parametrize("told", BREAKS)
def test_the_validator_sees_what_is_wrong(package: Path, documents, told: str) -> None:
    content = copy.deepcopy(documents[1])
    BREAKS[told](content)
    with zipfile.ZipFile(package) as archive:
        files = dict.fromkeys(archive.namelist(), b"")
    files |= {
        "h5p.json": json.dumps(documents[0]).encode(),
        "content/content.json": json.dumps(content).encode(),
    }
    assert any(told in problem for problem in problems_of_package(files)), problems_of_package(files)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"title": ""}, "title"),
        ({"mainLibrary": "H5P.Video"}, "mainLibrary"),
        ({"embedTypes": []}, "embedTypes"),
        ({"license": "MIT"}, "license"),
        ({"preloadedDependencies": []}, "preloadedDependencies"),
        ({"authors": [{"name": "x"}]}, "author"),
        ({"language": "English!"}, "language"),
    ],
)
def test_the_validator_sees_a_wrong_package(documents, change: dict[str, Any], told: str) -> None:
    files = {"h5p.json": json.dumps({**documents[0], **change}).encode(), "../x.exe": b""}
    problems = problems_of_package(files)
    assert any(told in problem for problem in problems) and any(
        "safe name" in problem for problem in problems
    )


def test_hostile_captions_stay_text(forked, tmp_path: Path) -> None:
    story, shelf, cache = forked
    hostile = replace(shelf, lines=[Cue(1, 0, 900, "--> <b>\n\nNOTE x", "en")])
    write_h5p(plan_of(story, shelf), hostile, tmp_path / "x.h5p", cache=cache)
    with zipfile.ZipFile(tmp_path / "x.h5p") as archive:
        vtt = next(archive.read(name).decode() for name in archive.namelist() if name.endswith(".vtt"))
    assert vtt == "WEBVTT\n\n00:00:00.000 --> 00:00:00.900\n--&gt; &lt;b&gt;\nNOTE x\n"


def test_a_single_choice_is_the_button_that_leads_on(forked, tmp_path: Path) -> None:
    story, shelf, cache = forked
    only = replace(
        story,
        choices=(
            Choice("go", "start", "room", {"en": "Don't <b>wait</b> " + "any longer " * 9}),
            Choice("back", "room", "start", {"en": "Back & forth"}),
            Choice("on", "room", "garden", {"en": "On"}),
        ),
    )
    write_h5p(plan_of(only, shelf), shelf, tmp_path / "one.h5p", cache=cache)
    with zipfile.ZipFile(tmp_path / "one.h5p") as archive:
        content = json.loads(archive.read("content/content.json"))["branchingScenario"]["content"]
    assert content[0]["nextContentId"] == 1 and len(content[0]["proceedButtonText"]) <= 50
    assert content[0]["proceedButtonText"].startswith("Don't ‹b›wait‹/b› any longer")
    ways = content[2]["type"]["params"]["branchingQuestion"]["alternatives"]
    assert [way["text"] for way in ways] == ["Back &amp; forth", "On"]
