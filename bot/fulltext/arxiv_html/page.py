"""Reads the text of a paper out of a LaTeXML page, or any page with an article."""

from typing import Any

from lxml import etree

from bot.fulltext.arxiv_html.visibility import Sheet
from bot.fulltext.arxiv_html.walk import Walk, classes_of
from bot.papers.scrub import scrub
from bot.ports.fulltext import PlainText

NOT_HERE = "Full text not available: this page does not hold a paper."
_TOO_DEEP = etree.ErrorTypes.ERR_RESOURCE_LIMIT


def parse(body: bytes) -> PlainText:
    """The sections of a page.  Raises ``ValueError`` when it does not hold a paper."""
    parser = etree.HTMLParser(
        encoding=_encoding(body), no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(body, parser)
    article = None if root is None else _article(root)
    if article is None:
        raise ValueError(NOT_HERE)
    page = Walk(Sheet(style.text or "" for style in root.iter("style")))
    page.read(article)
    page.outline.cut = page.outline.cut or any(flaw.type == _TOO_DEEP for flaw in parser.error_log)
    if not page.outline.sections:
        raise ValueError(NOT_HERE)
    return page.outline.plain(page.title, _licence(root))


def _article(root: Any) -> Any:
    articles = list(root.iter("article"))
    return next((one for one in articles if "ltx_document" in classes_of(one)), articles[0] if articles else None)


def _licence(root: Any) -> str:
    told = next((one for one in root.iter("a", "div") if one.get("id") == "license-tr"), None)
    text = " ".join("".join(told.itertext()).split()) if told is not None else ""
    return scrub(text).removeprefix("License:").strip()


def _encoding(body: bytes) -> str | None:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return None  # the page says which
    return "utf-8"
