"""Everything that can be asked of a library's database, gathered from one part a subject."""

from library.catalog.agreement import AgreementCatalog
from library.catalog.boundaries import BoundaryCatalog
from library.catalog.changes import ChangeCatalog
from library.catalog.concept_edits import ConceptEditCatalog
from library.catalog.concepts import ConceptCatalog
from library.catalog.coverage import CoverageCatalog
from library.catalog.cue_times import CueTimeCatalog
from library.catalog.events import EventCatalog
from library.catalog.facts import FactCatalog
from library.catalog.films import FilmCatalog
from library.catalog.history_rows import HistoryRowCatalog
from library.catalog.jobs import JobCatalog
from library.catalog.judgements import JudgementCatalog
from library.catalog.leases import LeaseCatalog
from library.catalog.pages import PageCatalog
from library.catalog.people import PeopleCatalog
from library.catalog.phrases import PhraseCatalog
from library.catalog.picture_vectors import PictureVectorCatalog
from library.catalog.scene_corrections import SceneCorrectionCatalog
from library.catalog.scene_times import SceneTimeCatalog
from library.catalog.scene_vectors import SceneVectorCatalog
from library.catalog.scenes import SceneCatalog
from library.catalog.search_rows import SearchRowCatalog
from library.catalog.settings import SettingCatalog
from library.catalog.statements import StatementCatalog
from library.catalog.stories import StoryCatalog
from library.catalog.story_versions import StoryVersionCatalog
from library.catalog.tag_exchange import TagExchangeCatalog
from library.catalog.tagging_queue import TaggingQueueCatalog
from library.catalog.tags import TagCatalog
from library.catalog.vectors import VectorCatalog
from library.catalog.words import WordCatalog


class Catalog(
    FilmCatalog,
    LeaseCatalog,
    SceneCatalog,
    SceneCorrectionCatalog,
    BoundaryCatalog,
    ConceptCatalog,
    ConceptEditCatalog,
    TagCatalog,
    StatementCatalog,
    TaggingQueueCatalog,
    AgreementCatalog,
    TagExchangeCatalog,
    WordCatalog,
    VectorCatalog,
    ChangeCatalog,
    FactCatalog,
    PhraseCatalog,
    SearchRowCatalog,
    PageCatalog,
    CoverageCatalog,
    CueTimeCatalog,
    SceneTimeCatalog,
    SceneVectorCatalog,
    PictureVectorCatalog,
    StoryCatalog,
    StoryVersionCatalog,
    JobCatalog,
    EventCatalog,
    PeopleCatalog,
    HistoryRowCatalog,
    SettingCatalog,
    JudgementCatalog,
):
    """Reads and writes what a library holds; every method is one transaction."""
