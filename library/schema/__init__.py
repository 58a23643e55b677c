"""The database's tables. Only `library` sees these rows; everybody else gets records.

Times of shots and scenes are integer PTS of their film's video stream; times of cues are milliseconds.
"""

from library.schema.base import Base
from library.schema.films import FilmRow, LeaseRow, SourceRow, StageRow
from library.schema.people import EventRow, PersonRow
from library.schema.scenes import (
    BoundaryRow,
    CueRow,
    EmbeddingRow,
    JudgementRow,
    SceneCorrectionRow,
    SceneRow,
    SceneTextRow,
    SearchChangeRow,
    ShotRow,
)
from library.schema.stories import StoryEditRow, StoryRow, StoryVersionRow
from library.schema.tagging import BroaderRow, ConceptRow, RetiredConceptRow, TagRow, TagStatementRow
from library.schema.work import JobRow, SettingRow

__all__ = [
    "Base",
    "BoundaryRow",
    "BroaderRow",
    "ConceptRow",
    "CueRow",
    "EmbeddingRow",
    "EventRow",
    "FilmRow",
    "JobRow",
    "JudgementRow",
    "LeaseRow",
    "PersonRow",
    "RetiredConceptRow",
    "SceneCorrectionRow",
    "SceneRow",
    "SceneTextRow",
    "SearchChangeRow",
    "SettingRow",
    "ShotRow",
    "SourceRow",
    "StageRow",
    "StoryEditRow",
    "StoryRow",
    "StoryVersionRow",
    "TagRow",
    "TagStatementRow",
]
