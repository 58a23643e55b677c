"""What both of two people changed, each in a way of their own: told so that one of them can decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from story.history.difference_words import field_words, thing_words, value_words
from story.history.merge_fields import Clash
from story.model import LocalText

_BOTH_CHANGED = (
    "{thing}, {field}: mine is {mine}, theirs is {theirs}, before it was {base}. Kept: {kept}.",
    "{thing}, {field}: 내 것은 {mine}, 상대 것은 {theirs}, 전에는 {base}. 남긴 것: {kept}.",
)
_MINE_REMOVED = (
    "{thing}: I removed it, they changed it or lead to it. It is kept.",
    "{thing}: 나는 지웠는데 상대는 고쳤거나 쓰고 있습니다. 남겨 두었습니다.",
)
_THEIRS_REMOVED = (
    "{thing}: they removed it, I changed it or lead to it. It is kept.",
    "{thing}: 상대는 지웠는데 나는 고쳤거나 쓰고 있습니다. 남겨 두었습니다.",
)
_DO_NOT_FIT = (
    "{thing}: what both changed does not fit together. Mine is kept.",
    "{thing}: 둘이 고친 것이 서로 맞지 않습니다. 내 것을 남겼습니다.",
)
_LANGUAGES = ("en", "ko")


@dataclass(frozen=True)
class Conflict:
    """Something that both changed.

    Attributes:
        what: The list of the story in which it stands (`nodes`, `choices`, …), or `story` for the story itself.
        id: Its id or name, or `""` for the story.
        field: Which field, such as `title` or `label.ko`; `""` for all of it.
        base: What a document held there before; `None` if it was not there.
        mine: What mine holds there.
        theirs: What theirs holds there.
        message: A sentence by language, `en` and `ko`, which shows both and says what was kept.
    """

    what: str
    id: str
    field: str
    base: object
    mine: object
    theirs: object
    message: LocalText


def field_conflict(what: str, key: str, document: Mapping[str, Any], clash: Clash) -> Conflict:
    """Return the conflict about a field.

    Args:
        what: The list in which the thing stands, or `story`.
        key: Its id or name.
        document: What a story file holds of it.
        clash: The field and its values.
    """
    thing, name = thing_words(what, key, document), field_words(clash.field)
    values = {"base": clash.base, "mine": clash.mine, "theirs": clash.theirs, "kept": clash.kept}
    told = {role: value_words(value) for role, value in values.items()}
    message = {
        language: sentence.format(
            thing=thing[language],
            field=name[language],
            **{role: words[language] for role, words in told.items()},
        )
        for language, sentence in zip(_LANGUAGES, _BOTH_CHANGED, strict=True)
    }
    return Conflict(what, key, clash.field, clash.base, clash.mine, clash.theirs, message)


def whole_conflict(
    what: str,
    key: str,
    base: Mapping[str, Any] | None,
    mine: Mapping[str, Any] | None,
    theirs: Mapping[str, Any] | None,
) -> Conflict:
    """Return the conflict about a thing that one removed and the other uses, or whose two changes do not fit."""
    sentences = _DO_NOT_FIT if mine and theirs else _THEIRS_REMOVED if mine else _MINE_REMOVED
    thing = thing_words(what, key, mine or theirs or {})
    message = {
        language: sentence.format(thing=thing[language])
        for language, sentence in zip(_LANGUAGES, sentences, strict=True)
    }
    return Conflict(what, key, "", base, mine, theirs, message)
