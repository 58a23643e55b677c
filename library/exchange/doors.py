"""Which files tags can be written to and read from, and both of it."""

from collections.abc import Iterator
from enum import StrEnum

from library.catalog import Catalog
from library.exchange.annotations import annotation_lines, read_annotations
from library.exchange.records import LARGEST_FILE, FileRefused, TakenIn
from library.exchange.table import csv_lines, read_csv
from library.ontology import concepts_in, ontology_text

_LARGEST_TURTLE = 4 * 2**20
_MOST_STATEMENTS = 100_000


class Form(StrEnum):
    """A kind of file."""

    JSONLD = "jsonld"
    CSV = "csv"
    SKOS = "skos"

    @property
    def media_type(self) -> str:
        """What a browser calls it."""
        return _MEDIA_TYPES[self]

    @property
    def suffix(self) -> str:
        """How its files' names end."""
        return ".ttl" if self is Form.SKOS else f".{self.value}"


_MEDIA_TYPES = {
    Form.JSONLD: 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
    Form.CSV: "text/csv; charset=utf-8",
    Form.SKOS: "text/turtle; charset=utf-8",
}


def written(catalog: Catalog, form: Form, film_id: int | None = None) -> Iterator[str]:
    """Return the pieces of a file: the tags of one film or of all, or the whole ontology.

    Raises:
        NotInLibrary: There is no such film.
    """
    if film_id is not None:
        catalog.film(film_id)
    if form is Form.SKOS:
        return iter([ontology_text(catalog.concepts(), catalog.same_concepts())])
    tags = catalog.shared_tags(film_id)
    return annotation_lines(tags) if form is Form.JSONLD else csv_lines(tags)


def taken_in(catalog: Catalog, name: str, content: bytes, curator: str = "") -> TakenIn:
    """Take in a file of any of these kinds.

    Args:
        catalog: Where to.
        name: The file's name, which says what kind it is; if it does not, its beginning does.
        content: What is in it.
        curator: Who is named for what nobody is named for.

    Raises:
        FileRefused: It is too large, or cannot be read.
        OntologyError: It is no readable Turtle.
    """
    if len(content) > LARGEST_FILE:
        raise FileRefused(f"{name}: larger than {LARGEST_FILE // 2**20} MB.", "Split it.")
    form = form_of(name, content)
    if form is not Form.SKOS:
        read = read_annotations if form is Form.JSONLD else read_csv
        return catalog.take_in_tags(read(content), curator)
    if len(content) > _LARGEST_TURTLE:
        raise FileRefused(f"{name}: Turtle larger than {_LARGEST_TURTLE // 2**20} MB.", "Split it.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise FileRefused(f"{name}: is not in UTF-8.", "Save the file as UTF-8 Turtle.") from problem
    return catalog.take_in_concepts(*concepts_in(text, name, _MOST_STATEMENTS))


def form_of(name: str, content: bytes) -> Form:
    """Return the kind of a file by its name, or by how it begins."""
    suffixes = {".jsonld": Form.JSONLD, ".json": Form.JSONLD, ".csv": Form.CSV, ".ttl": Form.SKOS}
    for suffix, form in suffixes.items():
        if name.lower().endswith(suffix):
            return form
    start = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"{", b"[")):
        return Form.JSONLD
    return Form.SKOS if start.startswith((b"@prefix", b"@base", b"PREFIX", b"#", b"<")) else Form.CSV
