"""Errors as problem documents (RFC 9457), so that programs and pages read them alike."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from indexing import FilmBusy
from library import GallaeError, LibraryUnusable, NotInLibrary, StaleRevision
from library.errors import StillUsed
from story.errors import StaleStory
from ui.errors import ChangedMeanwhile


class ProblemResponse(JSONResponse):
    """A problem document."""

    media_type = "application/problem+json"


_TEXT = {"type": "string"}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    "4XX": {
        "description": "A problem (RFC 9457): what is wrong, and what to do about it.",
        "content": {
            ProblemResponse.media_type: {
                "schema": {
                    "type": "object",
                    "properties": {
                        "type": _TEXT,
                        "status": {"type": "integer"},
                        "detail": _TEXT,
                        "remedy": _TEXT,
                    },
                    "required": ["type", "status", "detail", "remedy"],
                }
            }
        },
    }
}
"""How problems are described, for every route alike."""


def problem_response(
    status: int, detail: str, remedy: str = "", kind: str = "about:blank", **more: object
) -> ProblemResponse:
    """Return a problem document: what is wrong (`detail`), what to do about it (`remedy`), and `more` of its own."""
    body = {"type": kind, "status": status, "detail": detail, "remedy": remedy, **more}
    return ProblemResponse(body, status_code=status)


def answer_with_problems(app: FastAPI) -> None:
    """Have an application answer every foreseen error with a problem document."""
    app.add_exception_handler(GallaeError, _gallae_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _malformed)


def _gallae_error(_request: Request, error: Exception) -> ProblemResponse:
    assert isinstance(error, GallaeError)
    kind = f"urn:gallae:{type(error).__name__}"
    if isinstance(error, StaleStory):
        from story.history.difference import difference_document

        told = difference_document(error.difference)
        return problem_response(409, error.message, error.remedy, kind, difference=told)
    return problem_response(_status(error), error.message, error.remedy, kind)


def _status(error: GallaeError) -> int:
    if isinstance(error, NotInLibrary):
        return 404
    if isinstance(error, ChangedMeanwhile):
        return 412
    if isinstance(error, StaleRevision | StillUsed | FilmBusy):
        return 409
    return 503 if isinstance(error, LibraryUnusable) else 422


def _http_error(_request: Request, error: Exception) -> ProblemResponse:
    assert isinstance(error, HTTPException)
    return problem_response(error.status_code, str(error.detail))


def _malformed(_request: Request, error: Exception) -> ProblemResponse:
    assert isinstance(error, RequestValidationError)
    told = "; ".join(
        f"{'.'.join(str(part) for part in one['loc'][1:])}: {one['msg']}" for one in error.errors()[:5]
    )
    return problem_response(422, f"The request is not as it must be: {told}.")
