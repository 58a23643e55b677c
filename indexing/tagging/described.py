"""What an audio description says of a scene: it tells what is seen, so what it names is there."""

from collections.abc import Iterator, Sequence

from indexing.tagging.names import ConceptNames, occurs
from library.catalog.tags import NewTag
from library.ontology import Facet
from library.records import Cue, Origin, Scene

_PERSON, _NAMED = 0.9, 0.8


def described_tags(
    scene: Scene, cues: Sequence[Cue], people: Sequence[str], names: ConceptNames
) -> Iterator[NewTag]:
    """Yield what a description names in a scene.

    Args:
        scene: The scene.
        cues: The cues of the description in it.
        people: Names that somebody has somewhere in the film.
        names: Gives concepts.
    """
    texts = [cue.text for cue in cues]
    for name in people:
        if occurs(name, texts):
            yield NewTag(scene.id, names.concept(Facet.WHO, name), Origin.DESCRIPTION, _PERSON)
    for text in texts:
        for iri in names.mentioned(text, Facet.WHO, Facet.WHEN, Facet.WHERE, Facet.WHAT, Facet.HOW):
            yield NewTag(scene.id, iri, Origin.DESCRIPTION, _NAMED)
