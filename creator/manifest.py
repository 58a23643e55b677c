"""The manifest of a bundle: what story it plays, every file with its SHA-256 and size, and every film's rights.

Manifests that older versions wrote (schema `gallae-bundle`) name files and hashes only; they are read, too.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from creator.credits import Credit
from story.document.story_document import story_document
from story.model import Story

MANIFEST = "manifest.json"
SCHEMA, VERSION = "gallae-bundle-manifest", 1
OLDER_SCHEMA = "gallae-bundle"

MOST_BYTES = 32_000_000
"""Of a manifest that is read; a bundle of 100,000 files has one of about 20 MB."""


@dataclass(frozen=True)
class Listed:
    """A file as a manifest tells it; `bytes` is `None` where an older manifest does not say."""

    sha256: str
    bytes: int | None = None


@dataclass(frozen=True)
class Published:
    """What a bundle was made of.

    Attributes:
        story: The story.
        credits: Of the films used.
        revision: The story's revision in the library, or `None` if it came from a file.
    """

    story: Story
    credits: tuple[Credit, ...] = field(default_factory=tuple)
    revision: int | None = None


def manifest_text(files: Mapping[str, Path], published: Published) -> str:
    """Return a manifest of some files by their places, ready to be written."""
    listed = {
        name: {"bytes": path.stat().st_size, "sha256": hash_of(path)} for name, path in sorted(files.items())
    }
    document = {
        "schema": SCHEMA,
        "version": VERSION,
        "story": _story_data(published),
        "sources": [_source_data(credit) for credit in published.credits],
        "files": listed,
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def read_manifest(content: bytes) -> dict[str, Listed] | None:
    """Return the files that a manifest lists by their places, or `None` if it is no manifest of ours."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict) or document.get("schema") not in (SCHEMA, OLDER_SCHEMA):
        return None
    files = document.get("files")
    if not isinstance(files, dict):
        return None
    listed = {name: _listed(value) for name, value in files.items()}
    return {name: value for name, value in listed.items() if value} if all(listed.values()) else None


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _listed(value: object) -> Listed | None:
    if isinstance(value, str):
        return Listed(value)
    if not isinstance(value, dict):
        return None
    sha256, size = value.get("sha256"), value.get("bytes")
    if isinstance(sha256, str) and isinstance(size, int) and not isinstance(size, bool) and size >= 0:
        return Listed(sha256, size)
    return None


def _story_data(published: Published) -> dict[str, object]:
    story = published.story
    text = json.dumps(story_document(story), sort_keys=True, ensure_ascii=False)
    return {
        "id": story.id,
        "title": story.title,
        "language": story.language,
        "revision": published.revision,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "licence": story.licence,
        "commercial": story.commercial,
    }


def _source_data(credit: Credit) -> dict[str, object]:
    return {
        "title": credit.title,
        "films": list(credit.films),
        "creators": credit.credit,
        "provider": credit.provider,
        "source": credit.source,
        "licence": credit.licence,
        "licence_id": credit.licence_id,
        "licence_url": credit.licence_url,
    }
