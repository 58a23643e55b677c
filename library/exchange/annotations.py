"""Tags as annotations (W3C Web Annotation Data Model, 2017; targets as W3C Media Fragments 1.0, 2012).

Files are read as the JSON that the model's own context makes of them; no context is ever fetched.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from library.exchange.fields import confidence_of, moment_of, text_of
from library.exchange.records import MOST_TAGS, FileRefused, Rows, SharedTag
from library.ontology import FACETS, Facet
from library.records import Origin

_NAMES = UUID("6c6a9b3e-0d8f-4c55-9e0a-0c9d5f7a7b11")
_FILM = "urn:gallae:film:"
_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"gallae": "urn:gallae:term:"}]
_FINGERPRINT = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_FRAGMENT = re.compile(r"(?:^|[#&])t=(?:npt:)?([0-9:.]*)(?:,([0-9:.]+))?(?:$|&)")
_CLOCK = re.compile(r"(?:(?:(\d{1,4}):)?(\d{1,2}):)?(\d{1,7}(?:\.\d{0,9})?)")


def annotation_lines(tags: Iterable[SharedTag]) -> Iterator[str]:
    """Yield the lines of a file: an annotation collection whose one page holds an annotation a tag.

    A word against a tag has the motivation `assessing` and `gallae:holds: false`, so that nobody takes it for a tag.
    """
    head = {
        "@context": _CONTEXT,
        "id": "urn:uuid:" + str(uuid5(_NAMES, "collection")),
        "type": "AnnotationCollection",
    }
    yield _json(head)[:-1] + ',"first":{"id":"urn:uuid:' + str(uuid5(_NAMES, "page")) + '",'
    yield '"type":"AnnotationPage","startIndex":0,"items":[\n'
    separator = ""
    for tag in tags:
        yield separator + _json(_annotation(tag))
        separator = ",\n"
    yield "\n]}}\n"


def read_annotations(content: bytes) -> Rows:
    """Read annotations: one, a list, a page, or a collection with its first page in it.

    Raises:
        FileRefused: The file is no JSON, or holds too many.
    """
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as problem:
        raise FileRefused("The file is no readable JSON.", "Give JSON-LD in UTF-8.") from problem
    found = _items(document)
    if len(found) > MOST_TAGS:
        raise FileRefused(f"The file holds {len(found)} annotations.", f"Split it: {MOST_TAGS} at most.")
    return [_tag(one) for one in found]


def _annotation(tag: SharedTag) -> dict[str, Any]:
    """Return a tag as an annotation."""
    purpose = "tagging" if tag.holds else "assessing"
    span = f"t={tag.start_ms / 1000:.3f}" + ("" if tag.end_ms is None else f",{tag.end_ms / 1000:.3f}")
    name = json.dumps([tag.film, span, tag.concept, tag.origin, tag.curator])
    labels = [{"@value": text, "@language": language} for language, text in tag.labels.items()]
    concept: dict[str, Any] = {"id": tag.concept, "type": "skos:Concept", "skos:prefLabel": labels}
    if tag.facet:
        concept["skos:inScheme"] = {"id": Facet(tag.facet).iri}
    return {
        "id": f"urn:uuid:{uuid5(_NAMES, name)}",
        "type": "Annotation",
        "motivation": purpose,
        **({"created": tag.made_at.isoformat()} if tag.made_at else {}),
        **_creator(tag),
        **({} if tag.holds else {"gallae:holds": False}),
        "body": {"type": "SpecificResource", "purpose": purpose, "source": concept},
        "target": {
            "type": "SpecificResource",
            "source": {"id": _FILM + tag.film, "type": "Video", "dc:title": tag.film_title},
            "selector": {
                "type": "FragmentSelector",
                "conformsTo": "http://www.w3.org/TR/media-frags/",
                "value": span,
            },
        },
    }


def _creator(tag: SharedTag) -> dict[str, Any]:
    if tag.origin != Origin.CURATOR:
        maker = {"type": "Software", "name": "Gallae"}
        return {"creator": maker, "gallae:origin": tag.origin, "gallae:confidence": tag.confidence}
    return {"creator": {"type": "Person", "name": tag.curator}} if tag.curator else {}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _items(document: object) -> list[object]:
    if isinstance(document, dict):
        first = document.get("first")
        page = first if isinstance(first, dict) else document
        listed = page.get("items")
        return listed if isinstance(listed, list) else [document]
    return document if isinstance(document, list) else [document]


def _tag(annotation: object) -> SharedTag | None:
    """Return what an annotation says, or `None` where it is no tag on a piece of a film."""
    if not isinstance(annotation, dict):
        return None
    where, concept = _where(annotation.get("target")), _concept(annotation.get("body"))
    holds = annotation.get("gallae:holds", True)
    told = "tagging" in _listed(annotation.get("motivation")) or holds is False
    body = _one(annotation.get("body"))
    told = told or (isinstance(body, dict) and "tagging" in _listed(body.get("purpose")))
    if where is None or concept is None or not told:
        return None
    film, title, start, end = where
    iri, facet, labels = concept
    origin, creator = text_of(annotation.get("gallae:origin")), annotation.get("creator")
    name = _one(creator.get("name")) if isinstance(creator, dict) else creator
    return SharedTag(
        film=film,
        film_title=title,
        start_ms=start,
        end_ms=end,
        concept=iri,
        facet=facet,
        labels=labels,
        holds=holds is not False,
        origin=origin if origin in set(Origin) else Origin.CURATOR,
        confidence=confidence_of(annotation.get("gallae:confidence")),
        curator=text_of(name, 80),
        made_at=_moment(annotation),
    )


def _moment(annotation: Mapping[str, Any]) -> datetime | None:
    return moment_of(text_of(annotation.get("created")))


def _where(target: object) -> tuple[str, str, int, int | None] | None:
    """Return film, title and times of a target: a resource with a selector, or an IRI with a fragment."""
    target = _one(target)
    source = _one(target.get("source")) if isinstance(target, dict) else target
    title = text_of(source.get("dc:title")) if isinstance(source, dict) else ""
    iri = _id(source) or _id(target)
    film = _FINGERPRINT.search(iri.lower())
    fragments = [iri]
    if isinstance(target, dict):
        selectors = target.get("selector")
        for one in selectors if isinstance(selectors, list) else [selectors]:
            if isinstance(one, dict):
                fragments.insert(0, text_of(one.get("value")))
    times = next((found for found in map(_FRAGMENT.search, fragments) if found), None)
    if film is None or times is None:
        return None
    start, end = (_milliseconds(text or "") for text in times.groups())
    if (start is None and times[1]) or (end is None and times[2]):
        return None
    return film[0], title, start or 0, end


def _milliseconds(clock: str) -> int | None:
    found = _CLOCK.fullmatch(clock)
    if found is None:
        return None
    hours, minutes, seconds = (float(part or 0) for part in found.groups())
    return round(1000 * (3600 * hours + 60 * minutes + seconds))


def _concept(body: object) -> tuple[str, str, dict[str, str]] | None:
    """Return IRI, facet and labels of what a body names."""
    body = _one(body)
    source = _one(body.get("source")) if isinstance(body, dict) and "source" in body else body
    iri = _id(source)
    if not iri:
        return None
    if not isinstance(source, dict):
        return iri, "", {}
    schemes = {Facet(facet).iri: facet for facet in FACETS}
    facet = schemes.get(_id(_one(source.get("skos:inScheme"))), "")
    return iri, facet, _labels(source.get("skos:prefLabel"))


def _labels(listed: object) -> dict[str, str]:
    given = listed if isinstance(listed, list) else [listed]
    return {
        text_of(one.get("@language"), 10): text_of(one.get("@value"), 200)
        for one in given
        if isinstance(one, dict)
    }


def _id(thing: object) -> str:
    """Return the IRI of a resource that is written in full or by its IRI alone."""
    if isinstance(thing, dict):
        return text_of(thing.get("id", thing.get("@id")), 500)
    return text_of(thing, 500)


def _one(thing: object) -> Any:
    """Return the first of a list, or the thing itself."""
    if isinstance(thing, list):
        return thing[0] if thing else None
    return thing


def _listed(thing: object) -> list[object]:
    return thing if isinstance(thing, list) else [thing]
