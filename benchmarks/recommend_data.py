"""Reads interactions and items of any origin for the recommenders' benchmark."""

import csv
import json
import math
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from library.recommend import Interactions, interactions_of

_NAMES = {
    "user": ("user", "user_id", "userid", "viewer"),
    "item": ("item", "item_id", "itemid", "scene", "scene_id", "movie", "movieid", "movie_id"),
    "value": ("value", "rating", "strength", "weight"),
    "time": ("time", "timestamp", "unixtime", "at", "date"),
}


@dataclass(frozen=True, eq=False)
class Data:
    """What was read.

    Attributes:
        interactions: Ids of items are their rows in `names`.
        names: The items' own ids.
        texts: One an item, empty where there is none.
        remarks: What had to be left out, in words.
    """

    interactions: Interactions
    names: tuple[str, ...]
    texts: tuple[str, ...]
    remarks: tuple[str, ...]


def read(interactions: Path, items: Path | None) -> Data:
    """Read both files.

    Raises:
        ValueError: A file cannot be understood, or there is nothing in it.
    """
    events, bad = _events(interactions)
    texts, bad_items = _texts(items) if items else ({}, 0)
    names = tuple(sorted({event[1] for event in events} | set(texts)))
    number = {name: row for row, name in enumerate(names)}
    made = interactions_of(
        [event[0] for event in events],
        [number[event[1]] for event in events],
        [event[2] for event in events],
        [event[3] for event in events],
        catalogue=np.arange(len(names)),
    )
    if not len(made):
        raise ValueError(f"{interactions}: there is no event in it. Give rows of user,item,value,time.")
    remarks = [f"{bad:,} rows of the interactions could not be read" if bad else ""]
    remarks += [f"{bad_items:,} lines of the items could not be read" if bad_items else ""]
    remarks += [f"left out: {made.left_out}" if str(made.left_out) != "none" else ""]
    return Data(made, names, tuple(texts.get(name, "") for name in names), tuple(filter(None, remarks)))


def _events(path: Path) -> tuple[list[tuple[str, str, float, float]], int]:
    """Return events in the file's order, and how many rows were no events."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        start = file.readline()
        file.seek(0)
        rows = csv.reader(file, delimiter=_delimiter(start))
        first = next(rows, [])
        columns = _columns(first)
        events, bad = [], 0
        if columns is None:
            columns = {"user": 0, "item": 1, "value": 2, "time": 3}
            if (event := _event(first, columns, 0)) is not None:
                events.append(event)
        for number, row in enumerate(rows, 1):
            event = _event(row, columns, number)
            if event is not None:
                events.append(event)
            elif row:
                bad += 1
    return events, bad


def _delimiter(line: str) -> str:
    return max(",;\t|", key=line.count)


def _columns(row: list[str]) -> dict[str, int] | None:
    """Return where each column stands if the row is a header."""
    given = [cell.strip().lower() for cell in row]
    found = {
        name: next(given.index(one) for one in known if one in given)
        for name, known in _NAMES.items()
        if any(one in given for one in known)
    }
    return found if "user" in found and "item" in found else None


def _event(row: list[str], columns: dict[str, int], number: int) -> tuple[str, str, float, float] | None:
    """Return the event of a row; without a value it counts 1, without a time its place in the file."""
    try:
        user, item = row[columns["user"]].strip(), row[columns["item"]].strip()
        value = _cell(row, columns, "value")
        time = _cell(row, columns, "time")
        read = (user, item, float(value) if value else 1.0, _seconds(time) if time else float(number))
    except (IndexError, ValueError):
        return None
    return read if user and item and all(map(math.isfinite, read[2:])) else None


def _cell(row: list[str], columns: dict[str, int], name: str) -> str:
    place = columns.get(name)
    return row[place].strip() if place is not None and place < len(row) else ""


def _seconds(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _texts(path: Path) -> tuple[dict[str, str], int]:
    """Return texts by the items' ids, and how many lines were no items."""
    texts, bad = {}, 0
    for line in path.read_text(encoding="utf-8-sig", errors="replace").splitlines():
        if not line.strip():
            continue
        try:
            one = json.loads(line)
            texts[str(one["id"]).strip()] = str(one.get("text") or "")
        except (ValueError, KeyError, TypeError, AttributeError):
            bad += 1
    return texts, bad


def embedded(texts: tuple[str, ...], model: str) -> NDArray[np.float32] | None:
    """Return the items' text vectors, zeros for those without text; `None` if none has any."""
    from library.embedding import embedder_named

    told = [row for row, text in enumerate(texts) if text.strip()]
    if not told:
        return None
    rows = embedder_named(model).embed([texts[row] for row in told])
    vectors = np.zeros((len(texts), rows.shape[1]), np.float32)
    vectors[told] = rows
    return vectors
