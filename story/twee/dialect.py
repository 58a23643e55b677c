"""The expressions of SugarCube, Harlowe and Chapbook, in the words of Gallae's own (`story.expression`)."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from story.errors import ExpressionError, StoryError
from story.expression import Effect, Expression, normal_name, read_expression, wrong_with_name
from story.expression.writer import written

LONGEST_SOURCE = 4_000
"""Characters of one condition or assignment; a longer one is not understood."""

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')
    |(?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)
    |(?P<word>[$_]?\w+:?)
    |(?P<mark>===|!==|==|!=|<=|>=|&&|\|\||\+=|-=|\*=|/=|%=|\+\+|--|[-+*/%<>=!(),;.])
    )""",
    re.VERBOSE | re.DOTALL,
)
_QUOTED = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')""", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


class NotUnderstoodError(Exception):
    """A source says something that has no counterpart in a story."""


@dataclass(frozen=True)
class Token:
    """A piece of an expression: `kind` is `text`, `number`, `word` or `mark`."""

    kind: str
    word: str


@dataclass
class Meanings:
    """What names in a source mean in the story.

    Attributes:
        nodes: Node ids by passage name.
        variables: Names of variables by how the source calls them; what is new is added.
    """

    nodes: Mapping[str, str]
    variables: dict[str, str] = field(default_factory=dict)

    def variable(self, name: str) -> str:
        """Return what the story calls a variable."""
        if name not in self.variables:
            self.variables[name] = self._fresh(normal_name(name))
        return self.variables[name]

    def node(self, passage: str) -> str:
        """Return the id of the node that a passage became."""
        if passage not in self.nodes:
            raise NotUnderstoodError(f"there is no passage {passage}")
        return self.nodes[passage]

    def _fresh(self, name: str) -> str:
        taken, number, fresh = set(self.variables.values()), 2, name
        if wrong_with_name(name):
            name = fresh = f"{name[:32]}_"
        while fresh in taken:
            fresh, number = f"{name[:32]}_{number}", number + 1
        if wrong := wrong_with_name(fresh):
            raise NotUnderstoodError(wrong)
        return fresh


Special = Callable[["Reading"], str | None]
"""Reads what only one format has at the place where a reading is; `None` if nothing of the kind stands there."""


@dataclass(frozen=True)
class Dialect:
    """How a story format writes expressions.

    Attributes:
        words: Its operators, as Gallae writes them.
        sigils: What a variable's name begins with: `$_`, or `""` if names stand bare.
        special: What is peculiar to it.
    """

    words: Mapping[str, str]
    sigils: str
    special: Special


class Reading:
    """One expression that is put into Gallae's words.

    Args:
        dialect: How it is written.
        meanings: What its names mean.
        tokens: What it is made of.
        here: Id of the node in which it stands.
        subject: What `it` means, or `""`.
    """

    def __init__(
        self, dialect: Dialect, meanings: Meanings, tokens: Sequence[Token], here: str, subject: str = ""
    ) -> None:
        self.dialect, self.meanings, self.here, self.subject = dialect, meanings, here, subject
        self._tokens, self._at = tokens, 0

    def peek(self, ahead: int = 0) -> str:
        """Return the word of a token that comes, or `""`."""
        at = self._at + ahead
        return self._tokens[at].word if at < len(self._tokens) else ""

    def follows(self, *words: str) -> bool:
        """Take these words if they come next, and say whether they did."""
        if all(self.peek(ahead).lower() == word for ahead, word in enumerate(words)):
            self._at += len(words)
            return True
        return False

    def quoted(self) -> str:
        """Take a text in quotes and return what it says."""
        if self._at >= len(self._tokens) or self._tokens[self._at].kind != "text":
            raise NotUnderstoodError("a name in quotes is missing")
        self._at += 1
        return unquoted(self._tokens[self._at - 1].word)

    def expression(self) -> Expression:
        """Return the whole expression."""
        parts: list[str] = []
        while self._at < len(self._tokens):
            parts.append(self._part())
        return _read(" ".join(parts))

    def _part(self) -> str:
        if (special := self.dialect.special(self)) is not None:
            return special
        token = self._tokens[self._at]
        self._at += 1
        if token.kind == "text":
            return written(unquoted(token.word))
        if token.kind == "number":
            return f"0{token.word}" if token.word.startswith(".") else token.word
        word = self.dialect.words.get(token.word.lower(), "")
        if word:
            return word
        if token.kind == "word" and self.peek() not in (".", "("):
            return self._variable(token.word)
        raise NotUnderstoodError(f"{token.word} has no counterpart")

    def _variable(self, word: str) -> str:
        sigils = self.dialect.sigils
        if sigils and word[0] not in sigils:
            raise NotUnderstoodError(f"{word} is no variable")
        name = word[1:] if word[0] == "$" else word
        if not name or name.endswith(":"):
            raise NotUnderstoodError(f"{word} is no variable")
        return self.meanings.variable(name)


def tokens_of(source: str) -> list[Token]:
    """Return the tokens of a source.

    Raises:
        NotUnderstoodError: It is too long, or holds what no expression of a story can hold.
    """
    if len(source) > LONGEST_SOURCE:
        raise NotUnderstoodError("it is too long")
    found, at, source = list[Token](), 0, source.strip()
    while at < len(source):
        token = _TOKEN.match(source, at)
        if token is None:
            raise NotUnderstoodError(f"{source[at : at + 10].strip()} has no counterpart")
        found.append(Token(str(token.lastgroup), token[str(token.lastgroup)]))
        at = token.end()
    return found


def unquoted(word: str) -> str:
    """Return what a text in quotes says."""
    return re.sub(r"\\(.)", lambda escape: _ESCAPES.get(escape[1], escape[1]), word[1:-1], flags=re.DOTALL)


def quoted_texts(source: str) -> list[str]:
    """Return the texts in quotes that a source consists of, with commas between them or without; else none."""
    words = _QUOTED.split(source)
    return [unquoted(word) for word in words[1::2]] if not "".join(words[::2]).strip(" \n\t,") else []


def condition(source: str, dialect: Dialect, meanings: Meanings, here: str) -> Expression:
    """Return a condition in Gallae's words.

    Args:
        source: As the format writes it.
        dialect: How the format writes.
        meanings: What its names mean.
        here: Id of the node in which it stands.

    Raises:
        NotUnderstoodError: It says something that a story cannot say.
    """
    return Reading(dialect, meanings, tokens_of(source), here).expression()


def assignments(source: str, dialect: Dialect, meanings: Meanings, here: str) -> list[Effect]:
    """Return the assignments of `<<set>>`, `(set:)` or a link's setter in Gallae's words.

    Raises:
        NotUnderstoodError: One of them says something that a story cannot say.
    """
    groups = _split(tokens_of(source))
    if not groups:
        raise NotUnderstoodError("it assigns nothing")
    return [_assignment(group, dialect, meanings, here) for group in groups]


def _split(tokens: Sequence[Token]) -> list[list[Token]]:
    """Split tokens at commas and semicolons that stand in no brackets."""
    groups, depth = [list[Token]()], 0
    for token in tokens:
        depth += {"(": 1, ")": -1}.get(token.word, 0)
        if token.word in (",", ";") and depth == 0:
            groups.append([])
        else:
            groups[-1].append(token)
    return [group for group in groups if group]


def _assignment(tokens: Sequence[Token], dialect: Dialect, meanings: Meanings, here: str) -> Effect:
    words = [token.word for token in tokens]
    if "into" in words:  # Harlowe's (put: 1 into $x)
        at = words.index("into")
        tokens = [*tokens[at + 1 :], Token("word", "to"), *tokens[:at]]
        words = [token.word for token in tokens]
    if len(words) < 2 or tokens[0].kind != "word" or (dialect.sigils and words[0][0] not in dialect.sigils):
        raise NotUnderstoodError("it is no assignment to a variable")
    name = meanings.variable(words[0].removeprefix("$"))
    if words[1] in ("++", "--") and len(words) == 2:
        return Effect(name, _read(f"{name} {words[1][0]} 1"))
    if words[1] not in ("to", "=", "+=", "-=", "*=", "/=", "%=") or len(words) < 3:
        raise NotUnderstoodError(f"{words[1]} is no assignment")
    value = Reading(dialect, meanings, tokens[2:], here, subject=name).expression()
    if words[1] in ("to", "="):
        return Effect(name, value)
    return Effect(name, _read(f"{name} {words[1][0]} ({value.text})"))


def _read(text: str) -> Expression:
    try:
        return read_expression(text)
    except ExpressionError as error:
        raise NotUnderstoodError(error.reason) from error
    except StoryError as error:
        raise NotUnderstoodError(error.message) from error
