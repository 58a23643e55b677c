"""Writes what a bundle's player reads: the story as one script, with every text, time and file name in it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from creator.captions import Captions
from creator.clips import Rendered
from creator.credits import Credit
from creator.plan import Plan
from story.model import Choice, Clip, LocalText, Node, choice_window, goes_on_by_itself

SCHEMA, VERSION = "gallae-bundle", 1


@dataclass(frozen=True)
class Shown:
    """A rendered clip of a node with its captions."""

    clip: Rendered
    captions: Captions


@dataclass(frozen=True)
class Footage:
    """Everything rendered for a plan.

    Attributes:
        clips: By node, in the order in which they play.
        title_card: What opens the story.
        end_cards: By node that ends the story.
    """

    clips: Mapping[str, Sequence[Shown]]
    title_card: Rendered
    end_cards: Mapping[str, Rendered]


def story_data(plan: Plan, rendered: Footage, credits: Sequence[Credit]) -> dict[str, object]:
    """Return what the player is told, ready for JSON."""
    languages = {name for shown in rendered.clips.values() for part in shown for name in part.captions}
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "id": plan.story.id,
        "title": plan.story.title,
        "language": plan.story.language,
        "start": plan.story.start,
        "width": plan.profile.width,
        "height": plan.profile.height,
        "languages": sorted(languages),
        "titleCard": _media(rendered.title_card),
        "nodes": {name: _node_data(plan, node, rendered) for name, node in plan.nodes.items()},
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


def _node_data(plan: Plan, node: Node, rendered: Footage) -> dict[str, object]:
    choices = plan.choices[node.id]
    goes_on = goes_on_by_itself(choices)
    offered = () if goes_on else choices
    shown = rendered.clips[node.id]
    end_card = rendered.end_cards.get(node.id)
    return {
        "title": node.title,
        "media": [{**_media(part.clip), "captions": part.captions} for part in shown],
        "duration_ms": sum(part.clip.duration_ms for part in shown),
        "next": choices[0].target if goes_on else None,
        "window": asdict(choice_window(_as_rendered(node, shown), offered)) if offered else None,
        "choices": [_choice_data(plan, choice) for choice in offered],
        "ending": {"title": dict(node.ending.title)} if node.ending else None,
        "endCard": _media(end_card) if end_card else None,
    }


def _as_rendered(node: Node, shown: Sequence[Shown]) -> Node:
    """Return the node with its clips as long as they play, so that windows close when the picture ends."""
    timed = (Clip(clip.film, 0, part.clip.duration_ms) for clip, part in zip(node.clips, shown, strict=True))
    return replace(node, clips=tuple(timed))


def _choice_data(plan: Plan, choice: Choice) -> dict[str, object]:
    label = _written(choice.label) or {plan.story.language: plan.nodes[choice.target].title or choice.target}
    return {"id": choice.id, "label": label, "target": choice.target, "default": choice.default}


def _written(text: LocalText) -> dict[str, str]:
    return {language: words.strip() for language, words in text.items() if words.strip()}
