"""Whether a condition or assignment can be read, so that a page can say so before it is sent as an edit."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from story.expression import ExpressionError, read_effect, read_expression

router = APIRouter(prefix="/expressions", tags=["stories"])


class ExpressionToRead(BaseModel):
    """Text in the language of conditions (`docs/checking.md`), one expression or one assignment."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=10_000)
    kind: Literal["expression", "effect"] = "expression"


class ExpressionRead(BaseModel):
    """Whether it can be read; if not, what is wrong at which column (from 1)."""

    ok: bool
    message: str = ""
    column: int = 0


@router.post("")
def read(given: ExpressionToRead) -> ExpressionRead:
    """Read a condition or an assignment; nothing is kept."""
    try:
        (read_effect if given.kind == "effect" else read_expression)(given.text)
    except ExpressionError as error:
        return ExpressionRead(ok=False, message=str(error), column=error.column)
    return ExpressionRead(ok=True)
