"""Writes what a bundle's player reads: the story as one script, with every text, time and file name in it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from creator.bundle_walk import node_walk_data, walk_data
from creator.captions import Captions, describes_pictures
from creator.clips import Rendered
from creator.credits import Credit
from creator.plan import Plan
from story.model import Node
from story.play.compiled import CompiledStory, compile_story

SCHEMA, VERSION = "gallae-bundle", 2


@dataclass(frozen=True)
class Shown:
    """A rendered clip of a node with its captions."""

    clip: Rendered
    captions: Captions


@dataclass(frozen=True)
class Footage:
    """Everything rendered for a plan.

    Attributes:
        clips: By node, in the order in which they play; of a node that is still to be shot, the card that says so.
        title_card: What opens the story.
        end_cards: By node at which the story can end.
        holds: By node that shows more than its last frame while a choice stays open: what plays over and over.
    """

    clips: Mapping[str, Sequence[Shown]]
    title_card: Rendered
    end_cards: Mapping[str, Rendered]
    holds: Mapping[str, Rendered] = field(default_factory=dict)


def story_data(
    plan: Plan, rendered: Footage, credits: Sequence[Credit], report_to: str | None = None
) -> dict[str, object]:
    """Return what the player is told, ready for JSON.

    Args:
        plan: What is published.
        rendered: Its clips and cards.
        credits: Of its films.
        report_to: The address to which the player may send what a viewer does; see `creator.reporting`.
    """
    compiled = compile_story(plan.story)
    tracks = {name for shown in rendered.clips.values() for part in shown for name in part.captions}
    descriptions = {name for name in tracks if describes_pictures(name)}
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "id": plan.story.id,
        "title": plan.story.title,
        "language": plan.story.language,
        **walk_data(compiled),
        "width": plan.profile.width,
        "height": plan.profile.height,
        "languages": sorted(tracks - descriptions),
        "descriptions": sorted(descriptions),
        "reportTo": report_to,
        "titleCard": _media(rendered.title_card),
        "nodes": {name: _node_data(compiled, node, rendered) for name, node in plan.nodes.items()},
        "credits": [asdict(credit) for credit in credits],
    }


def story_script(data: dict[str, object]) -> str:
    """Return a classic script that sets `window.GALLAE_STORY`, safe wherever a script may stand."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for mark, escaped in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(mark, escaped)
    return f"window.GALLAE_STORY = {text};\n"


def media_name(clip: Rendered) -> str:
    """Return a rendered clip's place in the bundle."""
    return f"media/{clip.file.name}"


def _media(clip: Rendered) -> dict[str, object]:
    return {"file": media_name(clip), "duration_ms": clip.duration_ms}


def _node_data(compiled: CompiledStory, node: Node, rendered: Footage) -> dict[str, object]:
    shown = rendered.clips[node.id]
    end_card, hold = rendered.end_cards.get(node.id), rendered.holds.get(node.id)
    return {
        **node_walk_data(compiled, node, sum(part.clip.duration_ms for part in shown)),
        "title": node.title,
        "media": [{**_media(part.clip), "captions": part.captions} for part in shown],
        "isEnd": not compiled.places[node.id].ways and not node.returns,
        "endCard": _media(end_card) if end_card else None,
        "hold": _media(hold) if hold else None,
    }
