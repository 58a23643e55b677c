"""From the elements of a screenplay to its scenes."""

import re
from collections.abc import Iterable, Iterator

from indexing.screenplay.heading import parsed_heading
from indexing.screenplay.records import Element, ElementKind, ScreenplayScene, Speech

_EXTENSION = re.compile(r"\s*\(([^()]*)\)")
_UNSEEN = re.compile(r"^\s*(?:V\.?\s?O\.?|voice[- ]?over|내레이션|N|E)\s*$", re.IGNORECASE)
_VOICE_OVER = "voice-over"


def scenes_of(elements: Iterable[Element]) -> list[ScreenplayScene]:
    """Return the scenes that elements make up, in order; what stands before the first heading is left out."""
    scenes: list[list[Element]] = []
    for element in elements:
        if element.kind is ElementKind.HEADING:
            scenes.append([element])
        elif scenes:
            scenes[-1].append(element)
    return [_scene(its[0], its[1:]) for its in scenes]


def _scene(first: Element, rest: list[Element]) -> ScreenplayScene:
    heading = parsed_heading(first.text)
    actions = tuple(one.text for one in rest if one.kind is ElementKind.ACTION and one.text)
    return ScreenplayScene(
        heading.text, heading.inside, heading.place, heading.time, actions, tuple(_speeches(rest))
    )


def _speeches(elements: list[Element]) -> Iterator[Speech]:
    for place, element in enumerate(elements):
        if element.kind is not ElementKind.CHARACTER:
            continue
        said, manner = [], []
        for part in elements[place + 1 :]:
            if part.kind is ElementKind.DIALOGUE:
                said.append(part.text)
            elif part.kind is ElementKind.PARENTHETICAL:
                manner.append(part.text)
            else:
                break
        extensions = _EXTENSION.findall(element.text)
        if any(_UNSEEN.match(extension) for extension in extensions):
            manner.insert(0, _VOICE_OVER)
        name = _EXTENSION.sub("", element.text).strip()
        if name:
            yield Speech(name, " ".join(said), "; ".join(manner))
