"""The form in which records leave the child that parses: JSON, checked again by the parent."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict

from bot.papers import Announcement, Record, Standing


class PlainRecord(TypedDict):
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
    version_on: str
    journal: str
    licence: str
    comment: str
    standing: str
    about: list[str]
    popularity: int


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
        announced_on=_iso(record.announced_on),
        published_on=_iso(record.published_on),
        version_on=_iso(record.version_on),
        journal=record.journal,
        licence=record.licence,
        comment=record.comment,
        standing=str(record.standing),
        about=sorted(record.about),
        popularity=record.popularity,
    )


def to_record(plain: Mapping[str, Any], source: str) -> Record:
    """The record a child described.  Raises ``ValueError`` or ``KeyError`` when the child talks nonsense."""
    return Record(
        source=source,
        keys=frozenset(_texts(plain, "keys")),
        title=str(plain.get("title", "")),
        abstract=str(plain.get("abstract", "")),
        authors=tuple(_texts(plain, "authors")),
        categories=tuple(_texts(plain, "categories")),
        url=str(plain.get("url", "")),
        announcement=Announcement(plain["announcement"]),
        version=int(plain["version"]),
        announced_on=_day(plain, "announced_on"),
        published_on=_day(plain, "published_on"),
        version_on=_day(plain, "version_on"),
        journal=str(plain.get("journal", "")),
        licence=str(plain.get("licence", "")),
        comment=str(plain.get("comment", "")),
        standing=Standing(plain.get("standing", "")),
        about=frozenset(_texts(plain, "about")),
        popularity=int(plain.get("popularity", 0)),
    )


def _texts(plain: Mapping[str, Any], name: str) -> list[str]:
    return [str(text) for text in plain.get(name, ())]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(plain: Mapping[str, Any], name: str) -> date | None:
    text = plain.get(name)
    return date.fromisoformat(text) if text else None
