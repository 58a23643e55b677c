"""The sentences in which a difference is told, in English and Korean."""

from collections.abc import Iterable, Mapping
from typing import Any

from story.model import LocalText, text_in
from story.titles import shortened

_LONGEST_VALUE = 60

_THINGS = {
    "story": ("The story", "이야기"),
    "nodes": ("Node", "장면 칸"),
    "choices": ("Choice", "선택지"),
    "variables": ("Variable", "변수"),
    "groups": ("Group", "묶음"),
}
_LISTS = {
    "nodes": ("nodes", "장면 칸"),
    "choices": ("choices", "선택지"),
    "variables": ("variables", "변수"),
    "groups": ("groups", "묶음"),
}
_SENTENCES = {
    "added": ("{thing} was added.", "{thing}: 더해졌습니다."),
    "removed": ("{thing} was removed.", "{thing}: 지워졌습니다."),
    "changed": ("{thing}: {fields}.", "{thing}: {fields}."),
    "moved": ("{thing} was moved on the canvas.", "{thing}: 화면에서 옮겨졌습니다."),
    "reordered": ("The {list} stand in another order.", "{list}의 차례가 바뀌었습니다."),
}
_FIELDS = {  # a field that is not here is called what it is called in a story file
    "automatic": ("taken by itself", "저절로 이어짐"),
    "beat": ("beat", "줄거리 문장"),
    "candidates": ("candidates", "후보"),
    "changeable": ("choosing again", "다시 고르기"),
    "checkpoint": ("checkpoint", "되돌아올 곳"),
    "clips": ("clips", "클립"),
    "closes_ms": ("closing time in ms", "닫히는 때(ms)"),
    "commercial": ("commercial", "영리 목적"),
    "condition": ("condition", "조건"),
    "default": ("default", "기본 선택"),
    "effects": ("effects", "효과"),
    "ending": ("ending", "결말"),
    "facets": ("facets", "꼬리표"),
    "hold": ("picture while a choice is open", "고르는 동안의 화면"),
    "hotspot": ("place on the picture", "화면 속 자리"),
    "kind": ("kind", "종류"),
    "label": ("label", "글"),
    "language": ("language", "언어"),
    "leaving": ("when the node is left", "장면 칸을 떠나는 때"),
    "licence": ("licence", "이용 허락"),
    "report_to": ("address for viewing data", "시청 기록을 보낼 주소"),
    "loops": ("loops", "되풀이"),
    "name": ("name", "이름"),
    "once": ("once only", "한 번만"),
    "opens_ms": ("opening time in ms", "열리는 때(ms)"),
    "order": ("order", "차례"),
    "pick": ("pick", "고르는 법"),
    "position": ("place on the canvas", "화면 위치"),
    "recap": ("recap", "지난 줄거리"),
    "returns": ("returns", "돌아감"),
    "returns_to": ("returns to", "돌아갈 곳"),
    "source": ("from", "출발"),
    "start": ("start", "시작"),
    "target": ("to", "도착"),
    "text": ("text", "글"),
    "thumbnail": ("picture of where it leads", "다음 장면 그림"),
    "title": ("title", "제목"),
    "to_shoot": ("to shoot", "찍을 것"),
    "unseen": ("unseen only", "안 나온 장면만"),
    "wanted": ("scene wanted", "찾는 장면"),
    "weight": ("weight", "무게"),
}
_NOTHING, _YES, _NO, _OTHERS = (
    ("nothing", "없음"),
    ("yes", "예"),
    ("no", "아니요"),
    ("{count}, others", "{count}, 다름"),
)
_LANGUAGES = ("en", "ko")


def message(
    what: str, key: str, how: str, document: Mapping[str, Any], fields: Iterable[tuple[str, object, object]]
) -> LocalText:
    """Return a sentence by language on something that is different.

    Args:
        what: The list in which it stands, or `story`.
        key: Its id or name.
        how: `added`, `removed`, `changed`, `moved` or `reordered`.
        document: What a story file holds of it.
        fields: What is different in it: name, value before, value after.
    """
    listed = list(fields)
    return {
        language: _SENTENCES[how][number].format(
            thing=_called(what, key, document, number),
            list=_LISTS.get(what, ("", ""))[number],
            fields="; ".join(_field(one, number) for one in listed),
        )
        for number, language in enumerate(_LANGUAGES)
    }


def field_words(field: str) -> LocalText:
    """Return what people call a field such as `title` or `label.ko`, by language."""
    return {language: _field_name(field, number) for number, language in enumerate(_LANGUAGES)}


def value_words(value: object) -> LocalText:
    """Return a field's value as people read it, by language."""
    return {language: _value(value, number) for number, language in enumerate(_LANGUAGES)}


def thing_words(what: str, key: str, document: Mapping[str, Any]) -> LocalText:
    """Return what people call something in a story, by language."""
    return {language: _called(what, key, document, number) for number, language in enumerate(_LANGUAGES)}


def _called(what: str, key: str, document: Mapping[str, Any], number: int) -> str:
    thing = _THINGS[what][number]
    label = document.get("label")
    name = text_in(label, "en") if isinstance(label, Mapping) else document.get("title", "")
    words = [thing, key if what != "story" else ""]
    if what != "story" and isinstance(name, str) and name.strip():
        words.append(f"“{shortened(name, 40)}”")
    return " ".join(filter(None, words))


def _field(field: tuple[str, object, object], number: int) -> str:
    name, before, after = field
    old, new = _value(before, number), _value(after, number)
    if old == new:
        new = _OTHERS[number].format(count=new)
    return f"{_field_name(name, number)} {old} → {new}"


def _field_name(field: str, number: int) -> str:
    name, _, inner = field.partition(".")
    words = _FIELDS.get(name, (name, name))[number]
    if not inner:
        return words
    return f"{words} ({inner})" if inner not in _FIELDS else f"{words}, {_field_name(inner, number)}"


def _value(value: object, number: int) -> str:
    if value is None or value in ("", [], {}):
        return _NOTHING[number]
    if isinstance(value, bool):
        return (_YES if value else _NO)[number]
    if isinstance(value, str):
        return f"“{shortened(value, _LONGEST_VALUE)}”"
    if isinstance(value, Mapping):
        return ", ".join(
            f"{_field_name(str(name), number)} {_value(one, number)}" for name, one in value.items()
        )
    if isinstance(value, list | tuple):
        return _list(value, number)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _list(values: list[Any] | tuple[Any, ...], number: int) -> str:
    if any(isinstance(one, Mapping) for one in values):
        return str(len(values))
    return f"({', '.join(_value(one, number) for one in values)})"
