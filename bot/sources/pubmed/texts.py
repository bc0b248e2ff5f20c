"""Reads titles, abstracts and names of PubMed, with the markup and the formulas inside them."""

import re
from copy import deepcopy
from html import escape

from lxml import etree

from bot.papers import clean, clean_title, plain_text

_BRACKETED = re.compile(r"\[([^\[\]]+)\]\.?")
_FULL_STOP = re.compile(r"(?<!\.)(?<!\b[A-Z]\.[A-Z])\.$")
_NO_LABELS = frozenset(("", "unlabelled", "unassigned", "abstract"))
_SCRIPTS = {"msup": ("sup",), "msub": ("sub",), "msubsup": ("sub", "sup")}
_MOST_AUTHORS, _LONGEST_NAME = 5000, 150


def title_of(article: etree._Element) -> str:
    """The title without the brackets of a translated one and without PubMed's full stop."""
    for name in ("ArticleTitle", "VernacularTitle", "Book/BookTitle"):
        title = clean_title(text_of(article.find(name)))
        if title and title.lower() != "[not available].":
            bracketed = _BRACKETED.fullmatch(title)
            return _FULL_STOP.sub("", bracketed[1] if bracketed else title)
    return ""


def abstract_of(article: etree._Element) -> str:
    """The abstract; the parts of a structured one are paragraphs that begin with their labels: "Background: …"."""
    parts = []
    for part in article.iterfind("Abstract/AbstractText"):
        label, text = " ".join((part.get("Label") or "").split()).rstrip(":"), text_of(part)
        label = label.capitalize() if label.isupper() else label
        if text:
            parts.append(text if label.lower() in _NO_LABELS else f"{label}: {text}")
    return clean("\n\n".join(parts))


def authors_of(article: etree._Element) -> tuple[str, ...]:
    """The authors, given names first; groups by their own name."""
    lists = article.findall("AuthorList") or article.findall("Book/AuthorList")
    people = [listed for listed in lists if listed.get("Type") != "editors"] or lists
    names = (_name(author) for listed in people for author in listed.iterfind("Author") if author.get("ValidYN") != "N")
    return tuple(dict.fromkeys(name[:_LONGEST_NAME] for name in names if name))[:_MOST_AUTHORS]


def _name(author: etree._Element) -> str:
    if group := clean_title(text_of(author.find("CollectiveName"))):
        return group.rstrip(".")
    given = author.findtext("ForeName") or author.findtext("Initials") or ""
    return clean_title(" ".join((given, author.findtext("LastName") or "", author.findtext("Suffix") or "")))


def text_of(element: etree._Element | None) -> str:
    """The readable text of an element: raised and lowered digits keep their place, formulas are written on a line."""
    if element is None:
        return ""
    flat = deepcopy(element)
    for part in [*flat.iter("{*}msup", "{*}msub", "{*}msubsup", "{*}mfrac")]:
        _flatten(part)
    inside = [escape(flat.text or "", quote=False), *(etree.tostring(child, encoding="unicode") for child in flat)]
    return plain_text("".join(inside))


def _flatten(formula: etree._Element) -> None:
    """Turn MathML's raised and lowered parts and its fractions into markup a reader of text knows."""
    name = etree.QName(formula).localname
    if name == "mfrac" and len(formula) == 2:
        formula[0].tail = "/"
    for part, script in zip([*formula][1:], _SCRIPTS.get(name, ()), strict=False):
        text, tail = "".join(str(piece) for piece in part.itertext()).strip(), part.tail
        part.clear()
        part.tag, part.text, part.tail = script, text, tail
