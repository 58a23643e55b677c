"""`gallae serve`: the studio."""

from pathlib import Path

import click


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(1, 65535), default=7860, show_default=True, help="The port.")
@click.option("--certificate", type=click.Path(path_type=Path), help="Answer over HTTPS with this PEM file.")
@click.option("--key", type=click.Path(path_type=Path), help="The private key of the certificate.")
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@click.pass_obj
def command(
    folder: object, host: str, port: int, certificate: Path | None, key: Path | None, no_browser: bool
) -> None:
    """Open the studio: films, search, stories, publishing, in the browser.

    It answers this computer only; --host opens it to others, once it has a password (`gallae settings password`).
    """
    from library import default_folder
    from ui.server import serve
    from ui.server.serving import Certificate

    if (certificate is None) != (key is None):
        raise click.UsageError("--certificate and --key go together.")
    serve(
        Path(str(folder)) if folder else default_folder(),
        host,
        port,
        open_browser=not no_browser,
        certificate=Certificate(certificate, key) if certificate and key else None,
    )
