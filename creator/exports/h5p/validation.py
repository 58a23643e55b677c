"""Checks an H5P package of content only, as the semantics of Branching Scenario 1.8 and of the package format ask.

It was written from the format's own description and shares nothing with the writer, so that each checks the other.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from uuid import UUID
from zipfile import BadZipFile, ZipFile

from creator.archive import Content, is_safe_name

_LIBRARY = re.compile(r"H5P\.[A-Za-z]+ \d+\.\d+")
_LICENCES = frozenset(
    [
        "CC BY",
        "CC BY-SA",
        "CC BY-ND",
        "CC BY-NC",
        "CC BY-NC-SA",
        "CC BY-NC-ND",
        "CC0 1.0",
        "PD",
        "CC PDM",
        "C",
        "U",
    ]
)
_VERSIONS = frozenset({"1.0", "2.0", "2.5", "3.0", "4.0"})
_SUFFIXES = frozenset({".json", ".mp4", ".vtt", ".jpg", ".png"})
_TAGS = re.compile(r"</?(?:p|strong|em|br)\s*/?>")
_KINDS = {"H5P.Video 1.6": "video", "H5P.BranchingQuestion 1.0": "question"}
_DEPENDENCIES = {"H5P.BranchingScenario": (1, 8), "H5P.Video": (1, 6), "H5P.BranchingQuestion": (1, 0)}
_SWITCHES = frozenset({"useBehavioural", "enabled", "disabled"})
LONGEST_BUTTON = 50
MOST_BYTES = 64_000_000
"""Of a document that is read."""


def problems_of_file(path: Path) -> list[str]:
    """Return what is wrong with a package, one sentence each; nothing if it is as it must be."""
    try:
        with ZipFile(path) as archive:
            sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
            documents = [name for name in sizes if name.endswith(".json") and sizes[name] <= MOST_BYTES]
            return problems_of_package(
                dict.fromkeys(sizes, b"") | {name: archive.read(name) for name in documents}
            )
    except (OSError, BadZipFile) as error:
        return [f"it is no ZIP file: {error}"]


def problems_of_package(files: Mapping[str, Content]) -> list[str]:
    """Return what is wrong with the files of a package; only documents need their content."""
    found = [f"{name!r} is not a safe name" for name in files if not is_safe_name(name)]
    found += [f"{name} has a suffix that H5P refuses" for name in files if Path(name).suffix not in _SUFFIXES]
    package, content = (_document(files, name) for name in ("h5p.json", "content/content.json"))
    found += _package_problems(package) if package is not None else ["h5p.json is missing or no object"]
    if content is None:
        return [*found, "content/content.json is missing or no object"]
    return [*found, *_content_problems(content, frozenset(files))]


def _document(files: Mapping[str, Content], name: str) -> dict[str, object] | None:
    content = files.get(name)
    try:
        document = json.loads(content if isinstance(content, bytes) else b"")
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None


def _package_problems(package: dict[str, object]) -> Iterator[str]:
    title = package.get("title")
    if not isinstance(title, str) or not 1 <= len(title) <= 255:
        yield "h5p.json: title must have 1 to 255 characters"
    language = package.get("language")
    if not isinstance(language, str) or not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,6})?", language):
        yield "h5p.json: language must be a code"
    if package.get("mainLibrary") != "H5P.BranchingScenario":
        yield "h5p.json: mainLibrary must be H5P.BranchingScenario"
    embed = package.get("embedTypes")
    if not isinstance(embed, list) or not embed or not set(embed) <= {"iframe", "div"}:
        yield "h5p.json: embedTypes must be some of iframe and div"
    yield from _dependency_problems(package.get("preloadedDependencies"))
    if package.get("license", "U") not in _LICENCES:
        yield "h5p.json: license is none of H5P's"
    if package.get("licenseVersion", "4.0") not in _VERSIONS:
        yield "h5p.json: licenseVersion is none of Creative Commons"
    for author in _list(package.get("authors", [])):
        if not isinstance(author, dict) or not author.get("name") or not author.get("role"):
            yield "h5p.json: an author has no name or no role"


def _dependency_problems(value: object) -> Iterator[str]:
    named = {
        one.get("machineName"): (one.get("majorVersion"), one.get("minorVersion"))
        for one in _list(value)
        if isinstance(one, dict)
    }
    for name, version in _DEPENDENCIES.items():
        if named.get(name) != version:
            yield f"h5p.json: preloadedDependencies must name {name} {version[0]}.{version[1]}"


def _content_problems(document: dict[str, object], files: frozenset[str]) -> Iterator[str]:
    scenario = document.get("branchingScenario")
    if not isinstance(scenario, dict):
        yield "content.json: branchingScenario is missing"
        return
    for name in ("behaviour", "scoringOptionGroup", "startScreen", "l10n"):
        if not isinstance(scenario.get(name), dict):
            yield f"content.json: {name} must be an object"
    start = scenario.get("startScreen")
    for text in (scenario.get("title"), start.get("startScreenTitle") if isinstance(start, dict) else ""):
        yield from _html_problems(text)
    screens = [one for one in _list(scenario.get("endScreens")) if isinstance(one, dict)]
    if not any(one.get("contentId") == -1 for one in screens):
        yield "content.json: endScreens must have one for contentId -1"
    contents = _list(scenario.get("content"))
    if not contents:
        yield "content.json: content is empty"
    ids: list[object] = []
    for number, content in enumerate(contents):
        for problem in _one_content(content, number, contents, files, ids):
            yield f"content.json: content {number}: {problem}"


def _one_content(
    content: object, number: int, contents: list[object], files: frozenset[str], ids: list[object]
) -> Iterator[str]:
    kind = _kind(content)
    if not isinstance(content, dict) or not kind:
        yield "is neither a video nor a question of a known version"
        return
    told = content["type"]
    if not _is_uuid4(told.get("subContentId")) or told["subContentId"] in ids:
        yield "subContentId must be a UUID of version 4 of its own"
    ids.append(told.get("subContentId"))
    if not isinstance(told.get("metadata"), dict) or not told["metadata"].get("title"):
        yield "metadata must have a title"
    else:
        yield from _html_problems(told["metadata"]["title"])
    feedback = content.get("feedback")
    if not isinstance(feedback, dict):
        yield "feedback must be an object"
    else:
        yield from (
            problem for name in ("title", "subtitle") for problem in _html_problems(feedback.get(name, ""))
        )
    button = content.get("proceedButtonText", "")
    yield from _html_problems(button)
    if isinstance(button, str) and len(button) > LONGEST_BUTTON:
        yield f"proceedButtonText must have {LONGEST_BUTTON} characters at most"
    for name in ("forceContentFinished", "contentBehaviour"):
        if content.get(name) not in _SWITCHES:
            yield f"{name} must be one of {', '.join(sorted(_SWITCHES))}"
    params = told.get("params")
    if not isinstance(params, dict):
        yield "params must be an object"
    elif kind == "video":
        yield from _target_problems(content.get("nextContentId"), contents)
        yield from _video_problems(params, files)
    else:
        yield from _question_problems(content, params, number, contents)


def _video_problems(params: dict[str, object], files: frozenset[str]) -> Iterator[str]:
    sources = [one for one in _list(params.get("sources")) if isinstance(one, dict)]
    if len(sources) != 1 or sources[0].get("mime") != "video/mp4":
        yield "a video must have one source of video/mp4"
    for name in ("visuals", "playback"):
        if not isinstance(params.get(name), dict):
            yield f"{name} must be an object"
    tracks = [one.get("track") for one in _list(params.get("a11y")) if isinstance(one, dict)]
    for place in (*sources, *(track for track in tracks if isinstance(track, dict))):
        if f"content/{place.get('path')}" not in files:
            yield f"{place.get('path')!r} is not in the package"
    if any(not isinstance(track, dict) or track.get("mime") != "text/vtt" for track in tracks):
        yield "captions must be text/vtt"


def _question_problems(
    content: dict[str, object], params: dict[str, object], number: int, contents: list[object]
) -> Iterator[str]:
    if number == 0:
        yield "a question must not come first"
    if "nextContentId" in content:
        yield "a question has no nextContentId of its own"
    question = params.get("branchingQuestion")
    if not isinstance(question, dict) or not isinstance(question.get("question"), str):
        yield "a question must ask something"
        return
    alternatives = _list(question.get("alternatives"))
    if len(alternatives) < 2:
        yield "a question must have two alternatives at least"
    yield from _html_problems(question["question"])
    for alternative in alternatives:
        if not isinstance(alternative, dict) or not isinstance(alternative.get("feedback"), dict):
            yield "an alternative must have feedback, an object"
            continue
        text = alternative.get("text")
        if not isinstance(text, str) or not text.strip():
            yield "an alternative must have a text"
        else:
            yield from _html_problems(text)
        yield from _target_problems(alternative.get("nextContentId"), contents)


def _target_problems(target: object, contents: list[object]) -> Iterator[str]:
    if isinstance(target, bool) or not isinstance(target, int) or not -1 <= target < len(contents):
        yield f"nextContentId {target!r} leads nowhere"


def _html_problems(text: object) -> Iterator[str]:
    """Tell of marks that a text must not have: H5P renders it as HTML."""
    if not isinstance(text, str):
        yield f"{text!r} must be a text"
    elif "<" in _TAGS.sub("", text):
        yield f"{text[:40]!r} holds HTML"


def _kind(content: object) -> str:
    told = content.get("type") if isinstance(content, dict) else None
    library = told.get("library") if isinstance(told, dict) else None
    return _KINDS.get(library, "") if isinstance(library, str) and _LIBRARY.fullmatch(library) else ""


def _is_uuid4(value: object) -> bool:
    try:
        return isinstance(value, str) and UUID(value).version == 4
    except ValueError:
        return False


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
