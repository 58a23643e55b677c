"""From files that were handed in to jobs that index them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from library import Library
from library.catalog.films import FilmLabel
from ui.jobs.runner import JobRunner
from ui.jobs.uploads import Upload, match_uploads, store_upload


def add_uploads(library: Library, jobs: JobRunner, files: Sequence[Path], label: FilmLabel) -> list[int]:
    """Give handed-in files their place in the library and start one job a film; return the jobs' numbers.

    Raises:
        UploadRefused: The files do not make up films; nothing was started then.
    """
    uploads = match_uploads(files)
    stored = [store_upload(upload, library.films_folder) for upload in uploads]
    title = label.title if len(uploads) == 1 else ""  # one title cannot be that of several films
    return [jobs.start_job("add", _request(upload, label, title)) for upload in stored]


def _request(upload: Upload, label: FilmLabel, title: str) -> dict[str, Any]:
    return {
        "subject": title or upload.film.stem,
        "path": str(upload.film),
        "subtitles": [str(file) for file in upload.subtitles],
        "screenplay": str(upload.screenplay) if upload.screenplay else None,
        "title": title,
        "provider": label.provider,
        "licence": label.licence,
        "credit": label.credit,
    }
