"""Finds what a story may still ask for at each node: live variables, as compilers find them.

After A. Aho, M. Lam, R. Sethi and J. Ullman, Compilers (2nd ed., 2007), 9.2.5, in the form in which an assignment such
as `courage = courage + 1` reads courage only if courage is asked for later. Visits, taken choices and the order of
groups are treated as variables are.
"""

from collections import defaultdict
from collections.abc import Iterable

from story.errors import StoryError
from story.expression import Expression, kind_of, names_in
from story.model import Pick, VariableKind
from story.play.compiled import Assignment, CompiledStory, Options, Way

_KIND = {bool: VariableKind.FLAG, float: VariableKind.NUMBER, str: VariableKind.TEXT}


class Cells:
    """Numbers everything that a state remembers; a set of such cells is the bits of an integer.

    The variables come first, then the counted visits, the remembered choices, the orders of groups.
    """

    def __init__(self, story: CompiledStory) -> None:
        self.visits = len(story.start)
        self.taken = self.visits + len(story.counters)
        self.orders = self.taken + len(story.bits)
        self._story = story
        self._read: dict[int, int] = {}

    def read_by(self, expression: Expression | None) -> int:
        """Return the cells that an expression asks for."""
        if expression is None:
            return 0
        if id(expression) not in self._read:
            self._read[id(expression)] = self._reads(expression)
        return self._read[id(expression)]

    def _reads(self, expression: Expression) -> int:
        names, story = names_in(expression), self._story
        places = [story.variables[name] for name in names.variables if name in story.variables]
        places += [self.visits + story.counters[name] for name in names.nodes if name in story.counters]
        cells = sum(1 << place for place in places)
        return cells | sum(story.bits[name] << self.taken for name in names.choices if name in story.bits)


class Liveness:
    """Finds the cells that can be asked for after a node was entered.

    Args:
        story: The story.
        cells: How its cells are numbered.
    """

    def __init__(self, story: CompiledStory, cells: Cells) -> None:
        self._story = story
        self._cells = cells
        self._kinds = {one.name: one.kind for one in story.story.variables}
        self._sure: dict[int, bool] = {}
        self._live = dict.fromkeys(story.places, 0)
        self._returns = tuple(
            dict.fromkeys(
                way.choice.returns_to
                for way in story.ways.values()
                if way.choice.returns_to in story.places or way.choice.returns_to in story.groups
            )
        )

    def by_node(self) -> dict[str, int]:
        """Return the live cells by node id."""
        before = self._sources()
        waiting = dict.fromkeys(self._story.places)
        while waiting:
            name, _ = waiting.popitem()
            if (live := self._asked_after(name)) != self._live[name]:
                self._live[name] = live
                waiting.update(dict.fromkeys(before[name]))
        return self._live

    def _sources(self) -> dict[str, set[str]]:
        """Return, for each node, those from which a play may come to it directly."""
        found: dict[str, set[str]] = defaultdict(set)
        for name, place in self._story.places.items():
            targets = [way.choice.target for way in place.ways]
            for target in (*targets, *(self._returns if place.node.returns else ())):
                for node in self._nodes_of(target):
                    found[node].add(name)
        return found

    def _nodes_of(self, target: str) -> Iterable[str]:
        group = self._story.groups.get(target)
        return (target,) if group is None else (option.node for option in group.options)

    def _asked_after(self, name: str) -> int:
        place = self._story.places[name]
        live = 0
        for way in place.ways:
            live |= self._before_way(way)
        for target in self._returns if place.node.returns else ():
            live |= self._before_entering(target)
        return live

    def _before_way(self, way: Way) -> int:
        bit = way.bit << self._cells.taken
        live = self._before_effects(way.effects, self._before_entering(way.choice.target)) & ~bit
        return live | self._cells.read_by(way.condition.expression) | (bit if way.choice.once else 0)

    def _before_entering(self, target: str) -> int:
        group = self._story.groups.get(target)
        if group is None:
            return self._before_node(target)
        live = self._asked_by_group(group)
        for option in group.options:
            live |= self._before_node(option.node)
        return live

    def _asked_by_group(self, group: Options) -> int:
        live = 1 << (self._cells.orders + group.order) if group.pick is Pick.LEAST_RECENT else 0
        for option in group.options:
            live |= self._cells.read_by(option.condition.expression) | self._cells.read_by(option.score)
        return live

    def _before_node(self, name: str) -> int:
        return self._before_effects(self._story.places[name].effects, self._live[name])

    def _before_effects(self, effects: tuple[Assignment, ...], live: int) -> int:
        for effect in reversed(effects):
            cell = 1 << effect.place
            if live & cell:
                kept = 0 if self._surely_sets(effect) else cell
                live = live & ~cell | kept | self._cells.read_by(effect.expression)
        return live

    def _surely_sets(self, effect: Assignment) -> bool:
        """Say whether an effect always gives its variable a value; one whose kinds do not fit is skipped."""
        if id(effect) not in self._sure:
            try:
                found = kind_of(effect.expression, self._kinds)
            except StoryError:
                self._sure[id(effect)] = False
            else:
                self._sure[id(effect)] = found is _KIND[effect.kind]
        return self._sure[id(effect)]
