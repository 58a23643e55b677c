"""The web server: REST API, media, the player's pages, and the studio; one process, one worker."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.server.app import create_app
    from ui.server.serving import serve

_HOMES = {"create_app": "app", "serve": "serving"}

__all__ = ["create_app", "serve"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'ui.server' has no attribute {name!r}")
    return getattr(import_module(f"ui.server.{_HOMES[name]}"), name)
