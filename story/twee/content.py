"""What a passage tells once its source is understood: prose, assignments, ways on, and what was not understood."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from story.expression import Effect, Expression, names_in
from story.twee.dialect import Dialect, Meanings, NotUnderstoodError, assignments, condition
from story.twee.events import Assign, Branch, End, Event, LinkBody, Unknown, Way, Words
from story.twee.links import Link
from story.twee.prose import Piece, PieceKind
from story.twee.rule import ALWAYS, Rule, negated, none_of, rule_of


@dataclass(frozen=True)
class Source:
    """A piece of source, and where in the passage it stands."""

    text: str
    at: int


@dataclass(frozen=True)
class Made:
    """An assignment, and the source that makes it."""

    effect: Effect
    source: Source


@dataclass(frozen=True)
class Exit:
    """A way out of a passage.

    Attributes:
        link: Its label, and the passage to which it leads.
        source: Where it stands.
        rule: When it is there.
        made: The assignments that are made when it is taken.
        automatic: Whether nobody is asked.
    """

    link: Link
    source: Source
    rule: Rule = ALWAYS
    made: tuple[Made, ...] = ()
    automatic: bool = False


@dataclass
class Content:
    """What a passage tells.

    Attributes:
        pieces: Its prose, links and what was not understood, in order.
        made: Assignments on entering.
        exits: Ways out, in order.
        unknown: What was not understood; it is among the pieces as well.
        told: Where text stands that depends on a condition.
        unseen: Ways out whose conditions should see an assignment that comes too late for them.
    """

    pieces: list[Piece] = field(default_factory=list)
    made: list[Made] = field(default_factory=list)
    exits: list[Exit] = field(default_factory=list)
    unknown: list[Source] = field(default_factory=list)
    told: list[int] = field(default_factory=list)
    unseen: list[Source] = field(default_factory=list)


@dataclass
class _Frame:
    """A branch or link body that is open; the outermost is the passage itself."""

    rule: Rule = ALWAYS
    body: LinkBody | None = None
    source: str = ""
    piece: int = 0
    made: list[Made] = field(default_factory=list)
    exits: list[Exit] = field(default_factory=list)
    chain: list[Rule] | None = None


def understood(events: Iterable[Event], dialect: Dialect, meanings: Meanings, here: str) -> Content:
    """Return what the pieces of a passage's source tell.

    Args:
        events: The pieces.
        dialect: How its conditions and assignments are written.
        meanings: What names in them mean.
        here: Id of the node that the passage becomes.
    """
    building = _Building(dialect, meanings, here)
    for event in events:
        building.take(event)
    return building.finished()


_DEEPEST = 50
"""Branches and link bodies inside each other; what lies deeper is not understood."""

_LONGEST_CHAIN = 40
"""Branches of one `if`, `else if`, … chain; what follows is not understood."""

_UNKNOWN = Rule(unknown=True)


class _Building:
    """Puts the content of one passage together, event by event."""

    def __init__(self, dialect: Dialect, meanings: Meanings, here: str) -> None:
        self._dialect, self._meanings, self._here = dialect, meanings, here
        self._content = Content()
        self._frames = [_Frame()]
        self._asked: set[str] = set()
        self._late: list[Made] = []
        self._too_deep = 0

    def take(self, event: Event) -> None:
        if isinstance(event, Words):
            self._words(event)
        elif isinstance(event, Unknown):
            self._keep(event.source, event.at)
        elif isinstance(event, Way):
            self._way(event)
        elif isinstance(event, Assign):
            self._assign(event)
        elif isinstance(event, End):
            self._end(event)
        elif len(self._frames) > _DEEPEST:
            self._too_deep += 1
            self._keep(event.source, event.at)
        elif isinstance(event, Branch):
            self._branch(event)
        else:
            self._frames.append(_Frame(body=event, source=event.source, piece=len(self._content.pieces)))
            self._content.pieces.append(Piece(PieceKind.PROSE, ""))

    def finished(self) -> Content:
        self._too_deep = 0
        while len(self._frames) > 1:  # never closed: the source goes on to the end of the passage
            self._end(End(0))
        content, outer = self._content, self._frames[0]
        content.made = outer.made
        content.exits = _in_turn(outer.exits)
        if content.exits:
            late = tuple(self._late)
            content.exits = [replace(exit, made=(*late, *exit.made)) for exit in content.exits]
        else:
            content.made += self._late
        return content

    def _ask(self, rule: Rule, source: Source) -> None:
        """Take note that a way out depends on variables; what has been set late by now, it cannot see."""
        if rule.variables & {one.effect.variable for one in self._late}:
            self._content.unseen.append(source)
        self._asked |= rule.variables

    def _words(self, event: Words) -> None:
        kind = PieceKind.VERBATIM if event.verbatim else PieceKind.PROSE
        self._content.pieces.append(Piece(kind, event.text))
        if event.text.strip() and any(frame.rule.parts for frame in self._frames):
            self._content.told.append(event.at)

    def _keep(self, source: str, at: int) -> None:
        if source:
            self._content.unknown.append(Source(source, at))
            self._content.pieces.append(Piece(PieceKind.UNKNOWN, source))

    def _way(self, event: Way) -> None:
        body = next((frame.body for frame in reversed(self._frames) if frame.body), None)
        if event.automatic and body is not None and not body.target:
            self._close_body_with(event)
            return
        source = Source(event.source, event.at)
        made = tuple(self._made(event.setter, source)) if event.setter else ()
        self._leave(Exit(Link(event.label, event.target), source, made=made, automatic=event.automatic))

    def _close_body_with(self, jump: Way) -> None:
        """Let the link body that is open lead where a jump in it leads."""
        for frame in reversed(self._frames):
            if frame.body:
                frame.body = replace(frame.body, target=jump.target)
                return

    def _leave(self, exit: Exit) -> None:
        self._frames[-1].exits.append(exit)
        if not exit.automatic:
            self._content.pieces.append(Piece(PieceKind.LINK, exit.link.label))

    def _assign(self, event: Assign) -> None:
        frame = self._frames[-1]
        rule = self._rule("if", event.rule, event.source) if event.rule else ALWAYS
        if rule.unknown:
            self._keep(event.source, event.at)
            return
        made = self._made(event.assignments, Source(event.source, event.at))
        if frame is not self._frames[0]:
            frame.made += made
            return
        for one in made if not rule.parts else self._only_if(made, rule):
            self._enter(one)

    def _enter(self, made: Made) -> None:
        """Assign on entering, or on leaving if a condition before it asks for what was there before."""
        late = {one.effect.variable for one in self._late}
        names = names_in(made.effect.expression).variables | {made.effect.variable}
        if made.effect.variable in self._asked or names & late:
            self._late.append(made)
        else:
            self._frames[0].made.append(made)

    def _made(self, text: str, source: Source) -> list[Made]:
        try:
            found = assignments(text, self._dialect, self._meanings, self._here)
        except NotUnderstoodError:
            self._keep(source.text, source.at)
            return []
        return [Made(effect, source) for effect in found]

    def _only_if(self, made: Iterable[Made], rule: Rule) -> list[Made]:
        """Return assignments that are made under a rule only: of flags, all others are kept as they are written."""
        found: list[Made] = []
        for one in made:
            value, holds = one.effect.expression.tree, rule.expression
            if holds is None:
                found.append(one)
            elif isinstance(value, bool):
                before = ("get", one.effect.variable)
                tree = ("or", before, holds.tree) if value else ("and", before, negated(rule).parts[0].tree)
                found.append(replace(one, effect=Effect(one.effect.variable, Expression(tree))))
            else:
                self._keep(one.source.text, one.source.at)
        return found

    def _branch(self, event: Branch) -> None:
        outer = self._frames[-1]
        if event.kind in ("if", "unless"):
            outer.chain = []
        rule = self._rule(event.kind, event.condition, event.source)
        whole = _in_chain(rule, outer.chain)
        if outer.chain is not None:
            outer.chain.append(rule)
        if whole.unknown:
            self._keep(event.source, event.at)
        self._frames.append(_Frame(whole, source=event.source))

    def _rule(self, kind: str, text: str, source: str) -> Rule:
        if kind == "else":
            return ALWAYS
        try:
            rule = rule_of(condition(text, self._dialect, self._meanings, self._here), source)
        except NotUnderstoodError:
            return _UNKNOWN
        return negated(rule) if kind == "unless" else rule

    def _end(self, event: End) -> None:
        if self._too_deep or len(self._frames) == 1:
            self._too_deep = max(0, self._too_deep - 1)
            self._keep(event.source, event.at)
            return
        frame = self._frames.pop()
        if frame.body is not None:
            self._end_of_body(frame, frame.body, event)
        elif frame.rule.unknown:
            self._keep(event.source, event.at)
        self._hand_over(frame)

    def _end_of_body(self, frame: _Frame, body: LinkBody, event: End) -> None:
        if body.target:
            made, frame.made = tuple(frame.made), []
            self._leave(Exit(Link(body.label, body.target), Source(body.source, body.at), made=made))
            return
        self._content.unknown.append(Source(body.source, body.at))
        self._content.pieces[frame.piece] = Piece(PieceKind.UNKNOWN, body.source)
        self._keep(event.source, event.at)

    def _hand_over(self, frame: _Frame) -> None:
        """Give what a frame holds to the one around it, under the frame's rule."""
        outer = self._frames[-1]
        made, exits = tuple(frame.made), list[Exit]()
        for exit in frame.exits:
            try:
                rule = frame.rule.and_also(exit.rule)
            except NotUnderstoodError:
                rule = frame.rule
                self._keep(frame.source, exit.source.at)
            exits.append(replace(exit, rule=rule, made=(*made, *exit.made)))
            self._ask(rule, exit.source)
        outer.exits += exits
        if made and not exits:
            plain = self._only_if(made, frame.rule)
            if outer is self._frames[0]:
                for one in plain:
                    self._enter(one)
            else:
                outer.made += plain


def _in_chain(rule: Rule, chain: list[Rule] | None) -> Rule:
    """Return when a branch is taken: if its own rule holds and none of those before it in its chain did."""
    if chain is None or rule.unknown or len(chain) > _LONGEST_CHAIN or any(one.unknown for one in chain):
        return _UNKNOWN
    try:
        return none_of(chain).and_also(rule)
    except NotUnderstoodError:
        return _UNKNOWN


def _in_turn(exits: list[Exit]) -> list[Exit]:
    """Return ways out of which each is there only if no jump before or after it is made under a condition.

    A jump is made as soon as its condition holds; in a story, whatever can be chosen goes before it.
    """
    jumps = [exit.rule for exit in exits if exit.automatic and exit.rule.parts]
    if not jumps or all(exit.automatic for exit in exits):
        return exits
    found: list[Exit] = []
    for exit in exits:
        try:
            rule = exit.rule if exit.automatic else none_of(jumps).and_also(exit.rule)
        except NotUnderstoodError:
            rule = exit.rule
        found.append(replace(exit, rule=rule))
    return found
