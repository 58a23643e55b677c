"""Long work runs in processes of its own: the studio answers while films are indexed."""

import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

pytestmark = pytest.mark.slow

PATIENCE = 60.0
ANSWERS = 6
LONGEST = 5.0
"""Seconds: far more than an answer takes, and far less than a film."""


def test_the_studio_answers_while_three_films_are_indexed(
    tmp_path: Path, empty_library: Path, serving: Callable[[Path], str]
) -> None:
    films = [drawn(tmp_path / f"film {number}.mp4", number) for number in range(3)]
    address = serving(shutil.copytree(empty_library, tmp_path / "library"))
    with httpx.Client(base_url=address, timeout=PATIENCE) as client:
        client.get("/")
        sent = [("files", (film.name, film.read_bytes())) for film in films]
        started = client.post("/api/v1/films", files=sent).json()
        assert len(started) == 3
        waits = [wait for _ in range(ANSWERS) for wait in answers(client)]
        for job in started:
            client.post(f"/api/v1/jobs/{job['id']}/cancel")
    assert max(waits) < LONGEST


def answers(client: httpx.Client) -> list[float]:
    """Wait until a film is being indexed, and return how many seconds some pages take meanwhile."""
    deadline = time.monotonic() + PATIENCE
    while not any(job["state"] == "running" for job in client.get("/api/v1/jobs").json()):
        assert time.monotonic() < deadline, "no film is being indexed"
        time.sleep(0.05)
    waits = []
    for page in ("/api/v1/films", "/api/v1/scenes", "/"):
        begun = time.monotonic()
        assert client.get(page).status_code == 200
        waits.append(time.monotonic() - begun)
    return waits


def drawn(path: Path, seed: int) -> Path:
    """Make half a minute of a test card, whose every picture is worth a look."""
    from imageio_ffmpeg import get_ffmpeg_exe

    source = f"testsrc2=size=320x180:rate=25:duration=30,hue=h={seed * 90}"
    command = [get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", source, "-pix_fmt", "yuv420p", str(path)]
    subprocess.run(command, check=True)
    return path
