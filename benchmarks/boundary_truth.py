"""Reads where a film's shots truly meet, from JSON or from PySceneDetect's CSV.

Everything is in seconds of film time and ends up as boundaries, `(start, end)`, a cut's equal. JSON may be

- a list of numbers: cuts;
- a list of pairs (or of objects with `start` and `end`, or with `time`): shots if together they last at least half
  as long as the film up to the last one's end, else boundaries. Between two shots lies a boundary, from the end
  of one to the start of the next;
- an object with such a list under `boundaries`, `transitions`, `cuts`, `shots` or `scenes`, or a name that begins so;
  pairs under the first three names are boundaries, under the others shots, however long they are;
- an object with any of these under the film's file name, with or without its ending.

CSV is what `scenedetect list-scenes` or `save-csv` write, or one cut a line in seconds.
"""

import csv
import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from boundary_scores import Span

_BOUNDARIES = ("boundar", "transition", "cut", "shot_boundar")
_SHOTS = ("shot", "scene")
_STARTS = ("start", "start_s", "start_time", "begin", "time", "t", "seconds", "cut")
_ENDS = ("end", "end_s", "end_time", "stop")


class BadTruth(Exception):
    """A truth file that cannot be read, in one line."""


def read_truth(path: Path, film: Path) -> list[Span]:
    """Return the true boundaries of a film, in order; what lies at 0 is its beginning and no boundary.

    Raises:
        BadTruth: The file is missing, or nothing in it can be understood.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        found = _csv(text) if path.suffix.lower() == ".csv" else _json(json.loads(text), film)
    except OSError as error:
        raise BadTruth(f"{path}: {error.strerror}.") from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise BadTruth(f"{path}: neither JSON nor CSV ({error}).") from error
    except (TypeError, ValueError, KeyError, IndexError) as error:
        raise BadTruth(f"{path}: no boundaries can be made out in it ({error}).") from error
    return sorted(span for span in found if span[1] > 0.01)


def _json(value: Any, film: Path) -> list[Span]:
    if isinstance(value, Mapping):
        for name in (film.name, film.stem):
            if name in value:
                return _json(value[name], film)
        for begins, read in ((_BOUNDARIES, _as_boundaries), (_SHOTS, _as_shots)):
            for start in begins:
                for key, inner in value.items():
                    shots_too = start == "shot" and key.lower().startswith("shot_boundar")
                    if key.lower().startswith(start) and isinstance(inner, list) and not shots_too:
                        return read([_span(one) for one in inner])
        raise ValueError(f"names {', '.join(map(str, list(value)[:5]))}")
    if not isinstance(value, list):
        raise TypeError("neither a list nor an object")
    spans = [_span(one) for one in value]
    return _as_shots(spans) if _fill_the_film(spans) else _as_boundaries(spans)


def _span(one: Any) -> Span:
    if isinstance(one, Mapping):
        start = next(one[name] for name in _STARTS if name in one)
        return float(start), float(next((one[name] for name in _ENDS if name in one), start))
    if isinstance(one, list | tuple):
        return float(one[0]), float(one[-1])
    return float(one), float(one)


def _fill_the_film(spans: Sequence[Span]) -> bool:
    if not spans:
        return False
    last = max(end for _, end in spans)
    return sum(end - start for start, end in spans) >= last / 2 > 0


def _as_boundaries(spans: Sequence[Span]) -> list[Span]:
    return [(min(span), max(span)) for span in spans]


def _as_shots(spans: Sequence[Span]) -> list[Span]:
    """Return what lies between shots; shots that are only points are their beginnings."""
    if all(start == end for start, end in spans):
        return list(spans)
    ordered = sorted(spans)
    return [(min(one[1], after[0]), max(one[1], after[0])) for one, after in pairwise(ordered)]


def _csv(text: str) -> list[Span]:
    rows = [[field.strip() for field in row] for row in csv.reader(text.splitlines()) if row]
    for number, row in enumerate(rows):
        names = [field.lower() for field in row]
        for name, scale in (("start time (seconds)", 1.0), ("time (ms)", 0.001), ("time (s)", 1.0)):
            if name in names:
                column = names.index(name)
                return [(at, at) for at in _numbers(rows[number + 1 :], column, scale)]
    return [(at, at) for at in _numbers(rows, 0, 1.0)]


def _numbers(rows: Sequence[Sequence[str]], column: int, scale: float) -> list[float]:
    """Return a column's numbers up to the first row that has none there."""
    found = []
    for row in rows:
        try:
            found.append(float(row[column]) * scale)
        except (ValueError, IndexError):
            break
    if not found:
        raise ValueError("no column of times")
    return found
