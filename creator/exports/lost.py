"""What a format cannot carry of a story, told in one way by every export."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from story.model import Choice, Leaving, LocalText, Node, Story
from story.treatment import AS_IT_IS


class Feature(StrEnum):
    """Something that a story can say and that other formats may have no words for."""

    BRANCHES = "branches"
    CONDITIONS = "conditions"
    VARIABLES = "variables"
    GROUPS = "groups"
    CHANCE = "chance"
    ONCE = "once"
    TUNNELS = "tunnels"
    TIME_LIMITS = "time_limits"
    WINDOWS = "windows"
    LEAVING = "leaving"
    LOOPS = "loops"
    CHECKPOINTS = "checkpoints"
    HOTSPOTS = "hotspots"
    LANGUAGES = "languages"
    TREATMENTS = "treatments"
    CARDS = "cards"
    CAPTIONS = "captions"
    PATHS = "paths"


@dataclass(frozen=True)
class Lost:
    """Something that a format could not carry.

    Attributes:
        feature: What it is.
        count: How many of them the story has.
        message: One sentence in English and in Korean.
    """

    feature: Feature
    count: int
    message: LocalText


_WORDS: Mapping[Feature, tuple[str, str]] = {
    Feature.BRANCHES: ("Branches not on the chosen path: {n}.", "고른 길에 없는 갈래 {n}개."),
    Feature.CONDITIONS: (
        "Conditions of choices: {n}.",
        "선택지의 조건 {n}개.",
    ),
    Feature.VARIABLES: (
        "What the story remembers: {n} variables and effects.",
        "이야기가 기억하는 변수와 효과 {n}개.",
    ),
    Feature.GROUPS: ("Groups that pick what plays: {n}.", "무엇을 틀지 고르는 묶음 {n}개."),
    Feature.CHANCE: (
        "Choices left to chance: {n}; the likeliest is taken.",
        "우연에 맡긴 선택 {n}개(가장 그럴듯한 쪽으로).",
    ),
    Feature.ONCE: (
        "Choices that go once they were taken: {n}.",
        "한 번만 고를 수 있는 선택지 {n}개.",
    ),
    Feature.TUNNELS: ("Tunnels that come back: {n}.", "들어갔다 돌아오는 길 {n}개."),
    Feature.TIME_LIMITS: (
        "Time limits and defaults: {n}.",
        "시간제한과 기본 선택 {n}개.",
    ),
    Feature.WINDOWS: (
        "Choices offered while the film plays: {n}.",
        "영상 중에 나오는 선택지 {n}개.",
    ),
    Feature.LEAVING: (
        "Choices that leave a node at once: {n}; it plays to its end.",
        "바로 넘어가는 선택지 {n}개(끝까지 틉니다).",
    ),
    Feature.LOOPS: ("Clips that go on while a choice is open: {n}.", "고르는 동안 이어지는 클립 {n}개."),
    Feature.CHECKPOINTS: ("Checkpoints: {n}.", "돌아올 수 있는 지점 {n}곳."),
    Feature.HOTSPOTS: (
        "Choices on or beside a picture: {n}.",
        "그림으로 고르는 선택지 {n}개.",
    ),
    Feature.LANGUAGES: ("Labels in other languages: {n}.", "다른 언어로 적은 글 {n}개."),
    Feature.TREATMENTS: (
        "How clips are shown (speed, fades, titles): {n} clips.",
        "속도, 페이드, 제목 같은 처리 {n}개.",
    ),
    Feature.CARDS: ("Title, end and to-shoot cards: {n}.", "제목과 끝, 촬영 안내 카드 {n}장."),
    Feature.CAPTIONS: ("Captions of {n} films.", "영상 {n}편의 자막."),
    Feature.PATHS: (
        "Paths beyond those that were written: {n} endings are not reached.",
        "담지 못한 길: 결말 {n}개에 닿지 않습니다.",
    ),
}


def lost(story: Story, features: Iterable[Feature]) -> tuple[Lost, ...]:
    """Return those of some features that a story uses, in the order of `Feature`."""
    wanted = frozenset(features)
    counted = (
        (feature, _COUNTS[feature](story)) for feature in Feature if feature in wanted and feature in _COUNTS
    )
    return tuple(one_lost(feature, count) for feature, count in counted if count)


def one_lost(feature: Feature, count: int = 1) -> Lost:
    """Return what is told of a feature that the exporter counted itself."""
    english, korean = _WORDS[feature]
    return Lost(feature, count, {"en": english.format(n=count), "ko": korean.format(n=count)})


def _timed(story: Story) -> int:
    return sum(choice.default for choice in _asked(story))


def _asked(story: Story) -> list[Choice]:
    return [choice for choice in story.choices if not choice.automatic]


def _windows(story: Story) -> int:
    nodes = {node.id: node for node in story.nodes}
    return sum(
        choice.opens_ms is not None
        and choice.source in nodes
        and choice.opens_ms < nodes[choice.source].duration_ms
        for choice in _asked(story)
    )


def _languages(story: Story) -> int:
    texts = [choice.label for choice in story.choices]
    texts += [node.ending.title for node in story.nodes if node.ending]
    return sum(len(text) - 1 for text in texts if len(text) > 1)


def _cards(story: Story) -> int:
    return (
        1 + sum(node.ending is not None for node in story.nodes) + sum(_is_card(node) for node in story.nodes)
    )


def _is_card(node: Node) -> bool:
    return not node.clips and bool(node.to_shoot)


_COUNTS: Mapping[Feature, Callable[[Story], int]] = {
    Feature.CONDITIONS: lambda story: sum(bool(choice.condition.strip()) for choice in story.choices),
    Feature.VARIABLES: lambda story: (
        len(story.variables)
        + sum(len(node.effects) for node in story.nodes)
        + sum(len(choice.effects) for choice in story.choices)
    ),
    Feature.GROUPS: lambda story: len(story.groups),
    Feature.CHANCE: lambda story: sum(c.automatic and c.weight is not None for c in story.choices),
    Feature.ONCE: lambda story: sum(choice.once for choice in story.choices),
    Feature.TUNNELS: lambda story: sum(bool(choice.returns_to) for choice in story.choices),
    Feature.TIME_LIMITS: _timed,
    Feature.WINDOWS: _windows,
    Feature.LEAVING: lambda story: sum(choice.leaving is Leaving.AT_ONCE for choice in story.choices),
    Feature.LOOPS: lambda story: sum(node.loops for node in story.nodes),
    Feature.CHECKPOINTS: lambda story: sum(node.checkpoint is not None for node in story.nodes),
    Feature.HOTSPOTS: lambda story: sum(bool(c.hotspot) or c.thumbnail for c in story.choices),
    Feature.LANGUAGES: _languages,
    Feature.TREATMENTS: lambda story: sum(c.treatment != AS_IT_IS for n in story.nodes for c in n.clips),
    Feature.CARDS: _cards,
}
"""How many of each a story has; features that depend on what was written are counted by their exporter."""
