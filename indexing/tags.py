"""Tags that sources bear out for certain: who speaks, and what a screenplay's heading and parentheticals say."""

from collections.abc import Iterator, Sequence

from indexing.alignment import AlignedScene
from indexing.scene_sources import Words, cues_in, own_written_scenes
from indexing.screenplay import ScreenplayScene
from library.catalog import Catalog
from library.catalog.tags import NewTag
from library.ontology import ConceptLookup, Facet
from library.records import Origin, Scene


def find_tags(catalog: Catalog, scenes: Sequence[Scene], words: Words) -> list[NewTag]:
    """Return the tags that a film's sources bear out.

    People and places that the ontology does not know are added to it.
    """
    finder = _TagFinder(catalog, words)
    owners = own_written_scenes(scenes, words)
    tags: list[NewTag] = []
    for scene in scenes:
        tags.extend(finder.speakers(scene))
        if scene.id in owners:
            tags.extend(finder.written(scene, owners[scene.id]))
    return tags


class _TagFinder:
    def __init__(self, catalog: Catalog, words: Words) -> None:
        self._catalog = catalog
        self._words = words
        self._lookup = ConceptLookup(catalog.concepts())
        self._named: dict[tuple[Facet, str], str] = {}

    def speakers(self, scene: Scene) -> Iterator[NewTag]:
        """Yield who is heard in a scene; a name counts as the screenplay's if that is where it came from."""
        written = {speech.character.title() for one in self._words.written for speech in one.speeches}
        for name in {cue.speaker: None for cue in cues_in(self._words.said, scene) if cue.speaker}:
            origin = Origin.SCREENPLAY if name in written else Origin.SUBTITLE
            yield NewTag(scene.id, self._concept(Facet.WHO, name), origin)

    def written(self, scene: Scene, aligned: AlignedScene) -> Iterator[NewTag]:
        """Yield what the heading and the parentheticals of a scene's own screenplay scene say."""
        for concept in dict.fromkeys(self._said_in(aligned.written)):
            yield NewTag(scene.id, concept, Origin.SCREENPLAY, aligned.confidence)

    def _said_in(self, written: ScreenplayScene) -> Iterator[str]:
        for concept in self._lookup.find(written.time, Facet.WHEN):
            yield concept.iri
        if written.inside is not None:
            for concept in self._lookup.find("inside" if written.inside else "outside", Facet.WHERE):
                yield concept.iri
        if written.place:
            yield self._concept(Facet.WHERE, written.place.title())
        for speech in written.speeches:
            for manner in speech.manner.split(";"):
                for concept in self._lookup.find(manner.strip(), Facet.HOW):
                    yield concept.iri

    def _concept(self, facet: Facet, name: str) -> str:
        """Return the IRI of what a name means, adding it to the ontology if it is new there."""
        if (facet, name) not in self._named:
            known = self._lookup.find(name, facet)
            iri = known[0].iri if known else self._added(facet, name)
            self._named[facet, name] = iri
        return self._named[facet, name]

    def _added(self, facet: Facet, name: str) -> str:
        """Add a name; what it mentions of the ontology is broader: an old lighthouse is a lighthouse."""
        mentioned = (mention.concept for mention in self._lookup.mentioned_in(name))
        broader = tuple(concept.iri for concept in mentioned if concept.facet is facet)
        language = "ko" if any("가" <= letter <= "힣" for letter in name) else "en"
        return self._catalog.add_concept(facet, {language: name}, broader=dict.fromkeys(broader)).iri
