"""Models as files: numbers in an npz, a manifest with its SHA-256 beside it, never a pickle."""

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from library.atomic_file import write_whole
from library.recommend.errors import DamagedModel, RecommendError
from library.recommend.models import fitted_class
from library.recommend.recommender import FittedModel, ModelState

_SCHEMA = "gallae.recommender.1"
_MANIFEST = "manifest.json"


def save_model(model: FittedModel, folder: Path) -> None:
    """Write a model into a folder. One that is there is replaced when the new one is whole.

    Raises:
        OSError: The folder cannot be made or written.
    """
    state = model.state()
    content = io.BytesIO()
    arrays: dict[str, Any] = dict(state.arrays)
    np.savez(content, allow_pickle=False, **arrays)
    digest = hashlib.sha256(content.getbuffer()).hexdigest()
    name = f"{digest[:16]}.npz"
    manifest = {
        "schema": _SCHEMA,
        "model": model.name,
        "arrays": name,
        "sha256": digest,
        "settings": state.settings,
    }
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / name, content.getvalue())
    write_whole(folder / _MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode())
    for older in folder.glob("*.npz"):
        if older.name != name:
            older.unlink(missing_ok=True)


def load_model(folder: Path) -> FittedModel:
    """Return the model that a folder holds.

    Raises:
        DamagedModel: There is none, it was changed, or this version does not know its kind.
    """
    manifest = _manifest(folder)
    content = _content(folder, str(manifest.get("arrays")))
    if hashlib.sha256(content).hexdigest() != manifest.get("sha256"):
        raise _damaged(folder, "was changed since it was written")
    try:
        kind = fitted_class(str(manifest.get("model")))
        return kind.restored(ModelState(_arrays(content), manifest["settings"]))
    except (RecommendError, KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
        raise _damaged(folder, f"cannot be read ({error})") from error


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / _MANIFEST).read_bytes())
    except (OSError, ValueError) as error:
        raise _damaged(folder, "has no manifest that can be read") from error
    if not isinstance(manifest, dict) or manifest.get("schema") != _SCHEMA:
        raise _damaged(folder, f"is not of the kind {_SCHEMA}")
    return manifest


def _content(folder: Path, name: str) -> bytes:
    if Path(name).name != name:
        raise _damaged(folder, "names a file outside of its folder")
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise _damaged(folder, f"lacks {name}") from error


def _arrays(content: bytes) -> dict[str, NDArray[Any]]:
    with np.load(io.BytesIO(content), allow_pickle=False) as stored:
        return {name: stored[name] for name in stored.files}


def _damaged(folder: Path, what: str) -> DamagedModel:
    return DamagedModel(
        f"The recommender in {folder} {what}.", "Delete that folder; the model is made again."
    )
