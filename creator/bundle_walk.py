"""Writes the part of a bundle's story that its player walks by: variables, conditions, effects, groups, choices."""

from collections.abc import Iterable

from story.expression import Expression
from story.model import DEFAULT_WINDOW_MS, Choice, Group, Leaving, LocalText, Node, Story
from story.play.compiled import Assignment, CompiledStory, Condition, Options, Way

Document = dict[str, object]


def walk_data(story: CompiledStory) -> Document:
    """Return what a walker needs of a story beside its nodes, ready for JSON."""
    return {
        "start": story.story.start,
        "choiceWindow_ms": DEFAULT_WINDOW_MS,
        "changeable": story.story.changeable,
        "variables": [[name, story.start[place]] for name, place in story.variables.items()],
        "groups": {name: _group_data(group) for name, group in story.groups.items()},
    }


def node_walk_data(story: CompiledStory, node: Node, duration_ms: int) -> Document:
    """Return what a walker needs of a node, ready for JSON.

    Args:
        story: The story.
        node: One of its nodes.
        duration_ms: How long it plays as rendered.
    """
    place = story.places[node.id]
    return {
        "duration_ms": duration_ms,
        "effects": _effects_data(story, place.effects),
        "choices": [_choice_data(story, way) for way in place.ways],
        "returns": node.returns,
        "loops": node.loops,
        "checkpoint": {"recap": written(node.checkpoint.recap)} if node.checkpoint else None,
        "ending": {"title": dict(node.ending.title), "kind": node.ending.kind.value} if node.ending else None,
    }


def written(text: LocalText) -> dict[str, str]:
    """Return the languages in which there is something to read."""
    return {language: words.strip() for language, words in text.items() if words.strip()}


def thumbnail_name(story: Story, choice: Choice) -> str | None:
    """Return where the picture of a choice lies in its bundle, or `None` if it is offered without one.

    A choice that leads to a group shows its first candidate.
    """
    if not choice.thumbnail:
        return None
    leads_to = {group.id: group.candidates[0].node for group in story.groups if group.candidates}
    return f"thumbnails/{leads_to.get(choice.target, choice.target)}.jpg"


def _choice_data(story: CompiledStory, way: Way) -> Document:
    choice = way.choice
    return {
        "id": choice.id,
        "target": choice.target,
        "label": _label(story, way),
        "default": choice.default,
        "opens_ms": choice.opens_ms,
        "closes_ms": choice.closes_ms,
        "condition": _condition_data(way.condition),
        "effects": _effects_data(story, way.effects),
        "automatic": way.automatic,
        "weight": choice.weight,
        "once": choice.once,
        "atOnce": choice.leaving is Leaving.AT_ONCE,
        "returnsTo": choice.returns_to,
        "hotspot": [
            [frame.at_ms, frame.left, frame.top, frame.width, frame.height] for frame in choice.hotspot
        ],
        "thumbnail": thumbnail_name(story.story, choice),
    }


def _label(story: CompiledStory, way: Way) -> dict[str, str]:
    """Return what a viewer reads on a choice: without a label, where it leads."""
    if label := written(way.choice.label):
        return label
    target = way.choice.target
    leads_to: Iterable[Node | Group] = story.story.groups
    if target in story.places:
        leads_to = (story.places[target].node,)
    title = next(one.title for one in leads_to if one.id == target)
    return {story.story.language: title.strip() or target}


def _group_data(group: Options) -> Document:
    return {
        "pick": group.pick.value,
        "candidates": [
            {
                "node": option.node,
                "condition": _condition_data(option.condition),
                "score": _tree_data(option.score),
            }
            for option in group.options
        ],
    }


def _effects_data(story: CompiledStory, effects: tuple[Assignment, ...]) -> list[object]:
    names = tuple(story.variables)
    return [[names[effect.place], _tree_data(effect.expression)] for effect in effects]


def _condition_data(condition: Condition) -> object:
    """Return a condition's tree: `None` if it always holds, `False` if it never does."""
    if condition.expression is None:
        return None if condition.always else False
    return _tree_data(condition.expression)


def _tree_data(expression: Expression | None) -> object:
    return None if expression is None else expression.json()
