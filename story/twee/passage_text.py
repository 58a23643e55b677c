"""Writes the text of a passage for SugarCube 2, so that reading it again gives back as much as can be."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from story.model import Choice, Group, Node, Pick, Story, goes_on_by_itself, text_in
from story.twee.content import Content, Exit, understood
from story.twee.dialect import Meanings
from story.twee.formats import SUGARCUBE
from story.twee.header import read_text, write_text
from story.twee.links import Link, can_stand_in_brackets, read_link
from story.twee.prose import prose
from story.twee.sugar import Sugar
from story.twee.sugarcube import sugarcube_events


@dataclass(frozen=True)
class PassageWriter:
    """Writes the passages of one story.

    Attributes:
        story: The story.
        names: Name of the passage of each node and group, and of what is not there, by id.
        sugar: Writes its conditions and assignments.
        meanings: What names in them mean when they are read again.
    """

    story: Story
    names: dict[str, str]
    sugar: Sugar
    meanings: Meanings

    def of_node(self, node: Node, choices: Sequence[Choice]) -> str:
        """Return the text of a node's passage.

        Args:
            node: The node.
            choices: Its choices, in the order in which they are offered.
        """
        alone = goes_on_by_itself(tuple(choices))
        sets = [f"<<set {said}>>" for effect in node.effects if (said := self.sugar.effect(effect))]
        ways = [self._way(choice, jumps=alone or choice.automatic) for choice in choices]
        code = "\n".join([*sets, *ways])
        if not node.beat:
            return code
        expected = self._read(code, node)
        for words in (node.beat, f'"""{node.beat}"""'):
            text = f"{words}\n\n{code}".rstrip("\n") if code else words
            if _survives(text) and _same(self._read(text, node), expected, node.beat):
                return text
        return code

    def of_group(self, group: Group) -> str:
        """Return the text of a group's passage: what a player does there in Twine."""
        links = [f"<<goto {self._target(one.node)}>>" for one in group.candidates if one.node in self.names]
        conditions = [
            self.sugar.condition(one.condition) for one in group.candidates if one.node in self.names
        ]
        if group.pick is not Pick.FIRST or len(links) < 2:
            return "\n".join(links[:1])
        branches = [
            f"<<{'elseif' if number else 'if'} {condition or 'true'}>>{link}"
            for number, (condition, link) in enumerate(zip(conditions, links, strict=True))
        ]
        return "\n".join([*branches, f"<<else>>{links[-1]}", "<</if>>"])

    def _read(self, text: str, node: Node) -> Content:
        return understood(sugarcube_events(text), SUGARCUBE, self.meanings, node.id)

    def _way(self, choice: Choice, *, jumps: bool) -> str:
        effects = [said for effect in choice.effects if (said := self.sugar.effect(effect))]
        condition = self.sugar.condition(choice.condition)
        if jumps:
            sets = "".join(f"<<set {one}>>" for one in effects)
            core = f"{sets}<<goto {self._target(choice.target)}>>"
            condition = condition or ("true" if sets else "")
        else:
            core = self._link(choice, effects)
        return f"<<if {condition}>>{core}<</if>>" if condition else core

    def _link(self, choice: Choice, effects: Iterable[str]) -> str:
        target = self.names[choice.target]
        label = text_in(choice.label, self.story.language) or target
        setter = "; ".join(effects)
        if can_stand_in_brackets(label, target) and not set("[]") & set(setter):
            words = target if label == target and _stands_alone(target) else f"{label}->{target}"
            return f"[[{words}][{setter}]]" if setter else f"[[{words}]]"
        sets = f"<<set {setter}>>" if setter else ""
        return f"<<link {_quoted(label)} {_quoted(target)}>>{sets}<</link>>"

    def _target(self, node_id: str) -> str:
        name = self.names[node_id]
        plain = _stands_alone(name) and can_stand_in_brackets(name, name)
        return f"[[{name}]]" if plain else _quoted(name)


def _stands_alone(name: str) -> bool:
    return read_link(name) == Link(name, name)


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _survives(text: str) -> bool:
    """Say whether a text comes back from a file as it is."""
    return "\r" not in text and read_text(write_text(text)) == text


def _same(found: Content, expected: Content, beat: str) -> bool:
    """Say whether a text with its prose tells the same as without it, and the prose is the beat."""
    return (
        prose(found.pieces) == beat
        and [_told(one) for one in found.exits] == [_told(one) for one in expected.exits]
        and [one.effect for one in found.made] == [one.effect for one in expected.made]
    )


def _told(exit: Exit) -> tuple[object, ...]:
    """Return what a way out says, wherever it stands."""
    return exit.link, exit.automatic, exit.rule.parts, tuple(one.effect for one in exit.made)
