"""Tags as CSV (RFC 4180), one row each, harmless in a spreadsheet: no cell of it is read as a formula there."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from library.exchange.fields import confidence_of, moment_of, text_of
from library.exchange.records import MOST_TAGS, FileRefused, Rows, SharedTag
from library.ontology import FACETS, LANGUAGES
from library.records import Origin

_LABELS = {language: f"label_{language}" for language in LANGUAGES}
COLUMNS = (
    *("film", "film_title", "start_ms", "end_ms", "facet", "concept", *_LABELS.values()),
    *("holds", "origin", "confidence", "curator", "made_at"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
_YES = {"yes", "true", "1", ""}
_NEEDED = {"film", "start_ms", "end_ms", "concept"}


def csv_lines(tags: Iterable[SharedTag]) -> Iterator[str]:
    """Yield the lines of a file; the first has a byte order mark, without which Excel misreads Korean."""
    yield "\ufeff" + _line(COLUMNS)
    for tag in tags:
        yield _line(
            (
                *(tag.film, tag.film_title, tag.start_ms, "" if tag.end_ms is None else tag.end_ms),
                *(tag.facet, tag.concept, *(tag.labels.get(language, "") for language in LANGUAGES)),
                *("yes" if tag.holds else "no", tag.origin, tag.confidence, tag.curator),
                tag.made_at.isoformat() if tag.made_at else "",
            )
        )


def read_csv(content: bytes) -> Rows:
    """Read tags from CSV with the columns that `csv_lines` writes, in any order; others are passed over.

    Raises:
        FileRefused: The file is no CSV with these columns, or has too many rows.
    """
    reader = csv.DictReader(io.StringIO(_text(content), newline=""), strict=True)
    try:
        lacking = _NEEDED - {name.strip() for name in reader.fieldnames or ()}
        if lacking:
            raise FileRefused(
                f"The table lacks {', '.join(sorted(lacking))}.", "Begin with the columns of an exported one."
            )
        rows: Rows = []
        for row in reader:
            if len(rows) == MOST_TAGS:
                raise FileRefused(f"The table has more than {MOST_TAGS} rows.", "Split it.")
            rows.append(_tag({key.strip(): value for key, value in row.items() if isinstance(key, str)}))
    except csv.Error as problem:
        raise FileRefused(f"The table cannot be read: {problem}.", "Save it as CSV again.") from problem
    return rows


def _text(content: bytes) -> str:
    """Decode UTF-8, or what a Korean Excel writes."""
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused("The table is neither UTF-8 nor CP949.", "Save it as CSV in UTF-8.")


def _line(cells: Iterable[object]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(_guarded(cell) if isinstance(cell, str) else cell for cell in cells)
    return written.getvalue()


def _guarded(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula (OWASP, CSV Injection)."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _plain(cell: str | None) -> str:
    text = cell or ""
    return text_of(text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text)


def _tag(row: Mapping[str, str | None]) -> SharedTag | None:
    said = {name: _plain(row.get(name)) for name in COLUMNS}
    numbers = [said[name] for name in ("start_ms", "end_ms")]
    if not all(number.isdecimal() and len(number) < 12 for number in numbers if number) or not numbers[0]:
        return None
    if not said["film"] or not said["concept"]:
        return None
    return SharedTag(
        film=said["film"].lower(),
        film_title=said["film_title"],
        start_ms=int(numbers[0]),
        end_ms=int(numbers[1]) if numbers[1] else None,
        concept=said["concept"],
        facet=said["facet"] if said["facet"] in FACETS else "",
        labels={language: said[name] for language, name in _LABELS.items() if said[name]},
        holds=said["holds"].lower() in _YES,
        origin=said["origin"] if said["origin"] in set(Origin) else Origin.CURATOR,
        confidence=confidence_of(said["confidence"]),
        curator=text_of(said["curator"], 80),
        made_at=moment_of(said["made_at"]),
    )
