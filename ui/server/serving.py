"""Opens the studio, on this computer or on a network, and keeps it open."""

import errno
import ipaddress
import os
import socket
import webbrowser
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from ui.errors import CannotServe

DEFAULT_PORT = 7860


@dataclass(frozen=True)
class Certificate:
    """A certificate and its private key, both PEM files, for a studio that is asked over HTTPS."""

    file: Path
    key: Path


def serve(
    folder: Path,
    host: str = "127.0.0.1",
    port: int = DEFAULT_PORT,
    *,
    open_browser: bool = False,
    certificate: Certificate | None = None,
) -> None:
    """Serve the studio until it is interrupted.

    Args:
        folder: The library's folder.
        host: The address to listen at; any but this computer's own wants the library to have a password.
        port: The port to listen at; 0 for any free one.
        open_browser: Whether to open the first page in the person's browser.
        certificate: Answers over HTTPS with it, if given.

    Raises:
        CannotServe: The address may not or cannot be listened at, or the certificate cannot be used.
        LibraryUnusable: The library cannot be opened.
    """
    is_open = not is_this_computer(host)
    if is_open:
        _require_password(folder, host)
    if certificate:
        _require_usable(certificate)
    with listen(host, port) as listening:
        from uvicorn import Config

        from ui.server.app import create_app
        from ui.server.gate import names_of
        from ui.server.reach import address_for_others
        from ui.server.stopping import StudioServer

        shown = "127.0.0.1" if host in ("0.0.0.0", "::") or not is_open else host
        scheme, others = "https" if certificate else "http", address_for_others(host)
        port = listening.getsockname()[1]
        address = f"{scheme}://{_in_address(shown)}:{port}"
        found_at = f"{scheme}://{_in_address(others)}:{port}" if others else ""
        app = create_app(folder, names=names_of(host), password_required=is_open, found_at=found_at)
        config = Config(
            app,
            log_level="warning",
            timeout_graceful_shutdown=3,
            ssl_certfile=certificate.file if certificate else None,
            ssl_keyfile=certificate.key if certificate else None,
        )
        if open_browser:
            Timer(1.0, webbrowser.open, [address]).start()
        print(f"Gallae: {address}  (Ctrl+C ends it)", flush=True)
        if is_open and certificate is None:
            print("Without --certificate, whoever shares this network can read what is sent.", flush=True)
        StudioServer(config, app.state.studio.feed.close).run([listening])


def is_this_computer(host: str) -> bool:
    """Say whether an address can be reached from this computer only."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at an address.

    Raises:
        CannotServe: The address is not one of this computer, or somebody listens there already.
    """
    if not 0 <= port <= 65535:  # whoever looks the address up would take it as another one
        raise _refused(OverflowError("ports go from 0 to 65535"), host, port)
    try:
        family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise CannotServe(
            f"{host}, port {port}: no such address ({error}).", "Choose one of this computer's own."
        ) from error
    if os.name == "posix":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(place)
        listening.listen()  # at once: who reads the address early waits instead of being turned away
    except OSError as error:
        listening.close()
        raise _refused(error, host, port) from error
    return listening


def _require_password(folder: Path, host: str) -> None:
    from library import open_library
    from ui.server.passwords import has_password

    with open_library(folder) as library:
        if not has_password(library):
            raise CannotServe(
                f"The studio cannot be opened at {host}: it has no password, and anybody there could use it.",
                "Choose one with `gallae settings password`, or leave --host out to open it for this computer only.",
            )


def _require_usable(certificate: Certificate) -> None:
    import ssl

    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate.file, certificate.key)
    except OSError as error:  # ssl's own errors are among them
        raise CannotServe(
            f"{certificate.file} with {certificate.key} is no certificate that can be used ({error}).",
            "Give a certificate and its private key as PEM files.",
        ) from error


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _refused(error: OSError | OverflowError, host: str, port: int) -> CannotServe:
    if isinstance(error, OSError) and error.errno == errno.EADDRNOTAVAIL:
        return CannotServe(
            f"{host} is no address of this computer.", "Choose one that is, or 0.0.0.0 for all."
        )
    another = "Choose another port, for instance --port 7861."
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return CannotServe(f"Port {port} is in use, perhaps by another studio.", another)
    return CannotServe(f"Port {port} cannot be used: {error}.", another)
