"""The studio's page: four places always at the same spot, and a form for films; the rest is drawn by scripts."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when Gradio is imported: nothing is told to anybody
os.environ["HF_HUB_OFFLINE"] = "1"

import gradio as gr
from fastapi import FastAPI

from library import GallaeError
from library.catalog.films import FilmLabel
from ui.errors import UploadRefused
from ui.jobs.adding import add_uploads
from ui.jobs.uploads import ACCEPTED_SUFFIXES
from ui.studio.look import theme
from ui.studio.parts import place
from ui.studio.scripts import style
from ui.words import words_in

if TYPE_CHECKING:
    from ui.server.state import Studio

LARGEST_UPLOAD = "20gb"


def studio_app(studio: "Studio", language: str) -> FastAPI:
    """Return the studio in one language, as an application of its own.

    Args:
        studio: What the server holds.
        language: One of `ui.words.LANGUAGES`.
    """
    os.environ["GRADIO_TEMP_DIR"] = str(studio.library.folder / "cache" / "uploads")
    page = studio_page(studio, language)
    page.queue(default_concurrency_limit=4, max_size=64, api_open=False)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        theme=theme(),
        css=f':root {{ --ga-drop: "{words_in(language)["drop_files"]}"; }}\n{style()}',
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size=LARGEST_UPLOAD,
        allowed_paths=[],
        blocked_paths=[],
        ssr_mode=False,
        mcp_server=False,
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
    )
    page.has_launched = True  # only then does Gradio check which files a client may name
    return app


def studio_page(studio: "Studio", language: str) -> gr.Blocks:
    """Return the page in one language, not yet mounted."""
    words = words_in(language)
    page = gr.Blocks(
        title=words["studio_title"],
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(3600, 86_400),  # uploads that nobody added: looked for every hour, gone after a day
    )
    with page:
        place("frame", language)
        with gr.Tabs(elem_id="ga-places"):
            with gr.Tab(words["place_films"], elem_id="ga-tab-films"):
                _films(studio, language)
            for name in ("find", "story", "tag"):
                with gr.Tab(words[f"place_{name}"], elem_id=f"ga-tab-{name}"):
                    place(name, language)
        place("tray", language)
    return page


def _films(studio: "Studio", language: str) -> None:
    words = words_in(language)
    with gr.Row(elem_id="ga-films-row", equal_height=False):
        with gr.Column(scale=4, min_width=300):
            place("films", language)
        with gr.Column(scale=1, min_width=280, elem_id="ga-add"):
            gr.Markdown(f"### {words['add_films']}\n{words['add_films_how']}")
            files = gr.File(
                file_count="multiple",
                file_types=list(ACCEPTED_SUFFIXES),
                show_label=False,
                elem_id="ga-upload",
                height=150,
            )
            fields = [gr.Textbox(label=words[f"film_{name}"], max_lines=1) for name in vars(FilmLabel())]
            start = gr.Button(words["add_to_library"], variant="primary")
            told = gr.Markdown(elem_id="ga-add-told")
        handled = start.click(
            _adder(studio, language),
            [files, *fields],
            [files, *fields, told],
            api_visibility="private",
        )
        handled.then(None, js="() => { Gallae.tell('jobs-changed'); }")


def _uploaded(file: str) -> Path:
    """Return where an uploaded file lies; Gradio has checked it, and this is checked again.

    Raises:
        UploadRefused: It was not uploaded here: a client named a file of this computer.
    """
    path = Path(file).resolve()
    if not path.is_relative_to(Path(os.environ["GRADIO_TEMP_DIR"]).resolve()):
        raise UploadRefused(f"{path.name}: it was not uploaded.", "Choose the file again.")
    return path


def _adder(studio: "Studio", language: str) -> Any:
    words = words_in(language)

    def add(files: list[str] | None, *label: str) -> list[Any]:
        kept = [gr.skip()] * (1 + len(label))
        if not files:
            return [*kept, words["choose_files_first"]]
        try:
            paths = [_uploaded(file) for file in files]
            started = add_uploads(studio.library, studio.jobs, paths, FilmLabel(*label))
        except GallaeError as error:
            return [*kept, str(error)]
        return [None, *([""] * len(label)), words["adding_count"].format(count=len(started))]

    return add
