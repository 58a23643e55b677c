"""The page that plays a bundle: one HTML file, and small style sheets and classic scripts, joined kind by kind."""

from collections.abc import Iterable
from html import escape
from importlib.resources import files

WALKING = ("expression", "chance", "rules", "walk")
"""What walks a story without any picture."""

LANGUAGES = ("english", "korean", "words")

SCREEN = ("boxes", "samples", "fragments", "reel", "stream", "screen")
"""What puts clips on the screen."""

REMEMBERING = ("settings", "bookmark", "journey", "moments", "statements", "sender", "share")
"""What a viewer's browser keeps, and what it passes on if they agree."""

SHOWING = ("captions", "hotspots", "choices", "overlays", "map", "panel", "play")
HEARING = ("spatial", "keys", "gamepad", "hands")

SCRIPTS = (*LANGUAGES, *WALKING, *SCREEN, *REMEMBERING, *SHOWING, *HEARING, "player")
"""In the order in which they are joined: each uses only what stands before it."""

STYLES = ("player", "choices", "panels", "screens")
"""Style sheets, joined in this order."""


def player_files(title: str, language: str, connect: str = "") -> dict[str, str]:
    """Return the player's files by name.

    Args:
        title: The story's title, for the browser's tab.
        language: The story's language, a BCP 47 code.
        connect: The one origin beside its own to which the page may send anything; `""` for none.
    """
    here = files(__name__)
    page = here.joinpath("index.html").read_text(encoding="utf-8")
    page = page.replace("{{connect}}", escape(f" {connect}" if connect else ""))
    page = page.replace("{{language}}", escape(language)).replace("{{title}}", escape(title))
    style = "\n".join(here.joinpath(f"{name}.css").read_text(encoding="utf-8") for name in STYLES)
    return {"index.html": page, "player.css": style, "player.js": script_of(SCRIPTS)}


def script_of(names: Iterable[str]) -> str:
    """Return some of the player's scripts as one."""
    here = files(__name__)
    return "\n".join(here.joinpath(f"{name}.js").read_text(encoding="utf-8") for name in names)
