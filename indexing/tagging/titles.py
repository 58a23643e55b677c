"""What the name of a short film, or of a chapter, says of its scenes."""

import re
from collections.abc import Iterator, Sequence

from indexing.tagging.names import ConceptNames, occurs
from library.catalog.tags import NewTag
from library.ontology import Facet
from library.records import Cue, Film, Origin, Scene

_LONGEST_SECONDS = 60
"""A longer film's title tells of the whole, which need not hold of any one scene."""
_OF_FILM, _OF_CHAPTER = 0.6, 0.5
_FACETS = (Facet.WHO, Facet.WHEN, Facet.WHERE, Facet.WHAT)


def title_tags(film: Film, scene: Scene, names: ConceptNames) -> Iterator[NewTag]:
    """Yield what the title and the file's name of a short film name."""
    if film.duration > _LONGEST_SECONDS:
        return
    seen: set[str] = set()
    for title in (film.title, film.path.stem):
        for iri in names.mentioned(_words(title), *_FACETS):
            if iri not in seen:
                seen.add(iri)
                yield NewTag(scene.id, iri, Origin.TITLE, _OF_FILM)


def chapter_tags(
    scene: Scene, chapters: Sequence[Cue], people: Sequence[str], names: ConceptNames
) -> Iterator[NewTag]:
    """Yield what the chapter's title names of which a scene is part."""
    for chapter in chapters:
        for name in people:
            if occurs(name, [chapter.text]):
                yield NewTag(scene.id, names.concept(Facet.WHO, name), Origin.TITLE, _OF_CHAPTER)
        for iri in names.mentioned(chapter.text, *_FACETS):
            yield NewTag(scene.id, iri, Origin.TITLE, _OF_CHAPTER)


def _words(title: str) -> str:
    """Return a file name as words: `beach_surfing2` and `BeachSurfing` are beach surfing."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", title)
    return " ".join(re.sub(r"[\W_\d]+", " ", parted).split())
