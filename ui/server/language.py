"""Which language a visitor reads: what they chose, else what their browser prefers, else English."""

from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.words import DEFAULT_LANGUAGE, LANGUAGES

COOKIE = "gallae_language"
_A_YEAR = 365 * 24 * 3600


class ByLanguage:
    """ASGI application that hands each request to the application in its visitor's language.

    `?lang=ko` chooses, and a cookie keeps the choice.

    Args:
        apps: One application a language.
    """

    def __init__(self, apps: Mapping[str, ASGIApp]) -> None:
        self._apps = apps

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer in the visitor's language."""
        chosen = _asked_for(scope)
        language = chosen or language_of(Headers(scope=scope))
        secure = scope.get("scheme") == "https"
        await self._apps[language](scope, receive, _remembering(chosen, secure, send) if chosen else send)


def language_of(headers: Headers) -> str:
    """Return the language of a visitor who sends these headers."""
    kept = _cookie(headers)
    return kept if kept in LANGUAGES else preferred_language(headers.get("accept-language", ""))


def preferred_language(accepted: str) -> str:
    """Return the language of ours that an Accept-Language header (RFC 9110, section 12.5.4) likes best."""
    wishes: list[tuple[float, str]] = []
    for wish in accepted.split(","):
        tag, _, quality = wish.partition(";")
        primary = tag.strip().partition("-")[0].casefold()
        if primary in LANGUAGES:
            wishes.append((_weight(quality), primary))
    best = max(wishes, key=lambda wish: wish[0], default=(0.0, DEFAULT_LANGUAGE))
    return best[1] if best[0] > 0 else DEFAULT_LANGUAGE


def _weight(quality: str) -> float:
    try:
        return float(quality.strip().removeprefix("q=")) if quality else 1.0
    except ValueError:
        return 0.0


def _cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _asked_for(scope: Scope) -> str:
    wanted = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[-1]
    return wanted if wanted in LANGUAGES else ""


def _remembering(language: str, secure: bool, send: Send) -> Send:
    async def send_with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            cookie = f"{COOKIE}={language}; Path=/; Max-Age={_A_YEAR}; SameSite=Strict; HttpOnly"
            MutableHeaders(scope=message).append("set-cookie", cookie + ("; Secure" if secure else ""))
        await send(message)

    return send_with_cookie
