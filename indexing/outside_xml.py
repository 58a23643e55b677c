"""XML from outside, read into a small tree: no document types, no entities, nothing fetched, not too deep or large."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

_DEEPEST = 60
_MOST_ELEMENTS = 300_000


class XmlRefused(ValueError):
    """A text is no XML, or XML that is not read here; the message says why in a few words."""


@dataclass
class XmlElement:
    """An element: its name and attributes without namespaces, and what is in it in order."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    content: list["XmlElement | str"] = field(default_factory=list)

    def children(self, *names: str) -> Iterator["XmlElement"]:
        """Yield the elements directly in it, all or those of some names."""
        for part in self.content:
            if isinstance(part, XmlElement) and (not names or part.name in names):
                yield part

    def all(self, name: str) -> Iterator["XmlElement"]:
        """Yield the elements of a name at any depth in it, in order."""
        for child in self.children():
            if child.name == name:
                yield child
            yield from child.all(name)

    def text(self) -> str:
        """Return all text in it."""
        return "".join(part if isinstance(part, str) else part.text() for part in self.content)


def read_xml(text: str) -> XmlElement:
    """Return the root of an XML text.

    Raises:
        XmlRefused: It is broken, has a document type or entities of its own, or is too deep or too large.
    """
    reader = _Reader()
    try:
        reader.parser.Parse(text.lstrip("\ufeff \t\r\n"), True)
    except (expat.ExpatError, UnicodeEncodeError, ValueError) as error:
        raise XmlRefused(str(error)) from error
    if reader.root is None:
        raise XmlRefused("no element")
    return reader.root


class _Reader:
    def __init__(self) -> None:
        self.root: XmlElement | None = None
        self._open: list[XmlElement] = []
        self._count = 0
        self.parser = expat.ParserCreate(namespace_separator="\n")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._document_type

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= _DEEPEST or self._count > _MOST_ELEMENTS:
            raise XmlRefused("too deep or too large")
        element = XmlElement(_local(name), {_local(key): value for key, value in attributes.items()})
        if self._open:
            self._open[-1].content.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1].content.append(text)

    def _document_type(self, *_declared: object) -> None:
        raise XmlRefused("a document type, which may name other files")


def _local(name: str) -> str:
    return name.rpartition("\n")[2]
