"""Writes a Twine story as Twee 3, or as Twine 2 JSON."""

import json
from collections.abc import Iterator

from story.twee.header import write_header, write_text
from story.twee.passages import Passage, TwineStory


def twee_text(twine: TwineStory) -> str:
    """Return a story as Twee 3 (Twee 3 specification 3.0.2, IFTF 2021)."""
    return "\n\n".join(_parts(twine))


def _parts(twine: TwineStory) -> Iterator[str]:
    yield f":: StoryTitle\n{write_text(twine.title)}\n"
    yield f":: StoryData\n{json.dumps(twine.data, ensure_ascii=False, allow_nan=False, indent=2)}\n"
    for passage in twine.passages:
        header = write_header(passage.name, passage.tags, passage.metadata)
        yield f"{header}\n{write_text(passage.text)}\n"


def twine_json(twine: TwineStory) -> str:
    """Return a story as Twine 2 JSON (Twine 2 JSON 1.0, IFTF 2023)."""
    document = {
        **({"creator": twine.data["creator"]} if "creator" in twine.data else {}),
        "name": twine.title,
        **{name: value for name, value in twine.data.items() if name != "start"},
        **({"start": twine.start} if twine.start else {}),
        "passages": [_entry(passage) for passage in twine.passages],
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _entry(passage: Passage) -> dict[str, object]:
    return {
        "name": passage.name,
        "tags": list(passage.tags),
        "metadata": dict(passage.metadata),
        "text": passage.text,
    }
