"""How quickly films are indexed, beside only decoding them and beside PySceneDetect's command.

python benchmarks/index_speed.py [FILM …]
"""

import sys
import tempfile
from pathlib import Path

from films import films
from measure import Measured, measured
from table import table

from indexing import FilmToAdd, add_film
from library import open_library


def decode_only(film: Path) -> int:
    """Decode every frame and look at none; return how many there are."""
    import av

    with av.open(str(film)) as container:
        video = container.streams.video[0]
        video.thread_type = "AUTO"
        return sum(1 for _ in container.decode(video))


def watch_only(film: Path) -> int:
    """Do what indexing does to picture and sound, without the network; return the number of shots."""
    return _shots(film, "quick")


def watch_with_network(film: Path) -> int:
    """Do the same and ask the network where that doubts; return the number of shots."""
    return _shots(film, "auto")


def _shots(film: Path, way: str) -> int:
    from indexing.album import Album
    from indexing.frames import FilmReader
    from indexing.measuring import measure_film
    from indexing.probe import probe
    from indexing.shots import ShotWay
    from library import no_progress

    facts = probe(film, no_progress)
    with Album() as album:
        return len(measure_film(FilmReader(film), facts, no_progress, ShotWay(way), album=album).shots)


def add_whole(film: Path) -> int:
    """Add the film to an empty library, with the default model; return the number of scenes."""
    with tempfile.TemporaryDirectory() as folder, open_library(Path(folder)) as library:
        return add_film(library, FilmToAdd(film, tuple(sorted(film.parent.glob("*.en.*"))))).scenes


def scenedetect_command(film: Path) -> int:
    """Run `scenedetect detect-adaptive` as its users do."""
    import subprocess

    command = [sys.executable, "-m", "scenedetect", "-i", str(film), "detect-adaptive"]
    subprocess.run(command, check=True, capture_output=True)
    return 0


def main() -> str:
    """Measure and return the table."""
    rows = []
    for film in films(sys.argv[1:]):
        decoded = measured(decode_only, film)
        for name, work in (
            ("decode only", decode_only),
            ("gallae: shots and features, one pass, quick", watch_only),
            ("gallae: the same, auto, network loaded too", watch_with_network),
            ("scenedetect detect-adaptive", scenedetect_command),
            ("gallae add: everything, model loaded", add_whole),
        ):
            result = decoded if work is decode_only else measured(work, film)
            rows.append((film.name, name, *_figures(result, decoded)))
    return table(
        "Indexing",
        "Median of three runs, each in a fresh process. The last line also loads the embedding model (several seconds, "
        "once a process), embeds, and takes a picture of each scene.",
        ("film", "what", "seconds", "frames a second", "× decode only", "peak MB"),
        rows,
    )


def _figures(result: Measured, decoded: Measured) -> tuple[float, float, float, float]:
    speed = decoded.value / result.seconds
    return result.seconds, speed, decoded.seconds / result.seconds, result.megabytes


if __name__ == "__main__":
    print(main())
