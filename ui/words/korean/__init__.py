"""The texts of the screen in Korean, a file for each place."""

from collections.abc import Mapping

from ui.words.korean import canvas, drafting, films, find, frame, inspecting, publish, rules, story, tag

KOREAN: Mapping[str, str] = {
    **frame.TEXTS,
    **films.TEXTS,
    **find.TEXTS,
    **story.TEXTS,
    **canvas.TEXTS,
    **rules.TEXTS,
    **drafting.TEXTS,
    **inspecting.TEXTS,
    **publish.TEXTS,
    **tag.TEXTS,
}
