"""Turns tokens into a tree: a precedence parser (V. Pratt, Top Down Operator Precedence, 1973).

It calls itself for each bracket, sign and operand on a right side. Brackets, which add nothing to the tree, and levels
of the tree are each counted up to `DEEPEST_EXPRESSION`, so no text can exhaust the stack.
"""

from typing import NamedTuple

from story.errors import ExpressionError
from story.expression.scanner import Token, TokenKind, scan
from story.expression.syntax import (
    COMPARISON,
    DEEPEST_EXPRESSION,
    FUNCTIONS,
    INFIX,
    NOT,
    OR,
    SIGN,
    Tree,
)

_ASSIGNING = {"=": "", "+=": "+", "-=": "-", "*=": "*", "/=": "/"}


class _Part(NamedTuple):
    """A tree and how many levels it has."""

    tree: Tree
    height: int


class Parser:
    """Reads one text from its beginning to its end.

    Args:
        text: An expression or an assignment.

    Raises:
        ExpressionError: The text is too long or holds something that is no token.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = tuple(scan(text))
        self._at = 0
        self._open = 0

    def expression(self) -> Tree:
        """Read an expression up to the end of the text."""
        part = self._part(OR, 1)
        self._expect_end()
        return part.tree

    def assignment(self) -> tuple[str, Tree]:
        """Read an assignment up to the end of the text: the variable's name and the expression."""
        name = self._take()
        if name.kind is not TokenKind.NAME:
            raise self._wrong(
                name, "an assignment begins with a variable", "Write it like courage = courage + 1."
            )
        mark = self._take()
        if mark.kind is not TokenKind.MARK or mark.word not in _ASSIGNING:
            raise self._wrong(mark, "= must follow the variable", "Write it like courage = courage + 1.")
        part = self._part(OR, 1)
        self._expect_end()
        if operator := _ASSIGNING[mark.word]:
            part = self._joined(mark, operator, _Part(("get", name.word), 1), part)
        return name.word, part.tree

    def _part(self, least: int, nested: int) -> _Part:
        """Read operands and operators that bind at least as tightly as `least`."""
        if nested > DEEPEST_EXPRESSION:
            raise self._too_deep(self._next)
        left = self._operand(least, nested)
        compared = False
        while (tightness := self._tightness()) >= least:
            if compared and tightness == COMPARISON:
                raise self._wrong(self._next, "comparisons cannot follow each other", "Join them with and.")
            compared = tightness == COMPARISON
            mark = self._take()
            left = self._joined(mark, mark.word, left, self._part(tightness + 1, nested + 1))
        return left

    def _tightness(self) -> int:
        """Return how tightly the operator that comes next binds; 0 if there is none."""
        return INFIX.get(self._next.word, 0) if self._next.kind is TokenKind.MARK else 0

    def _operand(self, least: int, nested: int) -> _Part:
        token = self._take()
        if token.kind is TokenKind.LITERAL:
            return _Part(token.value, 1)
        if token.kind is TokenKind.ASKING:
            return _Part((token.word, token.value), 1)
        if token.kind is TokenKind.NAME:
            return self._named(token, nested)
        if token.kind is TokenKind.MARK and token.word == "(":
            return self._bracketed(token, nested)
        if token.kind is TokenKind.MARK and token.word in ("not", "-"):
            return self._prefixed(token, least, nested)
        raise self._wrong(token, _missing(token))

    def _bracketed(self, bracket: Token, nested: int) -> _Part:
        self._open += 1
        if self._open > DEEPEST_EXPRESSION:
            raise self._too_deep(bracket)
        inner = self._part(OR, nested)
        self._expect(")", bracket)
        self._open -= 1
        return inner

    def _prefixed(self, token: Token, least: int, nested: int) -> _Part:
        tightness = NOT if token.word == "not" else SIGN
        if tightness < least:
            raise self._wrong(token, "not stands in brackets beside this operator", "Write (not …).")
        inner = self._part(tightness, nested + 1)
        return self._joined(token, "not" if token.word == "not" else "neg", inner)

    def _named(self, token: Token, nested: int) -> _Part:
        if not (self._next.kind is TokenKind.MARK and self._next.word == "("):
            return _Part(("get", token.word), 1)
        if token.word not in FUNCTIONS:
            raise self._wrong(
                token,
                f"there is no function {token.word}",
                "There are visited, visits, chosen, min and max.",
            )
        bracket = self._take()
        first = self._part(OR, nested + 1)
        self._expect(",", token)
        second = self._part(OR, nested + 1)
        self._expect(")", bracket)
        return self._joined(token, token.word, first, second)

    def _joined(self, token: Token, operator: str, *operands: _Part) -> _Part:
        height = 1 + max(part.height for part in operands)
        if height > DEEPEST_EXPRESSION:
            raise self._too_deep(token)
        return _Part((operator, *(part.tree for part in operands)), height)

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._next
        if token.kind is not TokenKind.END:
            self._at += 1
        return token

    def _expect(self, mark: str, since: Token) -> None:
        token = self._take()
        if token.kind is not TokenKind.MARK or token.word != mark:
            what = "the bracket that opens" if since.word == "(" else f"{since.word}, which begins"
            raise self._wrong(token, f"{mark} is missing for {what} at column {since.column}")

    def _expect_end(self) -> None:
        token = self._next
        if token.kind is TokenKind.END:
            return
        remedy = "Compare with ==." if token.word == "=" else "Join two parts with and, or, or an operator."
        raise self._wrong(token, f"{token.word} cannot follow here", remedy)

    def _too_deep(self, token: Token) -> ExpressionError:
        reason = f"it is nested deeper than {DEEPEST_EXPRESSION} levels"
        return self._wrong(token, reason, "Keep a part of it in a variable.")

    def _wrong(self, token: Token, reason: str, remedy: str = "") -> ExpressionError:
        return ExpressionError(self._text, token.column, reason, remedy)


def _missing(token: Token) -> str:
    if token.kind is TokenKind.END:
        return "it ends where a value should stand"
    return f"{token.word} stands where a value should stand"
