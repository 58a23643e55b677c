"""What was learnt, and from what: the models of one training, kept in a folder that can be deleted at any time."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from library.atomic_file import write_whole
from library.recommend import (
    DamagedModel,
    FittedModel,
    Interactions,
    Transitions,
    load_model,
    save_model,
)
from library.recommend.ranker import FittedRanker
from story.recommending.newcomers import Groups

_LAYOUT = 2
_MANIFEST = "manifest.json"
_MODEL, _POPULARITY, _COUNTS = "model", "popularity", "counts.npz"
_RANKER = "ranker: "
_FILES = (f"{_MODEL}/{_MANIFEST}", f"{_POPULARITY}/{_MANIFEST}", _COUNTS)


@dataclass(frozen=True)
class LearntFrom:
    """From what models were made: tells whether they are up to date, or may not be used any more.

    Attributes:
        forgettings: How often somebody had left; models from before another leaving may not be used.
        last_event: Number of the last event.
        moment: The newest change of scenes (`library.catalog.changes`).
        space: Whose vectors.
        stories: How many revisions all stories had together.
        people, events: How many people did how much.
        seconds: How long it took.
    """

    forgettings: int
    last_event: int
    moment: int
    space: str
    stories: int
    people: int
    events: int
    seconds: float


@dataclass(frozen=True, eq=False)
class Trained:
    """The models of one training; never changed, only replaced.

    Attributes:
        about: From what they were made.
        model: Scores every scene it knows.
        popularity: What many used lately.
        transitions: What follows what in stories.
        touched: How often each of the model's items was used by anybody; int64.
        shown: How often each was shown to anybody; int64.
        groups: What people of an age group or country use.
        survey: Scenes that newcomers are asked about, the most telling first; int64.
        ranker: Ranks candidates in place of the model's scores; `None` until it was better than they on later data.
    """

    about: LearntFrom
    model: FittedModel
    popularity: FittedModel
    transitions: Transitions
    touched: NDArray[np.int64]
    shown: NDArray[np.int64]
    groups: Groups
    survey: NDArray[np.int64]
    ranker: FittedRanker | None = None


def touches(interactions: Interactions) -> NDArray[np.int64]:
    """Return how often each item was used by anybody, shape `(items,)`."""
    return np.bincount(interactions.item, minlength=len(interactions.items)).astype(np.int64)


def keep(trained: Trained, folder: Path) -> None:
    """Write what was learnt into a folder; if the disk does not let us, do without."""
    with suppress(OSError):
        (folder / _MANIFEST).unlink(missing_ok=True)
        save_model(trained.model, folder / _MODEL)
        save_model(trained.popularity, folder / _POPULARITY)
        write_whole(folder / _COUNTS, _packed(trained))
        files = {name: _digest((folder / name).read_bytes()) for name in _FILES}
        manifest = {"layout": _LAYOUT, "about": asdict(trained.about), "files": files}
        write_whole(folder / _MANIFEST, json.dumps(manifest).encode())


def kept(folder: Path) -> Trained | None:
    """Return what was written last, `None` if there is nothing that can be believed."""
    try:
        manifest = json.loads((folder / _MANIFEST).read_bytes())
        if manifest["layout"] != _LAYOUT or set(manifest["files"]) != set(_FILES):
            return None
        contents = {name: (folder / name).read_bytes() for name in _FILES}
        if any(_digest(content) != manifest["files"][name] for name, content in contents.items()):
            return None
        return _trained(folder, LearntFrom(**manifest["about"]), contents)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, zipfile.BadZipFile, DamagedModel):
        return None  # no file, or not one of ours: it is learnt again


def _trained(folder: Path, about: LearntFrom, contents: Mapping[str, bytes]) -> Trained | None:
    model, popularity = load_model(folder / _MODEL), load_model(folder / _POPULARITY)
    with np.load(io.BytesIO(contents[_COUNTS]), allow_pickle=False) as held:
        transitions = Transitions(held["before"], held["after"], held["count"])
        groups = Groups(tuple(held["group_names"].tolist()), held["groups"])
        trained = Trained(
            about,
            model,
            popularity,
            transitions,
            held["touched"],
            held["shown"],
            groups,
            held["survey"],
            _ranker(held),
        )
    columns = {trained.touched.shape[0], trained.shown.shape[0], groups.counts.shape[1]}
    return trained if columns == {len(model.items)} == {len(popularity.items)} else None


def _ranker(held: Mapping[str, NDArray[Any]]) -> FittedRanker | None:
    parts = {key.removeprefix(_RANKER): held[key] for key in held if key.startswith(_RANKER)}
    return FittedRanker.restored(parts) if parts else None


def _packed(trained: Trained) -> bytes:
    pairs, content = trained.transitions, io.BytesIO()
    arrays: dict[str, Any] = {
        "before": pairs.before,
        "after": pairs.after,
        "count": pairs.count,
        "touched": trained.touched,
        "shown": trained.shown,
        "group_names": np.array(trained.groups.names, np.str_),
        "groups": trained.groups.counts,
        "survey": trained.survey,
    }
    if trained.ranker is not None:
        arrays |= {_RANKER + name: one for name, one in trained.ranker.arrays().items()}
    np.savez(content, allow_pickle=False, **arrays)
    return content.getvalue()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
