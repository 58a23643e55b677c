"""A story's graph as an SVG picture, laid out as on the canvas; every text in it is text, whatever it holds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape

from creator.errors import writing_to
from creator.exports.plain_text import fit_for_xml
from creator.text_width import ems
from library.atomic_file import write_whole
from library.film_time import clock_text
from story.layout import lay_out
from story.model import Choice, EndingKind, Group, Node, Story, text_in

WIDTH, HEIGHT = 220, 84
"""Of a node, in pixels."""

MARGIN = 60
SPREAD = 1.35  # times as far from left to right as on the canvas
DIP = 90  # pixels that a way back hangs below the lower of its nodes
LINE = 17  # pixels from one line of a title to the next
TITLE_EM, LABEL_EM = 13.5, 17.0  # widths of a title's line and of a label, in ems

_ENDINGS = {EndingKind.GOOD: "good", EndingKind.BAD: "bad", EndingKind.SECRET: "secret"}

STYLE = """
  .ground { fill: #14151a }
  text { font-family: Pretendard, "Noto Sans KR", NanumSquare, NanumGothic, system-ui, sans-serif; fill: #ececee }
  .node rect { fill: #1f2128; stroke: #454853; stroke-width: 1.5 }
  .node.start rect { stroke: #e8a33d; stroke-width: 3 }
  .node.ending rect { fill: #23262f; stroke: #9a9ca5 }
  .node.good rect { stroke: #4fb286; stroke-width: 2.5 }
  .node.bad rect { stroke: #ec7f70; stroke-width: 2.5 }
  .node.secret rect { stroke: #c9b2e6; stroke-width: 2.5 }
  .node.group rect { stroke-dasharray: 6 5 }
  .node.empty rect { stroke-dasharray: 2 4 }
  .title { font-size: 14px; font-weight: 600 }
  .facts { font-size: 12px; fill: #9a9ca5 }
  .way { fill: none; stroke: #7d808c; stroke-width: 1.6; marker-end: url(#tip) }
  .way.default { stroke: #e8a33d }
  .way.silent { stroke-dasharray: 5 5 }
  .label { font-size: 12px; text-anchor: middle; paint-order: stroke; stroke: #14151a; stroke-width: 5px;
    stroke-linejoin: round }
"""


@dataclass(frozen=True)
class _Way:
    """A line from one place to another: a cubic curve, and where its label stands."""

    start: tuple[float, float]
    first: tuple[float, float]
    second: tuple[float, float]
    end: tuple[float, float]

    def at(self, share: float) -> tuple[float, float]:
        """Return the point of the curve at a share of its length, by De Casteljau."""
        points = [self.start, self.first, self.second, self.end]
        while len(points) > 1:
            points = [
                (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share) for a, b in pairwise(points)
            ]
        return points[0]

    @property
    def drawn(self) -> str:
        """The curve for an SVG path."""
        return "M{:.1f} {:.1f}C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}".format(
            *self.start, *self.first, *self.second, *self.end
        )


def write_graph_picture(story: Story, target: Path) -> Path:
    """Write a story's graph as an SVG file.

    Raises:
        CreatorError: It cannot be written.
    """
    with writing_to(target):
        write_whole(target, graph_picture(story).encode())
    return target


def graph_picture(story: Story) -> str:
    """Return a story's graph as SVG: nodes with their titles and lengths, choices with their labels."""
    laid = lay_out(story)
    places: list[Node | Group] = [*laid.nodes, *laid.groups]
    spots = {place.id: _spread(place.position) for place in places}
    ways = list(_ways(laid, spots))
    drawn = [_way(way, choice, laid) for way, choice in ways]
    labels = [_label(way, choice, laid, number) for number, (way, choice) in enumerate(ways) if choice]
    nodes = [_place(place, spots[place.id], laid) for place in places]
    left, top, width, height = _frame(spots.values(), [way for way, _ in ways])
    title, about = _text(story.title), _text(f"{len(laid.nodes)} nodes, {len(laid.choices)} choices")
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:.0f} {top:.0f} {width:.0f} {height:.0f}" '
            f'width="{width:.0f}" height="{height:.0f}" role="img" aria-labelledby="name about">',
            f'<title id="name">{title}</title>',
            f'<desc id="about">{about}</desc>',
            f"<style>{STYLE}</style>",
            '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
            'orient="auto" markerUnits="userSpaceOnUse"><path d="M0 0L8 4L0 8z" fill="#9a9ca5"/></marker></defs>',
            f'<rect class="ground" x="{left:.0f}" y="{top:.0f}" width="{width:.0f}" height="{height:.0f}"/>',
            *drawn,
            *nodes,
            *labels,
            "</svg>\n",
        ]
    )


def _spread(position: tuple[float, float] | None) -> tuple[float, float]:
    """Return where a place lies in the picture: farther from its neighbours, so that labels have room between."""
    x, y = position or (0.0, 0.0)
    return x * SPREAD, y


def _ways(story: Story, spots: dict[str, tuple[float, float]]) -> Iterator[tuple[_Way, Choice | None]]:
    for choice in story.choices:
        if choice.source in spots and choice.target in spots:
            yield _curve(spots[choice.source], spots[choice.target]), choice
    for group in story.groups:
        for candidate in group.candidates:
            if candidate.node in spots:
                yield _curve(spots[group.id], spots[candidate.node]), None


def _curve(source: tuple[float, float], target: tuple[float, float]) -> _Way:
    """Return the line between two places: to the right from side to side, back again below both."""
    (sx, sy), (tx, ty) = source, target
    if tx >= sx + WIDTH:
        reach = max(40.0, (tx - sx - WIDTH) / 2)
        start, end = (sx + WIDTH, sy + HEIGHT / 2), (tx, ty + HEIGHT / 2)
        return _Way(start, (start[0] + reach, start[1]), (end[0] - reach, end[1]), end)
    start, end = (sx + WIDTH * 0.6, sy + HEIGHT), (tx + WIDTH * 0.4, ty + HEIGHT)
    low = max(start[1], end[1]) + DIP
    return _Way(start, (start[0], low), (end[0], low), end)


def _way(way: _Way, choice: Choice | None, story: Story) -> str:
    kinds = ["way"]
    if choice is not None and choice.default:
        kinds.append("default")
    if choice is None or not text_in(choice.label, story.language).strip():
        kinds.append("silent")
    return f'<path class="{" ".join(kinds)}" d="{way.drawn}"/>'


def _label(way: _Way, choice: Choice, story: Story, number: int) -> str:
    words = text_in(choice.label, story.language).strip()
    if not words:
        return ""
    x, y = way.at(0.5 + 0.06 * (number % 3 - 1))  # so that labels of ways that cross do not cover each other
    shown, whole = _cut(words, LABEL_EM), _text(words)
    return f'<text class="label" x="{x:.1f}" y="{y + 4:.1f}"><title>{whole}</title>{_text(shown)}</text>'


def _place(place: Node | Group, spot: tuple[float, float], story: Story) -> str:
    x, y = spot
    lines = _wrapped(_title(place, story), TITLE_EM, 2)
    rows = [
        f'<text class="title" x="{x + 14:.1f}" y="{y + 28 + LINE * number:.1f}">{_text(line)}</text>'
        for number, line in enumerate(lines)
    ]
    rows.append(
        f'<text class="facts" x="{x + 14:.1f}" y="{y + HEIGHT - 12:.1f}">{_text(_facts(place))}</text>'
    )
    box = f'<rect x="{x:.1f}" y="{y:.1f}" width="{WIDTH}" height="{HEIGHT}" rx="10"/>'
    whole = f"<title>{_text(f'{place.id}: {_title(place, story)}')}</title>"
    return f'<g class="{_kinds(place, story)}">{whole}{box}{"".join(rows)}</g>'


def _kinds(place: Node | Group, story: Story) -> str:
    if isinstance(place, Group):
        return "node group"
    kinds = ["node"]
    if place.id == story.start:
        kinds.append("start")
    if place.ending is not None:
        kinds += filter(None, ("ending", _ENDINGS.get(place.ending.kind, "")))
    if not place.clips:
        kinds.append("empty")
    return " ".join(kinds)


def _title(place: Node | Group, story: Story) -> str:
    ending = text_in(place.ending.title, story.language) if isinstance(place, Node) and place.ending else ""
    return place.title.strip() or ending.strip() or place.id


def _facts(place: Node | Group) -> str:
    """Return what stands under a title: length and clips, or what a group picks."""
    if isinstance(place, Group):
        return f"{place.pick.value} of {len(place.candidates)}"
    length = clock_text(Fraction(place.duration_ms, 1000)) if place.clips else "no footage"
    ends = f" · {place.ending.kind.value} ending" if place.ending else ""
    return length + ends


def _frame(spots: Iterable[tuple[float, float]], ways: Iterable[_Way]) -> tuple[float, float, float, float]:
    """Return left, top, width and height of a picture that shows everything."""
    points = [(x + right, y + below) for x, y in spots for right, below in ((0, 0), (WIDTH, HEIGHT))]
    points += [way.at(share / 8) for way in ways for share in range(9)]
    xs, ys = [x for x, _ in points] or [0.0], [y for _, y in points] or [0.0]
    left, top = min(xs) - MARGIN, min(ys) - MARGIN
    return left, top, max(xs) + MARGIN - left, max(ys) + MARGIN - top


def _wrapped(text: str, room: float, most: int) -> list[str]:
    """Break a text into lines that are at most `room` ems wide; the last one is cut."""
    lines, words = [""], " ".join(text.split()).split(" ")
    for number, word in enumerate(words):
        longer = f"{lines[-1]} {word}".strip()
        if ems(longer) <= room or not lines[-1]:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = " ".join([lines[-1], *words[number:]])
            break
    return [_cut(line, room) for line in lines]


def _cut(text: str, room: float) -> str:
    """Return a text on one line, closed with … where it is wider than it may be."""
    line = " ".join(text.split())
    if ems(line) <= room:
        return line
    while line and ems(line + "…") > room:
        line = line[:-1]
    return line.rstrip() + "…"


def _text(text: str) -> str:
    """Return a text so that it is text in XML: escaped, without characters that XML has no place for."""
    return escape(fit_for_xml(text))
