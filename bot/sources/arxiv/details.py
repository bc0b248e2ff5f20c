"""Reads the answers of arXiv's API: what it knows of papers, the dates of their versions and comments among it."""

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from bot.papers import Announcement, Record, arxiv_key, authors, category, clean, clean_title, doi_key, version_of
from bot.ports.plain import PlainRecord, plain_record
from bot.sources.arxiv import documents
from bot.sources.arxiv.withdrawn import standing

if TYPE_CHECKING:
    from lxml.etree import _Element

_WHAT = "an answer of arXiv's API"
_DOIS = re.compile(r"[,;]\s*(?=10\.\d{4})|\s")


class DetailsReply(TypedDict):
    """The records of an answer, and how many papers the API says it found."""

    records: list[PlainRecord]
    rejected: list[str]
    total: int


def parse_api(body: bytes) -> DetailsReply:
    """The records of an answer of the API.  Raises ``ValueError`` with a sentence for errors and for other things."""
    root = documents.xml(body, _WHAT)
    if _name(root) != "feed":
        raise ValueError(f"This is not {_WHAT}.")
    reply = DetailsReply(records=[], rejected=[], total=int(_text(root, "totalResults") or 0))
    for number, entry in enumerate(_all(root, "entry"), 1):
        if "/api/errors" in _text(entry, "id"):
            reason = " ".join(_text(entry, "summary").split())[:200].rstrip(".")
            raise ValueError(f"arXiv's API refuses the request: {reason or 'it does not say why'}.")
        record = _record(entry)
        if record is None:
            reply["rejected"].append(f"entry {number} has no arXiv id or no title")
        else:
            reply["records"].append(plain_record(record))
    return reply


def _record(entry: "_Element") -> Record | None:
    identifier, title = _text(entry, "id"), clean_title(_text(entry, "title"))
    key = arxiv_key(identifier)
    if key is None or not title:
        return None
    abstract, comment = clean(_text(entry, "summary")), clean_title(_text(entry, "comment"))[:2000]
    doi = doi_key(_DOIS.split(_text(entry, "doi"))[0])
    terms = [str(part.get("term") or "") for name in ("primary_category", "category") for part in _all(entry, name)]
    names = [_text(person, "name") for person in _all(entry, "author")]
    return Record(
        source="",
        keys=frozenset(filter(None, (key, doi))),
        title=title,
        abstract=abstract,
        authors=tuple(dict.fromkeys(name for line in names for name in authors(line))),
        categories=tuple(dict.fromkeys(category(term) for term in terms if term)),
        url=f"https://arxiv.org/abs/{key.partition(':')[2]}",
        announcement=Announcement.DETAIL,
        version=version_of(identifier),
        published_on=_day(_text(entry, "published")),
        version_on=_day(_text(entry, "updated")),
        journal=clean_title(_text(entry, "journal_ref"))[:300],
        comment=comment,
        standing=standing(abstract, comment),
    )


def _day(moment: str) -> date | None:
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None


def _all(element: "_Element", name: str) -> Iterator["_Element"]:
    return (part for part in element if isinstance(part.tag, str) and _name(part) == name)


def _text(element: "_Element", name: str) -> str:
    return next(((part.text or "").strip() for part in _all(element, name)), "")


def _name(element: "_Element") -> str:
    return str(element.tag).rpartition("}")[2]
