"""Reads a PDF page by page, and says in words why one cannot be read."""

import struct
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, cast

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError, WrongPasswordError
from pypdf.generic import ContentStream, EncodedStreamObject, NameObject

from bot.fulltext.pdf.flow import written
from bot.fulltext.pdf.visible import Box, Looker
from bot.ports.fulltext import Outline, PlainText

MOST_PAGES = 80
_BARE = 400
_PROSE = 1200
_DEEPEST = 2
_MOST_DRAWINGS = 4
_NOT_A_PDF = "This is not a PDF."
_LOCKED = "This PDF is locked."
_BROKEN = "This PDF cannot be read."
_NO_TEXT = "No text could be read (scanned?)."
_SLIPS = (
    PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError,
    NotImplementedError, RecursionError, OSError, EOFError, zlib.error, struct.error,
)  # fmt: skip


def parse(body: bytes) -> PlainText:
    """The sections of a PDF.  Raises ``ValueError`` with the reason when there is nothing to read."""
    if b"%PDF-" not in body[:1024]:
        raise ValueError(_NOT_A_PDF)
    try:
        reader = PdfReader(BytesIO(body), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ValueError(_LOCKED)
        count = len(reader.pages)
        pages = [_text(reader, number) for number in range(min(count, MOST_PAGES))]
        title = (reader.metadata.title if reader.metadata else "") or ""
    except (FileNotDecryptedError, WrongPasswordError, DependencyError) as error:
        raise ValueError(_LOCKED) from error
    except _SLIPS as error:
        raise ValueError(_LOCKED if str(error) == _LOCKED else _BROKEN) from error
    if not pages or not any(page.strip() for page in pages):
        raise ValueError(_NO_TEXT if pages else _BROKEN)
    outline = Outline()
    for heading, anchor, paragraph in written(pages):
        if outline.heading != (heading, anchor):
            outline.open(heading, anchor)
        outline.add(paragraph)
    outline.cut = outline.cut or count > MOST_PAGES
    return outline.plain(title)


def _text(reader: PdfReader, number: int) -> str:
    """What can be read on a page; where it holds no text of its own, in the drawings it is made of."""
    page = reader.pages[number]
    resources = _resources(page)
    contents = page.get_contents()
    if contents is None:
        return ""
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    box = (min(left, right) - 9, min(bottom, top) - 9, max(left, right) + 9, max(bottom, top) + 9)
    page[NameObject("/Contents")] = _seen(contents, reader, resources, box)
    own = page.extract_text()
    if len(own) > _BARE:
        return own
    # Proceedings put whole pages into a drawing; the labels of a figure are no text.
    drawn = "\n".join(_drawings(page, reader, resources, _DEEPEST))
    return f"{drawn}\n{own}" if len(drawn) > _PROSE or not own else own


def _drawings(page: PageObject, reader: PdfReader, resources: Mapping[str, Any], depth: int) -> Iterator[str]:
    """The texts of the drawings that a page, or a drawing, is made of."""
    for drawing in list(resources.get("/XObject", {}).values())[:_MOST_DRAWINGS]:
        form = drawing.get_object()
        if form.get("/Subtype") != "/Form":
            continue
        inner = _resources(form)
        seen = _seen(form, reader, inner, None)
        seen[NameObject("/Resources")] = form.get("/Resources", page.get("/Resources"))
        yield page.extract_xform_text(cast(EncodedStreamObject, seen))
        if depth:
            yield from _drawings(page, reader, inner, depth - 1)


def _seen(stream: Any, reader: PdfReader, resources: Mapping[str, Any], box: Box | None) -> ContentStream:
    content = ContentStream(stream, reader, "bytes")  # letters are what the font says, so the bytes are kept
    content.operations = Looker(resources, box).visible(content.operations)
    return content


def _resources(part: Any) -> Mapping[str, Any]:
    """The resources of a page or a drawing; each kind of them looked up."""
    found = part.get("/Resources")
    found = found.get_object() if found is not None else {}
    return {name: kind.get_object() for name, kind in found.items()} if isinstance(found, Mapping) else {}
