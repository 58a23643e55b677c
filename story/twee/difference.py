"""What prose and links cannot say of a story, as the least that has to be added to what they do say.

A field that Twine has no words for stands as it is. One that the text says otherwise stands with what the text said:
`{"was": …, "is": …}`; if somebody has edited the text since, the edit counts.
"""

from collections.abc import Iterable, Mapping

NODE_TOLD = ("title", "ending", "beat", "position", "effects")
"""Fields of a node of which a passage tells something."""

CHOICE_TOLD = ("target", "label", "order", "condition", "effects", "automatic")
"""Fields of a choice of which a link tells something."""

STORY_TOLD = ("title", "start", "variables")
"""Fields of a story of which StoryTitle, StoryData and StoryInit tell something."""

STORY_UNTOLD = ("changeable", "commercial", "licence")
"""Fields of a story for which Twine has no words; each is left out while it is false or empty."""


def difference(
    told: Mapping[str, object], real: Mapping[str, object], words_for: Iterable[str]
) -> dict[str, object]:
    """Return what has to be added to what a text tells so that it becomes what is real.

    Args:
        told: What the text tells, as JSON values.
        real: What it should tell; the same fields.
        words_for: The fields of which the text tells something.
    """
    fields = set(words_for)
    return {
        name: {"was": told[name], "is": value} if name in fields else value
        for name, value in real.items()
        if name != "id" and value != told[name]
    }


def restored(
    told: Mapping[str, object], added: Mapping[str, object], words_for: Iterable[str]
) -> dict[str, object]:
    """Return what a text tells together with what was added to it.

    Args:
        told: What the text tells, as JSON values.
        added: What `difference` returned, possibly for an earlier text.
        words_for: The fields of which the text tells something.
    """
    found = dict(told)
    fields = set(words_for)
    for name, value in added.items():
        if name not in fields:
            found[name] = value
        elif isinstance(value, Mapping) and value.get("was") == told.get(name) and "is" in value:
            found[name] = value["is"]
    return found
