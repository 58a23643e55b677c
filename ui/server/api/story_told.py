"""What is said and shown in the clips of a story, so that its page can be searched for it."""

from collections.abc import Sequence

from fastapi import APIRouter
from pydantic import BaseModel

from library import Cue, Library, NotInLibrary, Scene, milliseconds
from story import Clip
from ui.server.state import AStudio

router = APIRouter(prefix="/stories/{story_id}", tags=["stories"])


class ToldView(BaseModel):
    """What the clips of a node tell: lines spoken in them, labels of their scenes' tags in every language."""

    node_id: str
    said: list[str]
    tags: list[str]


@router.get("/told")
def told(story_id: str, studio: AStudio) -> list[ToldView]:
    """Return what the clips of each node tell; nodes of which nobody knows anything are left out."""
    story, _ = studio.desk.story(story_id)
    told_of = _Films(studio.library)
    views = [
        ToldView(
            node_id=node.id,
            said=list(dict.fromkeys(line for clip in node.clips for line in told_of.said(clip))),
            tags=list(dict.fromkeys(label for clip in node.clips for label in told_of.tags(clip))),
        )
        for node in story.nodes
    ]
    return [view for view in views if view.said or view.tags]


class _Films:
    """Reads each film of a story once."""

    def __init__(self, library: Library) -> None:
        self._catalog = library.catalog
        self._read: dict[str, tuple[Sequence[Cue], Sequence[Scene], dict[int, list[str]]]] = {}

    def said(self, clip: Clip) -> list[str]:
        """Return the lines of which the middle lies in a clip."""
        cues, _, _ = self._film(clip.film)
        return [
            cue.text
            for cue in cues
            if cue.text and clip.start_ms <= (cue.start_ms + cue.end_ms) // 2 < clip.end_ms
        ]

    def tags(self, clip: Clip) -> list[str]:
        """Return the labels of the tags of all scenes that a clip shows something of."""
        _, scenes, labels = self._film(clip.film)
        shown = [
            one
            for one in scenes
            if milliseconds(one.start) < clip.end_ms and clip.start_ms < milliseconds(one.end)
        ]
        return [label for scene in shown for label in labels.get(scene.id, [])]

    def _film(self, fingerprint: str) -> tuple[Sequence[Cue], Sequence[Scene], dict[int, list[str]]]:
        if fingerprint not in self._read:
            self._read[fingerprint] = self._read_film(fingerprint)
        return self._read[fingerprint]

    def _read_film(self, fingerprint: str) -> tuple[Sequence[Cue], Sequence[Scene], dict[int, list[str]]]:
        try:
            film = self._catalog.film_by_fingerprint(fingerprint)
        except NotInLibrary:
            return (), (), {}
        scenes = self._catalog.scenes(film.id)
        tags = self._catalog.tags(scene.id for scene in scenes)
        labels = {
            scene: [text for tag in found for text in tag.labels.values()] for scene, found in tags.items()
        }
        return self._catalog.cues(film.id), scenes, labels
