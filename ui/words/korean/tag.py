"""Korean: texts of the Tag place."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "choose_scene": "장면을 고르세요",
    "choose_scene_how": "누가, 언제, 어디서, 무엇을, 어떻게, 왜의 태그가 여기에 나옵니다.",
    "add_tag": "더하기",
    "add_tag_to": "‘{facet}’에 태그 더하기",
    "new_concept": "새로 만들기: {label}",
}
