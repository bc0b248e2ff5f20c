"""From the bytes of a file to its text, whatever wrote it."""

import codecs
import re

MOST_BYTES = 5 << 20
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_WEB_PAGE = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


def text_of(body: bytes) -> str:
    """The text, with one kind of line end.  Raises ``ValueError`` with a sentence for what is no text."""
    if len(body) > MOST_BYTES:
        size = len(body) / (1 << 20)
        raise ValueError(f"This file has {size:.1f} MB; {MOST_BYTES >> 20} MB is the limit. Split it into several.")
    if not body.strip():
        raise ValueError("This file is empty.")
    text = _decoded(body)
    if body.startswith(b"%PDF") or "\0" in text:
        raise ValueError("This is no text file. Export the list as BibTeX or RIS, or write one id a line.")
    if _WEB_PAGE.match(text):
        raise ValueError("This is a web page, not a reading list. Export the list as BibTeX or RIS.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(body: bytes) -> str:
    named = next((name for mark, name in _MARKS.items() if body.startswith(mark)), "utf-8")
    try:
        return body.decode(named)
    except UnicodeDecodeError:
        # Every byte is a letter in Latin-1, so reading never fails; Windows' form has the quotes and dashes.
        return body.decode("cp1252" if named == "utf-8" and _is_windows(body) else "latin-1")


def _is_windows(body: bytes) -> bool:
    try:
        body.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return True
