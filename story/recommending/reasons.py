"""Why a scene is recommended, as records and as sentences in English and Korean."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ReasonKind(StrEnum):
    """What speaks for a scene."""

    LIKE_USED = "like_used"
    FOLLOWS_IN_STORIES = "follows_in_stories"
    NEXT_IN_FILM = "next_in_film"
    COMES_NEXT = "comes_next"
    IS_HERE = "is_here"
    SAME_PLACE = "same_place"
    SAME_TIME = "same_time"
    ALIKE_PEOPLE = "alike_people"
    POPULAR = "popular"
    FRESH = "fresh"
    UNTOUCHED = "untouched"
    EXPLORED = "explored"


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for a scene.

    Attributes:
        kind: What it is.
        scene_id: The scene that it is about, such as the one that was used, if any.
        title: What people call that scene.
        labels: What people call the person, place or time that it is about, by language.
        count: How often, where that is told.
    """

    kind: ReasonKind
    scene_id: int | None = None
    title: str = ""
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)
    count: int = 0

    def told(self, language: str) -> str:
        """Return it as a sentence without a full stop, in English or in Korean."""
        sentence = (_KOREAN if language == "ko" else _ENGLISH)[self.kind]
        often = _often_in_korean(self.count) if language == "ko" else _often(self.count)
        label = self.labels.get(language) or next(iter(self.labels.values()), "")
        return sentence.format(title=self.title, label=label, often=often).strip()


_ENGLISH: Mapping[ReasonKind, str] = {
    ReasonKind.LIKE_USED: "because you used “{title}”{often}",
    ReasonKind.FOLLOWS_IN_STORIES: "in stories it follows “{title}”{often}",
    ReasonKind.NEXT_IN_FILM: "it comes right after “{title}” in the film",
    ReasonKind.COMES_NEXT: "{label} appears next in your story",
    ReasonKind.IS_HERE: "{label} is in the scene before",
    ReasonKind.SAME_PLACE: "the same place as the scene before: {label}",
    ReasonKind.SAME_TIME: "the same time as the scene before: {label}",
    ReasonKind.ALIKE_PEOPLE: "people who used what you used took it, too",
    ReasonKind.POPULAR: "many use it",
    ReasonKind.FRESH: "new in the library",
    ReasonKind.UNTOUCHED: "nobody has used it yet, and it tells what you look for",
    ReasonKind.EXPLORED: "little known so far: a try",
}

_KOREAN: Mapping[ReasonKind, str] = {
    ReasonKind.LIKE_USED: "‘{title}’ 장면을{often} 쓰셨기 때문입니다",
    ReasonKind.FOLLOWS_IN_STORIES: "다른 이야기에서 ‘{title}’ 다음에{often} 나옵니다",
    ReasonKind.NEXT_IN_FILM: "영화에서 ‘{title}’ 바로 다음 장면입니다",
    ReasonKind.COMES_NEXT: "이야기의 다음 장면에 나옵니다: {label}",
    ReasonKind.IS_HERE: "앞 장면에 나옵니다: {label}",
    ReasonKind.SAME_PLACE: "앞 장면과 같은 곳입니다: {label}",
    ReasonKind.SAME_TIME: "앞 장면과 같은 때입니다: {label}",
    ReasonKind.ALIKE_PEOPLE: "같은 장면을 쓴 사람들이 이 장면도 썼습니다",
    ReasonKind.POPULAR: "많은 사람이 씁니다",
    ReasonKind.FRESH: "라이브러리에 새로 들어왔습니다",
    ReasonKind.UNTOUCHED: "아직 아무도 쓰지 않았지만 찾으시는 내용과 가깝습니다",
    ReasonKind.EXPLORED: "아직 잘 알려지지 않은 장면을 한번 보여 드립니다",
}


def _often(count: int) -> str:
    if count < 2:
        return ""
    return " twice" if count == 2 else f" {count} times"


def _often_in_korean(count: int) -> str:
    return f" {count}번" if count >= 2 else ""
