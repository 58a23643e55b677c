"""How well and how quickly the boundaries between shots are found, next to PySceneDetect's ways and TransNetV2.

    python benchmarks/shots.py FILM --truth FILE

Without arguments the shared films beside the project are scored. `boundary_truth.py` says what FILE may hold,
`boundary_scores.py` how it is scored. It ends with 2 where the film or the truth cannot be read.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from boundary_scores import TOLERANCE, Scores, Span, boundary_scores
from boundary_truth import BadTruth, read_truth
from films import PROJECT
from table import table

from indexing.boundaries import (
    AdaptiveCuts,
    Boundary,
    BoundaryDetector,
    ContentCuts,
    HistogramCuts,
    TransNet,
)
from indexing.errors import FilmUnreadable
from indexing.shots import ShotWay, detector_for
from library.findings import FilmFacts

_SHARED = PROJECT.parent / "shared"
_NETWORK = "TransNetV2 alone"
CHOSEN_ON = ("elephants_dream_excerpt_640x360.mp4", "testvideo.mp4")
"""The films with a truth on which numbers of ours were chosen; besides, Sintel's trailer and Popeye by eye."""


@dataclass(frozen=True)
class Result:
    """What a method reached on a film."""

    scores: Scores
    seconds: float
    processor_seconds: float


def _methods(rate: Fraction) -> dict[str, BoundaryDetector]:
    least = max(1, round(rate * 3 / 5))  # PySceneDetect's own: 0.6 s
    return {
        "Adaptive": AdaptiveCuts(least),
        "Content": ContentCuts(least),
        "Histogram": HistogramCuts(least),
        _NETWORK: TransNet(),
        "Gallae auto": detector_for(ShotWay.AUTO, rate, lambda: None),
        "Gallae quick": detector_for(ShotWay.QUICK, rate, lambda: None),
    }


def main() -> str:
    """Score every method and return the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("film", type=Path, nargs="?", metavar="FILM")
    parser.add_argument("--truth", type=Path, metavar="FILE")
    parser.add_argument(
        "--tolerance", type=float, default=TOLERANCE, metavar="SECONDS", help="default: %(default)s"
    )
    given = parser.parse_args()
    if given.film is None:
        films = _shared_films()
        if not films:
            return "## Shots\n\nNot measured: the films of ../shared are not here.\n"
    elif given.truth is None:
        parser.error("--truth FILE is missing: where do the shots of FILM truly meet?")
    else:
        films = [(given.film, given.truth)]
    try:
        return "\n".join([*(scored(film, truth, given.tolerance) for film, truth in films)])
    except (BadTruth, FilmUnreadable) as error:
        print(error, file=sys.stderr)
        sys.exit(2)


def scored(film: Path, truth: Path, tolerance: float = TOLERANCE) -> str:
    """Return a film's table."""
    from indexing.boundaries.network import judge
    from indexing.probe import probe
    from library import no_progress

    true = read_truth(truth, film)
    facts = probe(film, no_progress)
    _warm_up(judge)
    room = max(tolerance, float(1 / facts.frame_rate))
    results = {
        name: _result(detector, facts, true, room) for name, detector in _methods(facts.frame_rate).items()
    }
    return _table(film, facts, room, results)


def _warm_up(judge: Callable[..., object]) -> None:
    """Load what is loaded once a process, so that it counts for nobody."""
    import cv2  # noqa: F401
    import numpy as np

    judge(np.zeros((100, 27, 48, 3), np.uint8), lambda: None)


def _result(detector: BoundaryDetector, facts: FilmFacts, true: Sequence[Span], room: float) -> Result:
    start, start_processor = time.perf_counter(), time.process_time()
    found = _found(detector, facts)
    took, processor = time.perf_counter() - start, time.process_time() - start_processor
    return Result(boundary_scores(found, true, room), took, processor)


def _found(detector: BoundaryDetector, facts: FilmFacts) -> list[Span]:
    """Decode the film, look at it with one detector, and return what that found in seconds of film time."""
    import cv2
    import numpy as np

    from indexing.boundaries import SignalMeter
    from indexing.frames import FilmReader
    from indexing.small_pictures import Pictures

    meter, pts = SignalMeter(facts.frame_rate), []
    for part in FilmReader(facts.path).parts():
        if isinstance(part, Pictures):
            hsv = cv2.cvtColor(part.pixels.reshape(-1, 48, 3), cv2.COLOR_RGB2HSV)
            meter.add(part.pixels, np.asarray(hsv, np.uint8).reshape(part.pixels.shape))
            detector.see(part, meter.signals)
            pts += part.pts.tolist()

    def span(one: Boundary) -> Span:
        return float(facts.clock.seconds(pts[one.start])), float(facts.clock.seconds(pts[one.end]))

    return [span(one) for one in detector.boundaries(meter.signals)]


def _table(film: Path, facts: FilmFacts, room: float, results: dict[str, Result]) -> str:
    network = results[_NETWORK]
    rows = [
        (
            name,
            f"{100 * one.scores.f1:.1f}",
            f"{100 * one.scores.precision:.1f}",
            f"{100 * one.scores.recall:.1f}",
            _share(one.scores.gradual_recall),
            f"{one.scores.found} of {one.scores.true}",
            f"{one.seconds:.2f}",
            f"{network.seconds / one.seconds:.1f}",
            f"{one.processor_seconds:.2f}",
            f"{network.processor_seconds / one.processor_seconds:.1f}",
            f"{float(facts.duration) / one.seconds:.1f}",
        )
        for name, one in results.items()
    ]
    chosen = " Numbers of ours were chosen on it." if film.name in CHOSEN_ON else ""
    return table(
        f"Shots: {film.name}",
        "A true boundary is found if one that is found overlaps it, widened by "
        f"{room:.2g} s to each side; one for one (TRECVID).{chosen} "
        "Each method decodes the film anew, in one process; the network was loaded before. The first three have "
        "PySceneDetect's arithmetic and thresholds, on our small pictures; TransNetV2 has its authors' threshold.",
        (
            "method",
            "F1",
            "precision",
            "recall",
            "gradual",
            "found",
            "seconds",
            "× TransNetV2's speed",
            "processor s",
            "× TransNetV2's",
            "× film's speed",
        ),
        rows,
    )


def _share(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f}"


def _shared_films() -> list[tuple[Path, Path]]:
    """Return the shared films that have a truth, each with it."""
    import json

    truth = _SHARED / "media" / "ground_truth.json"
    if not truth.is_file():
        return []
    names = json.loads(truth.read_text(encoding="utf-8"))
    media = [(path, truth) for path in sorted((_SHARED / "media").rglob("*.mp4")) if path.name in names]
    shots = _SHARED / "data" / "shots"
    return [*media, (shots / "testvideo.mp4", shots / "testvideo_scenes.csv")]


if __name__ == "__main__":
    print(main())
