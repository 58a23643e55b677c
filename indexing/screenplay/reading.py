"""Screenplay files to elements and scenes, one reader for each format: Fountain, Final Draft, plain text, PDF."""

from pathlib import Path

from indexing.errors import ScreenplayUnreadable
from indexing.screenplay.final_draft import final_draft_elements, is_final_draft
from indexing.screenplay.fountain import fountain_elements
from indexing.screenplay.laid_out import is_laid_out, laid_out_elements
from indexing.screenplay.pdf import is_pdf, pdf_text
from indexing.screenplay.records import Element, ScreenplayScene
from indexing.screenplay.scenes import scenes_of
from indexing.text_file import decoded, read_bytes
from library.findings import Source

_REMEDY = "Give Fountain, Final Draft, PDF or plain text with headings such as `INT. KITCHEN - NIGHT`."


def screenplay_source(path: Path) -> Source:
    """Read a screenplay file, as it will be kept beside its film; of a PDF its text is kept.

    Raises:
        ScreenplayUnreadable: It is missing, empty, too large, or has no scene heading.
    """
    content = read_bytes(path, ScreenplayUnreadable, "screenplay")
    if is_pdf(content):
        content = pdf_text(content, str(path)).encode()
    source = Source("screenplay", path.name, content)
    if not read_screenplay(source):
        raise ScreenplayUnreadable(f"{path}: there is no scene heading in it.", _REMEDY)
    return source


def read_screenplay(source: Source) -> list[ScreenplayScene]:
    """Return the scenes of a screenplay in order; what stands before the first heading is left out.

    Raises:
        ScreenplayUnreadable: It is no text, or of no format that is known.
    """
    return scenes_of(read_elements(source))


def read_elements(source: Source) -> list[Element]:
    """Return the elements of a screenplay in order, the same for the same pages whatever the format.

    Raises:
        ScreenplayUnreadable: It is no text, or of no format that is known.
    """
    content = source.content
    text = pdf_text(content, source.name) if is_pdf(content) else decoded(content)
    if text is None:
        raise ScreenplayUnreadable(f"{source.name}: not a text file.", _REMEDY)
    if is_final_draft(text):
        try:
            return final_draft_elements(text)
        except ValueError as error:
            raise ScreenplayUnreadable(f"{source.name}: a broken Final Draft file.", _REMEDY) from error
    if not source.name.lower().endswith(".fountain") and is_laid_out(text):
        return laid_out_elements(text)
    return fountain_elements(text.replace("\f", "\n\n"))
