"""Checks groups: that their candidates are there, each once, and that the story does not start at one."""

from collections.abc import Iterator

from story.check.problems import Problem, problem
from story.model import Group, Node, Story
from story.titles import node_name


def group_problems(story: Story) -> Iterator[Problem]:
    """Yield what is wrong with the groups of a story."""
    nodes = {node.id: node for node in story.nodes}
    for group in story.groups:
        if group.id == story.start and group.id not in nodes:
            yield problem("G040", node_id=group.id, group=node_name(group))
        if not group.candidates:
            yield problem("G037", node_id=group.id, group=node_name(group))
        yield from _candidate_problems(group, nodes)


def _candidate_problems(group: Group, nodes: dict[str, Node]) -> Iterator[Problem]:
    listed = [candidate.node for candidate in group.candidates]
    for name in dict.fromkeys(listed):
        if name not in nodes:
            yield problem("G038", node_id=group.id, group=node_name(group), target=name)
        elif listed.count(name) > 1:
            yield problem("G039", node_id=group.id, group=node_name(group), node=node_name(nodes[name]))
