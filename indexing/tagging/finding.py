"""All tags that a film's sources and pictures bear out, scene by scene."""

from collections.abc import Iterator, Sequence

from indexing.features import ShotFeatures
from indexing.scene_sources import Words, cues_in, own_written_scenes
from indexing.tagging.described import described_tags
from indexing.tagging.heard import heard_tags, people_of
from indexing.tagging.names import ConceptNames
from indexing.tagging.picture import SceneShot, picture_tags
from indexing.tagging.settling import settled
from indexing.tagging.titles import chapter_tags, title_tags
from indexing.tagging.written import written_tags
from library.catalog import Catalog
from library.catalog.tags import NewTag
from library.ontology.opposites import Opposites
from library.records import Film, Origin, Scene

TAGS_VERSION = 2
"""Goes up when other tags are found in the same film, so that films are tagged again."""


def find_tags(catalog: Catalog, film: Film, scenes: Sequence[Scene], words: Words) -> list[NewTag]:
    """Return the tags that a film's sources and pictures bear out; people and places are added to the ontology.

    Args:
        catalog: Where the film, its shots and the ontology are.
        film: The film.
        scenes: Its scenes.
        words: What its sources say.
    """
    found = list(_found(catalog, film, scenes, words))
    opposites = Opposites({concept.iri: concept.broader for concept in catalog.concepts()})
    tags = catalog.tags(scene.id for scene in scenes)
    curated = {
        scene_id: [tag.concept for tag in its if tag.origin is Origin.CURATOR]
        for scene_id, its in tags.items()
    }
    return settled(found, curated, opposites)


def _found(catalog: Catalog, film: Film, scenes: Sequence[Scene], words: Words) -> Iterator[NewTag]:
    names = ConceptNames(catalog)
    owners = own_written_scenes(scenes, words)
    people = people_of(words.said, [cue.text for cue in (*words.described, *words.chapters)])
    characters = tuple(
        dict.fromkeys(speech.character for written in words.written for speech in written.speeches)
    )
    spoken = frozenset(character.title() for character in characters)
    shots = _shots(catalog, film)
    for scene in scenes:
        said, described = cues_in(words.said, scene), cues_in(words.described, scene)
        chapters = [cue for cue in words.chapters if _holds(cue.start_ms, cue.end_ms, scene)]
        yield from heard_tags(scene, said, people, spoken, words.recognised, names)
        if scene.id in owners:
            yield from written_tags(scene, owners[scene.id], characters, names)
        yield from described_tags(scene, described, people, names)
        yield from title_tags(film, scene, names)
        yield from chapter_tags(scene, chapters, people, names)
        yield from picture_tags(scene, shots[scene.first_shot : scene.last_shot + 1])


def _shots(catalog: Catalog, film: Film) -> list[SceneShot]:
    clock = film.clock
    return [
        SceneShot(
            float(clock.seconds(shot.end_pts) - clock.seconds(shot.start_pts)),
            ShotFeatures.from_bytes(shot.features),
        )
        for shot in catalog.new_shots(film.id)
    ]


def _holds(start_ms: int, end_ms: int, scene: Scene) -> bool:
    """Say whether the middle of a scene lies in an interval."""
    return start_ms <= 500 * (scene.start + scene.end) < end_ms
