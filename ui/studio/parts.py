"""The studio's places in Gradio's page: each is an empty element that a script of ours fills over the REST API."""

import gradio as gr

from ui.studio.scripts import script_address


def place(name: str, language: str) -> gr.HTML:
    """Return an element that is filled by the script which defines `Gallae.place(name, …)`.

    Its template is constant and holds no data: Gradio's templates run what looks like code inside data. No event
    takes or gives its value. It is no subclass, because Gradio writes a stub file beside the source of each.

    Args:
        name: Which place.
        language: The visitor's language.
    """
    return gr.HTML(
        html_template='<div class="ga-root"></div>',
        js_on_load=f"Gallae.mount('{name}', element)",
        head=f'<script src="{script_address(language)}"></script>',
        apply_default_css=False,
        elem_id=f"ga-{name}",
    )
