"""The project's own sample film: a short tale of a lighthouse, drawn and composed by code."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from library.atomic_file import write_whole
from library.progress import Progress, no_progress

__all__ = ["SampleFilm", "draw_sample_film"]


@dataclass(frozen=True)
class SampleFilm:
    """The files of the sample film and what the catalog should say of it.

    Attributes:
        film: The MP4.
        subtitles: The SubRip files, English and Korean.
        screenplay: The Fountain file.
        synopsis: The English synopsis from which a branching story can be drafted.
        korean_synopsis: The same, line by line, in Korean.
        cast: The characters' names, each by language.
        title: Its title.
        provider: Who provides it.
        licence: Its SPDX licence name.
        credit: Who is to be named.
    """

    film: Path
    subtitles: tuple[Path, ...]
    screenplay: Path
    synopsis: Path
    korean_synopsis: Path
    cast: tuple[Mapping[str, str], ...]
    title: str
    provider: str
    licence: str
    credit: str


def draw_sample_film(folder: Path, progress: Progress = no_progress) -> SampleFilm:
    """Write the sample film with its subtitles, screenplay and synopsis into a folder.

    A film that the same recipe has already drawn there is kept as it is; the texts are written anew.

    Args:
        folder: Where the files go; made if it is not there.
        progress: Told of frames; it may raise `Cancelled`, and then no half film is left.

    Raises:
        Cancelled: If `progress` raised it.
        OSError: If the folder cannot be written.
    """
    from creator.sample.film import make_film
    from creator.sample.script import NAME, SCENES

    folder.mkdir(parents=True, exist_ok=True)
    film, mark = folder / f"{NAME}.mp4", folder / f"{NAME}.recipe"
    recipe = recipe_hash()
    if not (film.is_file() and mark.is_file() and mark.read_text(encoding="ascii").strip() == recipe):
        make_film(SCENES, film, progress)
        write_whole(mark, f"{recipe}\n".encode())
    return _write_texts(folder, film)


def recipe_hash() -> str:
    """Name the film's recipe: the SHA-256 of every source file that it is drawn by."""
    total = hashlib.sha256()
    here = Path(__file__).parent
    for source in sorted(here.rglob("*.py")):
        total.update(source.relative_to(here).as_posix().encode() + b"\0" + source.read_bytes())
    return total.hexdigest()


def _write_texts(folder: Path, film: Path) -> SampleFilm:
    from creator.sample.screenplay import fountain, synopsis
    from creator.sample.script import BEATS, CAST, CREDIT, LICENCE, NAME, PROVIDER, SCENES, TITLE
    from creator.sample.subtitles import subrip

    texts = {
        "en.srt": subrip(SCENES, "en"),
        "ko.srt": subrip(SCENES, "ko"),
        "fountain": fountain(SCENES, TITLE, CREDIT),
        "synopsis.txt": synopsis(BEATS, "en"),
        "ko.synopsis.txt": synopsis(BEATS, "ko"),
    }
    paths = {ending: folder / f"{NAME}.{ending}" for ending in texts}
    for ending, text in texts.items():
        write_whole(paths[ending], text.encode())
    subtitles = (paths["en.srt"], paths["ko.srt"])
    return SampleFilm(
        film=film,
        subtitles=subtitles,
        screenplay=paths["fountain"],
        synopsis=paths["synopsis.txt"],
        korean_synopsis=paths["ko.synopsis.txt"],
        cast=CAST,
        title=TITLE,
        provider=PROVIDER,
        licence=LICENCE,
        credit=CREDIT,
    )
