"""A story as it is, to be walked at once: the films themselves stand in for clips, and nothing is rendered."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

from creator.bundle_walk import Document, node_walk_data, walk_data, written
from story.model import Clip, Node, Story
from story.play.compiled import compile_story

CARD_MS = 3000
"""How long a card stands in the place of footage that is missing."""


@dataclass(frozen=True)
class Piece:
    """Where a clip's footage plays: an address, and the piece of what lies there, in milliseconds."""

    url: str
    start_ms: int
    end_ms: int


def preview_data(story: Story, piece_of: Callable[[Clip], Piece | None]) -> Document:
    """Return what a preview is told, ready for JSON; the walk is that of a bundle's player.

    Args:
        story: It may be unfinished: a node without footage shows what is to be shot.
        piece_of: Finds a clip's footage; `None` where it is missing.
    """
    compiled = compile_story(story)
    nodes = {}
    for node in story.nodes:
        media = [_media(clip, piece_of(clip)) for clip in node.clips]
        nodes[node.id] = {
            **node_walk_data(compiled, node, node.duration_ms or CARD_MS),
            "title": node.title,
            "media": [one for one in media if one is not None],
            "card": written(node.to_shoot) or _asked_for(story, node),
        }
    return {"language": story.language, **walk_data(compiled), "nodes": nodes}


def _media(clip: Clip, piece: Piece | None) -> Document | None:
    if piece is None:
        return None
    treatment = clip.treatment
    loudness = 0.0 if treatment.muted else min(1.0, 10 ** (treatment.volume_db / 20))
    return {
        **asdict(piece),
        "speed": treatment.speed,
        "volume": round(loudness, 4),
        "fit": treatment.fit.value,
    }


def _asked_for(story: Story, node: Node) -> dict[str, str]:
    """Return what an open node asks for, or its title, as the card of a node without footage."""
    words = (node.wanted.text if node.wanted else "") or node.beat or node.title
    return {story.language: words} if words else {}
