"""`gallae settings`: choices for the whole library."""

from typing import TYPE_CHECKING

import click

from ui.command.terminal import note, opened_library, shown_progress

if TYPE_CHECKING:
    from library import Library


@click.command("settings")
@click.argument(
    "name",
    required=False,
    type=click.Choice(["embedding-model", "picture-model", "shots", "password", "history-weight"]),
)
@click.argument("value", required=False)
def command(name: str | None, value: str | None) -> None:
    """Show the settings; with NAME and VALUE, change one.

    embedding-model: the sentence-transformers model (name or folder) that turns text into vectors, or "hashing" for
    one without weights; the films that are there are embedded with it at once. picture-model: a CLIP model of
    sentence-transformers (name or folder) with which scenes are also found by what their pictures show, or "none", as
    it is at first. Nothing is downloaded. shots: how shots are told apart in films that are added from now on, "auto",
    "quick" or "network"; see `gallae add --help`. password: what the studio asks for before it answers anybody; it is
    asked for here, so that it is never shown, and "none" takes it away. history-weight: how much what a person used
    counts when the studio orders hits for them, from 0 (not at all) to 1.
    """
    from indexing.shots import SHOTS_SETTING
    from library.embedding import DEFAULT_MODEL
    from library.place import EMBEDDING_MODEL, PICTURE_MODEL
    from story.recommending.favour import SETTING, history_weight, set_history_weight
    from ui.server.passwords import PASSWORD, has_password

    with opened_library() as library:
        if name == PASSWORD:
            _set_password(library, value)
        elif name == PICTURE_MODEL and value:
            _set_picture_model(library, "" if value == "none" else value)
        elif name == SHOTS_SETTING and value:
            _set_shots(library, value)
        elif name == SETTING and value:
            set_history_weight(library.catalog, value)
        elif name and value:
            _set_embedding_model(library, value)
        click.echo(f"{EMBEDDING_MODEL}: {library.catalog.setting(EMBEDDING_MODEL, DEFAULT_MODEL)}")
        click.echo(f"{PICTURE_MODEL}: {library.catalog.setting(PICTURE_MODEL) or 'none'}")
        click.echo(f"{SHOTS_SETTING}: {library.catalog.setting(SHOTS_SETTING, 'auto')}")
        click.echo(f"{SETTING}: {history_weight(library.catalog):g}")
        click.echo(f"{PASSWORD}: {'set' if has_password(library) else 'none'}")


def _set_embedding_model(library: "Library", model: str) -> None:
    """Set the model and embed with it whatever is not; stopped, the same command goes on."""
    from indexing.embedding import embed_again
    from library.embedding import embedder_named
    from library.place import EMBEDDING_MODEL

    embedder_named(model).embed(["a first sentence"])  # a model that cannot be loaded is refused now
    library.catalog.set_setting(EMBEDDING_MODEL, model)
    with shown_progress() as progress:
        films = embed_again(library, progress)
    if films:
        note(f"The texts of {films} film{'s' if films != 1 else ''} are embedded with this model now.")


def _set_shots(library: "Library", way: str) -> None:
    from indexing.shots import ShotWay, choose_shot_way

    if way not in set(ShotWay):
        raise click.BadParameter(f"{way}: one of {', '.join(ShotWay)}.")
    choose_shot_way(library.catalog, ShotWay(way))


def _set_picture_model(library: "Library", model: str) -> None:
    from indexing.picture_vectors import embed_pictures
    from library.picture_embedding import picture_embedder_named
    from library.place import PICTURE_MODEL

    if model:
        picture_embedder_named(model).embed_text("a picture")  # a model that cannot be loaded is refused now
    library.catalog.set_setting(PICTURE_MODEL, model)
    with shown_progress() as progress:
        films = embed_pictures(library, progress)
    if films:
        note(f"The pictures of {films} film{'s' if films != 1 else ''} can be searched now.")


def _set_password(library: "Library", value: str | None) -> None:
    from ui.server.passwords import set_password

    if value not in (None, "none"):
        raise click.UsageError("Leave the password itself out; it is asked for and not shown.")
    set_password(
        library, "" if value else click.prompt("New password", hide_input=True, confirmation_prompt=True)
    )
