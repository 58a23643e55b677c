"""What is still to be shot for a story: its nodes without footage, as a list to take along, in CSV or Markdown."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from story.model import Node, Story, text_in

_HEADS = {
    "en": ("No.", "Node", "Title", "What happens", "To shoot", "Comes after", "Leads to", "Shot"),
    "ko": ("번호", "장면 칸", "제목", "줄거리", "찍을 것", "앞 장면", "다음 장면", "촬영"),
}
_TITLES = {"en": "To shoot for “{title}”", "ko": "「{title}」에서 찍을 것"}
_NOTHING = {"en": "Every node has footage.", "ko": "모든 장면 칸에 영상이 있습니다."}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MARKED = str.maketrans({mark: f"\\{mark}" for mark in r"\`*_[]<>|#"})


@dataclass(frozen=True)
class ToShoot:
    """A node for which there is no footage.

    Attributes:
        node_id: Its id.
        title: Its title, or `""`.
        beat: The sentence that it stands for, or `""`.
        wanted: What is to be seen: what the card or the open node says, with people, places and times.
        before: What its neighbours before it are called, with the label of the choice that leads here.
        after: What its neighbours after it are called.
    """

    node_id: str
    title: str
    beat: str
    wanted: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def shooting_list(story: Story) -> tuple[ToShoot, ...]:
    """Return the nodes without footage, in the story's order."""
    return tuple(_to_shoot(story, node) for node in story.nodes if not node.clips)


def as_csv(items: Sequence[ToShoot], language: str) -> str:
    """Return a shooting list as CSV (RFC 4180) that spreadsheets open as text: no cell is taken for a formula."""
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(_HEADS[_known(language)])
    writer.writerows([_cell(text) for text in row] for row in _rows(items))
    return file.getvalue()


def as_markdown(items: Sequence[ToShoot], title: str, language: str) -> str:
    """Return a shooting list as a Markdown table, with a column to tick off."""
    head = f"# {_TITLES[_known(language)].format(title=_plain(title))}\n\n"
    if not items:
        return f"{head}{_NOTHING[_known(language)]}\n"
    heads = _HEADS[_known(language)]
    lines = [heads, ("---",) * len(heads), *([_plain(text) for text in row] for row in _rows(items))]
    return head + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _to_shoot(story: Story, node: Node) -> ToShoot:
    return ToShoot(
        node_id=node.id,
        title=node.title,
        beat=node.beat,
        wanted=_wanted(story, node),
        before=_before(story, node),
        after=_after(story, node),
    )


def _wanted(story: Story, node: Node) -> str:
    """Return what a node asks for; an open one names its facets, too."""
    said = text_in(node.to_shoot, story.language).strip()
    if node.wanted is None:
        return said or node.beat or node.title
    facets = [f"{facet}: {', '.join(labels)}" for facet, labels in node.wanted.facets.items()]
    return "; ".join(part for part in (said or node.wanted.text or node.beat, *facets) if part) or node.title


def _before(story: Story, node: Node) -> tuple[str, ...]:
    """Return from where one comes to a node, straight or through a group."""
    names = {one.id: one.title or one.id for one in story.nodes}
    here = {node.id, *(one.id for one in story.groups if node.id in {each.node for each in one.candidates})}
    leading = [choice for choice in story.choices if choice.target in here]
    labelled = ((names.get(one.source, one.source), text_in(one.label, story.language)) for one in leading)
    return tuple(dict.fromkeys(f"{name} ({label})" if label else name for name, label in labelled))


def _after(story: Story, node: Node) -> tuple[str, ...]:
    names = {one.id: one.title or one.id for one in story.nodes}
    names |= {one.id: one.title or one.id for one in story.groups}
    leaving = sorted((one for one in story.choices if one.source == node.id), key=lambda one: one.order)
    return tuple(dict.fromkeys(names.get(one.target, one.target) for one in leaving))


def _rows(items: Sequence[ToShoot]) -> list[tuple[str, ...]]:
    return [
        (
            str(number),
            one.node_id,
            one.title,
            one.beat,
            one.wanted,
            "; ".join(one.before),
            "; ".join(one.after),
            "",
        )
        for number, one in enumerate(items, 1)
    ]


def _cell(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula (OWASP, "CSV Injection")."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _plain(text: str) -> str:
    """Return a text on one line whose signs are not taken for Markdown."""
    return " ".join(text.split()).translate(_MARKED)


def _known(language: str) -> str:
    """Return the language of headings that is nearest to a language."""
    return "ko" if language.split("-")[0] == "ko" else "en"
