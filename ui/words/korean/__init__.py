"""The texts of the screen in Korean, a file for each place."""

from collections.abc import Mapping

from ui.words.korean import films, find, frame, publish, rules, story, tag

KOREAN: Mapping[str, str] = {
    **frame.TEXTS,
    **films.TEXTS,
    **find.TEXTS,
    **story.TEXTS,
    **rules.TEXTS,
    **publish.TEXTS,
    **tag.TEXTS,
}
