"""English: texts of the Tag place."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "choose_scene": "Choose a scene",
    "choose_scene_how": "Its tags appear here, under who, when, where, what, how and why.",
    "add_tag": "Add",
    "add_tag_to": "Add a tag under {facet}",
    "new_concept": "New: {label}",
}
