"""`gallae add`: films into the library."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.command.several import shown_films
from ui.command.terminal import note, opened_library, shown_progress

if TYPE_CHECKING:
    from indexing import FilmToAdd
    from indexing.speech import Transcriber
    from library.catalog.films import FilmLabel

_FILE = click.Path(path_type=Path)


@click.command("add")
@click.argument("files", metavar="FILM…", nargs=-1, required=True, type=_FILE)
@click.option(
    "--subtitles",
    metavar="FILE…",
    multiple=True,
    type=_FILE,
    help="A subtitle file, or several; one language each (film.en.srt, film.ko.srt).",
)
@click.option(
    "--screenplay", metavar="FILE", type=_FILE, help="A screenplay: Fountain, FDX, PDF or plain text."
)
@click.option(
    "--transcribe",
    metavar="MODEL",
    is_flag=False,
    flag_value="small",
    help="Write down what is said where no subtitles do: a model of faster-whisper, by path or by the name of one "
    "on this machine. Default: small. Nothing is downloaded.",
)
@click.option(
    "--shots",
    type=click.Choice(["auto", "quick", "network"]),
    help="How shots are told apart: quickly, by a network, or by it only where the quick ways doubt. Default: the "
    "library's setting, at first auto.",
)
@click.option("--title", default="", help="What people call the film. Default: its file name.")
@click.option("--provider", default="", help="Who gave it.")
@click.option("--licence", default="", help="Under which licence, such as CC-BY-4.0.")
@click.option("--credit", default="", help="Whom to name.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    help="How many films at once. Default: one a pair of processors.",
)
def command(
    files: tuple[Path, ...],
    subtitles: tuple[Path, ...],
    screenplay: Path | None,
    transcribe: str | None,
    shots: str | None,
    title: str,
    provider: str,
    licence: str,
    credit: str,
    jobs: int | None,
) -> None:
    """Add FILM to the library, or do what is still missing of it.

    FILM may be a folder: every film in it is added, with the subtitles and screenplays whose names begin like its
    own. Several films and folders may be named. Subtitle files may follow one another:
    --subtitles film.en.srt film.ko.srt.
    """
    from indexing import FilmToAdd
    from indexing.shots import ShotWay
    from library.catalog.films import FilmLabel

    way = ShotWay(shots) if shots else None
    label = FilmLabel(title, provider, licence, credit)
    if subtitles or (len(files) == 1 and not files[0].is_dir()):
        film, *more = files
        if film.is_dir():
            raise click.UsageError(
                f"{film}: a folder's subtitles are found by their names. Leave --subtitles out."
            )
        _add_one(FilmToAdd(film, (*subtitles, *more), screenplay, label, _transcriber(transcribe), way))
    elif screenplay or title:
        option = "--screenplay" if screenplay else "--title"
        raise click.UsageError(f"{option} is for one film at a time.")
    else:
        films = [
            replace(film, transcriber=_transcriber(transcribe), shots=way) for film in _films(files, label)
        ]
        _add_several(films, jobs)


def _transcriber(model: str | None) -> "Transcriber | None":
    if model is None:
        return None
    from indexing.speech import FasterWhisper

    if Path(model).is_file():
        raise click.UsageError(f"{model}: a model is a folder or a name. Name the film before --transcribe.")
    return FasterWhisper(model)


def _add_one(film: "FilmToAdd") -> None:
    from indexing import add_film

    with opened_library() as library, shown_progress() as progress:
        added = add_film(library, film, progress)
    for line in added.notes:
        note(line)
    click.echo(f"{added.film.id}  {added.film.title}: {added.scenes} scenes")


def _films(paths: tuple[Path, ...], label: "FilmLabel") -> list["FilmToAdd"]:
    """Return the films that are named, and those in the folders that are; each once."""
    from indexing import FilmToAdd
    from indexing.file_kinds import SUBTITLE_SUFFIXES
    from indexing.film_folder import films_in

    found: dict[Path, FilmToAdd] = {}
    for path in paths:
        if path.suffix.lower() in SUBTITLE_SUFFIXES:
            raise click.UsageError(f"{path}: no film. Name subtitles after --subtitles.")
        for film in films_in(path, label) if path.is_dir() else (FilmToAdd(path, label=label),):
            found.setdefault(film.path.absolute(), film)
    return list(found.values())


def _add_several(films: list["FilmToAdd"], jobs: int | None) -> None:
    """Add films side by side; end with 2 where one of them failed, after the others are done."""
    from os import cpu_count

    from indexing.several_films import add_films

    failed = []
    with opened_library() as library, shown_films(len(films)) as shown:
        at_once = jobs or max(1, (cpu_count() or 1) // 2)
        for outcome in add_films(library, films, at_once, lambda film: shown.progress(film.path)):
            path = outcome.wanted.path
            if outcome.added is None:
                failed.append(path.name)
                shown.finished(path, f"gallae: {outcome.error}", failed=True)
            else:
                for line in outcome.added.notes:
                    shown.note(line)
                film = outcome.added.film
                shown.finished(path, f"{film.id}  {film.title}: {outcome.added.scenes} scenes")
    if failed:
        note(f"{len(films) - len(failed)} of {len(films)} films are in the library; not {', '.join(failed)}.")
        raise click.exceptions.Exit(2)
