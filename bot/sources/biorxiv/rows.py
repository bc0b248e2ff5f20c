"""Reads a page of openRxiv's interface; runs in the child that parses."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict

from bot.answers import answer
from bot.papers import Announcement, Record, Standing, authors, clean, clean_title, doi_key
from bot.ports.plain import PlainRecord, plain_record
from bot.sources.biorxiv.categories import named

_NOTHING = ("no posts found", "no articles found", "no results found")
_WITHDRAWN = re.compile(r"^\s*\W?(?:withdrawn|removed)\W{1,3}\s*(?=\S)", re.IGNORECASE)
_STATEMENT = re.compile(r"^(withdraw(?:al|n) statement)[:.]?\s*(?=[A-Z])", re.IGNORECASE)
_HOUSES = {"medrxiv": "medRxiv", "biorxiv": "bioRxiv"}


class Rows(TypedDict):
    """A page: its records, what was left out, how many rows it holds, and how many there are in all (0: not told)."""

    records: list[PlainRecord]
    rejected: list[str]
    count: int
    total: int


def parse(body: bytes, *, server: str = "biorxiv", category: str = "") -> Rows:
    """The versions on a page, of one category if so wished.  Raises ``ValueError`` with a sentence."""
    house = _HOUSES.get(server, "bioRxiv")
    found = answer(body, house)
    message, rows = _message(found), found.get("collection")
    status = str(message.get("status", "")).strip().lower()
    if status in _NOTHING:
        rows = []
    elif status != "ok" or not isinstance(rows, list):
        raise ValueError(f"{house} reports a problem of its own instead of listing its preprints.")
    records, rejected = [], []
    for row in rows:
        record = record_of(row, server) if isinstance(row, Mapping) else None
        if record is None:
            rejected.append(f"a row of {house} has no DOI, no title or no date")
        # An interface that does not know the category answers with all of them.
        elif not category or category in record.categories:
            records.append(plain_record(record))
    count = _number(message.get("count"))
    return Rows(records=records, rejected=rejected, count=count or len(rows), total=_number(message.get("total")))


def record_of(row: Mapping[str, Any], server: str) -> Record | None:
    """One version as a record, or nothing when it does not say of what."""
    doi, title = doi_key(_text(row, "doi")), clean_title(_text(row, "title"))
    posted = _day(_text(row, "date"))
    if doi is None or not title or posted is None:
        return None
    version = _number(row.get("version")) or 1
    withdrawn = "withdrawn" in _text(row, "type").lower() or bool(_WITHDRAWN.match(title))
    journal = doi_key(_text(row, "published")) if _text(row, "published").upper() != "NA" else None
    subject = named(_text(row, "category"))
    return Record(
        source="",
        keys=frozenset(filter(None, (doi, journal))),
        title=_WITHDRAWN.sub("", title) if withdrawn else title,
        abstract=_STATEMENT.sub(r"\1: ", clean(_text(row, "abstract"))),
        authors=_names(_text(row, "authors")),
        categories=(subject,) if subject else (),
        url=f"https://www.{server}.org/content/{doi.partition(':')[2]}v{version}",
        announcement=Announcement.NEW if version == 1 else Announcement.REPLACE,
        version=version,
        announced_on=posted,
        published_on=posted if version == 1 else None,
        version_on=posted,
        licence=_text(row, "license")[:200],
        standing=Standing.WITHDRAWN if withdrawn else Standing.SOUND,
    )


def _names(line: str) -> tuple[str, ...]:
    """Authors are divided by semicolons; "Smith, J., Jr." is one person."""
    each = (re.sub(r"^([^,;]+),\s*([^,;]+),\s*((?:Jr|Sr|I{2,3}|IV)\.?)\s*$", r"\1 \3, \2", n) for n in line.split(";"))
    return authors(";".join(each))


def _message(found: Mapping[str, Any]) -> Mapping[str, Any]:
    messages = found.get("messages")
    first = messages[0] if isinstance(messages, list) and messages else {}
    return first if isinstance(first, Mapping) else {}


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return value.strip() if isinstance(value, str) else ""


def _number(value: Any) -> int:
    """Some numbers of this interface are strings."""
    text = str(value).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
