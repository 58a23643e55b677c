"""Writes a first story from a synopsis: a node for each beat, a choice for each fork, and for every beat a scene.

`story.draft.synopsis` says how a synopsis is written. A beat that no scene fits becomes a node without clips, and the
draft's notes name it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from library.progress import Progress, no_progress
from story.draft.found_scene import FindScenes, FoundScene
from story.draft.sequence import choose_scenes
from story.draft.sketch import Sketch, chains, sketched
from story.draft.synopsis import read_synopsis
from story.layout import lay_out
from story.model import LocalText, Node, Story
from story.titles import node_name

LEAST_SCORE = 0.25
"""The score below which a scene does not fit a beat."""

CANDIDATES = 8
"""How many scenes are considered for a beat."""


@dataclass(frozen=True)
class Note:
    """Something that its creator should know of a draft, in English and Korean, and the node it is about or `""`."""

    message: LocalText
    node_id: str = ""


@dataclass(frozen=True)
class Draft:
    """A story written from a synopsis.

    Attributes:
        story: The story; every node has a position.
        notes: What is missing in it.
        candidates: The scenes that fit each node, the best first, by node id: the first is not always the chosen one.
    """

    story: Story
    notes: tuple[Note, ...]
    candidates: Mapping[str, tuple[FoundScene, ...]] = field(default_factory=dict)


def draft_story(
    text: str,
    find: FindScenes,
    *,
    title: str | None = None,
    language: str | None = None,
    progress: Progress = no_progress,
    least_score: float = LEAST_SCORE,
) -> Draft:
    """Return a first story that tells a synopsis.

    Args:
        text: The synopsis, in Korean or English.
        find: Finds scenes for a sentence.
        title: The story's title; without one, its first beat.
        language: The language of its labels; without one, that of the text.
        progress: Told about the stage `scenes`, in beats.
        least_score: Scenes with a lower score are not used.

    Raises:
        StoryError: The synopsis cannot be read.
    """
    sketch = sketched(read_synopsis(text), title, language)
    candidates = _candidates(sketch, find, least_score, progress)
    chosen = choose_scenes(chains(sketch.story), candidates)
    nodes = tuple(
        replace(node, clips=(chosen[node.id].clip,)) if node.id in chosen else node
        for node in sketch.story.nodes
    )
    story = lay_out(replace(sketch.story, nodes=nodes))
    return Draft(story, (*_sketch_notes(sketch), *_scene_notes(story, chosen)), candidates)


def _candidates(
    sketch: Sketch, find: FindScenes, least_score: float, progress: Progress
) -> dict[str, tuple[FoundScene, ...]]:
    beats = [node for node in sketch.story.nodes if node.beat]
    found: dict[str, tuple[FoundScene, ...]] = {}
    by_text: dict[str, tuple[FoundScene, ...]] = {}
    for number, node in enumerate(beats):
        progress("scenes", number, len(beats))
        if node.beat not in by_text:
            by_text[node.beat] = _fitting(find(node.beat, CANDIDATES), least_score)
        found[node.id] = by_text[node.beat]
    progress("scenes", len(beats), len(beats))
    return found


def _fitting(scenes: Sequence[FoundScene], least_score: float) -> tuple[FoundScene, ...]:
    good = (scene for scene in scenes if scene.score >= least_score and scene.end_ms > scene.start_ms)
    unique = {scene.scene_id: scene for scene in sorted(good, key=lambda scene: scene.score)}
    return tuple(sorted(unique.values(), key=lambda scene: -scene.score)[:CANDIDATES])


def _sketch_notes(sketch: Sketch) -> list[Note]:
    nodes = {node.id: node for node in sketch.story.nodes}
    return [
        *(_note(nodes[name], *_ADDED) for name in sketch.added),
        *(_note(nodes[name], *_UNREACHED) for name in sketch.unreached),
    ]


def _scene_notes(story: Story, chosen: Mapping[str, FoundScene]) -> list[Note]:
    notes: list[Note] = []
    first: dict[int, Node] = {}
    for node in story.nodes:
        if node.id not in chosen:
            if node.beat:
                notes.append(_note(node, *_GAP))
            continue
        other = first.setdefault(chosen[node.id].scene_id, node)
        if other is not node:
            notes.append(_note(node, *_REUSED, other=node_name(other)))
    return notes


_ADDED = (
    "{node} stands for no sentence of the synopsis, it only carries a choice or an ending: give it a scene.",
    "{node}은(는) 줄거리의 문장이 아니라 선택지나 결말의 자리입니다. 장면을 정하세요.",
)
_UNREACHED = (
    "Nothing leads to {node}, because everything before it has ended: connect it or remove it.",
    "앞의 이야기가 모두 끝나 {node}(으)로 이어지는 길이 없습니다. 연결하거나 지우세요.",
)
_GAP = (
    "No scene fits {node}: find one or shoot it.",
    "{node}에 맞는 장면이 없습니다. 찾거나 촬영하세요.",
)
_REUSED = (
    "{node} plays the same scene as {other}, because no other fits.",
    "다른 맞는 장면이 없어 {node}이(가) {other}와(과) 같은 장면을 재생합니다.",
)


def _note(node: Node, english: str, korean: str, **words: str) -> Note:
    name = node_name(node)
    return Note({"en": english.format(node=name, **words), "ko": korean.format(node=name, **words)}, node.id)
