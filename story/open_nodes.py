"""Gives every open node a scene of the library, so that the story can be published as it then is.

An open node says which scene it wants instead of playing one: "any scene with where = alley, who = Ana, unseen".
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from story.draft import LEAST_SCORE, Note
from story.draft.found_scene import FoundScene
from story.model import Clip, Node, Story, Wanted
from story.titles import node_name

_SPARE = 20
"""How many scenes are looked at beyond those that others may have taken."""


class FindWanted(Protocol):
    """Finds scenes for an open node."""

    def __call__(self, wanted: Wanted, limit: int) -> Sequence[FoundScene]:
        """Return at most `limit` scenes that hold all facets, the best first."""


@dataclass(frozen=True)
class Frozen:
    """A story whose open nodes play scenes.

    Attributes:
        story: The story; a node for which no scene was found is still open.
        notes: Which nodes these are.
    """

    story: Story
    notes: tuple[Note, ...] = ()


def open_nodes(story: Story) -> tuple[Node, ...]:
    """Return the nodes for which a scene is still to be found, in the story's order."""
    return tuple(node for node in story.nodes if node.wanted is not None)


def frozen(story: Story, find: FindWanted) -> Frozen:
    """Give every open node the best scene that it can have, after the clips that it has.

    A node that wants an unseen scene gets one that overlaps no clip of the story and that no other open node gets.
    Where several nodes want the same scenes, as many nodes as possible get one, the earlier the better a one.

    Args:
        story: Any story.
        find: Finds scenes for an open node.
    """
    waiting = open_nodes(story)
    if not waiting:
        return Frozen(story)
    chosen = _chosen(story, waiting, find)
    nodes = tuple(_closed(node, chosen.get(node.id)) for node in story.nodes)
    notes = tuple(_note(node) for node in waiting if node.id not in chosen)
    return Frozen(replace(story, nodes=nodes), notes)


def _chosen(story: Story, waiting: Sequence[Node], find: FindWanted) -> dict[str, FoundScene]:
    """Return a scene for each open node that can have one."""
    clips = [clip for node in story.nodes for clip in node.clips]
    limit = len(clips) + len(waiting) + _SPARE
    fitting = {
        node.id: _fitting(node.wanted, find(node.wanted, limit))
        for node in waiting
        if node.wanted is not None
    }
    chosen = {
        node.id: fitting[node.id][0]
        for node in waiting
        if node.wanted is not None and not node.wanted.unseen and fitting[node.id]
    }
    clips += [scene.clip for scene in chosen.values()]
    unseen = {
        node.id: [scene for scene in fitting[node.id] if not _overlaps(scene, clips)]
        for node in waiting
        if node.wanted is not None and node.wanted.unseen
    }
    return chosen | _each_its_own(unseen)


def _fitting(wanted: Wanted, scenes: Sequence[FoundScene]) -> list[FoundScene]:
    """Return the scenes that fit: all that hold the facets; without any, those that tell the text well enough."""
    return [scene for scene in scenes if wanted.facets or not wanted.text or scene.score >= LEAST_SCORE]


def _overlaps(scene: FoundScene, clips: Sequence[Clip]) -> bool:
    return any(
        clip.film == scene.film and clip.start_ms < scene.end_ms and scene.start_ms < clip.end_ms
        for clip in clips
    )


def _each_its_own(fitting: Mapping[str, Sequence[FoundScene]]) -> dict[str, FoundScene]:
    """Match nodes and scenes one to one, along shortest augmenting paths (Kuhn 1955)."""
    held: dict[str, FoundScene] = {}
    for name in fitting:
        _augment(name, fitting, held)
    return held


def _augment(name: str, fitting: Mapping[str, Sequence[FoundScene]], held: dict[str, FoundScene]) -> None:
    """Give a node a scene, if need be by giving the nodes in its way others."""
    holders = {scene.scene_id: holder for holder, scene in held.items()}
    wanted_by: dict[int, str] = {}
    waiting = deque([name])
    while waiting:
        here = waiting.popleft()
        for scene in fitting[here]:
            if scene.scene_id in wanted_by:
                continue
            wanted_by[scene.scene_id] = here
            if scene.scene_id not in holders:
                _hand_over(scene, wanted_by, held)
                return
            waiting.append(holders[scene.scene_id])


def _hand_over(free: FoundScene, wanted_by: Mapping[int, str], held: dict[str, FoundScene]) -> None:
    """Give a free scene to the node that wants it, what that held to the node that wants that, and so on."""
    scene: FoundScene | None = free
    while scene is not None:
        taker = wanted_by[scene.scene_id]
        before = held.get(taker)
        held[taker] = scene
        scene = before


def _closed(node: Node, scene: FoundScene | None) -> Node:
    return node if scene is None else replace(node, clips=(*node.clips, scene.clip), wanted=None)


def _note(node: Node) -> Note:
    wanted = node.wanted or Wanted()
    asked = "; ".join([f"{facet} = {', '.join(labels)}" for facet, labels in wanted.facets.items()])
    words = " · ".join(part for part in (asked, wanted.text.strip()) if part) or "…"
    name = node_name(node)
    return Note(
        {
            "en": f"No scene is left for {name} ({words}): add a film, or ask for less.",
            "ko": f"{name}에 맞는 장면이 남아 있지 않습니다({words}). 영화를 추가하거나 조건을 줄이세요.",
        },
        node.id,
    )
