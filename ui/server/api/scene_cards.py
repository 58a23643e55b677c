"""Scenes that are named by number, as cards show them: nothing was looked for."""

from collections.abc import Sequence

from library.search.page import plain_hits
from ui.server.api.shapes import SceneView, scene_view
from ui.server.state import Studio


def scene_cards(studio: Studio, scene_ids: Sequence[int]) -> dict[int, SceneView]:
    """Return those of some scenes that are there, by number."""
    hits = plain_hits(studio.library.catalog, scene_ids)
    return {hit.scene.id: scene_view(hit, studio.player.playing(hit.scene, hit.film)) for hit in hits}
