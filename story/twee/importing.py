"""From Twine to a story: passages become nodes, links choices, and every passage is given the scenes that fit it."""

from dataclasses import replace

from library.progress import Progress, no_progress
from story.draft.found_scene import FindScenes
from story.layout import lay_out
from story.twee.imported import TwineImport, plain_import
from story.twee.passages import TwineStory
from story.twee.scenes import LEAST_SCORE, with_scenes


def import_twine(
    twine: TwineStory,
    find: FindScenes | None = None,
    *,
    source_name: str = "the Twine file",
    title: str = "",
    language: str | None = None,
    progress: Progress = no_progress,
    least_score: float = LEAST_SCORE,
) -> TwineImport:
    """Return the story that a Twine story tells.

    Args:
        twine: What was read.
        find: Finds scenes for a beat; `None` leaves the nodes without clips.
        source_name: What people call the file, for messages.
        title: The story's title if the file has none.
        language: Of labels and endings; without one, that of the text.
        progress: Told about the stage `scenes`, in nodes.
        least_score: Scenes with a lower score are not used.

    Raises:
        StoryFileError: What Gallae wrote into the file cannot be read, or the story cannot be written as a file.
    """
    plain = plain_import(twine, source_name=source_name, title=title, language=language)
    if "version" not in twine.gallae:
        plain = replace(plain, story=lay_out(plain.story))
    if find is None:
        return plain
    return with_scenes(plain, find, least_score, progress)
