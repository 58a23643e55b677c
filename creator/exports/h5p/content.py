"""The two documents of an H5P package: what it is (`h5p.json`) and what it plays (`content/content.json`)."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from uuid import UUID

from creator.credits import Credit
from creator.exports.h5p.licences import authors_of, copyright_of, h5p_licence, licence_extras
from creator.exports.h5p.scenario import Scenario, Spot
from creator.plan import Plan
from library.rights.combination import whole_licences
from story.model import text_in
from story.titles import shortened

Document = dict[str, object]

MAIN, VIDEO, QUESTION = "H5P.BranchingScenario", "H5P.Video", "H5P.BranchingQuestion"
LIBRARIES = {MAIN: (1, 8), VIDEO: (1, 6), QUESTION: (1, 0)}
"""The libraries of a package and their versions."""

LONGEST_TITLE = 255
LONGEST_BUTTON = 50

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "startScreenButtonText": "Start",
        "endScreenButtonText": "Restart",
        "backButtonText": "Back",
        "disableProceedButtonText": "Watch to the end first",
        "replayButtonText": "Replay",
        "proceedButtonText": "Go on",
        "scoreText": "Score:",
        "fullscreenAria": "Full screen",
        "question": "What happens next?",
        "end": "The End",
    },
    "ko": {
        "startScreenButtonText": "시작",
        "endScreenButtonText": "다시 보기",
        "backButtonText": "뒤로",
        "disableProceedButtonText": "끝까지 보세요",
        "replayButtonText": "다시 틀기",
        "proceedButtonText": "계속",
        "scoreText": "점수:",
        "fullscreenAria": "전체 화면",
        "question": "이제 어떻게 할까요?",
        "end": "끝",
    },
}


@dataclass(frozen=True)
class Captions:
    """A caption file of a video: its place under `content/`, and its language."""

    path: str
    language: str


@dataclass(frozen=True)
class Video:
    """A video of a package: its place under `content/`, its captions, and the credits of the films in it."""

    path: str
    captions: tuple[Captions, ...]
    credits: tuple[Credit, ...]


def package_document(plan: Plan, credits: Sequence[Credit]) -> Document:
    """Return `h5p.json`."""
    allowed = whole_licences(plan.films.values())
    licence, version = h5p_licence(plan.story.licence or next(iter(sorted(allowed or ())), ""))
    document: Document = {
        "title": _title(plan),
        "language": plan.story.language.partition("-")[0] or "und",
        "mainLibrary": MAIN,
        "embedTypes": ["iframe"],
        "preloadedDependencies": [
            {"machineName": name, "majorVersion": major, "minorVersion": minor}
            for name, (major, minor) in LIBRARIES.items()
        ],
        "authors": authors_of(credits),
        "license": licence,
        "licenseExtras": licence_extras(credits),
    }
    return {**document, **({"licenseVersion": version} if version else {})}


def content_document(plan: Plan, scenario: Scenario, videos: Sequence[Video]) -> Document:
    """Return `content/content.json`.

    Args:
        plan: The story.
        scenario: Its spots.
        videos: One for each spot.
    """
    writer = _Writer(plan, scenario, videos)
    words = writer.words
    return {
        "branchingScenario": {
            "title": escape(_title(plan)),
            "startScreen": {"startScreenTitle": escape(_title(plan)), "startScreenSubtitle": ""},
            "endScreens": [
                {
                    "endScreenTitle": words["end"],
                    "endScreenSubtitle": "",
                    "contentId": -1,
                    "endScreenScore": 0,
                }
            ],
            "content": writer.contents(),
            "scoringOptionGroup": {"scoringOption": "no-score", "includeInteractionsScores": False},
            "behaviour": {
                "enableBackwardsNavigation": False,
                "forceContentFinished": False,
                "randomizeBranchingQuestions": False,
            },
            "l10n": {name: text for name, text in words.items() if name not in ("question", "end")},
        }
    }


class _Writer:
    """Numbers videos and questions, and writes them."""

    def __init__(self, plan: Plan, scenario: Scenario, videos: Sequence[Video]) -> None:
        self._plan, self._spots, self._videos = plan, scenario.spots, videos
        self.words = _WORDS["ko" if plan.story.language.startswith("ko") else "en"]
        self._numbers: list[int] = []
        number = 0
        for spot in self._spots:
            self._numbers.append(number)
            number += 2 if len(spot.ways) > 1 else 1

    def contents(self) -> list[Document]:
        found: list[Document] = []
        for number, spot in enumerate(self._spots):
            found.append(self._video(number, spot))
            if len(spot.ways) > 1:
                found.append(self._question(number, spot))
        return found

    def _video(self, number: int, spot: Spot) -> Document:
        video = self._videos[number]
        source = {"path": video.path, "mime": "video/mp4", "copyright": copyright_of(video.credits)}
        params = {
            "sources": [source],
            "visuals": {"fit": True, "controls": True},
            "playback": {"autoplay": True, "loop": False},
            "a11y": [_track(captions) for captions in video.captions],
        }
        return {
            **self._content(VIDEO, f"video-{number}", self._name(spot), params),
            "proceedButtonText": self._proceed(spot),
            "nextContentId": self._after(number, spot),
            "feedback": {} if spot.ways else self._ending(spot),
        }

    def _question(self, number: int, spot: Spot) -> Document:
        question = {
            "question": f"<p>{escape(self.words['question'])}</p>",
            "alternatives": [
                {"text": escape(way.label), "nextContentId": self._numbers[way.target], "feedback": {}}
                for way in spot.ways
            ],
        }
        content = self._content(
            QUESTION, f"question-{number}", self._name(spot), {"branchingQuestion": question}
        )
        return {**content, "proceedButtonText": self.words["proceedButtonText"], "feedback": {}}

    def _content(self, library: str, name: str, title: str, params: Mapping[str, object]) -> Document:
        major, minor = LIBRARIES[library]
        return {
            "type": {
                "library": f"{library} {major}.{minor}",
                "params": params,
                "subContentId": _sub_content_id(self._plan.story.id, name),
                "metadata": {"title": title, "contentType": library.removeprefix("H5P."), "license": "U"},
            },
            "showContentTitle": False,
            "forceContentFinished": "useBehavioural",
            "contentBehaviour": "useBehavioural",
        }

    def _after(self, number: int, spot: Spot) -> int:
        if len(spot.ways) > 1:
            return self._numbers[number] + 1
        return self._numbers[spot.ways[0].target] if spot.ways else -1

    def _proceed(self, spot: Spot) -> str:
        """Return what the button says that leads on from a video."""
        label = spot.ways[0].label if len(spot.ways) == 1 else ""
        return shortened(_plain(label), LONGEST_BUTTON) or self.words["proceedButtonText"]

    def _ending(self, spot: Spot) -> Document:
        node, language = self._plan.nodes[spot.nodes[-1]], self._plan.story.language
        title = text_in(node.ending.title, language).strip() if node.ending else ""
        return {"title": escape(title or self.words["end"]), "subtitle": "", "endScreenScore": 0}

    def _name(self, spot: Spot) -> str:
        node = self._plan.nodes[spot.nodes[0]]
        return _plain(node.title or node.id)[:LONGEST_TITLE]


def _plain(text: str) -> str:
    """Return a text for a place that some versions show as text and others as HTML: nothing in it opens a tag."""
    return " ".join(text.replace("<", "‹").replace(">", "›").split())


def _title(plan: Plan) -> str:
    return " ".join(plan.story.title.split())[:LONGEST_TITLE] or "—"


def _track(captions: Captions) -> Document:
    language = captions.language
    return {
        "label": language,
        "kind": "subtitles",
        "srcLang": language,
        "track": {"path": captions.path, "mime": "text/vtt"},
    }


def _sub_content_id(story_id: str, name: str) -> str:
    """Return a UUID of version 4 that is the same whenever the same story is written."""
    return str(UUID(bytes=hashlib.sha256(f"{story_id}/{name}".encode()).digest()[:16], version=4))
