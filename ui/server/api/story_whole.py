"""What is said of a whole film that a story becomes: its credits, and where its player may send what viewers do."""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from creator.credits import Credit, credits_of
from creator.reporting import NotAnAddress, reporting_address
from library import Catalog, Film, NotInLibrary
from story import Story
from ui.server.state import AStudio

router = APIRouter(tags=["stories"])


class CreditView(BaseModel):
    """What is said of one film at the end: title, where it comes from, licence, whom to name, where to read more."""

    title: str
    provider: str
    licence: str
    credit: str
    licence_url: str
    source: str


class AddressToRead(BaseModel):
    """An address to which viewing data are to be sent."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=10_000)


class AddressRead(BaseModel):
    """Whether viewing data can be sent there, and why not."""

    ok: bool
    message: str = ""


@router.get("/stories/{story_id}/credits")
def credits(story_id: str, studio: AStudio) -> list[CreditView]:
    """Return the credits of the films that a story uses, by title; those that are not in the library have none."""
    story, _ = studio.desk.story(story_id)
    return [_view(one) for one in credits_of(_films(story, studio.library.catalog))]


@router.post("/report-addresses")
def read_address(given: AddressToRead) -> AddressRead:
    """Say whether viewing data can be sent to an address; nothing is kept, and nothing is sent."""
    try:
        reporting_address(given.text)
    except NotAnAddress as error:
        return AddressRead(ok=False, message=str(error))
    return AddressRead(ok=True)


def _films(story: Story, catalog: Catalog) -> list[Film]:
    found = []
    for fingerprint in dict.fromkeys(clip.film for node in story.nodes for clip in node.clips):
        try:
            found.append(catalog.film_by_fingerprint(fingerprint))
        except NotInLibrary:
            continue  # the check names it
    return found


def _view(credit: Credit) -> CreditView:
    return CreditView(**{field: getattr(credit, field) for field in CreditView.model_fields})
