"""The texts of the screen in English, a file for each place."""

from collections.abc import Mapping

from ui.words.english import films, find, frame, publish, rules, story, tag

ENGLISH: Mapping[str, str] = {
    **frame.TEXTS,
    **films.TEXTS,
    **find.TEXTS,
    **story.TEXTS,
    **rules.TEXTS,
    **publish.TEXTS,
    **tag.TEXTS,
}
