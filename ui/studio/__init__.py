"""The studio's pages: a Gradio app with four places, drawn by scripts of our own over the REST API."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.studio.page import studio_app

__all__ = ["studio_app"]


def __getattr__(name: str) -> Any:
    if name != "studio_app":
        raise AttributeError(f"module 'ui.studio' has no attribute {name!r}")
    from ui.studio.page import studio_app  # Gradio takes seconds to import

    return studio_app
