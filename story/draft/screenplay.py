"""Reads a screenplay (Fountain) as a synopsis: each scene is a beat, with who is in it, where and when.

    EXT. HARBOUR - NIGHT          where and when
    Mina runs along the pier.     the beat: the synopsis (`= …`) of the scene, else its first sentences
    [[Either she jumps or she hides.]]   a choice; so are bullets, numbers and `or` lines

    ## She jumps                  a section that is called like an option is that option's branch

The rest of the structure is left alone: `#` above a scene says nothing that is seen.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from indexing.screenplay import ScreenplayScene, read_screenplay
from library.catalog.films import Source
from story.draft.beat_facts import BeatFacts
from story.draft.choices import opens_choice, ways_in
from story.draft.list_marks import inline_items, taken_mark
from story.draft.outline import Line, LineKind, end_title, outline_line, read_outline
from story.draft.sentences import has_letter, sentences

LONGEST_BEAT = 120
"""Characters of a scene's first sentences that make its beat, if the first alone is not longer."""

_HEADING = re.compile(
    r"^[ \t]*(?:(?:INT|EXT|I/E|INT\.?/EXT|EXT\.?/INT)(?:\.|[ \t]+(?-i:[A-Z가-힣]))|EST\.|S[ \t]*#[ \t]*\d+[. \t]).*\w",
    re.MULTILINE | re.IGNORECASE,
)
_SECTION = re.compile(r"(#{1,6})\s*(.+)")
# Neither crosses a second opening, so that many without an end are read in one pass.
_NOTE = re.compile(r"\[\[((?:(?!\[\[).)*?)\]\]", re.DOTALL)
_CHOICE_NOTE = re.compile(r"(?:choices?|options?|선택지?|갈래)\s*[:：]\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+[/|]\s+|\s*;\s*")
_BONEYARD = re.compile(r"/\*(?:(?!/\*).)*?\*/", re.DOTALL)
_UNCLOSED = re.compile(r"\[\[|/\*")
_CENTRED = re.compile(r">\s*(.*?)\s*<")


def is_screenplay(text: str) -> bool:
    """Say whether a text has scene headings, such as `INT. KITCHEN - NIGHT`."""
    return _HEADING.search(text) is not None


def screenplay_lines(text: str) -> tuple[Line, ...]:
    """Return a screenplay as the lines of a synopsis; what stands before the first scene is left out."""
    found: list[_Part] = []
    for number, block in _blocks(_BONEYARD.sub(lambda match: "\n" * match[0].count("\n"), text)):
        _take(number, block, found)
    return tuple(_branched([line for part in found for line in part.lines()]))


@dataclass
class _Part:
    """A scene or a section while it is read; `depth` is 0 for a scene."""

    number: int
    depth: int = 0
    title: str = ""
    scene: ScreenplayScene | None = None
    body: list[str] = field(default_factory=list)
    synopsis: str = ""
    choices: list[tuple[int, str]] = field(default_factory=list)

    def lines(self) -> Iterator[Line]:
        """Yield the beat, then the choices and the end that are written in it."""
        if self.depth:
            yield Line(self.number, LineKind.TELLS, f"{'#' * self.depth} {self.title}", whole=True)
        elif self.scene is not None:
            scene = _read("\n\n".join([self.scene.heading, *self.body])) or self.scene
            facts = _facts(scene)
            yield Line(self.number, LineKind.TELLS, self.synopsis or _beat(scene), facts=facts, whole=True)
        numbers = [number for number, _ in self.choices]
        told = read_outline("\n".join(words for _, words in self.choices))
        yield from _one_choice([_renumbered(line, numbers) for line in told])


def _take(number: int, block: list[str], found: list[_Part]) -> None:
    """Put a paragraph where it belongs: its first lines may be sections, a heading, a synopsis."""
    for place, line in enumerate(block):
        first = line.strip()
        section = _SECTION.fullmatch(first)
        scene = _read(first) if not section and (_HEADING.match(first) or first.startswith(".")) else None
        if section:
            found.append(_Part(number + place, len(section[1]), section[2].strip()))
        elif scene is not None:
            found.append(_Part(number + place, scene=replace(scene, actions=(), speeches=())))
        elif found and first.startswith("="):
            found[-1].synopsis = found[-1].synopsis or first.lstrip("= ").strip()
        elif found:
            _tell(number + place, block[place:], found[-1])
            return


def _tell(number: int, block: list[str], part: _Part) -> None:
    """Put the notes and lists of a paragraph among the choices of a scene, and the rest into its body."""
    text = "\n".join(block)
    for note in _NOTE.findall(text):
        part.choices += [(number, line) for line in _told_by(note)]
    rest: list[str] = []
    for line in _UNCLOSED.sub("", _NOTE.sub("", text)).splitlines():
        words = _CENTRED.sub(r"\1", line.strip())
        read = outline_line(number, words) if has_letter(words) else None
        if read is not None and (read.mark or read.kind is LineKind.END or (_is_or(read) and part.choices)):
            part.choices.append((number, line.rstrip() if words == line.strip() else words))
        elif words:
            rest.append(line)
    if rest:
        part.body.append("\n".join(rest))


def _is_or(line: Line) -> bool:
    return line.kind is LineKind.OR


def _one_choice(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield lines with the second and later items of a list as alternatives to the first: a list is a choice here."""
    before: Line | None = None
    for line in lines:
        listed = line.mark is not None and line.kind is LineKind.TELLS
        follows = listed and before is not None and before.mark is not None
        begins = line.mark is not None and line.mark.number == 1
        yield (
            replace(line, kind=LineKind.OR, mark=None) if follows and not begins else replace(line, mark=None)
        )
        before = line


def _renumbered(line: Line, numbers: Sequence[int]) -> Line:
    children = tuple(_renumbered(child, numbers) for child in line.children)
    return replace(line, number=numbers[line.number - 1], children=children)


def _told_by(note: str) -> list[str]:
    """Return the lines of a note that tell a choice or an end; other notes are for the makers."""
    words = " ".join(note.split())
    named = _CHOICE_NOTE.match(words)
    if named:
        pieces = inline_items(words[named.end() :])
        options = pieces if len(pieces) > 1 else _BETWEEN.split(words[named.end() :])
        plain = [taken_mark(option.strip())[1] for option in options if has_letter(option)]
        return [f"{place}) {option}" for place, option in enumerate(plain, 1)]
    if end_title(words) is not None or len(ways_in(words)) > 1:
        return [words]
    lines = [line for line in note.splitlines() if has_letter(line)]
    marked = [line for line in lines if taken_mark(line.strip())[0]]
    return lines if len(marked) > 1 or (len(lines) > 1 and opens_choice(lines[0])) else []


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield paragraphs with the numbers of their first lines; a note that is closed may hold empty lines."""
    lines = text.splitlines()
    last_closed = max((number for number, line in enumerate(lines, 1) if "]]" in line), default=0)
    block: list[str] = []
    begun, inside = 1, False
    for number, line in enumerate(lines, 1):
        if line.strip() or inside:
            begun = begun if block else number
            block.append(line)
        elif block:
            yield begun, block
            block = []
        if "[[" in line or "]]" in line:
            inside = line.rfind("[[") > line.rfind("]]") and number < last_closed
    if block:
        yield begun, block


def _read(text: str) -> ScreenplayScene | None:
    scenes = read_screenplay(Source("screenplay", "the screenplay", text.encode()))
    return scenes[0] if scenes else None


def _beat(scene: ScreenplayScene) -> str:
    """Return the first sentences of the action, else of what is said, else the heading."""
    seen = next((action for action in scene.actions if has_letter(action)), "")
    told = sentences(seen) or sentences(scene.speeches[0].text if scene.speeches else "")
    text = ""
    for sentence in told:
        if text and len(text) + 1 + len(sentence) > LONGEST_BEAT:
            break
        text = f"{text} {sentence}".strip()
    return text or ", ".join(part for part in (scene.place, scene.time) if part).capitalize()


def _facts(scene: ScreenplayScene) -> BeatFacts:
    names = tuple(dict.fromkeys(_name(speech.character) for speech in scene.speeches))
    return BeatFacts(
        who=names,
        where=(scene.place.lower(),) if scene.place else (),
        when=(scene.time.lower(),) if scene.time else (),
    )


def _name(cue: str) -> str:
    """Return a character's name as it stands in a sentence: MINA becomes Mina."""
    return cue.title() if cue.isupper() else cue


def _branched(lines: Sequence[Line]) -> list[Line]:
    """Put the sections that are called like the options before them under those options, and leave out the others."""
    found: list[Line] = []
    options: dict[str, int] = {}
    under, depth = -1, 0
    for line in lines:
        level = len(line.text) - len(line.text.lstrip("#")) if line.whole else 0
        title = _folded(line.text.lstrip("# "))
        if level and title in options:
            under, depth = options.pop(title), level
        elif level and level <= depth:
            under, depth, options = -1, 0, {}
        elif level:
            continue
        elif under >= 0:
            children = (*found[under].children, line)
            found[under] = replace(found[under], children=children, only_label=True)
        else:
            if not line.whole:
                options[_folded(line.text)] = len(found)
            found.append(line)
    return found


def _folded(words: str) -> str:
    return " ".join(words.casefold().strip(" .!?:").split())
