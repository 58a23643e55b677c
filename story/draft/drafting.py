"""Writes first stories from a text: a node for each beat, a choice for each fork, and for every beat a scene.

`story.draft.synopsis` says how a synopsis is written. A beat that no scene fits shows a card that says what is to be
shot, so that every draft plays; the draft's notes name it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from library.ontology import ConceptLookup, Facet
from library.progress import Progress, no_progress
from story.draft.beat_facts import NO_FACTS, BeatFacts
from story.draft.draft_notes import Note, people_notes, scene_notes, sketch_notes
from story.draft.facts import called_by_name, facts_of
from story.draft.found_scene import FindByFacts, FindScenes, FoundScene, fit
from story.draft.gap_card import card_words
from story.draft.sequence import Chain
from story.draft.sketch import Sketch, chains, sketched
from story.draft.synopsis import Synopsis, read_synopsis
from story.draft.ways import CANDIDATES, CLOSEST, POOL, WAYS, Way
from story.layout import lay_out
from story.model import Node, Story

LEAST_SCORE = 0.25
"""The score below which a scene does not fit a beat."""

NO_CONCEPTS = ConceptLookup(())
"""An ontology without any concept."""


@dataclass(frozen=True)
class Draft:
    """A story written from a synopsis.

    Attributes:
        story: The story; every node has a position.
        notes: What is missing in it.
        candidates: The scenes that fit each node, the best first, by node id, each with its score and reason: the first
            is not always the chosen one.
        way: How its scenes were chosen.
        score: How well its scenes fit, from 0 to 1: the mean over all beats, where a beat without a scene counts 0.
        gaps: Ids of the nodes whose beat has no scene.
        films: How many films its scenes are of.
        facts: Who, where and when of each beat, by node id.
    """

    story: Story
    notes: tuple[Note, ...]
    candidates: Mapping[str, tuple[FoundScene, ...]] = field(default_factory=dict)
    way: Way = CLOSEST
    score: float = 0.0
    gaps: tuple[str, ...] = ()
    films: int = 0
    facts: Mapping[str, BeatFacts] = field(default_factory=dict)


def draft_story(
    text: str,
    find: FindScenes,
    *,
    title: str | None = None,
    language: str | None = None,
    progress: Progress = no_progress,
    least_score: float = LEAST_SCORE,
    lookup: ConceptLookup = NO_CONCEPTS,
    way: Way = CLOSEST,
) -> Draft:
    """Return a first story that tells a text.

    Args:
        text: A synopsis or a screenplay, in Korean or English.
        find: Finds scenes for a sentence; what is a `FindByFacts`, too, is told of people, places and times.
        title: The story's title; without one, its first beat.
        language: The language of its labels; without one, that of the text.
        progress: Told about the stage `scenes`, in beats.
        least_score: Scenes with a lower score are not used.
        lookup: The ontology, by which people, places and times are known; without one, names alone are.
        way: How scenes are chosen.

    Raises:
        StoryError: The text cannot be read.
    """
    limit = CANDIDATES if way is CLOSEST else POOL
    beats = _Beats.read(read_synopsis(text), lookup, title, language)
    return beats.drafted(beats.found(find, least_score, limit, progress), way)


def drafts(
    text: str,
    find: FindScenes,
    count: int = 3,
    *,
    title: str | None = None,
    language: str | None = None,
    progress: Progress = no_progress,
    least_score: float = LEAST_SCORE,
    lookup: ConceptLookup = NO_CONCEPTS,
) -> tuple[Draft, ...]:
    """Return several first stories that tell a text with different scenes; the first is that of `draft_story`.

    Args:
        text: As for `draft_story`, like all other arguments.
        find: See there.
        count: How many at most; fewer are returned where there are no other scenes to choose.
        title: See there.
        language: See there.
        progress: See there.
        least_score: See there.
        lookup: See there.

    Raises:
        StoryError: The text cannot be read.
    """
    beats = _Beats.read(read_synopsis(text), lookup, title, language)
    found = beats.found(find, least_score, CANDIDATES if count == 1 else POOL, progress)
    made: dict[tuple[object, ...], Draft] = {}
    for way in WAYS:
        if len(made) < max(1, count):
            draft = beats.drafted(found, way)
            made.setdefault(tuple(node.clips for node in draft.story.nodes), draft)
    return tuple(made.values())


@dataclass(frozen=True)
class _Beats:
    """A text that was read: the graph that it makes, and what is known of the beats in it, by node id."""

    sketch: Sketch
    sentences: Mapping[str, str]
    facts: Mapping[str, BeatFacts]
    facets: Mapping[str, Mapping[str, tuple[str, ...]]]

    @classmethod
    def read(
        cls, synopsis: Synopsis, lookup: ConceptLookup, title: str | None, language: str | None
    ) -> "_Beats":
        sketch = sketched(synopsis, title, language)
        facts = dict(zip(sketch.beats, facts_of(synopsis, lookup, language), strict=True))
        sentences = {name: called_by_name(beat.text, facts[name]) for name, beat in sketch.beats.items()}
        return cls(sketch, sentences, facts, {name: _known(of, lookup) for name, of in facts.items()})

    def found(
        self, find: FindScenes, least_score: float, limit: int, progress: Progress
    ) -> dict[str, tuple[FoundScene, ...]]:
        """Return the scenes that fit each beat; what is asked for twice is looked for once."""
        by_question: dict[object, tuple[FoundScene, ...]] = {}
        found: dict[str, tuple[FoundScene, ...]] = {}
        for number, (name, sentence) in enumerate(self.sentences.items()):
            progress("scenes", number, len(self.sentences))
            facets = self.facets[name]
            question = sentence, tuple(facets.items())
            if question not in by_question:
                by_question[question] = _fitting(_asked(find, sentence, facets, limit), least_score, limit)
            found[name] = by_question[question]
        progress("scenes", len(self.sentences), len(self.sentences))
        return found

    def drafted(self, found: Mapping[str, tuple[FoundScene, ...]], way: Way) -> Draft:
        """Return the draft that one way of choosing gives."""
        chosen = self._chosen(found, way, tuple(chains(self.sketch.story)))
        story = lay_out(replace(self.sketch.story, nodes=tuple(self._nodes(chosen))))
        beats = list(self.sketch.beats)
        return Draft(
            story,
            (*sketch_notes(self.sketch), *scene_notes(story, chosen), *people_notes(self.facts)),
            {name: scenes[:CANDIDATES] for name, scenes in found.items()},
            way,
            sum(chosen[name].score for name in beats if name in chosen) / len(beats),
            tuple(name for name in beats if name not in chosen),
            len({scene.film for scene in chosen.values()}),
            self.facts,
        )

    def _chosen(
        self, found: Mapping[str, tuple[FoundScene, ...]], way: Way, ways: Sequence[Chain]
    ) -> dict[str, FoundScene]:
        """Return the scene of each beat, chosen by scores to which it adds that a scene holds what is known."""
        weighed = {
            name: tuple(replace(one, score=one.score + fit(one, self.facets[name])) for one in scenes)
            for name, scenes in found.items()
        }
        plain = {(name, one.scene_id): one for name, scenes in found.items() for one in scenes}
        return {name: plain[name, one.scene_id] for name, one in way.choose(ways, weighed).items()}

    def _nodes(self, chosen: Mapping[str, FoundScene]) -> Iterator[Node]:
        """Yield the story's nodes with their scenes, or with cards in their place."""
        language = self.sketch.story.language
        for node in self.sketch.story.nodes:
            if node.id in chosen:
                yield replace(node, clips=(chosen[node.id].clip,))
            else:
                beat = self.sketch.beats.get(node.id)
                words = card_words(beat.text if beat else node.title, self.facts.get(node.id, NO_FACTS))
                yield replace(node, to_shoot={language: words})


def _known(facts: BeatFacts, lookup: ConceptLookup) -> dict[str, tuple[str, ...]]:
    """Return the facts that the ontology knows, by facet, each as its concepts are called in every language."""
    known: dict[str, tuple[str, ...]] = {}
    for facet, words in facts.facets.items():
        concepts = [concept for word in words for concept in lookup.find(word, Facet(facet))]
        labels = tuple(dict.fromkeys(label for concept in concepts for label in concept.labels.values()))
        if labels:
            known[facet] = labels
    return known


def _asked(
    find: FindScenes, sentence: str, facets: Mapping[str, tuple[str, ...]], limit: int
) -> Sequence[FoundScene]:
    if facets and isinstance(find, FindByFacts):
        return find.for_beat(sentence, facets, limit)
    return find(sentence, limit)


def _fitting(scenes: Sequence[FoundScene], least_score: float, limit: int) -> tuple[FoundScene, ...]:
    good = (scene for scene in scenes if scene.score >= least_score and scene.end_ms > scene.start_ms)
    unique = {scene.scene_id: scene for scene in sorted(good, key=lambda scene: scene.score)}
    return tuple(sorted(unique.values(), key=lambda scene: -scene.score)[:limit])
