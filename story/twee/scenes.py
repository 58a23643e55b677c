"""Gives the nodes of a story that came from Twine the scenes that fit them, chosen as a whole like those of a draft."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from library.progress import Progress
from story.draft.found_scene import FindScenes, FoundScene
from story.draft.sequence import Chain, choose_scenes
from story.model import Node, Story
from story.titles import node_name
from story.twee.imported import TwineImport
from story.twee.notes import ImportNote, import_note

LEAST_SCORE = 0.25
"""The score below which a scene does not fit, as for a draft."""

CANDIDATES = 8
"""How many scenes are considered for a node."""

LONGEST_CHAIN = 50
"""Nodes that are chosen for together."""

_LONGEST_QUERY = 1_000  # characters; what a passage is about is said by then


def with_scenes(plain: TwineImport, find: FindScenes, least_score: float, progress: Progress) -> TwineImport:
    """Return an import whose nodes play scenes that fit, where there are any; nodes with clips keep theirs.

    Args:
        plain: What was brought over.
        find: Finds scenes for a beat.
        least_score: Scenes with a lower score are not used.
        progress: Told about the stage `scenes`, in nodes.
    """
    story = plain.story
    candidates = _candidates(story, plain.queries, find, least_score, progress)
    chosen = choose_scenes(_chains(story), candidates)
    nodes = tuple(
        replace(node, clips=(chosen[node.id].clip,)) if node.id in chosen else node for node in story.nodes
    )
    told = replace(story, nodes=nodes)
    notes = (*plain.notes, *_notes(plain, candidates, chosen))
    return replace(plain, story=told, notes=notes, candidates=candidates)


def _candidates(
    story: Story, queries: Mapping[str, str], find: FindScenes, least_score: float, progress: Progress
) -> dict[str, tuple[FoundScene, ...]]:
    asked = [node for node in story.nodes if not node.clips and (queries.get(node.id) or node.title).strip()]
    by_text: dict[str, tuple[FoundScene, ...]] = {}
    found: dict[str, tuple[FoundScene, ...]] = {}
    for number, node in enumerate(asked):
        progress("scenes", number, len(asked))
        text = (queries.get(node.id) or node.title)[:_LONGEST_QUERY]
        if text not in by_text:
            by_text[text] = _fitting(find(text, CANDIDATES), least_score)
        found[node.id] = by_text[text]
    progress("scenes", len(asked), len(asked))
    return found


def _fitting(scenes: Sequence[FoundScene], least_score: float) -> tuple[FoundScene, ...]:
    good = (scene for scene in scenes if scene.score >= least_score and scene.end_ms > scene.start_ms)
    best = sorted(good, key=lambda scene: -scene.score)
    return tuple({scene.scene_id: scene for scene in reversed(best)}.values())[::-1][:CANDIDATES]


def _chains(story: Story) -> Iterator[Chain]:
    """Yield the nodes as chains, each node in one: from the start along first choices, then what branches off."""
    ahead: dict[str, list[str]] = {}
    for choice in sorted(story.choices, key=lambda choice: choice.order):
        ahead.setdefault(choice.source, []).append(choice.target)
    nodes = {node.id for node in story.nodes}
    behind = {target: source for source, targets in ahead.items() for target in targets}
    placed: set[str] = set()
    for first in (story.start, *(node.id for node in story.nodes)):
        chain, name = list[str](), first
        while name in nodes and name not in placed:
            placed.add(name)
            chain.append(name)
            name = next((target for target in ahead.get(name, ()) if target not in placed), "")
        yield from _pieces(chain, behind)


def _pieces(chain: Sequence[str], behind: Mapping[str, str]) -> Iterator[Chain]:
    for at in range(0, len(chain), LONGEST_CHAIN):
        piece = tuple(chain[at : at + LONGEST_CHAIN])
        yield Chain(piece, before=chain[at - 1] if at else behind.get(piece[0], ""))


def _notes(
    plain: TwineImport,
    candidates: Mapping[str, tuple[FoundScene, ...]],
    chosen: Mapping[str, FoundScene],
) -> Iterator[ImportNote]:
    first: dict[int, Node] = {}
    for node in plain.story.nodes:
        name = plain.passages.get(node.id, "")
        if node.id in candidates and node.id not in chosen:
            yield import_note("gap", name, node_id=node.id)
        elif node.id in chosen:
            other = first.setdefault(chosen[node.id].scene_id, node)
            if other is not node:
                yield import_note("reused", name, node_id=node.id, other=node_name(other))
