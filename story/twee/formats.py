"""The dialects of the story formats: what is peculiar to each in conditions and assignments."""

from story.twee.dialect import Dialect, NotUnderstoodError, Reading

_SCRIPT = {
    "&&": "and",
    "||": "or",
    "!": "not",
    "===": "==",
    "!==": "!=",
    **{mark: mark for mark in ("==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "(", ")", ",")},
    **{word: word for word in ("true", "false")},
}
_WORDS = {"and": "and", "or": "or", "not": "not"}


def _script_functions(reading: Reading) -> str | None:
    """Read `Math.min` and `Math.max`, which SugarCube and Chapbook share."""
    for name in ("min", "max"):
        if reading.follows("math", ".", name):
            return name
    return None


def _sugarcube(reading: Reading) -> str | None:
    if reading.follows("visited", "(", ")"):
        return f"visits({reading.here})"
    for word, function in (("visited", "visits"), ("hasvisited", "visited")):
        if reading.follows(word, "("):
            node = reading.meanings.node(reading.quoted())
            if not reading.follows(")"):
                raise NotUnderstoodError(f"{word} of several passages has no counterpart")
            return f"{function}({node})"
    return _script_functions(reading)


SUGARCUBE = Dialect(
    {
        **_SCRIPT,
        **_WORDS,
        "is": "==",
        "eq": "==",
        "isnot": "!=",
        "neq": "!=",
        "gt": ">",
        "gte": ">=",
        "lt": "<",
        "lte": "<=",
    },
    "$_",
    _sugarcube,
)


def _harlowe(reading: Reading) -> str | None:
    if reading.follows("is", "not"):
        return "!="
    for mark in (">", ">=", "<", "<="):
        if reading.follows("is", mark):
            return mark
    if reading.peek().lower() in ("visits", "visit"):
        reading.follows(reading.peek().lower())
        return f"visits({reading.here})"
    if reading.peek().lower() == "it" and reading.subject:
        reading.follows("it")
        return reading.subject
    return _harlowe_macro(reading)


def _harlowe_macro(reading: Reading) -> str | None:
    for name in ("min", "max"):
        if reading.follows("(", f"{name}:"):
            return f"{name}("
    if reading.follows("(", "visited:"):
        node = reading.meanings.node(reading.quoted())
        if not reading.follows(")"):
            raise NotUnderstoodError("(visited:) of something else than a name has no counterpart")
        return f"visited({node})"
    if reading.follows("(", "history:", ")"):
        if reading.follows("contains"):
            return f"visited({reading.meanings.node(reading.quoted())})"
        if reading.follows("does", "not", "contain"):
            return f"(not visited({reading.meanings.node(reading.quoted())}))"
        raise NotUnderstoodError("(history:) has no counterpart here")
    return None


HARLOWE = Dialect(
    {
        **_WORDS,
        "is": "==",
        **{mark: mark for mark in ("<", "<=", ">", ">=", "+", "-", "*", "/", "%", "(", ")", ",")},
        **{word: word for word in ("true", "false")},
    },
    "$_",
    _harlowe,
)


def _chapbook(reading: Reading) -> str | None:
    if reading.follows("passage", ".", "visits"):
        return f"visits({reading.here})"
    return _script_functions(reading)


CHAPBOOK = Dialect(_SCRIPT, "", _chapbook)
