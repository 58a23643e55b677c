"""A search's answer as JSON values."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from library import Library
    from library.search import Counts, Hit, Query, SearchAnswer


def answer_json(answer: "SearchAnswer", library: "Library") -> dict[str, object]:
    """Return everything: hits, how the text was read, what to know about it, and the counts."""
    return {
        "hits": [hit_json(hit, library) for hit in answer.hits],
        "query": _query_json(answer.query),
        "notes": [
            {
                "code": note.code.value,
                "message": dict(note.message),
                "value": note.value,
                "closest": list(note.closest),
            }
            for note in answer.notes
        ],
        "counts": _counts_json(answer.counts),
    }


def hit_json(hit: "Hit", library: "Library") -> dict[str, object]:
    """Return a hit."""
    from library import milliseconds

    scene, film = hit.scene, hit.film
    return {
        "scene": scene.id,
        "film": {
            "id": film.id,
            "title": film.title,
            "fingerprint": film.fingerprint,
            "path": str(film.path),
        },
        "number": scene.number,
        "start_ms": milliseconds(scene.start),
        "end_ms": milliseconds(scene.end),
        "score": round(hit.score, 4),
        "relevance": round(hit.relevance, 4),
        "text": hit.text,
        "heading": scene.heading,
        "thumbnail": thumbnail(hit, library),
        "tags": [
            {
                "facet": tag.facet,
                "labels": tag.labels,
                "origin": tag.origin.value,
                "confidence": tag.confidence,
            }
            for tag in hit.tags
        ],
        "why": [
            {
                "signal": reason.signal.value,
                "text": reason.text,
                "share": round(reason.share, 3),
                "marks": [list(mark) for mark in reason.marks],
                "start_ms": reason.start_ms,
            }
            for reason in hit.reasons
        ],
    }


def thumbnail(hit: "Hit", library: "Library") -> str | None:
    """Return where the picture of a scene lies, or `None` if there is none."""
    return str(library.media.path(hit.scene.thumbnail)) if library.media.has(hit.scene.thumbnail) else None


def _query_json(query: "Query") -> dict[str, object]:
    return {
        "text": query.text,
        "words": query.plain,
        "parts": [
            {
                "kind": part.kind.value,
                "start": part.start,
                "end": part.end,
                "values": list(part.values),
                "facet": None if part.facet is None else part.facet.value,
                "excluded": part.excluded,
                "name": part.name,
                "labels": dict(part.labels),
                "without": query.without(part),
            }
            for part in query.parts
        ],
    }


def _counts_json(counts: "Counts") -> dict[str, object]:
    return {
        "scenes": counts.scenes,
        "facets": [
            {
                "concept": count.concept,
                "facet": count.facet.value,
                "labels": dict(count.labels),
                "scenes": count.scenes,
            }
            for count in counts.facets
        ],
        "films": [vars(film) for film in counts.films],
    }
