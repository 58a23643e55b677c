"""A disk that fills up while a film is added ends in one error, and the library is as it was."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from indexing import (
    FilmToAdd,
    add_film,
)
from library import Library, open_library

ROOT = Path(__file__).parents[2]

FILL = """
import sys
from pathlib import Path
from library import GallaeError, open_library
from indexing import FilmToAdd, add_film
from indexing.shots import ShotWay
folder, film, subtitles = map(Path, sys.argv[1:])
with open_library(folder) as library:
    try:
        add_film(library, FilmToAdd(film, (subtitles,), shots=ShotWay.QUICK))
        print("added")
    except GallaeError as error:
        print(str(error).count(chr(10)), bool(error.remedy), error.message)
    print(len(library.catalog.films()), len(library.catalog.concepts()), len(list(folder.rglob("*.jpg"))))
"""


def fill(folder: Path, film: Path, subtitles: Path, **options: Any) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", FILL, folder, film, subtitles],
        capture_output=True, text=True, cwd=ROOT, timeout=120, check=True, **options,
    )  # fmt: skip
    return done.stdout.splitlines()


def test_a_limit_on_file_sizes_ends_in_one_error(library: Library, film: Any, subtitles: Path) -> None:
    concepts = len(library.catalog.concepts())

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))

    answer = fill(library.folder, film.path, subtitles, preexec_fn=limit)
    assert answer[0].startswith("0 True ") and answer[1] == f"0 {concepts} 0"
    assert add_film(library, FilmToAdd(film.path, (subtitles,))).scenes >= 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """`small_disk(size)` is an empty disk of that many bytes."""
    if os.name != "posix" or os.geteuid() != 0 or sys.platform != "linux":
        pytest.skip("mounting a small disk needs Linux and root")
    made: list[Path] = []

    def mount(size: int) -> Path:
        folder = tmp_path / f"disk{len(made)}"
        folder.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("this machine does not let a small disk be mounted")
        made.append(folder)
        return folder

    yield mount
    for folder in made:
        subprocess.run(["umount", str(folder)], check=False)


def test_a_full_disk_ends_in_one_error_and_leaves_the_library_as_it_was(
    small_disk: Callable, empty_library: Path, long_film: Any, subtitles: Path
) -> None:
    from library.reserve import _RESERVED_BYTES

    content = (empty_library / "library.db").read_bytes()
    with open_library(empty_library) as library:
        concepts = len(library.catalog.concepts())
    answers = []
    for extra in (-(1 << 20), 80_000, 160_000, 4 << 20):
        folder = small_disk(len(content) + _RESERVED_BYTES + extra)
        (folder / "library.db").write_bytes(content)
        said, left = fill(folder, long_film.path, subtitles)
        answers.append(said)
        if said != "added":
            assert said.startswith("0 True ") and left == f"0 {concepts} 0", (extra, said, left)
            (folder / "library.db").stat()
    assert answers[-1] == "added" and answers[0] != "added" and answers[1] != "added", answers
