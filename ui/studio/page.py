"""The studio's page: four places always at the same spot, which scripts of ours fill; Gradio takes no file."""

import os
from typing import TYPE_CHECKING

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when Gradio is imported: nothing is told to anybody
os.environ["HF_HUB_OFFLINE"] = "1"

import gradio as gr
from fastapi import FastAPI

from ui.studio.look import theme
from ui.studio.parts import place
from ui.studio.scripts import style
from ui.words import words_in

if TYPE_CHECKING:
    from ui.server.state import Studio


def studio_app(studio: "Studio", language: str) -> FastAPI:
    """Return the studio in one language, as an application of its own.

    Args:
        studio: What the server holds.
        language: One of `ui.words.LANGUAGES`.
    """
    os.environ["GRADIO_TEMP_DIR"] = str(studio.library.folder / "cache" / "uploads")
    page = studio_page(language)
    page.queue(default_concurrency_limit=4, max_size=64, api_open=False)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        theme=theme(),
        css=style(),
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size="1kb",  # nothing goes in this way: films have a route of ours, which knows folders and bounds
        allowed_paths=[],
        blocked_paths=[],
        ssr_mode=False,
        mcp_server=False,
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
    )
    page.has_launched = True  # only then does Gradio check which files a client may name
    return app


def studio_page(language: str) -> gr.Blocks:
    """Return the page in one language, not yet mounted."""
    words = words_in(language)
    page = gr.Blocks(
        title=words["studio_title"],
        analytics_enabled=False,
        fill_width=True,
    )
    with page:
        place("frame", language)
        with gr.Tabs(elem_id="ga-places"):
            with gr.Tab(words["place_films"], elem_id="ga-tab-films"):
                _films(language)
            for name in ("find", "story", "tag"):
                with gr.Tab(words[f"place_{name}"], elem_id=f"ga-tab-{name}"):
                    place(name, language)
        place("tray", language)
    return page


def _films(language: str) -> None:
    with gr.Row(elem_id="ga-films-row", equal_height=False):
        with gr.Column(scale=4, min_width=300):
            place("films", language)
        with gr.Column(scale=1, min_width=280, elem_id="ga-add"):
            place("adding", language)
