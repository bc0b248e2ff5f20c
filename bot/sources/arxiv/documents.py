"""Opens what arXiv's interfaces answer, XML or a web page, or says in a sentence why it is not that."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_PAGE = re.compile(rb"<!doctype\s+html|<html\b", re.IGNORECASE)


def xml(body: bytes, what: str) -> "_Element":
    """The root of an XML document; ``what`` names it in sentences.  Raises ``ValueError``."""
    from lxml import etree

    start = body[:2000].lstrip().lower()
    _refuse(start, what)
    if _PAGE.search(start):
        raise ValueError(f"This is a web page, not {what}.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        # A stray control character in one abstract would make the whole page unreadable.
        root = etree.fromstring(_CONTROL.sub(b"", body), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"This is not {what}, or it breaks off before its end.") from error
    if root is None:
        raise ValueError(f"This is not {what}.")
    return root


def page(body: bytes, what: str) -> "HtmlElement":
    """The root of a web page, however carelessly written.  Raises ``ValueError``."""
    from lxml import etree, html

    start = body[:2000].lstrip().lower()
    _refuse(start, what)
    if start.startswith(b"<?xml") and b"<html" not in start:
        raise ValueError(f"This is XML, not {what}.")
    try:
        return html.document_fromstring(_CONTROL.sub(b"", body), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ValueError(f"This is not {what}.") from error


def _refuse(start: bytes, what: str) -> None:
    if not start:
        raise ValueError(f"The answer is empty, and not {what}.")
    if start.startswith((b"{", b"[")):
        raise ValueError(f"This is JSON, not {what}.")
    if b"<" not in start:
        raise ValueError(f"This is plain text, not {what}.")
