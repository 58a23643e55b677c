"""A film that was exchanged for a list after it was added leads ffmpeg and PyAV to no other file and no address."""

import importlib.util
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import ModuleType

import pytest

from creator.encoder import FfmpegEncoder, only_local
from creator.errors import EncodingFailed, MissingFootage
from creator.ffmpeg import ffmpeg
from creator.profile import Profile
from creator.source import CONTAINERS, find_piece
from library.records import Film
from story.model import Clip

LOOK = Profile("test", 160, 96, Fraction(24))


@pytest.fixture(scope="module")
def lures() -> ModuleType:
    found = importlib.util.spec_from_file_location("local_only", Path(__file__).parents[1] / "local_only.py")
    assert found and found.loader
    module = importlib.util.module_from_spec(found)
    sys.modules["local_only"] = module  # its dataclasses look themselves up
    found.loader.exec_module(module)
    return module


def test_neither_pyav_nor_ffmpeg_follows_a_list(
    lures: ModuleType, film_of: Callable[..., Film], tmp_path: Path
) -> None:
    film = film_of()
    clip = Clip(film.fingerprint, 0, 1000)
    piece = find_piece(clip, film)
    encoder, target = FfmpegEncoder(threads=1), tmp_path / "clip.mp4"
    with lures.listening() as listener:
        files = lures.luring_files(tmp_path, film.path, listener.address)
        for path in files:
            with pytest.raises(MissingFootage):
                find_piece(clip, replace(film, path=path))
        for path in (path for path in files if path.suffix == ".mp4"):
            with pytest.raises(EncodingFailed) as failed:
                encoder.cut(replace(piece, path=path), LOOK, target, lambda frames: None)
            assert "root:" not in str(failed.value) and not target.exists()
        assert listener.asked == []


def test_ffmpeg_would_follow_a_list_if_it_were_let(
    lures: ModuleType, film_of: Callable[..., Film], tmp_path: Path
) -> None:
    film = film_of()

    def code(name: str, *options: str) -> int:
        command = [
            ffmpeg(),
            "-v",
            "quiet",
            "-nostdin",
            *options,
            "-i",
            str(tmp_path / name),
            "-f",
            "null",
            "-",
        ]
        return subprocess.run(command, check=False, timeout=60).returncode

    with lures.listening() as listener:
        lures.luring_files(tmp_path, film.path, listener.address)
        assert code("film-list.ffconcat", "-safe", "0") == 0
        assert code("film-list.ffconcat", *only_local(CONTAINERS)) != 0
        code("web-list.m3u8", "-protocol_whitelist", "file,http,tcp", "-extension_picky", "0")
        asked = len(listener.asked)
        assert asked > 0
        assert code("web-list.m3u8", *only_local(CONTAINERS)) != 0
        assert len(listener.asked) == asked
