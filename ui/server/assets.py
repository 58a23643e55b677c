"""The studio's own scripts, and the one that came from elsewhere."""

from pathlib import Path

from fastapi import APIRouter
from starlette.responses import FileResponse, PlainTextResponse, Response

from library import NotInLibrary
from ui.studio.scripts import script
from ui.words import LANGUAGES

router = APIRouter(prefix="/studio-assets", include_in_schema=False)

_VENDOR = Path(__file__).parents[1] / "studio" / "vendor"
_VENDORED = ("cytoscape.min.js", "cytoscape.LICENSE.txt")
_FOR_EVER = {"cache-control": "private, max-age=31536000, immutable"}  # their addresses change when they do


@router.get("/studio.{language}.js")
def studio_script(language: str) -> Response:
    """Return the studio's scripts with the texts of a language."""
    if language not in LANGUAGES:
        raise NotInLibrary(
            f"The studio does not speak {language[:20]!r}.", f"It speaks {', '.join(LANGUAGES)}."
        )
    return PlainTextResponse(script(language), media_type="text/javascript", headers=_FOR_EVER)


@router.get("/vendor/{name}")
def vendored(name: str) -> Response:
    """Return a script that came from elsewhere, or its licence."""
    if name not in _VENDORED:
        raise NotInLibrary("There is nothing here.")
    return FileResponse(_VENDOR / name, headers={"cache-control": "private, max-age=86400"})
