"""Verifying bundles: what differs is named, and what is made to do harm is refused before it can."""

import json
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from creator import publish
from creator.archive import is_safe_name, write_archive
from creator.bundle import zip_bundle
from creator.errors import CreatorError, NotABundle
from creator.verify import Verdict, verify_bundle
from library.errors import GallaeError


@pytest.fixture(scope="module")
def published(forked, tmp_path_factory: pytest.TempPathFactory) -> Path:
    story, shelf, cache = forked
    folder = tmp_path_factory.mktemp("verified") / "bundle"
    publish(story, shelf, folder, cache=cache, revision=7)
    return folder


@pytest.fixture
def bundle(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published, tmp_path / "bundle"))


def zipped(tmp_path: Path, files: dict[str, bytes], name: str = "made.zip") -> Path:
    with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, content in files.items():
            archive.writestr(place, content)
    return tmp_path / name


def manifest(**files: object) -> bytes:
    return json.dumps({"schema": "gallae-bundle-manifest", "version": 1, "files": files}).encode()


def test_a_bundle_is_whole_as_a_folder_and_as_a_zip(bundle: Path, tmp_path: Path) -> None:
    count = sum(path.is_file() for path in bundle.rglob("*")) - 1
    whole = Verdict(count, (), (), ())
    assert verify_bundle(bundle) == whole and whole.is_whole
    assert verify_bundle(zip_bundle(bundle, tmp_path / "bundle.zip")) == whole
    assert json.loads((bundle / "manifest.json").read_text("utf-8"))["story"]["revision"] == 7


def test_what_differs_is_named(bundle: Path, tmp_path: Path) -> None:
    (bundle / "player.js").unlink()
    with (bundle / "story.js").open("r+b") as file:
        file.write(b"W")  # one letter, the size stays
    with (bundle / "index.html").open("ab") as file:
        file.write(b" ")
    (bundle / "media" / "more.mp4").write_bytes(b"more")
    (bundle / "poster.jpg").unlink()
    (bundle / "poster.jpg").symlink_to("/etc/passwd")
    for place in (bundle, zip_bundle(bundle, tmp_path / "bundle.zip")):
        told = verify_bundle(place)
        assert told.missing == ("player.js",) and told.unlisted == ("media/more.mp4",)
        assert told.changed == ("index.html", "poster.jpg", "story.js") and not told.is_whole


def test_the_same_bundle_is_the_same_zip(bundle: Path, tmp_path: Path) -> None:
    first = zip_bundle(bundle, tmp_path / "one.zip").read_bytes()
    for path in bundle.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    other = Path(shutil.copytree(bundle, tmp_path / "copied", copy_function=shutil.copyfile))
    assert zip_bundle(other, tmp_path / "two.zip").read_bytes() == first
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        names = archive.namelist()
        assert names[0] == "manifest.json" and names[1:] == sorted(names[1:])
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bundle", "copied", "one.zip", "two.zip"]


@pytest.mark.parametrize(
    "name", ["../out", "/out", "a/../../out", "C:\\out", "a\\..\\out", "a\nb", "con.txt", ""]
)
def test_unsafe_names_are_neither_written_nor_believed(tmp_path: Path, name: str) -> None:
    assert not is_safe_name(name)
    with pytest.raises(CreatorError, match="cannot be a file's name"):
        write_archive({name: b"x"}, tmp_path / "out.zip")
    assert not (tmp_path / "out.zip").exists()
    listing = manifest(**{name: {"bytes": 1, "sha256": "0" * 64}})
    with pytest.raises(NotABundle, match="unsafe"):
        verify_bundle(zipped(tmp_path, {"manifest.json": listing}))
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "manifest.json").write_bytes(listing)
    with pytest.raises(NotABundle, match="unsafe"):
        verify_bundle(tmp_path / "folder")


def test_a_zip_that_would_fill_the_disk_is_refused_unread(tmp_path: Path) -> None:
    bomb = zipped(tmp_path, {"manifest.json": manifest(), "zeros": bytes(80_000_000)})
    with pytest.raises(NotABundle, match="would grow"):
        verify_bundle(bomb)


def test_no_more_is_read_than_the_manifest_lists(tmp_path: Path) -> None:
    listing = manifest(zeros={"bytes": 10, "sha256": "0" * 64})
    assert verify_bundle(
        zipped(tmp_path, {"manifest.json": listing, "zeros": bytes(50_000_000)})
    ).changed == ("zeros",)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[" * 200_000,
        b"[]",
        b'{"schema": "other", "files": {}}',
        b'{"schema": "gallae-bundle-manifest", "files": []}',
        b'{"schema": "gallae-bundle-manifest", "files": {"a": {"sha256": 1, "bytes": "x"}}}',
        b'{"schema": "gallae-bundle-manifest", "files": {"a": {"sha256": "0", "bytes": -2}}}',
        b'{"schema": "gallae-bundle-manifest", "files": {"a": {"sha256": "0", "bytes": '
        + b"9" * 9000
        + b"}}}",
        b"\xff\xfe",
    ],
)
def test_what_is_no_manifest_of_ours_is_no_bundle(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(NotABundle, match="no manifest") as refusal:
        verify_bundle(zipped(tmp_path, {"manifest.json": content}))
    assert refusal.value.remedy


def _not_there(folder: Path) -> Path:
    return folder / "gone.zip"


def _text(folder: Path) -> Path:
    (folder / "text.zip").write_bytes(b"no archive")
    return folder / "text.zip"


def _cut_off(folder: Path) -> Path:
    whole = zipped(folder, {"manifest.json": manifest(), "a": os.urandom(1000)})
    whole.write_bytes(whole.read_bytes()[:-40])
    return whole


def _otherwise_packed(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "lzma.zip", "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("manifest.json", manifest())
    return folder / "lzma.zip"


def _a_pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.zip")
    return folder / "pipe.zip"


def _empty(folder: Path) -> Path:
    (folder / "empty").mkdir()
    return folder / "empty"


@pytest.mark.parametrize("made", [_not_there, _text, _cut_off, _otherwise_packed, _a_pipe, _empty])
def test_broken_bundles_are_refused_in_one_line(tmp_path: Path, made: Callable[[Path], Path]) -> None:
    with pytest.raises(GallaeError) as refusal:
        verify_bundle(made(tmp_path))
    assert refusal.value.remedy and "\n" not in str(refusal.value)


def test_a_damaged_entry_is_a_changed_file(tmp_path: Path) -> None:
    listing = manifest(a={"bytes": 4000, "sha256": "0" * 64})
    path = zipped(tmp_path, {"manifest.json": listing, "a": os.urandom(4000)})
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        content[archive.getinfo("a").header_offset + 200] ^= 0xFF
    path.write_bytes(content)
    assert verify_bundle(path).changed == ("a",)


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("manifest.json", manifest())
        archive.writestr("manifest.json", manifest())
    with pytest.raises(NotABundle, match="two files of one name"):
        verify_bundle(tmp_path / "two.zip")
