"""Names for passages: each once, on one line, none that means something else to Twine."""

import re
from collections.abc import Iterable, Mapping

from story.model import Story
from story.twee.story_format import SUGARCUBE_OWN

_ODD = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_RESERVED = frozenset({"StoryTitle", "StoryData", "StoryScript", "StoryStylesheet", *SUGARCUBE_OWN})


def passage_names(story: Story, missing: Mapping[str, str], reserved: Iterable[str] = ()) -> dict[str, str]:
    """Return a name for the passage of every node and group, and for what choices lead to and is not there.

    Args:
        story: The story.
        missing: The names of passages that are not there, by the ids that choices name for them.
        reserved: Names that other passages have already.
    """
    wanted = [(node.id, node.title) for node in story.nodes]
    wanted += [(group.id, group.title) for group in story.groups]
    known = {name for name, _ in wanted}
    lost = dict.fromkeys(choice.target for choice in story.choices if choice.target not in known)
    wanted += [(name, missing.get(name, name)) for name in lost]
    taken, numbers, found = {*_RESERVED, *reserved}, dict[str, int](), dict[str, str]()
    for name, title in wanted:
        plain = _ODD.sub(" ", title).strip() or name
        found[name] = _fresh(plain, taken, numbers)
        taken.add(found[name])
    return found


def _fresh(name: str, taken: set[str], numbers: dict[str, int]) -> str:
    fresh = name
    while fresh in taken:
        numbers[name] = numbers.get(name, 1) + 1
        fresh = f"{name} ({numbers[name]})"
    return fresh
