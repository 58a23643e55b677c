"""Checks what nodes play, as far as that can be told without a library: clips, cards, wanted scenes."""

from collections.abc import Iterator

from library.ontology import FACETS
from story.check.problems import Problem, problem
from story.model import Node, Story
from story.titles import node_name


def scene_problems(story: Story) -> Iterator[Problem]:
    """Yield the nodes whose footage is still to be found or shot, and what is wrong with those that are open."""
    for node in story.nodes:
        if node.wanted is not None:
            yield from _open_problems(node)
        elif not node.clips:
            has_card = any(words.strip() for words in node.to_shoot.values())
            yield problem("G044" if has_card else "G010", node_id=node.id, node=node_name(node))


def _open_problems(node: Node) -> Iterator[Problem]:
    yield problem("G045", node_id=node.id, node=node_name(node))
    for facet in node.wanted.facets if node.wanted is not None else ():
        if facet not in FACETS:
            yield problem(
                "G046", node_id=node.id, node=node_name(node), facet=facet, facets=", ".join(FACETS)
            )
