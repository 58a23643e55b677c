"""Tags are found in every source, each as sure as that source is; nothing certain gives way to a guess."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from indexing.alignment import AlignedScene, SpokenCue
from indexing.features import ShotFeatures
from indexing.scene_sources import Words
from indexing.screenplay import ScreenplayScene, Speech
from indexing.tagging import find_tags
from indexing.tagging.heard import people_of
from indexing.tagging.names import ConceptNames
from indexing.tagging.picture import SceneShot, picture_tags
from indexing.tagging.settling import settled
from library import Cue, Film, FilmClock, Library, Origin, Scene
from library.catalog.films import FilmLabel
from library.catalog.tags import NewTag
from library.findings import FilmFacts, NewScene, NewShot
from library.ontology import Facet, concept_iri
from library.ontology.opposites import Opposites

Found = dict[tuple[str, str], float]
SECOND = 90_000


def grey(brightness: float = 0.2) -> ShotFeatures:
    """Return a shot of which the picture says nothing."""
    return ShotFeatures(np.full(256, 1 / 256, np.float32), 0.01, -30.0, brightness=brightness, pan=0.05)


def meadow(sky: float = 0.1) -> ShotFeatures:
    """Return a bright shot, half of it blue and green."""
    colours = np.zeros((16, 4, 4), np.float32)
    colours[5, 2, 2], colours[9, 2, 3], colours[0, 0, 3] = 0.3, 0.2, 0.5
    return ShotFeatures(colours.ravel(), 0.01, -30.0, brightness=0.6, sky=sky, pan=0.05)


def film_of(
    library: Library, count: int, seconds: int = 28, title: str = "Film", features: ShotFeatures | None = None
) -> tuple[Film, Sequence[Scene]]:
    """Return a film of some scenes of equal length, a shot each."""
    catalog = library.catalog
    facts = FilmFacts(title.encode().hex(), Path("/films/film.mp4"), Fraction(seconds), FilmClock(Fraction(1, SECOND)),
                      Fraction(24), 640, 360, has_sound=True)  # fmt: skip
    film = catalog.add_film(facts, FilmLabel(title=title))
    length = seconds * SECOND // count
    spans = [(number * length, (number + 1) * length) for number in range(count)]
    measured = (features or grey()).to_bytes()
    catalog.replace_shots(film.id, [NewShot(*span, measured) for span in spans], "made")
    catalog.replace_scenes(
        film.id, [NewScene(*span, number, number) for number, span in enumerate(spans)], "made"
    )
    return film, catalog.scenes(film.id)


def words(
    *said: Cue, described: Sequence[Cue] = (), chapters: Sequence[Cue] = (),
    aligned: Sequence[AlignedScene] = (), recognised: frozenset[str] = frozenset(),
) -> Words:  # fmt: skip
    written = tuple(one.written for one in aligned)
    return Words(said, tuple(described), written, tuple(aligned), "en", tuple(chapters), recognised)


def cue(start: int, text: str, speaker: str = "", sound: str = "", language: str = "en") -> Cue:
    return Cue(1, 1000 * start, 1000 * start + 2000, text, language, speaker, sound)


def tags_of(library: Library, film: Film, scenes: Sequence[Scene], told: Words) -> list[Found]:
    """Return for each scene its tags: `facet:label` and origin, with how sure they are."""
    tags = find_tags(library.catalog, film, scenes, told)
    called = {one.iri: f"{one.facet}:{next(iter(one.labels.values()))}" for one in library.catalog.concepts()}
    return [
        {
            (called[tag.concept], tag.origin.value): round(tag.confidence, 2)
            for tag in tags
            if tag.scene_id == scene.id
        }
        for scene in scenes
    ]


def test_dialogue_tells_who_speaks_who_is_spoken_to_and_where_and_when_they_are(library: Library) -> None:
    film, scenes = film_of(library, 2)
    told = words(
        cue(1, "Come here, Bori!", "Mina"),
        cue(5, "Welcome to the harbour, it's night already.", "Bori"),
        cue(9, "I dreamt of a castle in spring."),
        cue(11, "", sound="laughter"),
        cue(16, "A dance?", "Mina"),
        cue(19, "Another dance!", "Mina"),
    )
    first, second = tags_of(library, film, scenes, told)
    assert first == {
        ("who:Mina", "subtitle"): 1.0,
        ("who:Bori", "subtitle"): 1.0,
        ("where:harbour", "subtitle"): 0.6,
        ("when:night", "subtitle"): 0.6,
        ("what:laughter", "subtitle"): 0.7,
    }, "the castle and the spring are only talked of"
    assert second == {("who:Mina", "subtitle"): 1.0, ("what:dance", "subtitle"): 0.4}


def test_korean_dialogue_is_understood_alike(library: Library) -> None:
    film, scenes = film_of(library, 1)
    told = words(
        cue(1, "미나야, 오늘 밤 어디 가?", "보리", language="ko"),
        cue(5, "미나야! 여기는 부엌이야.", "보리", language="ko"),
    )
    (found,) = tags_of(library, film, scenes, told)
    assert found == {
        ("who:보리", "subtitle"): 1.0,
        ("who:미나", "subtitle"): 0.6,
        ("when:night", "subtitle"): 0.6,
        ("where:kitchen", "subtitle"): 0.6,
    }


@pytest.mark.parametrize(
    ("lines", "people"),
    [
        (["Listen Proog!", "Over here, Proog."], ("Proog",)),
        (["Over here, Proog."], ()),
        (["It is over. Suddenly.", "They left. Suddenly!"], ("Suddenly",)),
        (["They left. Suddenly!", "It is over. Suddenly.", "And suddenly it rained."], ()),
        (["Well, Great!", "Come on, Great!"], ()),
        (["I'm Sinbad the sailor"], ("Sinbad",)),
        (["My name is Anna."], ("Anna",)),
        (["I'm French, you know."], ()),
    ],
)
def test_a_name_is_one_only_if_something_else_says_so(lines: list[str], people: tuple[str, ...]) -> None:
    assert people_of([cue(place, line) for place, line in enumerate(lines)]) == people


def test_a_name_that_a_description_has_too_is_one() -> None:
    assert people_of([cue(1, "Over here, Proog.")], ["Proog presses a button."]) == ("Proog",)


def test_what_a_machine_heard_counts_less_and_says_so(library: Library) -> None:
    film, scenes = film_of(library, 1)
    told = words(cue(1, "We are in the kitchen."), recognised=frozenset({"en"}))
    assert tags_of(library, film, scenes, told) == [{("where:kitchen", "speech"): 0.42}]


def test_a_description_tells_what_is_seen_and_not_what_is_not(library: Library) -> None:
    film, scenes = film_of(library, 1)
    seen = [cue(1, "A child runs over the bridge. No dog is there; it is quiet like a church.")]
    (found,) = tags_of(library, film, scenes, words(described=seen))
    assert found == {
        ("who:child", "description"): 0.8,
        ("what:running", "description"): 0.8,
        ("where:bridge", "description"): 0.8,
    }


def test_the_title_of_a_short_film_and_a_chapters_title_tell_of_their_scenes(library: Library) -> None:
    film, scenes = film_of(library, 2, title="beach_party2")
    chapters = [Cue(1, 0, 14_000, "The wedding", "en")]
    first, second = tags_of(library, film, scenes, words(chapters=chapters))
    assert first == {
        ("where:beach", "title"): 0.6,
        ("what:party", "title"): 0.6,
        ("what:wedding", "title"): 0.5,
    }
    assert second == {("where:beach", "title"): 0.6, ("what:party", "title"): 0.6}
    long, its = film_of(library, 1, seconds=3600, title="Night at the beach")
    assert tags_of(library, long, its, words()) == [{}]


WRITTEN = ScreenplayScene(
    "INT. OLD LIGHTHOUSE - NIGHT",
    True,
    "OLD LIGHTHOUSE",
    "NIGHT",
    ("BORI climbs the stairs with a lantern.",),
    (Speech("MINA", "Who is there?", "whispering; voice-over"),),
)


def test_a_screenplay_tells_as_surely_as_it_was_found(library: Library) -> None:
    film, scenes = film_of(library, 1)
    other = ScreenplayScene("EXT. SEA", False, "SEA", "", (), (Speech("BORI", "Never heard"),))
    aligned = AlignedScene(WRITTEN, 1000, 3000, 0.9, (SpokenCue(0, "MINA", 1.0),))
    told = words(cue(1, "Who is there?", "Mina"), aligned=[aligned])
    told = Words(told.said, (), (WRITTEN, other), told.aligned, "en")
    (found,) = tags_of(library, film, scenes, told)
    assert {origin for _, origin in found} == {"screenplay"}
    sure = {label: confidence for (label, _), confidence in found.items()}
    assert sure["who:Mina"] == 1.0 and sure["who:Bori"] == pytest.approx(0.81)
    for label in ("when:night", "where:indoors", "where:Old Lighthouse", "how:whispering", "how:voice-over"):
        assert sure[label] == pytest.approx(0.9), label
    assert sure["what:lantern"] == pytest.approx(0.72) and sure["where:stairs"] == pytest.approx(0.45)


def test_a_picture_of_sky_and_grass_is_outside_by_day_and_a_bright_room_says_nothing(
    library: Library,
) -> None:
    film, scenes = film_of(library, 1, features=meadow())
    assert tags_of(library, film, scenes, words()) == [
        {("where:outdoors", "picture"): 0.6, ("when:daytime", "picture"): 0.55}
    ]
    indoors = list(picture_tags(scenes[0], [SceneShot(10.0, meadow(sky=-0.1))]))
    assert indoors == []


@pytest.mark.parametrize(
    ("lengths", "names"),
    [
        ([1.5] * 8, {"rapid-cutting"}),
        ([5.0] * 8, set()),
        ([1.0] * 3, set()),
        ([40.0], {"long-take"}),
        ([300.0], set()),
    ],
)
def test_the_rhythm_of_the_cuts_is_told(library: Library, lengths: list[float], names: set[str]) -> None:
    _, (scene,) = film_of(library, 1)
    tags = picture_tags(scene, [SceneShot(length, grey()) for length in lengths])
    assert {tag.concept.rsplit("/", 1)[1] for tag in tags} == names


def test_a_camera_that_stands_still_or_pans_is_told(library: Library) -> None:
    _, (scene,) = film_of(library, 1)
    still = ShotFeatures(grey().colours, 0.0, -30.0, brightness=0.5, steadiness=1.0)
    pans = ShotFeatures(grey().colours, 0.1, -30.0, brightness=0.5, pan=-0.3, steadiness=0.8)
    shaken = ShotFeatures(grey().colours, 0.1, -30.0, brightness=0.5, pan=0.3, steadiness=0.2)
    names = [
        [tag.concept.rsplit("/", 1)[1] for tag in picture_tags(scene, [SceneShot(5.0, one)])]
        for one in (still, pans, shaken)
    ]
    assert names == [["still-camera"], ["panning"], []]


DAY, NIGHT = concept_iri(Facet.WHEN, "day"), concept_iri(Facet.WHEN, "night")
MORNING = concept_iri(Facet.WHEN, "morning")


def test_a_guess_gives_way_to_what_is_certain_and_to_a_curator() -> None:
    opposites = Opposites({MORNING: (DAY,)})
    certain, guess = NewTag(1, NIGHT, Origin.SCREENPLAY, 0.9), NewTag(1, DAY, Origin.PICTURE, 0.55)
    assert settled([certain, guess], {}, opposites) == [certain]
    assert settled([guess, NewTag(1, NIGHT, Origin.TITLE, 0.6)], {}, opposites) == [
        NewTag(1, NIGHT, Origin.TITLE, 0.6)
    ]
    assert settled([guess, NewTag(1, NIGHT, Origin.TITLE, 0.55)], {}, opposites) == []
    assert settled([certain, guess], {1: [MORNING]}, opposites) == [guess]
    assert settled([guess], {2: [NIGHT]}, opposites) == [guess], "another scene's curator says nothing here"


def test_of_one_origin_the_surest_word_stays() -> None:
    low, high = NewTag(1, DAY, Origin.SUBTITLE, 0.4), NewTag(1, DAY, Origin.SUBTITLE, 0.6)
    other = NewTag(1, DAY, Origin.PICTURE, 0.5)
    assert settled([low, high, other], {}, Opposites({})) == [high, other]


def test_names_that_are_said_not_to_be_there_are_not_found(library: Library) -> None:
    names = ConceptNames(library.catalog)
    assert list(names.mentioned("without a horse, as if in a dream", Facet.WHO, Facet.WHAT)) == []
    assert list(names.mentioned("a horse", Facet.WHO)) == [concept_iri(Facet.WHO, "horse")]
