"""What an edit of a story says of scenes: which came into it, which went, which were trimmed."""

from collections.abc import Iterator

from library.catalog.event import EventKind
from story.model import Clip, Node, Story
from story.recommending.scene_places import ScenePlaces


def edit_events(before: Story, after: Story, places: ScenePlaces) -> Iterator[tuple[EventKind, int]]:
    """Yield what was done with which scene, each pair once.

    Args:
        before: The story before the edit.
        after: The same afterwards; nodes that did not change are best the same objects.
        places: Finds the scenes of clips.
    """
    old, new = ({node.id: node for node in story.nodes} for story in (before, after))
    touched = [name for name in {**old, **new} if old.get(name) is not new.get(name)]
    gone, come = _clips(old, touched), _clips(new, touched)
    if gone == come:
        return
    kept = {scene for name in old.keys() - set(touched) for scene in places.scenes(old[name])}
    were, are = ({places.scene(clip) for clip in clips} - {None} for clips in (gone, come))
    for scene in sorted(scene for scene in are - were - kept if scene is not None):
        yield EventKind.ADDED, scene
    for scene in sorted(scene for scene in were - are - kept if scene is not None):
        yield EventKind.REMOVED, scene
    changed = {places.scene(clip) for clip in come if clip not in gone}
    for scene in sorted(scene for scene in changed & were if scene is not None):
        yield EventKind.TRIMMED, scene


def _clips(nodes: dict[str, Node], names: list[str]) -> list[Clip]:
    return [clip for name in names if name in nodes for clip in nodes[name].clips]
