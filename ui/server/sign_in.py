"""Stands behind the gate of a studio with a password: lets in who has signed in, and asks all others to."""

from urllib.parse import parse_qs, quote

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from library import Library
from ui.server.language import language_of
from ui.server.passwords import has_password, is_right
from ui.server.problems import problem_response
from ui.server.sessions import LASTS, Sessions, Tries
from ui.server.sign_in_page import sign_in_page

COOKIE = "gallae_session"
SIGN_IN, SIGN_OUT = "/signin", "/signout"

_LONGEST_FORM = 8192  # bytes


class SignIn:
    """ASGI middleware: while the library has a password, nothing is answered before it was given.

    Args:
        app: What stands behind.
        library: Whose password it is.
        required: Whether nothing is answered while there is no password: the studio is open to other computers.
    """

    def __init__(self, app: ASGIApp, library: Library, required: bool = False) -> None:
        self._app = app
        self._library = library
        self._required = required
        self._sessions = Sessions()
        self._tries = Tries()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, answer the sign-in page's own, or ask for the password."""
        if scope["type"] not in ("http", "websocket") or not self._is_guarded():
            await self._app(scope, receive, send)
            return
        if scope["type"] == "http" and scope["path"] in (SIGN_IN, SIGN_OUT):
            answer = await self._answer(Request(scope, receive))
            await answer(scope, receive, send)
        elif self._sessions.knows(_token(scope)):
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await _asked_to_sign_in(scope)(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    def _is_guarded(self) -> bool:
        return self._required or has_password(self._library)

    async def _answer(self, request: Request) -> Response:
        if request.method == "GET" and request.url.path == SIGN_IN:
            return self._page(request, request.query_params.get("next", "/"))
        if request.method != "POST":
            return problem_response(405, "This address takes GET and POST only.")
        if request.url.path == SIGN_OUT:
            return self._sign_out(request)
        return await self._sign_in(request)

    async def _sign_in(self, request: Request) -> Response:
        form = await _form(request)
        address = request.client.host if request.client else ""
        wait = self._tries.seconds_to_wait(address)
        if wait > 0:
            page = self._page(request, form.get("next", "/"), "sign_in_wait", 429)
            page.headers["retry-after"] = str(int(wait) + 1)
            return page
        from starlette.concurrency import run_in_threadpool

        if not await run_in_threadpool(is_right, self._library, form.get("password", "")):
            self._tries.note_wrong(address)
            return self._page(request, form.get("next", "/"), "sign_in_wrong", 401)
        self._tries.note_right(address)
        answer = RedirectResponse(_own_address(form.get("next", "/")), 303)
        answer.set_cookie(
            COOKIE,
            self._sessions.begin(),
            max_age=int(LASTS),
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        return answer

    def _sign_out(self, request: Request) -> Response:
        self._sessions.end(request.cookies.get(COOKIE, ""))
        answer = RedirectResponse(SIGN_IN, 303)
        answer.delete_cookie(COOKIE)
        return answer

    def _page(self, request: Request, back: str, problem: str = "", status: int = 200) -> HTMLResponse:
        language = language_of(request.headers)
        page = sign_in_page(language, _own_address(back), problem)
        return HTMLResponse(page, status, headers={"cache-control": "no-store"})


def _token(scope: Scope) -> str:
    return Request({**scope, "type": "http"}).cookies.get(COOKIE, "")


def _asked_to_sign_in(scope: Scope) -> Response:
    """Send a person to the page that asks, and tell a program what is missing."""
    wants_page = "text/html" in Headers(scope=scope).get("accept", "") and scope["method"] == "GET"
    if wants_page:
        query = scope.get("query_string", b"").decode("latin-1")
        back = f"{scope['path']}?{query}" if query else scope["path"]
        return RedirectResponse(f"{SIGN_IN}?next={quote(back)}", 303)
    return problem_response(
        401, "This studio wants its password.", f"Sign in at {SIGN_IN} and send the cookie that it sets."
    )


def _own_address(back: str) -> str:
    """Return where to go after signing in; an address elsewhere becomes the first page."""
    is_own = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    return back if is_own and len(back) <= 2000 else "/"


async def _form(request: Request) -> dict[str, str]:
    """Return the fields of a short urlencoded form; anything else has none."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _LONGEST_FORM:
            return {}
    fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=10, keep_blank_values=True)
    return {name: values[-1] for name, values in fields.items()}
