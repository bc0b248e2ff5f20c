"""Reads title, licence, abstract and sections out of an article's XML."""

from typing import Any

from lxml import etree

from bot.fulltext.jats.formulas import local
from bot.fulltext.jats.walk import Walk, text_of
from bot.ports.fulltext import PlainText

_NO_ARTICLE = "Full text not available: this document is not an article."
_NO_BODY = "Full text not available: this document holds the abstract only."
_SHORT_KINDS = frozenset(("graphical", "toc", "teaser", "web-summary", "precis", "key-points", "video"))
_XLINK = "{http://www.w3.org/1999/xlink}href"


def parse(body: bytes) -> PlainText:
    """The sections of an article.  Raises ``ValueError`` when there is none."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(_NO_ARTICLE) from error
    article = next((element for element in root.iter() if local(element) == "article"), None)
    if article is None:
        raise ValueError(_NO_ARTICLE)
    parts = {local(child): child for child in reversed(article)}
    if "body" not in parts:
        raise ValueError(_NO_BODY)
    front = parts.get("front")
    told = Walk()
    for abstract in _below(front, "abstract"):
        if abstract.get("abstract-type", "") not in _SHORT_KINDS:
            told.read(abstract, "Abstract")
    before = len(told.outline.sections)
    told.read(parts["body"])
    if len(told.outline.sections) == before:
        raise ValueError(_NO_BODY)
    return told.outline.plain(_title(front), _licence(front))


def _title(front: Any) -> str:
    title = next(iter(_below(front, "article-title")), None)
    return "" if title is None else text_of(title)


def _licence(front: Any) -> str:
    for licence in _below(front, "license"):
        links = [licence.get(_XLINK, ""), *(str(link.get(_XLINK, "")) for link in _below(licence, "ext-link"))]
        links += [text_of(link) for link in _below(licence, "license_ref")]
        return next((link for link in links if "creativecommons.org" in link), "") or links[0] or text_of(licence)
    return ""


def _below(part: Any, name: str) -> list[Any]:
    return [] if part is None else [element for element in part.iter() if local(element) == name]
