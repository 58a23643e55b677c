"""SCORM: the manifest is as SCORM 1.2 asks, and a platform hears in a real browser how the story went."""

import functools
import http.server
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from creator.exports.scorm.manifest import manifest_problems, manifest_xml
from creator.exports.scorm.package import write_scorm
from creator.verify import verify_bundle
from story.model import Choice, Clip, Ending, Node, Story

IMS = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
PATIENCE_MS = 30_000

LMS = """<!doctype html><title>Platform</title>
<script>
  const kept = JSON.parse(localStorage.getItem("kept") || "{}");
  window.calls = [];
  const answer = (name, value) => (...given) => { calls.push([name, ...given]); return value(...given); };
  window.API = {
    LMSInitialize: answer("Initialize", () => "true"),
    LMSFinish: answer("Finish", () => { localStorage.setItem("calls", JSON.stringify(calls)); return "true"; }),
    LMSGetValue: answer("Get", (name) => kept[name] || (name === "cmi.core.lesson_status" ? "not attempted" : "")),
    LMSSetValue: answer("Set", (name, value) => { kept[name] = value; return "true"; }),
    LMSCommit: answer("Commit", () => { localStorage.setItem("kept", JSON.stringify(kept)); return "true"; }),
    LMSGetLastError: () => "0", LMSGetErrorString: () => "", LMSGetDiagnostic: () => "",
  };
</script>
<iframe id="lesson" src="lesson/index.html" width="900" height="500" allow="autoplay"></iframe>
"""


@pytest.fixture(scope="module")
def short(forked) -> Story:
    """Half a second, then a choice between two endings."""
    first = forked[0].nodes[0].clips[0].film
    nodes = (
        Node("a", "Here", (Clip(first, 0, 500),)),
        Node("b", "There", (Clip(first, 500, 1000),), Ending({"en": "There"})),
        Node("c", "Gone", (Clip(first, 500, 1000),), Ending({"en": "Gone"})),
    )
    choices = (Choice("ab", "a", "b", {"en": "Go there"}), Choice("ac", "a", "c", {"en": "Go away"}, 1))
    return Story("0f0e", 'A "short" <one> & so on', "en", "a", nodes, choices)


@pytest.fixture(scope="module")
def package(forked, short: Story, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("scorm") / "lesson.zip"
    assert write_scorm(short, forked[1], target, cache=forked[2]) == ()
    return target


def test_the_manifest_names_one_lesson_and_every_file(package: Path, short: Story) -> None:
    with zipfile.ZipFile(package) as archive:
        names = set(archive.namelist())
        content = archive.read("imsmanifest.xml")
        assert archive.namelist()[0] == "imsmanifest.xml"
        assert archive.read("index.html").count(b"report.js") == 1
    assert manifest_problems(content, names - {"imsmanifest.xml"}) == []
    root = ElementTree.fromstring(content)
    assert [one.text for one in root.iter(f"{IMS}title")] == [short.title] * 2
    assert {"index.html", "player.js", "story.js", "report.js", "manifest.json"} <= names


def test_the_bundle_in_it_is_whole(package: Path) -> None:
    assert verify_bundle(package).is_whole


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b"1.2</", b"1.3</", "ADL SCORM 1.2"),
        (b'identifierref="player"', b'identifierref="other"', "lead to a resource"),
        (b'default="story"', b'default="none"', "must have an item"),
        (b':scormtype="sco"', b':scormtype="asset"', "must be a SCO"),
        (b'href="b.mp4"', b'href="c.mp4"', "b.mp4 is not listed"),
        (b"Short", b"", "must have a title"),
        (b"</manifest>", b"", "no XML"),
    ],
)
def test_a_wrong_manifest_is_seen(old: bytes, new: bytes, told: str) -> None:
    content = manifest_xml(Story("s", "Short"), "a.html", {"a.html", "b.mp4"})
    assert manifest_problems(content, {"a.html", "b.mp4"}) == []
    assert old in content
    assert any(
        told in problem for problem in manifest_problems(content.replace(old, new), {"a.html", "b.mp4"})
    )


def test_hostile_titles_stay_titles(short: Story) -> None:
    title = "</title><script>x</script>\x00\x1b"
    content = manifest_xml(replace(short, title=title, id='"><x'), "a b.html", {"a b.html"})
    assert manifest_problems(content, {"a b.html"}) == []
    assert b"<script" not in content


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def platform(package: Path, tmp_path: Path) -> Iterator[str]:
    (tmp_path / "index.html").write_text(LMS, encoding="utf-8")
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path / "lesson")
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Quiet, directory=str(tmp_path))
    )
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/index.html"
    server.shutdown()
    thread.join()
    server.server_close()


def _set(calls: list[list[str]], name: str) -> list[str]:
    return [call[2] for call in calls if call[0] == "Set" and call[1] == name]


@pytest.mark.browser
def test_a_platform_hears_that_the_story_was_begun_and_ended(platform: str, browser: Any) -> None:
    context = browser.new_context(viewport={"width": 960, "height": 560}, locale="en-US")
    page = context.new_page()
    page.goto(platform)
    lesson = page.frame_locator("#lesson")
    lesson.get_by_role("button", name="Go there").click(timeout=PATIENCE_MS)
    lesson.locator("#room[data-state=ended]").wait_for(timeout=PATIENCE_MS)
    page.wait_for_function("calls.some((call) => call[2] === 'completed')", timeout=PATIENCE_MS)
    calls = page.evaluate("calls")
    assert calls[0] == ["Initialize", ""] and [call[0] for call in calls].count("Initialize") == 1
    assert _set(calls, "cmi.core.lesson_status") == ["incomplete", "completed"]
    assert _set(calls, "cmi.core.lesson_location")[-1] == "b"
    assert _set(calls, "cmi.suspend_data") == ['{"endings":["b"]}']
    page.evaluate("document.getElementById('lesson').src = 'about:blank'")
    page.wait_for_function("calls.some((call) => call[0] === 'Finish')", timeout=PATIENCE_MS)
    calls = page.evaluate("calls")
    assert calls[-1] == ["Finish", ""] and _set(calls, "cmi.core.exit") == [""]
    (spent,) = _set(calls, "cmi.core.session_time")
    hours, minutes, seconds = spent.split(":")
    assert (hours, minutes) == ("00", "00") and 0 < float(seconds) < 60
    context.close()


@pytest.mark.browser
def test_leaving_before_an_ending_is_incomplete_and_comes_back_so(platform: str, browser: Any) -> None:
    context = browser.new_context(viewport={"width": 960, "height": 560}, locale="en-US")
    page = context.new_page()
    page.goto(platform)
    page.frame_locator("#lesson").locator("#room").wait_for(timeout=PATIENCE_MS)
    page.wait_for_function("calls.some((call) => call[2] === 'incomplete')", timeout=PATIENCE_MS)
    page.evaluate("document.getElementById('lesson').src = 'about:blank'")
    page.wait_for_function("calls.some((call) => call[0] === 'Finish')", timeout=PATIENCE_MS)
    assert _set(page.evaluate("calls"), "cmi.core.exit") == ["suspend"]
    context.close()


@pytest.mark.browser
def test_without_a_platform_it_plays_all_the_same(platform: str, browser: Any) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(platform.replace("index.html", "lesson/index.html"))
    page.wait_for_selector("#room[data-state]", timeout=PATIENCE_MS)
    assert errors == []
    page.close()
