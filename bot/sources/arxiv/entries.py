"""Reads arXiv's feeds: RSS 2.0 and Atom of today, and the RSS of before 2024 with HTML in it."""

import re
from collections.abc import Mapping
from typing import Any

from bot.feeds import day, read
from bot.feeds.fields import creators, links, string, terms
from bot.papers import (
    Announced,
    Announcement,
    Record,
    arxiv_key,
    authors,
    category,
    clean,
    clean_title,
    doi_key,
    split_prefix,
    split_suffix,
    version_of,
)
from bot.ports.plain import PlainReply, plain_record
from bot.sources.arxiv.withdrawn import standing

MOST_ITEMS = 2000
_OLD_ABSTRACT = re.compile(r"\s*<p\b")


def parse(body: bytes, *, content_type: str = "") -> PlainReply:
    """The records of a feed of arXiv.  Raises ``ValueError`` with a sentence for what is none."""
    reading = read(body, content_type=content_type)
    if reading.title.startswith("Feed error"):
        raise ValueError(f"arXiv refuses this category: {' '.join(reading.title.split())[:200]}")
    flaw = reading.flaw
    if len(reading.entries) >= MOST_ITEMS:
        flaw = f"arXiv cuts its feeds at {MOST_ITEMS:,} items and this one is full: some papers are missing"
    records, rejected = [], []
    for number, entry in enumerate(reading.entries, 1):
        record = record_of(entry)
        if record is None:
            rejected.append(f"entry {number} has no arXiv id or no title")
        else:
            records.append(plain_record(record))
    if rejected and not records:
        raise ValueError("This is a feed, but not one of arXiv: no entry has an arXiv id.")
    return PlainReply(records=records, rejected=rejected, flaw=flaw, cut=reading.cut, title=reading.title, minutes=0)


def record_of(entry: Mapping[str, Any]) -> Record | None:
    """One entry as a record, or nothing when it does not say which paper it is."""
    told, abstract = split_prefix(string(entry, "summary"))
    suffix, _ = split_suffix(string(entry, "title"))
    identifier = next(filter(arxiv_key, (string(entry, "id"), *links(entry), suffix.arxiv_id if suffix else "")), "")
    key, title = arxiv_key(identifier), clean_title(string(entry, "title"))
    if key is None or not title:
        return None
    doi = doi_key(string(entry, "arxiv_doi"))
    announced = day(entry, "published", "updated")
    abstract = clean(abstract, html=bool(_OLD_ABSTRACT.match(abstract)))
    return Record(
        source="",
        keys=frozenset(filter(None, (key, doi))),
        title=title,
        abstract=abstract,
        authors=tuple(dict.fromkeys(name for line in creators(entry) for name in authors(line))),
        categories=_categories(entry, suffix),
        url=f"https://arxiv.org/abs/{key.partition(':')[2]}",
        announcement=_announcement(entry, told, suffix),
        version=max(version_of(identifier), *(part.version for part in (told, suffix) if part), 1),
        announced_on=announced,
        journal=clean_title(string(entry, "arxiv_journal_reference"))[:300],
        licence=string(entry, "rights").strip()[:200],
        standing=standing(abstract),
    )


def _announcement(entry: Mapping[str, Any], told: Announced | None, suffix: Announced | None) -> Announcement:
    try:
        return Announcement(string(entry, "arxiv_announce_type").strip().lower())
    except ValueError:
        part = told or suffix
        return part.announcement if part else Announcement.NEW


def _categories(entry: Mapping[str, Any], suffix: Announced | None) -> tuple[str, ...]:
    named = [category(term) for term in terms(entry)]
    if suffix and suffix.category:
        named.insert(0, suffix.category)
    return tuple(dict.fromkeys(named))
