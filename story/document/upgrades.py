"""Brings a document of an older version to today's, one version at a time.

A new version adds one function to `UPGRADES`, under the version that it starts from, and raises `VERSION`.
"""

from collections.abc import Callable, Mapping

from story.errors import StoryFileError

SCHEMA = "gallae-story"
VERSION = 3

Upgrade = Callable[[dict[str, object]], dict[str, object]]
"""Takes a document of one version and returns it as one of the next; `version` is set by the caller."""


def _from_1(document: dict[str, object]) -> dict[str, object]:
    """Version 2 has new fields only, and a story without them means what it meant.

    Where a node had a single choice without a label, it went on by itself, and still does without `automatic`.
    """
    return document


def _from_2(document: dict[str, object]) -> dict[str, object]:
    """Version 3 has new fields only: how clips are shown, hotspots, what a licence asks for."""
    return document


UPGRADES: dict[int, Upgrade] = {1: _from_1, 2: _from_2}


def upgraded(document: Mapping[str, object], source_name: str) -> dict[str, object]:
    """Return a document as one of the version `VERSION`.

    Args:
        document: A JSON object of any version.
        source_name: What people call it, for messages.

    Raises:
        StoryFileError: It names another schema, a version that is newer, or one that nothing upgrades.
    """
    if document.get("schema") != SCHEMA:
        raise StoryFileError(
            f'{source_name}: is no story: it does not say "schema": "{SCHEMA}".',
            "Name a file that Gallae wrote.",
        )
    current = dict(document)
    for version in range(_version(document, source_name), VERSION):
        if version not in UPGRADES:
            raise StoryFileError(
                f"{source_name}: version {version} is too old to be read.", "Open it with an earlier Gallae."
            )
        current = UPGRADES[version](current) | {"version": version + 1}
    return current


def _version(document: Mapping[str, object], source_name: str) -> int:
    version = document.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 0:
        raise StoryFileError(
            f"{source_name}: version: must be a whole number from 0 to {VERSION}.",
            "Name a file that Gallae wrote.",
        )
    if version > VERSION:
        raise StoryFileError(
            f"{source_name}: is of version {version}, this Gallae reads up to version {VERSION}.",
            "Update Gallae.",
        )
    return version
