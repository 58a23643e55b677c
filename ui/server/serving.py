"""Opens the studio on this computer and keeps it open."""

import errno
import os
import socket
import webbrowser
from pathlib import Path
from threading import Timer

from ui.errors import CannotServe

DEFAULT_PORT = 7860


def serve(
    folder: Path, host: str = "127.0.0.1", port: int = DEFAULT_PORT, *, open_browser: bool = False
) -> None:
    """Serve the studio until it is interrupted.

    Args:
        folder: The library's folder.
        host: The address to listen at; for now only this computer itself.
        port: The port to listen at; 0 for any free one.
        open_browser: Whether to open the first page in the person's browser.

    Raises:
        CannotServe: The address may not or cannot be listened at.
        LibraryUnusable: The library cannot be opened.
    """
    listening = listen(host, port)
    with listening:
        from uvicorn import Config, Server

        from ui.server.app import create_app

        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        app = create_app(folder)
        if open_browser:
            Timer(1.0, webbrowser.open, [address]).start()
        print(f"Gallae: {address}  (Ctrl+C ends it)", flush=True)
        Server(Config(app, log_level="warning", timeout_graceful_shutdown=3)).run([listening])


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at an address.

    Raises:
        CannotServe: The address is not this computer itself, or somebody listens there already.
    """
    if host not in ("127.0.0.1", "localhost"):
        raise CannotServe(
            f"The studio cannot be opened at {host}: it has no passwords yet, and anybody there could use it.",
            "Leave --host out to open it for this computer only.",
        )
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
        listening.listen()  # at once: who reads the address early waits instead of being turned away
    except (OSError, OverflowError) as error:
        listening.close()
        raise CannotServe(_why(error, port), "Choose another port, for instance --port 7861.") from error
    return listening


def _why(error: OSError | OverflowError, port: int) -> str:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use, perhaps by another studio."
    return f"Port {port} cannot be used: {error}."
