"""`gallae settings`: choices for the whole library."""

import click

from ui.command.terminal import note, opened_library


@click.command("settings")
@click.argument("name", required=False, type=click.Choice(["embedding-model"]))
@click.argument("value", required=False)
def command(name: str | None, value: str | None) -> None:
    """Show the settings; with NAME and VALUE, change one.

    embedding-model: the sentence-transformers model (name or folder) that turns text into vectors, or "hashing" for
    one without weights. Nothing is downloaded.
    """
    from library.embedding import DEFAULT_MODEL, embedder_named
    from library.place import EMBEDDING_MODEL

    with opened_library() as library:
        if name and value:
            embedder_named(value).embed(["a first sentence"])  # a model that cannot be loaded is refused now
            library.catalog.set_setting(name, value)
            if library.catalog.films():
                note("Run `gallae add` on each film again to make its vectors with this model.")
        click.echo(f"{EMBEDDING_MODEL}: {library.catalog.setting(EMBEDDING_MODEL, DEFAULT_MODEL)}")
