"""Writes on a condition: `ETag` names the state of a thing, `If-Match` (RFC 9110, section 13.1.1) asks for it."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

from fastapi import Depends, Header
from pydantic import BaseModel

from ui.errors import ChangedMeanwhile
from ui.server.state import Studio

LONGEST = 1000

TAGGED: dict[int | str, dict[str, Any]] = {
    200: {
        "headers": {
            "ETag": {
                "description": "Names the state; send it back as `If-Match` to write only if nothing has changed.",
                "schema": {"type": "string"},
            }
        }
    }
}
"""How routes that tell an entity tag are described."""


class Condition:
    """What `If-Match` asks for; without it, every state will do."""

    def __init__(
        self,
        if_match: Annotated[
            str | None,
            Header(
                max_length=LONGEST, description="Write only if the thing still has this `ETag`; else 412."
            ),
        ] = None,
    ) -> None:
        self._wanted = None if if_match is None else [tag.strip() for tag in if_match.split(",")]

    def check(self, tag: str) -> None:
        """See to it that the state is one of those asked for.

        Raises:
            ChangedMeanwhile: It is another one.
        """
        if self._wanted is not None and "*" not in self._wanted and tag not in self._wanted:
            raise ChangedMeanwhile(
                f"It has changed meanwhile: its state is {tag} now.",
                "Load it again, and make the change on that.",
            )

    @contextmanager
    def on_story(self, studio: Studio, story_id: str) -> Iterator[None]:
        """Check a story's revision, and see to it that nobody here changes it before the write is done.

        Raises:
            ChangedMeanwhile: It is another one.
        """
        if self._wanted is None:
            yield
            return
        with studio.desk.alone():
            self.check(revision_tag(studio.desk.story(story_id)[1]))
            yield


AnIfMatch = Annotated[Condition, Depends()]
"""What a write depends on, as a parameter of a route."""


def revision_tag(revision: int) -> str:
    """Return the entity tag of a story at a revision."""
    return f'"{revision}"'


def tag_of(view: BaseModel) -> str:
    """Return the entity tag of what is said about a thing."""
    return f'"{hashlib.sha256(view.model_dump_json().encode()).hexdigest()[:20]}"'
