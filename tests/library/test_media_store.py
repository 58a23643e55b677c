"""Files of the media store and written files: inside their folder, and whole or not there."""

from pathlib import Path

import pytest

from library import MediaStore
from library.atomic_file import replaced_when_whole, write_whole


@pytest.fixture
def media(tmp_path: Path) -> MediaStore:
    return MediaStore(tmp_path / "pictures")


def test_what_is_written_is_there_under_a_name_of_what_it_was_made_from(media: MediaStore) -> None:
    name = media.name_for("jpg", "fingerprint", 12, 320)
    assert not media.has(name)
    assert media.write(name, b"picture").read_bytes() == b"picture"
    assert media.has(name)
    assert name == media.name_for("jpg", "fingerprint", 12, 320)
    assert name != media.name_for("jpg", "fingerprint", 1, 2320)
    assert name != media.name_for("jpg", "fingerprint1", 2, 320)
    media.remove(name)
    media.remove(name)
    assert not media.has(name)


def test_writing_again_takes_away_what_a_killed_process_left(media: MediaStore) -> None:
    name, other = media.name_for("jpg", "one"), media.name_for("jpg", "two")
    for path in (media.path(name), media.path(other)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_name(f".{path.stem}.01234567.jpg").write_bytes(b"half a pic")
    media.write(name, b"picture")
    left = {path.name for path in media.folder.rglob("*.jpg")}
    assert left == {name, f".{other[:-4]}.01234567.jpg"}


@pytest.mark.parametrize(
    "name",
    [
        "../library.db",
        "..",
        "/etc/passwd",
        "a" * 64,
        "a" * 63 + ".jpg",
        "A" * 64 + ".jpg",
        "a" * 64 + ".jpg\n",
        "a" * 64 + "./../x",
        "a" * 64 + ".jpg/../../x",
        "\0" + "a" * 63 + ".jpg",
        "a" * 64 + ".jpeg12",
    ],
)
def test_no_other_name_leads_anywhere(media: MediaStore, name: str) -> None:
    for use in (media.path, media.has, media.remove, lambda one: media.write(one, b"")):
        with pytest.raises(ValueError, match="not a name of the media store"):
            use(name)
    assert not media.folder.exists()


def test_no_name_is_no_file(media: MediaStore) -> None:
    assert not media.has("")
    media.remove("")


def test_a_failure_leaves_the_old_content_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "file.txt"
    write_whole(target, b"old")
    with pytest.raises(RuntimeError), replaced_when_whole(target) as unfinished:
        assert unfinished.suffix == ".txt" and unfinished.parent == target.parent
        unfinished.write_bytes(b"half")
        raise RuntimeError
    with pytest.raises(FileNotFoundError), replaced_when_whole(target):
        pass  # nothing was written: that is no success either
    assert target.read_bytes() == b"old"
    assert list(target.parent.iterdir()) == [target]


def test_readers_see_the_old_or_the_new(tmp_path: Path) -> None:
    target = tmp_path / "file"
    write_whole(target, b"old")
    with target.open("rb") as reader:
        write_whole(target, b"new")
        assert reader.read() == b"old"
    assert target.read_bytes() == b"new"
