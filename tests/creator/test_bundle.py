"""Publishing: what a bundle holds, what is refused, and that a failed publish leaves the last good one."""

import hashlib
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from creator import BundleFolderInUse, MissingFootage, NoSpaceLeft, StoryNotReady, publish
from creator.bundle_folder import bundle_being_built, files_of_bundle
from creator.bundle_story import story_script
from creator.encoder import FfmpegEncoder
from creator.manifest import Published
from library.errors import GallaeError
from library.progress import Cancelled
from story.model import Choice, Clip, Node, Story


class NoEncoder(FfmpegEncoder):
    """An encoder that must not be asked."""

    def cut(self, *arguments: object) -> None:
        raise AssertionError("encoded again")


def told(folder: Path) -> dict:
    """Return what the player of a bundle is told."""
    script = (folder / "story.js").read_text(encoding="utf-8")
    assert script.startswith("window.GALLAE_STORY = ") and script.endswith(";\n")
    return json.loads(script.removeprefix("window.GALLAE_STORY = ").removesuffix(";\n"))


def state_of(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def published(forked, tmp_path_factory: pytest.TempPathFactory) -> Path:
    story, shelf, cache = forked
    folder = tmp_path_factory.mktemp("out") / "bundle"
    bundle = publish(story, shelf, folder, cache=cache)
    assert (bundle.nodes, bundle.clips, bundle.endings) == (5, 6, 2)
    assert bundle.bytes == sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return folder


@pytest.fixture
def again(forked, published: Path, tmp_path: Path) -> tuple[Story, object, Path, Path]:
    """The story, its footage, its cache, and a copy of its bundle to publish over."""
    story, shelf, cache = forked
    return story, shelf, cache, Path(shutil.copytree(published, tmp_path / "out" / "bundle"))


def test_a_bundle_holds_what_it_needs_and_its_manifest_names_every_file(published: Path) -> None:
    top = {path.name for path in published.iterdir()}
    assert top == {
        *("index.html", "player.js", "player.css", "story.js", "media", "poster.jpg", "CREDITS.html"),
        "manifest.json",
    }
    manifest = json.loads((published / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["schema"], manifest["version"]) == ("gallae-bundle-manifest", 1)
    assert (manifest["story"]["id"], manifest["story"]["revision"]) == ("0f0e", None)
    assert {source["licence_id"] for source in manifest["sources"]} == {"CC-BY-4.0", "CC-BY-SA-3.0", ""}
    files = state_of(published)
    files.pop("manifest.json")
    assert {name: one["sha256"] for name, one in manifest["files"].items()} == files
    assert manifest["files"]["story.js"]["bytes"] == (published / "story.js").stat().st_size
    assert not list(published.parent.glob(".*"))


def test_the_player_is_told_the_story(published: Path) -> None:
    story = told(published)
    assert (story["schema"], story["version"], story["start"]) == ("gallae-bundle", 2, "start")
    assert story["languages"] == ["en", "ko"]
    start = story["nodes"]["start"]
    assert [(choice["opens_ms"], choice["closes_ms"]) for choice in start["choices"]] == [(500, 1700)] * 2
    assert [choice["id"] for choice in start["choices"]] == ["left", "right"]
    assert [choice["default"] for choice in start["choices"]] == [True, False]
    assert [media["duration_ms"] for media in start["media"]] == [1000, 1000]
    said = {"en": [[100, 900, "In the hall"]], "ko": [[100, 900, "복도에서"]]}
    assert start["media"][0]["captions"] == said
    on = story["nodes"]["porch"]["choices"]
    assert [(choice["target"], choice["automatic"]) for choice in on] == [("street", True)]
    ending = {"title": {"en": "<i>Free</i>", "ko": "자유"}, "kind": "neutral"}
    assert story["nodes"]["garden"]["ending"] == ending
    assert [name for name, node in story["nodes"].items() if node["endCard"]] == ["garden", "street"]
    assert [name for name, node in story["nodes"].items() if node["isEnd"]] == ["garden", "street"]
    for node in story["nodes"].values():
        for media in [*node["media"], story["titleCard"], *([node["endCard"]] if node["endCard"] else [])]:
            assert (published / media["file"]).is_file()


def test_no_text_ends_the_script(published: Path) -> None:
    script = story_script({"text": "</script><!--\u2028\u2029&"})
    assert not set("<>&\u2028\u2029") & set(script)
    assert json.loads(script[len("window.GALLAE_STORY = ") : -2]) == {"text": "</script><!--\u2028\u2029&"}
    assert "<" not in (published / "story.js").read_text(encoding="utf-8")


def test_the_page_of_credits_is_escaped(published: Path) -> None:
    page = (published / "CREDITS.html").read_text(encoding="utf-8")
    assert "<script" not in page and "<img" not in page
    assert "&lt;script&gt;window.hacked=1&lt;/script&gt;" in page
    assert 'href="https://creativecommons.org/licenses/by-sa/3.0/"' in page
    assert "Licence · 이용 허락" in page


def test_publishing_again_encodes_nothing_and_gives_the_same(again) -> None:
    story, shelf, cache, folder = again
    before = state_of(folder)
    publish(story, shelf, folder, cache=cache, encoder=NoEncoder())
    assert state_of(folder) == before


def test_a_new_label_needs_no_encoding_either(again) -> None:
    story, shelf, cache, folder = again
    renamed = replace(story.choices[0], label={"en": "To the left"})
    publish(
        replace(story, choices=(renamed, *story.choices[1:])), shelf, folder, cache=cache, encoder=NoEncoder()
    )
    assert told(folder)["nodes"]["start"]["choices"][0]["label"] == {"en": "To the left"}


def test_what_cannot_be_reached_is_left_out(again) -> None:
    story, shelf, cache, folder = again
    lonely = replace(story, nodes=(*story.nodes, Node("gap", "A gap nobody comes to")))
    publish(lonely, shelf, folder, cache=cache)
    assert "gap" not in told(folder)["nodes"]


def test_a_failed_publish_leaves_the_last_good_bundle(again) -> None:
    story, shelf, cache, folder = again
    before = state_of(folder)

    def stop(stage: str, done: int, total: int) -> None:
        if stage == "bundle" and done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        publish(story, shelf, folder, cache=cache, progress=stop)
    assert state_of(folder) == before
    assert [path.name for path in folder.parent.iterdir()] == ["bundle"]


def test_a_killed_publish_is_cleared_up_by_the_next(again) -> None:
    story, _shelf, _cache, folder = again
    before = state_of(folder)
    folder.rename(folder.with_name(".bundle.replaced-12345678"))  # killed between the two renames
    (folder.with_name(".bundle.building-12345678") / "media").mkdir(parents=True)
    with pytest.raises(Cancelled), bundle_being_built(folder, Published(story)):
        raise Cancelled
    assert state_of(folder) == before
    assert [path.name for path in folder.parent.iterdir()] == ["bundle"]


def test_what_a_person_put_into_the_bundle_is_kept(again) -> None:
    story, shelf, cache, folder = again
    (folder / "notes").mkdir()
    (folder / "notes" / "mine.txt").write_text("keep")
    publish(story, shelf, folder, cache=cache)
    assert (folder / "notes" / "mine.txt").read_text() == "keep"
    assert "notes/mine.txt" not in files_of_bundle(folder)


@pytest.mark.parametrize("kind", ["folder", "file", "other manifest"])
def test_a_strangers_folder_is_left_alone(again, tmp_path: Path, kind: str) -> None:
    story, shelf, cache, _ = again
    target = tmp_path / "photos"
    if kind == "file":
        target.write_text("mine")
    else:
        target.mkdir()
        (target / ("manifest.json" if kind == "other manifest" else "cat.jpg")).write_text(
            '{"schema": "other"}'
        )
    with pytest.raises(BundleFolderInUse, match="photos already exists") as refusal:
        publish(story, shelf, target, cache=cache)
    assert refusal.value.remedy
    assert target.exists() and (target.is_file() or len(list(target.iterdir())) == 1)


def test_an_empty_folder_is_used(again, tmp_path: Path) -> None:
    story, shelf, cache, _ = again
    (tmp_path / "empty").mkdir()
    assert publish(story, shelf, tmp_path / "empty", cache=cache).index.is_file()


def test_a_full_disk_leaves_the_last_good_bundle(again, monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    story, shelf, cache, folder = again
    before, limit = state_of(folder), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2048, limit[1]))
    try:
        with pytest.raises(NoSpaceLeft, match=f"No space left to write {folder}"):
            publish(story, shelf, folder, cache=cache)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert state_of(folder) == before


def refused(forked, story: Story, tmp_path: Path) -> GallaeError:
    _, shelf, cache = forked
    with pytest.raises(GallaeError) as refusal:
        publish(story, shelf, tmp_path / "never", cache=cache, encoder=NoEncoder())
    assert not (tmp_path / "never").exists()
    assert refusal.value.remedy and "\n" not in str(refusal.value)
    return refusal.value


def test_a_story_without_a_start_is_refused(forked, tmp_path: Path) -> None:
    for start in ("", "nowhere"):
        assert isinstance(refused(forked, replace(forked[0], start=start), tmp_path), StoryNotReady)


def test_a_choice_that_leads_nowhere_is_refused(forked, tmp_path: Path) -> None:
    story = replace(forked[0], choices=(*forked[0].choices, Choice("lost", "start", "nowhere")))
    assert '"nowhere", which is not in the story' in refused(forked, story, tmp_path).message


def test_a_node_without_clips_is_refused_by_its_title(forked, tmp_path: Path) -> None:
    nodes = tuple(replace(node, clips=()) if node.id == "porch" else node for node in forked[0].nodes)
    error = refused(forked, replace(forked[0], nodes=nodes), tmp_path)
    assert isinstance(error, MissingFootage) and '"The porch" has no clip' in error.message


def test_an_unknown_film_is_refused_by_node_and_clip(forked, tmp_path: Path) -> None:
    start = replace(
        forked[0].nodes[0], clips=(forked[0].nodes[0].clips[0], Clip("ab" * 32, 0, 1000, "A kiss"))
    )
    error = refused(forked, replace(forked[0], nodes=(start, *forked[0].nodes[1:])), tmp_path)
    assert 'clip 2 of "The hall" ("A kiss")' in error.message


def test_a_film_whose_file_has_gone_is_refused_by_its_path(forked, tmp_path: Path) -> None:
    story, shelf, cache = forked
    away = replace(shelf.films[0], path=tmp_path / "gone.mp4")
    gone = replace(shelf, films=[away, *shelf.films[1:]])
    assert "gone.mp4" in refused((story, gone, cache), story, tmp_path).message


def test_a_clip_beyond_the_break_of_its_film_is_refused_by_its_node(forked, tmp_path: Path) -> None:
    from fractions import Fraction

    story, shelf, cache = forked
    broken = replace(shelf, films=[*shelf.films[:2], replace(shelf.films[2], broken_at=Fraction(1, 4))])
    assert '"The porch" cannot be published' in refused((story, broken, cache), story, tmp_path).message


def test_importing_the_package_is_cheap() -> None:
    check = "import sys, creator; creator.CreatorError; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", check], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"moviepy", "PIL", "av", "numpy", "imageio_ffmpeg"} & set(loaded)
