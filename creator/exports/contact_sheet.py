"""Pictures of a story: its poster, and a contact sheet with a picture of every node."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from creator.card_design import GROUND, QUIET, TEXT
from creator.errors import ExportImpossible, MissingFootage, writing_to
from creator.fonts import Font, find_font
from creator.plan import Plan, to_shoot
from creator.source import LOCAL_FILMS, find_piece
from library.atomic_file import replaced_when_whole
from library.film_time import clock_text
from library.progress import Progress, no_progress
from library.records import Film
from story.model import Clip, Node

if TYPE_CHECKING:
    from PIL.Image import Image

COLUMNS = 4
PICTURE = (320, 180)
GAP, BELOW, MARGIN = 24, 54, 32  # pixels: between pictures, under one for its words, around all
MOST_NODES = 2000
"""Of a contact sheet: a picture of 500 rows is as high as one can be looked at."""

EMPTY = (0x1F, 0x21, 0x28)
POSTER_SIZE = (1280, 720)
AT = Fraction(1, 3)  # of a clip, where its picture is taken


def write_poster_of(plan: Plan, target: Path) -> Path:
    """Write a picture of a story's first clip as a JPEG.

    Raises:
        ExportImpossible: The first node has no clip.
        MissingFootage: It cannot be read.
        CreatorError: The picture cannot be written.
    """
    first = next((node for node in plan.nodes.values() if node.id == plan.story.start and node.clips), None)
    if first is None:
        raise ExportImpossible(f'"{plan.story.title}" begins without a clip.', "Give its start a scene.")
    clip = first.clips[0]
    picture = picture_of(clip, plan.films[clip.film])
    picture.thumbnail(POSTER_SIZE)
    _save(picture, target)
    return target


def write_contact_sheet(plan: Plan, target: Path, progress: Progress = no_progress) -> Path:
    """Write one picture with a frame of every node, its title and its length, as a JPEG.

    Args:
        plan: The story.
        target: The picture to write.
        progress: Told about the stage `pictures` (in nodes).

    Raises:
        ExportImpossible: The story has more than `MOST_NODES` nodes.
        MissingFootage, FontMissing, CreatorError: As they say.
        Cancelled: `progress` raised it.
    """
    nodes = tuple(plan.nodes.values())
    if len(nodes) > MOST_NODES:
        raise ExportImpossible(
            f"{len(nodes)} nodes do not fit on a sheet.", f"It shows {MOST_NODES} at most."
        )
    font = find_font("".join(_words(plan, node) for node in nodes) + plan.story.title + "…0:")
    sheet = _ground(nodes, plan, font)
    for number, node in enumerate(nodes):
        progress("pictures", number, len(nodes))
        _put(sheet, number, node, plan, font)
    progress("pictures", len(nodes), len(nodes))
    _save(sheet, target)
    return target


def picture_of(clip: Clip, film: Film) -> "Image":
    """Return a frame of a clip, a third into it, as it is shown.

    Raises:
        MissingFootage: The film has no picture there.
    """
    import av
    from PIL import Image

    piece = find_piece(clip, film)
    wanted = piece.start + round(piece.duration * AT / film.clock.time_base)
    try:
        with av.open(f"file:{film.path.absolute()}", options=dict(LOCAL_FILMS)) as container:
            stream = (
                container.streams.video[piece.video] if piece.video < len(container.streams.video) else None
            )
            stream = stream or container.streams.video[0]
            container.seek(wanted, stream=stream, backward=True)
            shown = None
            for frame in container.decode(stream):
                if frame.pts is None or (shown is not None and frame.pts > wanted):
                    break
                shown = frame
            if shown is not None:
                return Image.fromarray(shown.to_ndarray(format="rgb24")).resize((film.width, film.height))
    except (av.FFmpegError, OSError) as error:
        raise MissingFootage(f'"{film.title}" cannot be read: {film.path}.', "Add it again.") from error
    raise MissingFootage(f'"{film.title}" has no picture at {clip.start_ms} ms.', "Choose another scene.")


def _ground(nodes: Sequence[Node], plan: Plan, font: Font) -> "Image":
    from PIL import Image, ImageDraw

    columns = min(COLUMNS, len(nodes))
    rows = -(-len(nodes) // columns)
    width = 2 * MARGIN + columns * (PICTURE[0] + GAP) - GAP
    height = 2 * MARGIN + 56 + rows * (PICTURE[1] + BELOW + GAP) - GAP
    sheet = Image.new("RGB", (width, height), GROUND)
    title = _shortened(plan.story.title, font, 26, width - 2 * MARGIN)
    ImageDraw.Draw(sheet).text((MARGIN, MARGIN - 6), title, TEXT, font.sized(26))
    return sheet


def _put(sheet: "Image", number: int, node: Node, plan: Plan, font: Font) -> None:
    """Put a node's picture and words into their place on the sheet."""
    from PIL import Image, ImageDraw, ImageOps

    row, column = divmod(number, COLUMNS)
    left = MARGIN + column * (PICTURE[0] + GAP)
    top = MARGIN + 56 + row * (PICTURE[1] + BELOW + GAP)
    frame = Image.new("RGB", PICTURE, EMPTY)
    if node.clips:
        clip = node.clips[0]
        fitted = ImageOps.contain(picture_of(clip, plan.films[clip.film]), PICTURE)
        frame.paste(fitted, ((PICTURE[0] - fitted.width) // 2, (PICTURE[1] - fitted.height) // 2))
    sheet.paste(frame, (left, top))
    draw = ImageDraw.Draw(sheet)
    title = _shortened(_words(plan, node), font, 17, PICTURE[0])
    draw.text((left, top + PICTURE[1] + 8), title, TEXT, font.sized(17))
    draw.text((left, top + PICTURE[1] + 31), _facts(node), QUIET, find_font(_facts(node)).sized(14))


def _words(plan: Plan, node: Node) -> str:
    return " ".join((node.title or to_shoot(plan.story, node) or node.id).split())


def _facts(node: Node) -> str:
    length = clock_text(Fraction(node.duration_ms, 1000)) if node.clips else "—"
    return f"{node.id}  {length}" + (f"  {node.ending.kind.value}" if node.ending else "")


def _shortened(text: str, font: Font, size: int, width: int) -> str:
    """Return a text on one line, closed with … where it is wider than some pixels."""
    sized = font.sized(size)
    if sized.getlength(text) <= width:
        return text
    while text and sized.getlength(text + "…") > width:
        text = text[:-1]
    return text.rstrip() + "…"


def _save(picture: "Image", target: Path) -> None:
    with writing_to(target), replaced_when_whole(target) as unfinished:
        picture.convert("RGB").save(unfinished, "JPEG", quality=88, optimize=True)
