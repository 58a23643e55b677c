"""Twine in and out: Twee 3, Twine 2 HTML and Twine 2 JSON become stories, and stories become Twee 3.

`docs/twine.md` says what is understood.
"""

from story.twee.exporting import export_twine
from story.twee.imported import TwineImport
from story.twee.importing import import_twine
from story.twee.notes import ImportNote
from story.twee.passages import Passage, TwineStory
from story.twee.reading import read_twine, twine_stories
from story.twee.writing import twee_text, twine_json

__all__ = [
    "ImportNote",
    "Passage",
    "TwineImport",
    "TwineStory",
    "export_twine",
    "import_twine",
    "read_twine",
    "twee_text",
    "twine_json",
    "twine_stories",
]
