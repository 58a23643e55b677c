"""Files that come over the web: which belong together, and where they go."""

import socket
import unicodedata
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import httpx
import pytest

from indexing.film_files import LeftOut, match_files
from ui.errors import UploadRefused
from ui.jobs.uploads import Upload, match_uploads, safe_name, safe_path, store_upload

API = "/api/v1"


def matched(*names: str) -> dict[str, tuple[list[str], str | None]]:
    return {
        one.film.name: ([file.name for file in one.subtitles], one.screenplay and one.screenplay.name)
        for one in match_uploads([Path("/upload", name) for name in names])
    }


def test_files_go_with_the_film_whose_name_they_begin_with() -> None:
    assert matched("Popeye.mp4", "popeye.ko.srt", "Sindbad.mkv", "POPEYE.en.vtt", "sindbad.fountain") == {
        "Popeye.mp4": (["popeye.ko.srt", "POPEYE.en.vtt"], None),
        "Sindbad.mkv": ([], "sindbad.fountain"),
    }


def test_of_two_films_the_longer_name_has_it() -> None:
    assert matched("part1.mp4", "part10.mp4", "part10.srt") == {
        "part1.mp4": ([], None),
        "part10.mp4": (["part10.srt"], None),
    }


def test_beside_a_single_film_any_name_will_do() -> None:
    assert matched("film.mp4", "subs.srt", "script.fountain") == {
        "film.mp4": (["subs.srt"], "script.fountain")
    }


def test_a_name_goes_on_only_after_a_separator_and_accents_may_be_written_either_way() -> None:
    assert matched(
        "영상.mp4", unicodedata.normalize("NFD", "영상 2.srt"), "café.mkv", "cafe\u0301_ko.vtt"
    ) == {
        "영상.mp4": ([unicodedata.normalize("NFD", "영상 2.srt")], None),
        "café.mkv": (["cafe\u0301_ko.vtt"], None),
    }
    with pytest.raises(UploadRefused, match="it is not clear to which film"):
        matched("part1.mp4", "other.mp4", "part10.srt")


def test_each_folder_is_looked_at_by_itself_and_what_is_left_out_is_told_why() -> None:
    names = ("one/film.mp4", "one/English.srt", "two/film.mp4", "two/film.ko.srt", "two/readme.txt")
    files = [
        PurePosixPath(name) for name in (*names, "two/film.fdx", "two/film.fountain", "cover.jpg", "x.srt")
    ]
    found = match_files(files)
    assert [
        (str(one.film), [str(two) for two in one.subtitles], str(one.screenplay)) for one in found.films
    ] == [
        ("one/film.mp4", ["one/English.srt"], "None"),
        ("two/film.mp4", ["two/film.ko.srt"], "two/film.fountain"),
    ]
    assert {str(file): reason for file, reason in found.left_out} == {
        "two/readme.txt": LeftOut.OTHER_NAME,
        "two/film.fdx": LeftOut.SECOND_SCREENPLAY,
        "cover.jpg": LeftOut.UNKNOWN_KIND,
        "x.srt": LeftOut.OTHER_NAME,
    }


@pytest.mark.parametrize(
    "names",
    [
        (),
        ("alone.srt",),
        ("film.mp4", "letter.docx"),
        ("a.mp4", "b.mp4", "c.srt"),
        ("a.mp4", "x.fountain", "y.fdx"),
        ("a.mp4", "notes.txt"),
    ],
)
def test_what_cannot_be_told_apart_is_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(UploadRefused):
        matched(*names)


def test_uploads_get_a_folder_of_their_own(tmp_path: Path) -> None:
    for name in ("a.mp4", "a.srt"):
        (tmp_path / name).write_text(name)
    kept = store_upload(Upload(tmp_path / "a.mp4", (tmp_path / "a.srt",)), tmp_path / "films")
    assert (kept.film.read_text(), kept.subtitles[0].read_text()) == ("a.mp4", "a.srt")
    assert kept.film.parent == kept.subtitles[0].parent
    assert kept.film.parent.parent == tmp_path / "films"
    assert not (tmp_path / "a.mp4").exists()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\films\\a.MP4", "a.mp4"),
        ("...", "file"),
        (".hidden.mp4", "hidden.mp4"),
        ("a\nb<c>.mp4", "a_b_c_.mp4"),
        ("\u1112\u1161\u11ab.mp4", "한.mp4"),
        ("x" * 300 + ".mp4", "x" * 100 + ".mp4"),
    ],
)
def test_names_from_outside_harm_nobody(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("shelf/one/film.mp4", "shelf/one/film.mp4"),
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/./passwd", "etc/passwd"),
        ("C:\\films\\..\\a.MP4", "C_/films/a.mp4"),
        ("..", "file"),
        ("", "file"),
        ("a/" * 50 + "film.mp4", "a/" * 11 + "film.mp4"),
    ],
)
def test_folders_from_outside_lead_nowhere_else(name: str, safe: str) -> None:
    assert str(safe_path(name)) == safe


def test_what_goes_with_what_is_told_before_anything_is_sent(client: httpx.Client) -> None:
    names = ["shelf/A/film.mp4", "shelf/A/English.srt", "shelf\\B\\other.mkv", "notes.txt", ".."]
    told = client.post(f"{API}/films/matching", json={"names": names}).json()
    assert told["films"] == [
        {"film": "shelf/A/film.mp4", "subtitles": ["shelf/A/English.srt"], "screenplay": None},
        {"film": "shelf\\B\\other.mkv", "subtitles": [], "screenplay": None},
    ]
    assert {one["name"]: one["reason"] for one in told["left_out"]} == {
        "notes.txt": "other_name",
        "..": "unknown_kind",
    }
    assert client.post(f"{API}/films/matching", json={"names": ["x"] * 1001}).status_code == 422


def test_what_is_too_large_without_end_or_there_twice_is_refused_clearly(client: httpx.Client) -> None:
    before = client.get(f"{API}/jobs").json()
    twice = [("files", ("A.mp4", b"1")), ("files", ("a.MP4".replace("a", "A"), b"2"))]
    answer = client.post(f"{API}/films", files=twice)
    assert (answer.status_code, "handed in twice" in answer.json()["detail"]) == (422, True)
    form = {"content-type": "multipart/form-data; boundary=b"}
    endless = client.post(f"{API}/films", content=iter([b"--b--"]), headers=form)
    assert (endless.status_code, endless.headers["content-type"]) == (411, "application/problem+json")
    address = urlsplit(str(client.base_url))
    with socket.create_connection((str(address.hostname), address.port or 80), 20) as door:
        head = f"POST {API}/films HTTP/1.1\r\nHost: {address.netloc}\r\nContent-Length: {21 << 30}\r\n"
        door.sendall(f"{head}Content-Type: {form['content-type']}\r\n\r\n".encode())
        assert b" 413 " in door.recv(1000).partition(b"\r\n")[0]
    assert client.get(f"{API}/jobs").json() == before


def test_a_folder_is_handed_in_with_what_lies_in_it(client: httpx.Client) -> None:
    files = [
        ("files", ("shelf/A/a.mp4", b"no film")),
        ("files", ("shelf/A/English.srt", b"")),
        ("files", ("shelf/b.mp4", b"nor")),
    ]
    started = client.post(f"{API}/films", files=files).json()
    assert [job["subject"] for job in started] == ["a", "b"]
