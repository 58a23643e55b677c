"""`gallae films`: what is in the library."""

import click

from ui.command.terminal import note, opened_library, print_json


@click.command("films")
@click.option("--json", "as_json", is_flag=True, help="Print one array of films and nothing else.")
def command(as_json: bool) -> None:
    """List the films of the library, the newest first."""
    from library import Film, clock_text, milliseconds
    from library.rights.permissions import permissions_document

    def described(film: Film) -> dict[str, object]:
        return {
            "id": film.id,
            "title": film.title,
            "path": str(film.path),
            "fingerprint": film.fingerprint,
            "duration_ms": milliseconds(film.duration),
            "broken_at_ms": None if film.broken_at is None else milliseconds(film.broken_at),
            "scenes": len(library.catalog.scenes(film.id)),
            "provider": film.provider,
            "licence": film.licence,
            "credit": film.credit,
            "source": film.source,
            "permissions": permissions_document(film.permissions),
        }

    with opened_library() as library:
        films = library.catalog.films()
        if as_json:
            print_json([described(film) for film in films])
            return
        for film in films:
            broken = "  (broken off)" if film.broken_at is not None else ""
            scenes = len(library.catalog.scenes(film.id))
            click.echo(
                f"{film.id:>4}  {clock_text(film.duration):>8}  {scenes:>4} scenes  {film.title}{broken}"
            )
    if not films:
        note("No films yet. Add one with `gallae add FILM`, or see a sample with `gallae demo`.")
