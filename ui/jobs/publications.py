"""What is told of the last published bundle of a story: from which state, as what, and what it could not carry."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from library import Library
from library.atomic_file import write_whole
from ui.jobs.places import export_file, published_bundle

_TOLD = "published.told.json"


@dataclass(frozen=True)
class Publication:
    """A story as it was published last.

    Attributes:
        revision: The revision of the story that it was made from, or `None` where nobody wrote it down.
        profile: Name of the profile, or `""`.
        languages: Of the subtitles in it; `None` where all that there were.
        notes: What its creator should know, each by language.
    """

    revision: int | None = None
    profile: str = ""
    languages: tuple[str, ...] | None = None
    notes: tuple[dict[str, str], ...] = ()


def tell_published(library: Library, story_id: str, told: Publication) -> None:
    """Write down what was published."""
    path = export_file(library, story_id, _TOLD)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, json.dumps(asdict(told), ensure_ascii=False).encode())


def last_published(library: Library, story_id: str) -> tuple[Publication, datetime] | None:
    """Return what was published last, and when (UTC); `None` while nothing was."""
    folder = published_bundle(library, story_id)
    if folder is None:
        return None
    made_at = _changed(folder / "index.html")
    path = export_file(library, story_id, _TOLD)
    if not path.is_file() or _changed(path) < made_at:  # published by the command line, or by an older studio
        return Publication(_revision(folder)), made_at
    told = json.loads(path.read_text("utf-8"))
    languages = told["languages"]
    return Publication(
        told["revision"],
        told["profile"],
        None if languages is None else tuple(languages),
        tuple(told["notes"]),
    ), made_at


def _revision(folder: Path) -> int | None:
    manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    story = manifest.get("story")
    revision = story.get("revision") if isinstance(story, dict) else None
    return revision if isinstance(revision, int) else None


def _changed(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
