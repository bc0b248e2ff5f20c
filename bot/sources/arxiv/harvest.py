"""Reads arXiv's archive of metadata (OAI-PMH): records with the history of their versions."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, TypedDict

from bot.papers import Record, Standing, arxiv_key, authors, category, clean, clean_title, doi_key
from bot.ports.plain import PlainRecord, plain_record
from bot.sources.arxiv import documents
from bot.sources.arxiv.withdrawn import standing

if TYPE_CHECKING:
    from lxml.etree import _Element

_WHAT = "an answer of arXiv's archive"
_DOIS = re.compile(r"[,;]\s*(?=10\.\d{4})|\s")


class Harvested(PlainRecord):
    """A record as JSON, with the moments its first and its latest version were submitted and its last change."""

    began: str
    revised: str
    changed_on: str


class HarvestReply(TypedDict):
    """A page of the archive: ``token`` asks for the next one, ``expired`` says that ours was too old."""

    records: list[Harvested]
    rejected: list[str]
    token: str
    expired: bool


def parse_oai(body: bytes) -> HarvestReply:
    """The records of a page, in the form with versions or in the plainer one.  Raises ``ValueError``."""
    root = documents.xml(body, _WHAT)
    if _name(root) != "OAI-PMH":
        raise ValueError(f"This is not {_WHAT}.")
    reply = HarvestReply(records=[], rejected=[], token="", expired=False)
    for element in root.iter():
        name = _name(element)
        if name == "error":
            reply["expired"] = _judged(element)
        elif name == "resumptionToken":
            reply["token"] = (element.text or "").strip()
        elif name == "record":
            _take(element, reply)
    return reply


def _judged(error: "_Element") -> bool:
    """Whether a token was too old; an empty list is no error.  Raises ``ValueError`` for any other refusal."""
    code = error.get("code")
    if code not in ("badResumptionToken", "noRecordsMatch"):
        reason = " ".join((error.text or str(code)).split())[:200].rstrip(".")
        raise ValueError(f"arXiv's archive refuses the request: {reason}.")
    return code == "badResumptionToken"


def _take(element: "_Element", reply: HarvestReply) -> None:
    parts = {_name(part): part for part in element.iter()}
    if "header" in parts and parts["header"].get("status") == "deleted":
        return
    try:
        reply["records"].append(_harvested(parts, [part for part in element.iter() if _name(part) == "version"]))
    except ValueError as error:
        named = _text(parts, "identifier")[:60] or "a record"
        reply["rejected"].append(f"{named}: {error}")


def _harvested(parts: dict[str, "_Element"], versions: list["_Element"]) -> Harvested:
    moments = [_moment(part) for part in versions] or [*_days(parts, "created", "updated")]
    if not moments:
        raise ValueError("no date of submission")
    record = _record(parts, moments)
    if _is_empty(versions):
        record = replace(record, standing=Standing.WITHDRAWN)
    return Harvested(
        **plain_record(record),
        began=moments[0].isoformat(),
        revised=moments[-1].isoformat(),
        changed_on=_day(_text(parts, "datestamp") or moments[-1].isoformat()).isoformat(),
    )


def _record(parts: dict[str, "_Element"], moments: list[datetime]) -> Record:
    key, title = arxiv_key(_text(parts, "id")), clean_title(_text(parts, "title"))
    if key is None or not title:
        raise ValueError("no arXiv id or no title")
    abstract = clean(_text(parts, "abstract").lstrip())
    comment = clean_title(_text(parts, "comments"))[:2000]
    doi = doi_key(_DOIS.split(_text(parts, "doi"))[0])
    return Record(
        source="",
        keys=frozenset(filter(None, (key, doi))),
        title=title,
        abstract=abstract,
        authors=_authors(parts),
        categories=tuple(dict.fromkeys(category(name) for name in _text(parts, "categories").split())),
        url=f"https://arxiv.org/abs/{key.partition(':')[2]}",
        version=len(moments),
        published_on=moments[0].date(),
        version_on=moments[-1].date(),
        journal=clean_title(_text(parts, "journal-ref"))[:300],
        licence=_text(parts, "license")[:200],
        comment=comment,
        standing=standing(abstract, comment),
    )


def _is_empty(versions: list["_Element"]) -> bool:
    """A version of the type "ignore" holds no paper: its authors or arXiv took it back."""
    kinds = [part.text or "" for part in versions[-1] if _name(part) == "source_type"] if versions else []
    return any("I" in kind for kind in kinds)


def _moment(version: "_Element") -> datetime:
    told = next((part.text or "" for part in version if _name(part) == "date"), "")
    try:
        moment = parsedate_to_datetime(told.strip())
    except (TypeError, IndexError, ValueError) as error:
        raise ValueError("a version without a date") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _days(parts: dict[str, "_Element"], *names: str) -> Iterator[datetime]:
    for name in names:
        if told := _text(parts, name):
            yield datetime.combine(_day(told), time(), UTC)


def _day(told: str) -> date:
    try:
        return date.fromisoformat(told.strip()[:10])
    except ValueError:
        raise ValueError("a date that is none") from None


def _authors(parts: dict[str, "_Element"]) -> tuple[str, ...]:
    element = parts.get("authors")
    if element is None:
        return ()
    people = [{_name(part): (part.text or "").strip() for part in person} for person in element]
    if not people:
        return authors(element.text or "")
    named = (" ".join(filter(None, map(person.get, ("forenames", "keyname", "suffix")))) for person in people)
    return tuple(dict.fromkeys(clean_title(name) for name in named if re.search(r"\w", name)))


def _text(parts: dict[str, "_Element"], name: str) -> str:
    element = parts.get(name)
    return "" if element is None else (element.text or "").strip("\n").rstrip()


def _name(element: "_Element") -> str:
    """The name without its namespace; comments have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
