"""What the creator of a story should know of its draft, in English and Korean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from story.draft.beat_facts import BeatFacts
from story.draft.found_scene import FoundScene
from story.draft.sketch import Sketch
from story.model import LocalText, Node, Story
from story.titles import node_name


@dataclass(frozen=True)
class Note:
    """Something that its creator should know of a draft, in English and Korean, and the node it is about or `""`."""

    message: LocalText
    node_id: str = ""


def sketch_notes(sketch: Sketch) -> Iterator[Note]:
    """Yield what the text leaves open: nodes that stand for no beat, and those to which nothing leads."""
    nodes = {node.id: node for node in sketch.story.nodes}
    yield from (_note(nodes[name], *_ADDED) for name in sketch.added)
    yield from (_note(nodes[name], *_UNREACHED) for name in sketch.unreached)


def scene_notes(story: Story, chosen: Mapping[str, FoundScene]) -> Iterator[Note]:
    """Yield which nodes have no scene, and which have one that another plays as well."""
    first: dict[int, Node] = {}
    for node in story.nodes:
        if node.id not in chosen:
            if node.beat:
                yield _note(node, *_GAP)
            continue
        other = first.setdefault(chosen[node.id].scene_id, node)
        if other is not node:
            yield _note(node, *_REUSED, other=node_name(other))


def people_notes(facts: Mapping[str, BeatFacts]) -> Iterator[Note]:
    """Yield whom she and he were taken for, in one note."""
    taken = [f"{name} = {', '.join(of.carried)}" for name, of in facts.items() if of.carried]
    if taken:
        words = "; ".join(taken)
        yield Note({language: text.format(taken=words) for language, text in _CARRIED.items()})


_ADDED = (
    "{node} stands for no sentence of the synopsis, it only carries a choice or an ending: give it a scene.",
    "{node}은(는) 줄거리의 문장이 아니라 선택지나 결말의 자리입니다. 장면을 정하세요.",
)
_UNREACHED = (
    "Nothing leads to {node}, because everything before it has ended: connect it or remove it.",
    "앞의 이야기가 모두 끝나 {node}(으)로 이어지는 길이 없습니다. 연결하거나 지우세요.",
)
_GAP = (
    "No scene fits {node}: a card plays there until you find one or shoot it.",
    "{node}에 맞는 장면이 없어 카드가 대신 나옵니다. 장면을 찾거나 촬영하세요.",
)
_REUSED = (
    "{node} plays the same scene as {other}, because no other fits.",
    "다른 맞는 장면이 없어 {node}이(가) {other}와(과) 같은 장면을 재생합니다.",
)
_CARRIED = {
    "en": "“She” and “he” were taken for the person named last: {taken}.",
    "ko": "그와 그녀는 앞에서 마지막으로 나온 사람으로 보았습니다: {taken}.",
}


def _note(node: Node, english: str, korean: str, **words: str) -> Note:
    name = node_name(node)
    return Note({"en": english.format(node=name, **words), "ko": korean.format(node=name, **words)}, node.id)
