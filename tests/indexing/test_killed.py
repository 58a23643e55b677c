"""A process that is killed while it adds a film leaves nothing that the next one does not put right, row for row."""

import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from library import Library, open_library

ROOT = Path(__file__).parents[2]
SEED = 20

ROWS = {
    "films": "SELECT * FROM films",
    "stages": "SELECT film_id, name, made_from FROM stages",
    "shots": "SELECT * FROM shots",
    "boundaries": "SELECT * FROM boundaries",
    "sources": "SELECT film_id, kind, name, content FROM sources",
    "scenes": "SELECT film_id, number, start_pts, end_pts, first_shot, last_shot, heading, thumbnail FROM scenes",
    "cues": "SELECT film_id, language, start_ms, end_ms, text, speaker, sound FROM cues",
    "texts": "SELECT number, kind, language, text FROM scene_texts JOIN scenes ON id = scene_id",
    "tags": "SELECT number, concept_iri, origin, confidence FROM tags JOIN scenes ON id = scene_id",
    "words": "SELECT number, title, dialogue, action, tags FROM scene_words JOIN scenes ON id = scene_words.rowid",
    "vectors": "SELECT number, model, text, vector FROM embeddings JOIN scenes ON scenes.id = scene_id",
    "concepts": "SELECT * FROM concepts",
    "leases": "SELECT * FROM leases",
    "changes": "SELECT film_id FROM search_changes",
}
"""Everything that adding a film writes, without moments. Scenes, cues, sources and vectors are told apart by what they
are: a number that was given in a transaction that came to nothing, or to a row that was made anew, is not given again.
"""


def rows(library: Library) -> dict[str, list[tuple[Any, ...]]]:
    with library.catalog._database.reading() as session:
        found = {name: session.execute(text(asked)).mappings().all() for name, asked in ROWS.items()}
    return {
        name: sorted(repr([(key, one[key]) for key in one if key != "added_at"]) for one in of)
        for name, of in found.items()
    }


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
def test_killed_at_thirty_moments_it_ends_with_the_library_of_one_indexed_in_peace(
    films: Any, take: Any, empty_library: Path, tmp_path: Path
) -> None:
    colours = ((200, 30, 30), (30, 50, 200))
    takes = tuple(take(one, 64) for one in colours)
    rate = Fraction(8)  # so slow that the network is not asked, which takes seconds to load
    film = films.make(name="killed.mp4", takes=takes, sound="", rate=rate, times=lambda one: one / rate).path
    subtitles = tmp_path / "killed.en.srt"
    subtitles.write_text(
        "1\n00:00:01,000 --> 00:00:03,000\nMINA: Is the harbour far?\n\n"
        "2\n00:00:09,000 --> 00:00:11,000\nBORI: Not at night.\n"
    )
    program = Path(__file__).with_name("killed_adding.py")
    done = subprocess.run(
        [sys.executable, program, empty_library, tmp_path, str(SEED), film, subtitles],
        capture_output=True, text=True, cwd=ROOT, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    kills = [line.split() for line in done.stdout.splitlines()]
    assert len(kills) == 30
    killed = [float(done) for _, done, signal in kills if signal == "9"]
    # On a busy machine a moment that is told by the clock may come after the end; one that is counted never does.
    assert len(killed) >= 20
    early = sum(done < 0.5 for done in killed)
    assert 5 <= early <= len(killed) - 5, "kills must be spread over the run"
    with open_library(tmp_path / "peace") as library:
        whole = rows(library)
        pictures = {path.name: path.read_bytes() for path in library.media.folder.rglob("*.jpg")}
    assert all(whole[name] for name in whole if name not in ("leases", "boundaries")) and pictures
    for number in range(10):
        with open_library(tmp_path / f"killed{number}") as library:
            assert rows(library) == whole, number
            found = {path.name: path.read_bytes() for path in library.media.folder.rglob("*.jpg")}
            assert found == pictures
