"""`gallae remove`: a film out of the library."""

import click

from ui.command.terminal import opened_library


@click.command("remove")
@click.argument("film", type=int)
def command(film: int) -> None:
    """Take FILM (its number; see `gallae films`) out of the library; its file stays where it is."""
    from indexing import remove_film

    with opened_library() as library:
        title = library.catalog.film(film).title
        remove_film(library, film)
    click.echo(f"{title} is no longer in the library.")
