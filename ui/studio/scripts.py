"""The studio's scripts and style as one file each, so that the page asks for two things and not for twenty."""

import hashlib
import json
from functools import cache
from pathlib import Path

from creator.player import WALKING, script_of
from ui.words import words_in

_FOLDER = Path(__file__).parent

_SCRIPTS = (
    *(
        "base",
        "player",
        "beyond",
        "cards",
        "for_you",
        "asked",
        "facets",
        "finder",
        "film_strip",
        "films",
        "tray",
        "places",
        "story_store",
    ),
    *(
        "graph",
        "graph_groups",
        "graph_hands",
        "clip_view",
        "rules",
        "variables",
        "groups",
        "inspector",
        "outline",
    ),
    *("story_menu", "story_history", "preview", "publish", "story", "tag"),
)
"""In the order in which they need each other."""

_STYLES = ("colours", "controls", "pages", "desk")


@cache
def script(language: str) -> str:
    """Return all scripts, with the texts of a language in front."""
    words = json.dumps(dict(words_in(language)), ensure_ascii=False)
    walking = f"window.GALLAE = {{}};\n{script_of(WALKING)}\n"  # previews walk as the player of a bundle does
    head = walking + f"window.GALLAE_LANGUAGE = {json.dumps(language)};\nwindow.GALLAE_WORDS = {words};\n"
    return head + "\n".join((_FOLDER / f"{name}.js").read_text("utf-8") for name in _SCRIPTS)


@cache
def style() -> str:
    """Return all styles."""
    return "\n".join((_FOLDER / f"{name}.css").read_text("utf-8") for name in _STYLES)


@cache
def script_address(language: str) -> str:
    """Return the address of the scripts, which changes when they do."""
    digest = hashlib.sha256(script(language).encode()).hexdigest()[:12]
    return f"/studio-assets/studio.{language}.js?v={digest}"
