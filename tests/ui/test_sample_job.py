"""The sample film comes into an empty library by a job, under its own labels, and only once."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from creator.sample import recipe_hash
from creator.sample.script import NAME
from library import no_progress
from library.ontology import Facet
from ui.jobs.kinds import KINDS


def drawn(folder: Path, film: Path) -> None:
    """Put a film where the sample film would be drawn, and say that it is that."""
    folder.mkdir(parents=True)
    shutil.copy(film, folder / f"{NAME}.mp4")
    (folder / f"{NAME}.recipe").write_text(recipe_hash())


def test_a_sample_that_is_drawn_is_indexed_with_its_texts_and_cast(library: Any, film: Any) -> None:
    drawn(library.films_folder / "sample", film.path)
    told: list[str] = []
    result = KINDS["sample"](library, {}, lambda stage, _done, _total: told.append(stage))
    (added,) = library.catalog.films()
    assert (result["film_id"], result["title"]) == (added.id, "The Night the Lighthouse Slept")
    assert (added.provider, added.licence) == ("Gallae", "CC-BY-4.0")
    assert set(library.catalog.cue_languages(added.id)) == {"en", "ko"}
    assert {"미나", "보리"} <= {one.labels.get("ko") for one in library.catalog.concepts(Facet.WHO)}
    assert "join sample film" not in told and result["scenes"] >= 1
    KINDS["sample"](library, {}, no_progress)
    assert len(library.catalog.films()) == 1


def test_the_sample_is_asked_for_once_and_can_be_stopped(
    empty_library: Path, serving: Callable[[Path], str], tmp_path: Path
) -> None:
    address = serving(Path(shutil.copytree(empty_library, tmp_path / "library")))
    with httpx.Client(base_url=f"{address}/api/v1", timeout=60) as client:
        first = client.post("/films/sample")
        assert (first.status_code, first.json()["kind"]) == (202, "sample")
        assert client.post("/films/sample").json()["id"] == first.json()["id"]
        client.post(f"/jobs/{first.json()['id']}/cancel")
        while not (job := client.get(f"/jobs/{first.json()['id']}").json())["final"]:
            time.sleep(0.3)
        assert job["state"] == "cancelled" and client.get("/films").json() == []
