"""Writes a story as a SCORM 1.2 package: its bundle, a script that reports to the platform, and a manifest."""

from importlib.resources import files as files_beside
from pathlib import Path
from tempfile import TemporaryDirectory

from creator.archive import files_in, write_archive
from creator.bundle import publish
from creator.encoder import Encoder
from creator.errors import ExportImpossible, writing_to
from creator.exports.lost import Lost
from creator.exports.scorm.manifest import MANIFEST, manifest_problems, manifest_xml
from creator.footage import Footage
from creator.manifest import MANIFEST as BUNDLE_MANIFEST
from library.progress import Progress, no_progress
from story.model import Story

REPORT = "report.js"
_LAST = "</body>"


def write_scorm(
    story: Story,
    footage: Footage,
    target: Path,
    *,
    cache: Path,
    progress: Progress = no_progress,
    encoder: Encoder | None = None,
    revision: int | None = None,
) -> tuple[Lost, ...]:
    """Write a story as a SCORM 1.2 package; nothing is lost, since the bundle itself is in it.

    Args:
        story: What to publish.
        footage: Films and cues by fingerprint.
        target: The ZIP file to write.
        cache: Folder of rendered clips.
        progress: Told about the stages of publishing.
        encoder: What encodes; ffmpeg by default.
        revision: The story's revision in its library.

    Raises:
        CreatorError: As publishing.
        Cancelled: `progress` raised it.
    """

    def add(folder: Path) -> None:
        page = folder / "index.html"
        page.write_text(_reporting(page.read_text(encoding="utf-8")), encoding="utf-8")
        (folder / REPORT).write_bytes(files_beside(__package__).joinpath(REPORT).read_bytes())
        names = {*files_in(folder), BUNDLE_MANIFEST}
        (folder / MANIFEST).write_bytes(manifest_xml(story, page.name, names))

    with writing_to(target), TemporaryDirectory(prefix="gallae-scorm-") as temporary:
        folder = Path(temporary) / "bundle"
        publish(
            story,
            footage,
            folder,
            cache=cache,
            progress=progress,
            encoder=encoder,
            revision=revision,
            additions=[add],
        )
        found = files_in(folder)
        if wrong := manifest_problems(found[MANIFEST].read_bytes(), found.keys() - {MANIFEST}):
            raise ExportImpossible(f"{target}: {wrong[0]}.", "Please report this, with the story.")
        write_archive(found, target, first=MANIFEST)
    return ()


def _reporting(page: str) -> str:
    """Return the player's page with the script that reports, after all others."""
    before, _, after = page.rpartition(_LAST)
    return f'{before}<script src="{REPORT}"></script>\n{_LAST}{after}'
