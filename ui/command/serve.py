"""`gallae serve`: the studio."""

import click


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(1, 65535), default=7860, show_default=True, help="The port.")
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@click.pass_obj
def command(folder: object, host: str, port: int, no_browser: bool) -> None:
    """Open the studio: films, search, stories, publishing, in the browser."""
    from pathlib import Path

    from library import default_folder
    from ui.server import serve

    serve(Path(str(folder)) if folder else default_folder(), host, port, open_browser=not no_browser)
