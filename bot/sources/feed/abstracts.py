"""Finds the abstract among the furniture of a publisher's description: citation lines, author lines, download links."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.feeds.fields import readable
from bot.papers import byline, doi_key, folded

_LABEL = re.compile(r"^(?i:abstract|summary)\s*[:.]?\s*(?=[A-Z\d“\"‘(]|$)")
_ONLY_LABEL = re.compile(r"^(?:abstract|summary)\s*[:.]?$", re.IGNORECASE)
_AUTHORS = re.compile(r"^authors?(?:\(s\))?\s*:\s*(.*)$", re.IGNORECASE | re.DOTALL)
_DOI = re.compile(r"\bdoi\s*[:.]?\s*(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_FURNITURE = re.compile(
    r"^(?:doi\s*[:.]|publication date\s*:|source\s*:|pmid\s*:|pmcid\s*:|graphical abstract\s*:?$|toc graphic"
    r"|(?:html|xml|pdf|epub)$|read more\b|continue reading|\[?(?:abstract|full text|pdf|html)\]?(?:\s*\[\w+\])*$"
    r"|volume \d+, (?:issue|article|number)\b|vol\.? \d+"
    r"|[^.;]{2,80}, vol(?:ume|\.) \d+.{0,80}$|(?:the )?(?:journal|annals|proceedings|bulletin) of [^.;]{0,80}$"
    r"|[\w ,:&-]{3,80}?, (?:early ?view|ahead of print|accepted article)\.?\s*$)",
    re.IGNORECASE,
)
_CITATION = re.compile(
    r"^[^.;]{3,100}\. (?:\d{4} [A-Z][a-z]{2}\b.{0,80}|\d{4};.{0,80})doi: ?10\."
    r"|^[\w &:.-]{3,60}\s\d+(?:\(\d+\))?:\s?e?\d+[-–]e?\d+$"
)
_PUBLISHED = re.compile(r"^[\w ,&:-]{3,80}, published online: [^;]{3,40}; ?doi: ?\S+\s*", re.IGNORECASE)
_NAME_LIST = re.compile(r"^((?:[\w'’. -]{3,60};){1,200})\s*")


@dataclass(frozen=True, slots=True)
class Found:
    """What a description held: the abstract, the authors named in it, and a DOI."""

    abstract: str = ""
    authors: str = ""
    doi: str = ""


def find(texts: Iterable[str], title: str) -> Found:
    """Take the description with the longest abstract, and authors and DOI from whichever names them."""
    found = [_in_one(text, title) for text in texts]
    return Found(
        abstract=max((one.abstract for one in found), key=len, default=""),
        authors=next((one.authors for one in found if one.authors), ""),
        doi=next((one.doi for one in found if one.doi), ""),
    )


def _in_one(text: str, title: str) -> Found:
    names, rest = byline(text)
    kept: list[str] = []
    doi = ""
    for paragraph in (part.strip() for part in readable(rest).split("\n\n")):
        told = _DOI.search(paragraph[:400])
        if told and not doi:
            doi = doi_key(told[1]) or ""
        if line := _AUTHORS.match(paragraph):
            names = names or line[1]
        elif _ONLY_LABEL.match(paragraph):
            kept.clear()
        elif folded(paragraph) == folded(title):
            continue
        elif body := _body(paragraph):
            kept = [body] if _LABEL.match(paragraph) else [*kept, body]
    if kept and not names and (listed := _NAME_LIST.match(kept[0])):
        names, kept[0] = listed[1], kept[0][listed.end() :].strip()
    abstract = "\n\n".join(part for part in kept if part)
    return Found(abstract, names.strip(), doi)


def _body(paragraph: str) -> str:
    """The paragraph without its furniture; empty when it is nothing else."""
    if not paragraph or _FURNITURE.match(paragraph) or _CITATION.match(paragraph):
        return ""
    rest = _PUBLISHED.sub("", paragraph)
    return _LABEL.sub("", rest) if len(rest) > 12 else rest
