"""Turns the entries of any feed into records; runs in the child that parses."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from bot.feeds import Reading, day, public_link, read
from bot.feeds.fields import creators, links, string, texts, title
from bot.papers import (
    Announcement,
    Record,
    arxiv_key,
    authors,
    clean_title,
    content_key,
    doi_key,
    pmid_key,
    url_key,
    version_of,
)
from bot.papers.notices import notice, taken_back
from bot.ports.plain import PlainReply, plain_record
from bot.sources.feed.abstracts import Found, find
from bot.sources.feed.kinds import is_news, is_no_paper, subject, unnamed

_FRAME = re.compile(
    r"^(?:Wiley|tandf|ScienceDirect Publication|Latest Articles from|Latest Issue of|PLOS)\s*:?\s+(?=[A-Z])(?!ONE)"
    r"|(?::|\s[-–|])\s*(?:Table of Contents|Latest (?:Issue|Articles|Preprints)|New Articles|Alerts?|RSS(?: feed)?)\s*$"
    r"|\s+Current Issue$|-CNKI$",
    re.IGNORECASE,
)
_SEARCHED = re.compile(r"\bnew (?:results|citations|articles)$|\bintitle:|\) OR \(")
_MARK = re.compile(
    r"^\[(?:ASAP|Just Accepted|Accepted Manuscript|Early View|Open Access|Graphical abstract added)\]\s*", re.IGNORECASE
)
_CHEMRXIV = re.compile(r"10\.26434/\S*?[/.-]v(\d{1,3})(?!\d)")
_ET_AL = re.compile(r"et al\.?", re.IGNORECASE)
_DAY = 24 * 60


def parse(body: bytes, *, url: str = "", today: str = "", content_type: str = "") -> PlainReply:
    """The records of a feed found at ``url`` on the day ``today``.  Raises ``ValueError`` with a plain sentence."""
    reading = read(body, content_type=content_type)
    latest = date.fromisoformat(today) if today else date.max
    place = _Place(url, _journal(reading), latest, _names_family_first(reading))
    records, rejected, news = [], [], 0
    for number, entry in enumerate(reading.entries, 1):
        if is_news(entry):
            news += 1
            continue
        made = place.record(entry) or f"entry {number} has no title"
        if isinstance(made, str):
            rejected.append(made)
        else:
            records.append(plain_record(made))
    if news:
        rejected.append(f"{news} entries are news, not papers")
    return PlainReply(
        records=records,
        rejected=rejected,
        flaw=reading.flaw,
        cut=reading.cut,
        title=place.journal,
        minutes=_minutes(reading.channel),
    )


class _Place:
    """Where entries were found: the feed's address, its journal, and the day no date may lie behind."""

    def __init__(self, url: str, journal: str, latest: date, family_first: bool) -> None:
        self.url, self.journal, self.latest, self.family_first = url, journal, latest, family_first
        self.host = (urlsplit(url).hostname or "").removeprefix("www.")

    def record(self, entry: Mapping[str, Any]) -> Record | str:
        """One entry as a record, or a sentence why it is none, which is empty when it has no title."""
        name = _MARK.sub("", title(entry))
        if not name:
            return ""
        if is_no_paper(entry, name):
            return f"“{name[:80]}” is a part of the journal, not a paper"
        record, standing = self._record(entry, name), notice(name)
        if standing is None:
            return record
        own = self._keys(entry, Found(), record.url, name, record.authors)
        # A DOI that only the text holds may be the notice's own or its paper's.
        about = subject(texts(entry), own) if any(key.startswith("doi:") for key in own) else frozenset()
        return replace(record, standing=standing, about=about) if about else unnamed(name, standing)

    def _record(self, entry: Mapping[str, Any], name: str) -> Record:
        standing, name = taken_back(name)
        found = find(texts(entry), name)
        names = _names(creators(entry) or ((found.authors,) if found.authors else ()), self.family_first)
        link = next(filter(None, (public_link(address, self.url) for address in links(entry))), "")
        version = max(_version(text) for text in (string(entry, "id"), link, string(entry, "dc_identifier")))
        published = day(entry, "published", "created", "updated") or found.published
        return Record(
            source="",
            keys=frozenset(self._keys(entry, found, link, name, names)),
            title=name,
            abstract=found.abstract,
            authors=names,
            url=link,
            announcement=Announcement.NEW if version == 1 else Announcement.REPLACE,
            version=version,
            announced_on=min(published, self.latest) if published else None,
            published_on=published if published and published <= self.latest else None,
            journal=self._journal_of(entry, name),
            licence=_licence(entry),
            standing=standing,
        )

    def _journal_of(self, entry: Mapping[str, Any], name: str) -> str:
        named = (clean_title(string(entry, field))[:200] for field in ("prism_publicationname", "dc_source"))
        ours = "" if _SEARCHED.search(self.journal) else self.journal  # a saved search is no journal
        return next((journal for journal in named if journal and not journal.startswith(name[:40])), ours)

    def _keys(self, entry: Mapping[str, Any], found: Found, link: str, name: str, names: tuple[str, ...]) -> set[str]:
        """What names the work everywhere, else what names the entry in its feed, else its address, else its content."""
        guid = string(entry, "id").strip()[:1000]
        named = [string(entry, field) for field in ("prism_doi", "dc_identifier", "arxiv_doi", "citation_doi")]
        keys = {key for text in (*named, guid, link) if (key := _work_key(text))}
        if keys or found.doi:
            return keys or {found.doi}
        if guid:
            return {url_key(guid) or f"guid:{self.host}:{clean_title(guid)}"}
        return {url_key(link) or content_key(name, names)}


def _work_key(text: str) -> str | None:
    return arxiv_key(text) or doi_key(text) or pmid_key(text)


def _names_family_first(reading: Reading) -> bool:
    """Whether this feed writes "Family, Given": seen where an entry names several authors in a line each."""
    several = [line for entry in reading.entries if len(lines := creators(entry)) > 1 for line in lines]
    return sum(line.count(",") == 1 for line in several) > len(several) // 2


def _names(lines: Sequence[str], family_first: bool) -> tuple[str, ...]:
    """Authors from one line that names all, or from a line each."""
    each = [f"{line};" if family_first and line.count(",") == 1 else line for line in lines]
    return tuple(dict.fromkeys(name for line in each for name in authors(line) if not _ET_AL.fullmatch(name)))


def _version(text: str) -> int:
    late = _CHEMRXIV.search(text)
    return int(late[1]) if late else version_of(text)


def _journal(reading: Reading) -> str:
    told = string(reading.channel, "prism_publicationname") or reading.title
    name, before = clean_title(told, html=True)[:200], ""
    while name != before:
        name, before = _FRAME.sub("", name).strip(), name
    return name


def _licence(entry: Mapping[str, Any]) -> str:
    licences = [link.get("href", "") for link in entry.get("links") or () if link.get("rel") == "license"]
    return clean_title(str(next(iter(licences), "")) or string(entry, "license") or string(entry, "rights"))[:200]


def _minutes(channel: Mapping[str, Any]) -> int:
    """How often the feed says it changes, in minutes; 0 when it does not say, or talks nonsense."""
    told = string(channel, "ttl").strip()
    return int(told) if told.isascii() and told.isdigit() and len(told) < 6 and 0 < int(told) <= 7 * _DAY else 0
