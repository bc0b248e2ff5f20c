"""Finds the abstract among the furniture of a publisher's description: citation lines, author lines, download links."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.feeds.fields import readable
from bot.papers import byline, doi_key, folded

_LABEL = re.compile(r"^(?i:abstract|summary)\s*[:.]?\s*(?=[A-Z\d“\"‘(]|$)")
_ONLY_LABEL = re.compile(r"^(?:abstract|summary)\s*[:.]?$", re.IGNORECASE)
_AUTHORS = re.compile(r"^authors?(?:\(s\))?\s*:\s*(.*)$", re.IGNORECASE | re.DOTALL)
_DOI = re.compile(r"\bdoi\s*[:.]?\s*(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(
    r"(?:^publication date\s*:\s*(?:available online\s*)?|\s[—–]\s)"
    rf"(\d{{1,2}})\s+({'|'.join(_MONTHS)})[a-z]{{0,6}}\s+(\d{{4}})$",
    re.IGNORECASE,
)
_KIND_AND_DAY = re.compile(r"^[A-Z][\w &/-]{2,40}\s[—–]\s\d{1,2} [A-Z][a-z]{2,8} \d{4}$")
_FURNITURE = re.compile(
    r"^(?:doi\s*[:.]|publication date\s*:|source\s*:|pmid\s*:|pmcid\s*:|graphical abstract\s*:?$|toc graphic"
    r"|(?:html|xml|pdf|epub)$|read more\b|continue reading|\[?(?:abstract|full text|pdf|html)\]?(?:\s*\[\w+\])*$"
    r"|volume \d+, (?:issue|article|number)\b|vol\.? \d+|www\.\S+$"
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
_ONLY_NAMES = re.compile(r"[^\W\d_][\w'’. -]{2,60}(?:; ?[^\W\d_][\w'’. -]{2,60}){0,2000}")


@dataclass(frozen=True, slots=True)
class Found:
    """What a description held: the abstract, the authors named in it, a DOI, and the day it says it appeared."""

    abstract: str = ""
    authors: str = ""
    doi: str = ""
    published: date | None = None


def find(texts: Iterable[str], title: str) -> Found:
    """Take the description with the longest abstract, and the rest from whichever names it."""
    found = [_in_one(text, title) for text in texts]
    return Found(
        abstract=max((one.abstract for one in found), key=len, default=""),
        authors=next((one.authors for one in found if one.authors), ""),
        doi=next((one.doi for one in found if one.doi), ""),
        published=next((one.published for one in found if one.published), None),
    )


def _in_one(text: str, title: str) -> Found:
    names, rest = byline(text)
    kept: list[str] = []
    doi, published, below_kind = "", None, False
    for paragraph in (part.strip() for part in readable(rest).split("\n\n")):
        told = _DOI.search(paragraph[:400])
        if told and not doi:
            doi = doi_key(told[1]) or ""
        published = published or _day(paragraph)
        was_below, below_kind = below_kind, bool(_KIND_AND_DAY.match(paragraph))
        if line := _AUTHORS.match(paragraph):
            names = names or line[1]
        elif was_below and _ONLY_NAMES.fullmatch(paragraph):
            names = names or f"{paragraph};"
        elif _ONLY_LABEL.match(paragraph):
            kept.clear()
        elif below_kind or folded(paragraph) == folded(title):
            continue
        elif body := _body(paragraph):
            kept = [body] if _LABEL.match(paragraph) else [*kept, body]
    if kept and not names and (listed := _NAME_LIST.match(kept[0])):
        names, kept[0] = listed[1], kept[0][listed.end() :].strip()
    abstract = "\n\n".join(part for part in kept if part)
    return Found(abstract, names.strip(), doi, published)


def _body(paragraph: str) -> str:
    """The paragraph without its furniture; empty when it is nothing else."""
    if not paragraph or _FURNITURE.match(paragraph) or _CITATION.match(paragraph):
        return ""
    rest = _PUBLISHED.sub("", paragraph)
    return _LABEL.sub("", rest) if len(rest) > 12 else rest


def _day(paragraph: str) -> date | None:
    if not (told := _DAY.search(paragraph[:100])):
        return None
    try:
        return date(int(told[3]), _MONTHS.index(told[2].lower()) + 1, int(told[1]))
    except ValueError:
        return None
