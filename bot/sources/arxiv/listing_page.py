"""Reads the page on which arXiv lists a category's latest batch, and counts it against what the page declares."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.papers import Announcement, Record, arxiv_key, authors, category, clean, clean_title, version_of
from bot.ports.plain import PlainReply, plain_record
from bot.sources.arxiv import documents
from bot.sources.arxiv.taxonomy import is_home
from bot.sources.arxiv.withdrawn import standing

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WHAT = "arXiv's page of new listings"
_DAY = re.compile(r"Showing new listings for \w+,\s+(\d{1,2} \w+ \d{4})")
_SECTION = re.compile(
    r"(New|Cross|Replacement)\b.*?\((?:continued,\s*)?showing\s+(?:first |last )?(\d+)\s+of\s+(\d+)\s+entr"
)
_TOTAL = re.compile(r"Total of (\d+) entries")
_SUBJECT = re.compile(r"\(([A-Za-z-]+(?:\.[A-Za-z-]+)?)\)\s*(?=;|$)")
_KINDS = {"New": Announcement.NEW, "Cross": Announcement.CROSS, "Replacement": Announcement.REPLACE}


class ListingReply(PlainReply):
    """A listing page as JSON: ``day`` is the batch's, ``total`` how many entries it has on all its pages."""

    day: str
    total: int


@dataclass(slots=True)
class _Page:
    """What was read so far, and what the headings promised."""

    category: str
    day: date | None = None
    kind: Announcement = Announcement.NEW
    shown: int = 0
    total: int = 0
    entries: int = 0
    records: list[Record] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)

    def head(self, text: str) -> None:
        """Take in a heading: the day of the batch, or a section with its counts."""
        if told := _DAY.search(text):
            self.day = datetime.strptime(told[1], "%d %B %Y").date()  # noqa: DTZ007 - a day, not a moment
        elif told := _SECTION.search(text):
            self.kind = _KINDS[told[1]]
            self.shown += int(told[2])
            self.total += int(told[3])

    def entry(self, term: "HtmlElement", body: "HtmlElement") -> None:
        """Take in an entry, or say that it was left out."""
        self.entries += 1
        record = _record(term, body, self.kind, self.day, self.category)
        if record is None:
            self.rejected.append(f"listing entry {self.entries} has no arXiv id or no title")
        else:
            self.records.append(record)


def parse_listing(body: bytes, *, category: str = "") -> ListingReply:
    """The records of a page of new listings.  Raises ``ValueError`` with a sentence for what is none.

    Entries that are fewer than the page declares are told in ``flaw``.
    """
    root = documents.page(body, _WHAT)
    read = _Page(category)
    for heading_or_term in root.iter("h3", "dt"):
        if heading_or_term.tag == "h3":
            read.head(_line(heading_or_term))
        elif (following := next(heading_or_term.itersiblings("dd"), None)) is not None:
            read.entry(heading_or_term, following)
    if read.day is None:
        raise ValueError(f"This web page is not {_WHAT}.")
    totals = (int(told[1]) for part in _classed(root, "paging") if (told := _TOTAL.search(_line(part))))
    return ListingReply(
        records=[plain_record(record) for record in read.records],
        rejected=read.rejected,
        flaw=_flaw(read, body),
        cut=False,
        title="",
        minutes=0,
        day=read.day.isoformat(),
        total=max((read.total, *totals)),
    )


def _flaw(read: _Page, body: bytes) -> str:
    if len(read.records) != read.shown:
        return f"the listing page declares {read.shown} entries and holds {len(read.records)}"
    if b"</html" not in body[-4096:].lower():
        return f"the listing page broke off; entries read whole: {len(read.records)}"
    return ""


def _record(
    term: "HtmlElement", body: "HtmlElement", kind: Announcement, day: date | None, listed_in: str
) -> Record | None:
    places = [str(link.get("href") or "") for link in term.iter("a")]
    key = _key(places)
    title = clean_title(_field(body, "list-title"))
    if key is None or not title:
        return None
    subjects = tuple(dict.fromkeys(category(name) for name in _SUBJECT.findall(_line_of(body, "list-subjects"))))
    abstract, comment = clean(_abstract(body)), clean_title(_field(body, "list-comments"))[:2000]
    kind = _kind(kind, subjects, listed_in)
    least = 1 if kind.is_news else 2
    return Record(
        source="",
        keys=frozenset((key,)),
        title=title,
        abstract=abstract,
        authors=authors(_field(body, "list-authors")),
        categories=subjects,
        url=f"https://arxiv.org/abs/{key.partition(':')[2]}",
        announcement=kind,
        version=max(least, *(version_of(place) for place in places)),
        announced_on=day,
        journal=clean_title(_field(body, "list-journal-ref"))[:300],
        comment=comment,
        standing=standing(abstract, comment),
    )


def _key(places: list[str]) -> str | None:
    named = (arxiv_key(f"https://arxiv.org{place}") for place in places if place.startswith("/abs/"))
    return next(filter(None, named), None)


def _kind(section: Announcement, subjects: tuple[str, ...], listed_in: str) -> Announcement:
    """The page has one section for replacements; those of papers at home elsewhere are of a cross-list."""
    elsewhere = bool(listed_in and subjects) and not is_home(subjects[0], listed_in)
    return Announcement.REPLACE_CROSS if section is Announcement.REPLACE and elsewhere else section


def _abstract(body: "HtmlElement") -> str:
    return next((_text(part) for part in body.iter("p")), "")


def _field(body: "HtmlElement", name: str) -> str:
    """The text of a labelled line, without its label."""
    found = next(_classed(body, name), None)
    return "" if found is None else _text(found)


def _line_of(body: "HtmlElement", name: str) -> str:
    return " ".join(_field(body, name).split())


def _classed(body: "HtmlElement", name: str) -> Iterator["HtmlElement"]:
    return (part for part in body.iter("div") if name in str(part.get("class") or "").split())


def _line(element: "HtmlElement") -> str:
    return " ".join("".join(element.itertext()).split())


def _text(element: "HtmlElement") -> str:
    """The text as arXiv has it in its records: links by their addresses, a line break for a paragraph."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "br":
            parts.append("\n  ")
        elif "descriptor" not in str(child.get("class") or "") and isinstance(child.tag, str):
            parts.append(str(child.get("href")) if _hides_address(child) else _text(child))
        parts.append(child.tail or "")
    return "".join(parts).strip()


def _hides_address(element: "HtmlElement") -> bool:
    """arXiv shows "this https URL" and "this http URL" where its record has the address."""
    return element.tag == "a" and bool(re.fullmatch(r"this \w{3,5} URL", _line(element)))
