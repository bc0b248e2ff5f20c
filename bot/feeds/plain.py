"""The form in which records leave the child that parses: JSON, checked again by the parent."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict

from bot.papers import Announcement, Record


class PlainRecord(TypedDict, total=False):
    """A record as JSON; dates are ISO, the keys are those of ``Record``."""

    keys: list[str]
    title: str
    abstract: str
    authors: list[str]
    categories: list[str]
    url: str
    announcement: str
    version: int
    announced_on: str
    published_on: str
    journal: str
    licence: str


class PlainReply(TypedDict):
    """What a parser of feeds answers: whole records, a sentence for each entry left out, and what is missing."""

    records: list[PlainRecord]
    rejected: list[str]
    flaw: str
    cut: bool
    title: str
    minutes: int


def plain_record(record: Record) -> PlainRecord:
    """A record as JSON, without its source, which the parent knows."""
    return PlainRecord(
        keys=sorted(record.keys),
        title=record.title,
        abstract=record.abstract,
        authors=list(record.authors),
        categories=list(record.categories),
        url=record.url,
        announcement=str(record.announcement),
        version=record.version,
        announced_on=record.announced_on.isoformat() if record.announced_on else "",
        published_on=record.published_on.isoformat() if record.published_on else "",
        journal=record.journal,
        licence=record.licence,
    )


def to_record(plain: Mapping[str, Any], source: str) -> Record:
    """The record a child described.  Raises ``ValueError`` or ``KeyError`` when the child talks nonsense."""
    return Record(
        source=source,
        keys=frozenset(str(key) for key in plain["keys"]),
        title=str(plain["title"]),
        abstract=str(plain["abstract"]),
        authors=tuple(str(name) for name in plain["authors"]),
        categories=tuple(str(name) for name in plain["categories"]),
        url=str(plain["url"]),
        announcement=Announcement(plain["announcement"]),
        version=int(plain["version"]),
        announced_on=_day(plain["announced_on"]),
        published_on=_day(plain["published_on"]),
        journal=str(plain["journal"]),
        licence=str(plain["licence"]),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
