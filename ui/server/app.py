"""Puts the server together: the gate before everything, then API, media, player pages, assets, and the studio."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from threading import Timer

from fastapi import FastAPI

from library import open_library
from ui.server import assets, media, play
from ui.server.api import router as api
from ui.server.gate import LOCAL_NAMES, Gate, Names
from ui.server.language import ByLanguage
from ui.server.problems import PROBLEMS, answer_with_problems
from ui.server.sign_in import SignIn
from ui.server.state import Studio
from ui.words import LANGUAGES

WARMS_AFTER = 3.0
"""Seconds after which models are loaded in the background: the first page comes first."""


def create_app(
    folder: Path,
    *,
    names: Names = LOCAL_NAMES.__contains__,
    password_required: bool = False,
    found_at: str = "",
) -> FastAPI:
    """Return the web application over the library in a folder; it is closed when the application ends.

    Args:
        folder: The library's folder; a new library is made there if there is none.
        names: Under which host names it may be asked.
        password_required: Whether nothing is answered while the library has no password.
        found_at: The address at which other devices on the network find it, or `""` if they cannot.

    Raises:
        LibraryUnusable: The library cannot be opened.
    """
    from ui.studio import studio_app

    opened = ExitStack()
    studio = Studio(opened.enter_context(open_library(folder)), found_at)
    opened.callback(studio.close)

    pages = {language: studio_app(studio, language) for language in LANGUAGES}

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            stack.enter_context(opened)
            for page in pages.values():
                await stack.enter_async_context(page.router.lifespan_context(page))
            studio.jobs.mark_dead()
            warming = Timer(WARMS_AFTER, studio.warm_up)
            warming.daemon = True
            warming.start()
            yield
            warming.cancel()

    app = FastAPI(
        title="Gallae",
        version=version("gallae"),
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=lifespan,
        responses=PROBLEMS,
    )
    app.state.studio = studio
    answer_with_problems(app)
    for router in (api, media.router, play.router):
        app.include_router(router)
    app.include_router(assets.router)
    app.mount("/", ByLanguage(pages))  # last: it takes every address that is left
    app.add_middleware(SignIn, library=studio.library, required=password_required)
    app.add_middleware(Gate, names=names)  # added last, it stands first
    return app
