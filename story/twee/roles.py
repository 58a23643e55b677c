"""What each passage of a Twine story becomes: a node, a group that Gallae wrote, or nothing that plays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from story.document.fields import IDENTIFIER
from story.errors import StoryFileError
from story.twee.passages import Passage, TwineStory, gallae_part
from story.twee.story_format import StoryFormat, is_special, runs_first

LONGEST_PASSAGE = 200_000
"""Characters of a passage that is read; a beat holds `story.document.fields.LONGEST_TEXT` of them."""


@dataclass(frozen=True)
class Roles:
    """The passages of a story by what becomes of them, each in the order of the file.

    Attributes:
        nodes: Those that become nodes.
        groups: Those that Gallae wrote for groups.
        special: All others.
        ids: The id of each node and group by the name of its passage.
    """

    nodes: tuple[Passage, ...]
    groups: tuple[Passage, ...]
    special: tuple[Passage, ...]
    ids: Mapping[str, str]


def roles_of(twine: TwineStory, story_format: StoryFormat, source_name: str) -> Roles:
    """Return what each passage becomes.

    Raises:
        StoryFileError: A passage is far too long, or Gallae wrote the same id into two.
    """
    special = [passage for passage in twine.passages if is_special(passage, story_format)]
    left = {passage.name for passage in special}
    _check_lengths(twine, story_format, source_name)
    played = [passage for passage in twine.passages if passage.name not in left]
    groups = [passage for passage in played if "group" in gallae_part(passage.metadata)]
    nodes = [passage for passage in played if "group" not in gallae_part(passage.metadata)]
    return Roles(tuple(nodes), tuple(groups), tuple(special), _ids([*nodes, *groups], source_name))


def _check_lengths(twine: TwineStory, story_format: StoryFormat, source_name: str) -> None:
    for passage in twine.passages:
        read = runs_first(passage, story_format) or not is_special(passage, story_format)
        if read and len(passage.text) > LONGEST_PASSAGE:
            raise StoryFileError(
                f"{source_name}: {passage.place}: passage {passage.name[:40]!r} has {len(passage.text)} characters, "
                f"more than {LONGEST_PASSAGE}.",
                "Split it.",
            )


def _ids(passages: Iterable[Passage], source_name: str) -> dict[str, str]:
    passages = list(passages)
    given = {passage.name: name for passage in passages if (name := _given_id(passage))}
    taken: dict[str, Passage] = {}
    for passage in passages:
        name = given.get(passage.name, "")
        if name in taken:
            raise StoryFileError(
                f"{source_name}: {passage.place}: the id {name} is that of the passage at {taken[name].place} already.",
                "Take the key gallae out of one of them.",
            )
        if name:
            taken[name] = passage
    number = 0
    for passage in passages:
        if passage.name not in given:
            number += 1
            while f"n{number}" in taken:
                number += 1
            given[passage.name] = f"n{number}"
    return given


def _given_id(passage: Passage) -> str:
    part = gallae_part(passage.metadata)
    group = part.get("group")
    name = group.get("id") if isinstance(group, Mapping) else part.get("id")
    return name if isinstance(name, str) and IDENTIFIER.fullmatch(name) else ""
