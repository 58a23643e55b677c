"""The studio's scripts and style as one file each, so that the page asks for two things and not for twenty."""

import hashlib
import json
from functools import cache
from pathlib import Path

from creator.player import WALKING, script_of
from ui.words import words_in

_FOLDER = Path(__file__).parent

_SCRIPTS: dict[str, tuple[str, ...]] = {
    "shared": ("base", "glimpse", "player", "trim_strip", "cards", "jobs", "tray", "places"),
    "find": (
        *("watching", "trimming", "drag_to_story", "card_keys", "hits", "story_of_these"),
        *("beyond", "survey", "kept_of_me", "for_you", "asked", "facets", "finder"),
    ),
    "films": (
        *(
            "licence_choice",
            "adding",
            "picture_times",
            "film_screen",
            "tracks",
            "sound_wave",
            "scene_edges",
            "scene_corrections",
            "film_strip",
        ),
        *("about_film", "film_page", "films"),
    ),
    "story": (
        *("story_store", "graph_style", "graph_groups", "graph_shown", "graph", "graph_drop", "graph_hands"),
        *("graph_minimap", "graph_marks", "graph_search", "node_menu", "story_clipboard", "story_selection"),
        *("story_edits", "story_keys", "outline_row", "outline"),
        *("fields", "node_time", "clip_view", "treatment", "rules", "hotspots", "variables", "groups"),
        *("candidates", "to_shoot", "twee_import", "whole_film", "inspector"),
        *("story_menu", "story_history"),
        *("preview_pieces", "preview_try", "preview", "publish_parts", "publish_dialog", "publish", "story"),
    ),
    "tag": (
        *("concepts", "statements", "completion", "suggestions", "keys", "sheet"),
        *("coverage", "queue", "queue_view", "tag_all", "scene_search"),
        *("ontology_going", "ontology_entry", "ontology", "agreement", "exchange", "tag"),
    ),
}
"""By folder, in the order in which they need each other."""

_STYLES: dict[str, tuple[str, ...]] = {
    "shared": ("colours", "controls", "cards", "tray", "trim_strip"),
    "find": ("find",),
    "films": ("films",),
    "story": ("desk", "canvas", "publish", "inspector"),
    "tag": ("tag", "curating"),
}


@cache
def script(language: str) -> str:
    """Return all scripts, with the texts of a language in front."""
    words = json.dumps(dict(words_in(language)), ensure_ascii=False)
    walking = script_of((*WALKING, "hotspots"))  # previews walk as the player of a bundle does
    said = f"window.GALLAE_LANGUAGE = {json.dumps(language)};\nwindow.GALLAE_WORDS = {words};\n"
    return f"window.GALLAE = {{}};\n{walking}\n{said}{_joined(_SCRIPTS, '.js')}"


@cache
def style() -> str:
    """Return all styles."""
    return _joined(_STYLES, ".css")


@cache
def script_address(language: str) -> str:
    """Return the address of the scripts, which changes when they do."""
    digest = hashlib.sha256(script(language).encode()).hexdigest()[:12]
    return f"/studio-assets/studio.{language}.js?v={digest}"


def _joined(parts: dict[str, tuple[str, ...]], suffix: str) -> str:
    files = [_FOLDER / folder / f"{name}{suffix}" for folder, names in parts.items() for name in names]
    return "\n".join(file.read_text("utf-8") for file in files)
