"""What a screenplay says of the scenes that show it: who, where, when, how, and what happens."""

from collections.abc import Iterator
from itertools import chain

from indexing.alignment import AlignedScene
from indexing.screenplay import ScreenplayScene
from indexing.tagging.names import ConceptNames, occurs
from library.catalog.tags import NewTag
from library.ontology import Facet
from library.records import Origin, Scene

_SEEN_WHO, _SEEN_WHAT, _SEEN_WHERE = 0.9, 0.8, 0.5
"""How sure what an action mentions is, of how sure it is that the scene shows this part of the screenplay. A place that
an action names may be one that somebody only looks at."""


def written_tags(
    scene: Scene, aligned: AlignedScene, characters: tuple[str, ...], names: ConceptNames
) -> Iterator[NewTag]:
    """Yield what the screenplay's scene that a film's scene shows says of it.

    Args:
        scene: The film's scene.
        aligned: The screenplay's.
        characters: Everybody who speaks somewhere in the screenplay.
        names: Gives concepts.
    """
    for iri in dict.fromkeys(chain(_of_heading(aligned.written, names), _of_manners(aligned.written, names))):
        yield NewTag(scene.id, iri, Origin.SCREENPLAY, aligned.confidence)
    for iri, share in _of_actions(aligned.written, characters, names).items():
        yield NewTag(scene.id, iri, Origin.SCREENPLAY, aligned.confidence * share)


def _of_heading(written: ScreenplayScene, names: ConceptNames) -> Iterator[str]:
    for part in written.time.split(" - "):
        exactly = names.known(part, Facet.WHEN, Facet.HOW)
        yield from (one.iri for one in exactly)
        if not exactly:
            yield from names.mentioned(part, Facet.WHEN, Facet.HOW)
    yield from names.mentioned(written.place, Facet.WHEN)
    if written.inside is not None:
        yield from (one.iri for one in names.known("inside" if written.inside else "outside", Facet.WHERE))
    if written.place:
        yield names.concept(Facet.WHERE, written.place.title())


def _of_manners(written: ScreenplayScene, names: ConceptNames) -> Iterator[str]:
    for speech in written.speeches:
        for manner in speech.manner.split(";"):
            exactly = names.known(manner.strip(), Facet.HOW)
            yield from (one.iri for one in exactly)
            if not exactly:
                yield from names.mentioned(manner, Facet.HOW)


def _of_actions(
    written: ScreenplayScene, characters: tuple[str, ...], names: ConceptNames
) -> dict[str, float]:
    found: dict[str, float] = {}
    for action in written.actions:
        for facets, share in (
            ((Facet.WHO, Facet.WHEN), _SEEN_WHO),
            ((Facet.WHAT,), _SEEN_WHAT),
            ((Facet.WHERE,), _SEEN_WHERE),
        ):
            for iri in names.mentioned(action, *facets):
                found.setdefault(iri, share)
    for character in characters:
        if occurs(character, written.actions) or occurs(character.title(), written.actions):
            found[names.concept(Facet.WHO, character.title())] = _SEEN_WHO
    return found
