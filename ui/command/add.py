"""`gallae add`: a film into the library."""

from pathlib import Path

import click

from ui.command.terminal import note, opened_library, shown_progress

_FILE = click.Path(path_type=Path)


@click.command("add")
@click.argument("files", metavar="FILM", nargs=-1, required=True, type=_FILE)
@click.option(
    "--subtitles",
    metavar="FILE…",
    multiple=True,
    type=_FILE,
    help="A subtitle file, or several; one language each (film.en.srt, film.ko.srt).",
)
@click.option("--screenplay", metavar="FILE", type=_FILE, help="A screenplay in Fountain.")
@click.option("--title", default="", help="What people call the film. Default: its file name.")
@click.option("--provider", default="", help="Who gave it.")
@click.option("--licence", default="", help="Under which licence, such as CC-BY-4.0.")
@click.option("--credit", default="", help="Whom to name.")
def command(
    files: tuple[Path, ...],
    subtitles: tuple[Path, ...],
    screenplay: Path | None,
    title: str,
    provider: str,
    licence: str,
    credit: str,
) -> None:
    """Add FILM to the library, or do what is still missing of it.

    Subtitle files may follow one another: --subtitles film.en.srt film.ko.srt.
    """
    from indexing import FilmToAdd, add_film
    from library.catalog.films import FilmLabel

    film, *more = files
    if more and not subtitles:
        raise click.UsageError(f"{more[0]}: one film at a time. Name subtitles after --subtitles.")
    label = FilmLabel(title, provider, licence, credit)
    with opened_library() as library, shown_progress() as progress:
        added = add_film(library, FilmToAdd(film, (*subtitles, *more), screenplay, label), progress)
    for line in added.notes:
        note(line)
    click.echo(f"{added.film.id}  {added.film.title}: {added.scenes} scenes")
