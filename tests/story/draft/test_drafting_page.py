"""Every synopsis in docs/drafting.md is read as the page says."""

import re
from pathlib import Path

import pytest

from story.draft import draft_story
from story.draft.synopsis import Beat, End, Item, read_synopsis
from story.titles import shortened

PAGE = Path(__file__).parents[3] / "docs" / "drafting.md"
BLOCKS = re.findall(r"```(synopsis|story)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
EXAMPLES = [
    pytest.param(text, told, id=text.splitlines()[0])
    for (_, text), (_, told) in zip(BLOCKS[::2], BLOCKS[1::2], strict=True)
]


def lines(items: tuple[Item, ...], goes_on: bool) -> list[str]:
    """Return what the page shows of items; `goes_on` says whether something follows them."""
    found: list[str] = []
    for number, item in enumerate(items):
        last = number == len(items) - 1
        if isinstance(item, Beat):
            found += [item.text, *([] if goes_on or not last else ["="])]
        elif isinstance(item, End):
            found.append(f"= {item.title}".strip())
        else:
            for option in item.options:
                found.append(f"> {shortened(option.label)}")
                found += [f"    {line}" for line in lines(option.items, goes_on or not last)]
    return found


def test_the_page_has_pairs_of_blocks() -> None:
    assert [kind for kind, _ in BLOCKS] == ["synopsis", "story"] * (len(BLOCKS) // 2)
    assert len(EXAMPLES) >= 8


@pytest.mark.parametrize(("text", "told"), EXAMPLES)
def test_an_example_is_read_as_the_page_says(text: str, told: str) -> None:
    assert "\n".join(lines(read_synopsis(text).items, goes_on=False)) == told.strip()
    assert draft_story(text, lambda asked, limit: ()).story.nodes
