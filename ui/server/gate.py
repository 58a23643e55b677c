"""Stands before everything: who may ask, what is never answered, and the headers that every answer carries."""

import ipaddress
import socket
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.server.problems import problem_response

LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})

Names = Callable[[str], bool]
"""Says whether this server answers under a host name."""

_HARMLESS = frozenset({"GET", "HEAD", "OPTIONS"})
_CLOSED = (
    "/gradio_api/file=http",
    "/gradio_api/proxy=",
    "/gradio_api/upload",
    "/gradio_api/queue/join",
    "/gradio_api/runs",
    "/gradio_api/run-history",
    "/gradio_api/vibe",
    "/gradio_api/undo-vibe",
    "/gradio_api/deep_link",
    "/gradio_api/process_recording",
    "/gradio_api/profiling",
    "/gradio_api/dev",
    "/gradio_api/api/",
    "/gradio_api/run/",
    "/gradio_api/call",
    "/monitoring",
    "/login",
    "/logout",
    "/docs",
    "/redoc",
)
"""Routes of Gradio that this studio has no use for."""

SECURITY_HEADERS: Mapping[str, str] = {
    "content-security-policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; font-src 'self' data:; "
        "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Gate:
    """ASGI middleware: refuses foreign hosts, foreign origins and closed routes, and adds security headers.

    A page elsewhere can make a browser send requests here. One that names another host (DNS rebinding) or comes
    from another origin (request forgery) is refused before anything else sees it.

    Args:
        app: What stands behind the gate.
        names: Under which host names this server may be asked.
    """

    def __init__(self, app: ASGIApp, names: Names = LOCAL_NAMES.__contains__) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with a problem."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        reason = self._reason_to_refuse(scope)
        if reason is None:
            await self._app(scope, receive, _with_headers(send))
        elif scope["type"] == "http":
            await problem_response(*reason)(scope, receive, _with_headers(send))
        else:
            await send({"type": "websocket.close", "code": 1008})

    def _reason_to_refuse(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        if not self._names(_host_name(headers.get("host", ""))):
            return 421, "This server does not answer under that host name."
        if scope.get("method", "GET") not in _HARMLESS and _is_foreign(headers):
            return 403, "A page of another site may not change anything here."
        if _is_closed(scope["path"]):
            return 404, "There is nothing here."
        return None


def names_of(host: str) -> Names:
    """Return under which names a server that listens at an address may be asked.

    One that other computers reach answers under this computer's own name and under any address in figures: DNS
    rebinding needs a name of its own.
    """
    if host in LOCAL_NAMES:
        return LOCAL_NAMES.__contains__
    own = socket.gethostname().casefold()
    known = LOCAL_NAMES | {host.casefold(), own, f"{own}.local"}
    return lambda name: name in known or _is_in_figures(name)


def _is_in_figures(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _host_name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_foreign(headers: Headers) -> bool:
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


def _is_closed(path: str) -> bool:
    while "//" in path:
        path = path.replace("//", "/")
    return path.casefold().startswith(_CLOSED)


def _with_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in SECURITY_HEADERS.items():
                headers[name] = value
        await send(message)

    return send_with_headers
