"""Final Draft files (`.fdx`) to elements: XML, which is hostile until it has been read without entities."""

from collections.abc import Iterator

from indexing.outside_xml import XmlElement, read_xml
from indexing.screenplay.heading import is_transition
from indexing.screenplay.records import Element, ElementKind

_KINDS = {
    "Scene Heading": ElementKind.HEADING,
    "Character": ElementKind.CHARACTER,
    "Parenthetical": ElementKind.PARENTHETICAL,
    "Dialogue": ElementKind.DIALOGUE,
    "Lyrics": ElementKind.DIALOGUE,
    "Singing": ElementKind.DIALOGUE,
    "Transition": ElementKind.TRANSITION,
    "New Act": ElementKind.SECTION,
    "End of Act": ElementKind.SECTION,
}
"""What else there is (action, shots, general text) is action."""


def is_final_draft(text: str) -> bool:
    """Say whether a text looks like a Final Draft file."""
    return text.lstrip("\ufeff \t\r\n").startswith("<") and "<FinalDraft" in text[:10_000]


def final_draft_elements(text: str) -> list[Element]:
    """Return the elements of a Final Draft file.

    Raises:
        XmlRefused: It is no XML, or not such as is read here.
        ValueError: It is another kind of XML.
    """
    root = read_xml(text)
    if root.name != "FinalDraft":
        raise ValueError(f"<{root.name}> is not <FinalDraft>")
    paragraphs = [one for content in root.children("Content") for one in _paragraphs(content)]
    return _joined(element for one in paragraphs if (element := _element(one)).text)


def _paragraphs(content: XmlElement) -> Iterator[XmlElement]:
    """Yield paragraphs, those of a dialogue set side by side one after the other."""
    for paragraph in content.children("Paragraph"):
        if paragraph.attributes.get("Type"):
            yield paragraph
        for beside in paragraph.children("DualDialogue"):
            yield from _paragraphs(beside)


def _element(paragraph: XmlElement) -> Element:
    kind = _KINDS.get(paragraph.attributes.get("Type", ""), ElementKind.ACTION)
    text = " ".join("".join(part.text() for part in paragraph.children("Text")).split())
    if kind is ElementKind.PARENTHETICAL:
        text = text.removeprefix("(").removesuffix(")").strip()
    if kind is ElementKind.ACTION and is_transition(text):
        kind = ElementKind.TRANSITION
    return Element(kind, text)


def _joined(elements: Iterator[Element]) -> list[Element]:
    """Return elements, each speech in one piece where the file breaks it into paragraphs."""
    found: list[Element] = []
    for element in elements:
        if found and element.kind is found[-1].kind is ElementKind.DIALOGUE:
            element = Element(element.kind, f"{found.pop().text} {element.text}")
        found.append(element)
    return found
