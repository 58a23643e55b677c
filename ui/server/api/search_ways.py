"""Finding more than a list: scenes in order, a whole synopsis, scenes like one."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from library.search import InOrder, SearchRequest, ToldSentence
from ui.sentences import sentences_of
from ui.server.api.scenes import Search, scene_found
from ui.server.api.search_shapes import Found, NoteView, QueryView, found_view, note_view, query_view
from ui.server.api.shapes import SceneView
from ui.server.numbers import RowNumber
from ui.server.state import AStudio, Studio

router = APIRouter(prefix="/search", tags=["search"])


class SequenceView(BaseModel):
    """Scenes of one film that fit the steps of a query, one a step, and how well they do together (0 to 1)."""

    score: float
    film_id: int
    film_title: str
    scenes: list[SceneView]


class InOrderFound(BaseModel):
    """The sequences, best first; how each step was read; and how long after a scene the next may begin."""

    sequences: list[SequenceView]
    steps: list[QueryView]
    notes: list[NoteView]
    within_ms: int


class Synopsis(BaseModel):
    """A story: a text, of which every sentence is looked for, or its sentences; and where to look."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field("", max_length=20_000)
    sentences: list[Annotated[str, Field(max_length=2000)]] = Field([], max_length=200)
    film: int | None = None


class SentenceView(BaseModel):
    """A sentence, the scene that tells it, others that fit it, and what joins the scene to the one before it.

    `links` are `same_film`, `later` and `same_people`.
    """

    text: str
    scene: SceneView | None
    alternatives: list[SceneView]
    links: list[str]


class StoryFound(BaseModel):
    """A scene for each sentence."""

    sentences: list[SentenceView]


@router.get("/in-order")
def find_in_order(studio: AStudio, search: Annotated[Search, Query()]) -> InOrderFound:
    """Return scenes of one film that fit the steps of `q` (`a >> b within:5m`) in order."""
    answer = studio.search().find_in_order(search.request())
    return InOrderFound(
        sequences=[_sequence(studio, one) for one in answer.found],
        steps=[query_view(query) for query in answer.queries],
        notes=[note_view(note) for note in answer.notes],
        within_ms=answer.within_ms,
    )


@router.post("/story")
def find_story(studio: AStudio, synopsis: Synopsis) -> StoryFound:
    """Return a scene for each sentence of a story, chosen so that together they tell it best."""
    given = synopsis.sentences or sentences_of(synopsis.text)
    told = studio.search().find_story(given, SearchRequest(film_id=synopsis.film))
    return StoryFound(sentences=[_sentence(studio, one) for one in told])


@router.get("/like/{scene_id}")
def find_like(scene_id: RowNumber, studio: AStudio, search: Annotated[Search, Query()]) -> Found:
    """Return scenes like one, without it and its neighbours; of `q` only filters count."""
    answer = studio.search().find_like(scene_id, search.request())
    return found_view(answer, search.request(), [scene_found(studio, hit) for hit in answer.hits])


def _sequence(studio: Studio, found: InOrder) -> SequenceView:
    film = found.hits[0].film
    scenes = [scene_found(studio, hit) for hit in found.hits]
    return SequenceView(score=found.score, film_id=film.id, film_title=film.title, scenes=scenes)


def _sentence(studio: Studio, told: ToldSentence) -> SentenceView:
    return SentenceView(
        text=told.sentence,
        scene=None if told.hit is None else scene_found(studio, told.hit),
        alternatives=[scene_found(studio, hit) for hit in told.alternatives],
        links=[link.value for link in told.links],
    )
