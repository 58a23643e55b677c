"""The page that plays a bundle: one HTML file, one style sheet, and small classic scripts joined into one."""

from html import escape
from importlib.resources import files

SCRIPTS = ("words", "settings", "screen", "captions", "choices", "overlays", "walk", "keys", "player")
"""In the order in which they are joined: each uses only what stands before it."""


def player_files(title: str, language: str) -> dict[str, str]:
    """Return the player's files by name.

    Args:
        title: The story's title, for the browser's tab.
        language: The story's language, a BCP 47 code.
    """
    here = files(__name__)
    page = here.joinpath("index.html").read_text(encoding="utf-8")
    page = page.replace("{{language}}", escape(language)).replace("{{title}}", escape(title))
    script = "\n".join(here.joinpath(f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    style = here.joinpath("player.css").read_text(encoding="utf-8")
    return {"index.html": page, "player.css": style, "player.js": script}
