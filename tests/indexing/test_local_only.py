"""Only the film's own file is opened: what refers to another file or to an address is refused, and nobody is asked."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from indexing import FilmToAdd, FilmUnreadable, add_film
from indexing.container import open_container
from indexing.probe import probe
from library import Library, no_progress


@pytest.fixture(scope="module")
def lures() -> ModuleType:
    path = Path(__file__).parents[1] / "local_only.py"
    found = importlib.util.spec_from_file_location("local_only", path)
    assert found and found.loader
    module = importlib.util.module_from_spec(found)
    import sys

    sys.modules["local_only"] = module  # its dataclasses look themselves up
    found.loader.exec_module(module)
    return module


def test_lists_and_manifests_are_refused_whatever_they_are_called(
    lures: ModuleType, film: Any, tmp_path: Path
) -> None:
    with lures.listening() as listener:
        files = lures.luring_files(tmp_path, film.path, listener.address)
        for path in files:
            with pytest.raises(FilmUnreadable, match="not a film that can be read") as refused:
                probe(path, no_progress)
            assert "root:" not in str(refused.value)
        assert len(files) == 120 and listener.asked == []


def test_the_lists_would_be_followed_by_a_careless_reader(
    lures: ModuleType, film: Any, tmp_path: Path
) -> None:
    import av

    with lures.listening() as listener:
        lures.luring_files(tmp_path, film.path, listener.address)
        options = {"protocol_whitelist": "file,http,tcp", "extension_picky": "0"}
        with pytest.raises(av.FFmpegError):
            av.open(str(tmp_path / "web-list.m3u8"), options=options)
        assert listener.asked, "else the test before proves nothing"
        with av.open(str(tmp_path / "film-list.ffconcat"), options={"safe": "0"}) as container:
            assert container.streams.video


def test_a_film_whose_samples_lie_at_an_address_asks_nobody(
    lures: ModuleType, library: Library, film: Any, tmp_path: Path
) -> None:
    path = tmp_path / "elsewhere.mp4"
    with lures.listening() as listener:
        path.write_bytes(lures.film_elsewhere(film.path.read_bytes(), f"{listener.address}/film.mov"))
        assert path.read_bytes().count(listener.address.encode()) == 2
        try:
            add_film(library, FilmToAdd(path))
        except FilmUnreadable as error:
            assert str(path) in str(error)
        assert listener.asked == []


def test_a_film_with_an_attachment_is_read_and_the_attachment_left_alone(
    library: Library, film: Any, tmp_path: Path, run_ffmpeg: Callable[..., None]
) -> None:
    note, path = tmp_path / "font.ttf", tmp_path / "attached.mkv"
    note.write_text("file:///etc/passwd")
    run_ffmpeg("-i", film.path, "-c", "copy", "-attach", note, "-metadata:s:t", "mimetype=font/ttf", path)
    with open_container(path) as container:
        assert len(container.streams) == 3
    assert add_film(library, FilmToAdd(path)).scenes >= 1
