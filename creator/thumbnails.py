"""The pictures on choices: each shows where its choice leads."""

from pathlib import Path

from creator.bundle_story import Footage
from creator.bundle_walk import thumbnail_name
from creator.plan import Plan
from creator.poster import write_poster


def write_thumbnails(plan: Plan, rendered: Footage, folder: Path) -> None:
    """Write the pictures of a story's choices into its bundle's folder.

    Raises:
        OSError: They cannot be written.
    """
    choices = [choice for offered in plan.choices.values() for choice in offered]
    for name in sorted(filter(None, {thumbnail_name(plan.story, choice) for choice in choices})):
        (folder / name).parent.mkdir(exist_ok=True)
        write_poster(rendered.clips[Path(name).stem][0].clip.file, folder / name)
