"""Reads a page of Europe PMC's results; runs in the child that parses."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypedDict

from bot.answers import answer
from bot.papers import Announcement, Record, clean, doi_key, pmcid_key, pmid_key, worst
from bot.papers.notices import taken_back
from bot.ports.plain import PlainRecord, plain_record
from bot.sources.europepmc.fields import authors_of, day, journal_of, listed, text, title_of, url_of, versions_on
from bot.sources.europepmc.relations import notice, preprint_key, same_work, standing

_NO_PAPERS = {"PAT": "a patent"}


class Results(TypedDict):
    """A page: its records, what was left out, how many results it holds, how many there are, and where the next is."""

    records: list[PlainRecord]
    rejected: list[str]
    count: int
    total: int
    next: str


def parse(body: bytes) -> Results:
    """The results on a page.  Raises ``ValueError`` with a sentence when the search failed."""
    found = answer(body, "Europe PMC")
    if "errMsg" in found or "errCode" in found or "error" in found:
        raise ValueError("Europe PMC could not search for this query: its spelling may be one it does not understand.")
    outer, total = found.get("resultList"), found.get("hitCount")
    results = outer.get("result") if isinstance(outer, Mapping) else None
    # Now and then it answers with its version alone: that is a failure, not "nothing found".
    if not isinstance(total, int) or not isinstance(results, list):
        raise ValueError("Europe PMC answered without its list of results.")
    records, rejected = [], []
    for result in results:
        record = record_of(result) if isinstance(result, Mapping) else "a result of Europe PMC has no form"
        if isinstance(record, str):
            rejected.append(record)
        else:
            records.append(plain_record(record))
    return Results(
        records=records,
        rejected=rejected,
        count=len(results),
        total=total,
        next=str(found.get("nextCursorMark") or ""),
    )


def record_of(result: Mapping[str, Any]) -> Record | str:
    """One result as a record, or a sentence that says why it is none."""
    source, identifier = text(result, "source").upper(), text(result, "id")
    title, keys = title_of(result), _keys(result, source, identifier)
    if not title or not keys:
        return f"a result of Europe PMC has no {'title' if keys else 'id'}"
    if source in _NO_PAPERS:
        return f"{identifier[:40]} is {_NO_PAPERS[source]}, not a paper"
    said = notice(result)
    if said and not said[1]:
        return f"{identifier[:40]} is a notice that does not name the article it is about"
    marked, title = taken_back(title)
    record = _described(result, title, keys)
    if said:
        return replace(record, standing=said[0], about=said[1])
    return replace(record, standing=worst(standing(result), marked), keys=keys | same_work(result))


def _described(result: Mapping[str, Any], title: str, keys: frozenset[str]) -> Record:
    indexed = day(text(result, "firstIndexDate"))
    version_on = day(text(result, "firstPublicationDate"))
    number = str(result.get("versionNumber") or "")
    version = max(1, int(number)) if re.fullmatch(r"[0-9]{1,3}", number) else 1
    published = min(filter(None, (version_on, indexed, *versions_on(result))), default=None)
    return Record(
        source="",
        keys=keys,
        title=title,
        abstract=clean(text(result, "abstractText"), html=True),
        authors=authors_of(result),
        url=url_of(result),
        announcement=Announcement.NEW if version == 1 else Announcement.REPLACE,
        version=version,
        announced_on=indexed,
        published_on=published,
        version_on=version_on if version > 1 else published,
        journal=journal_of(result),
        licence=text(result, "license")[:200],
    )


def _keys(result: Mapping[str, Any], source: str, identifier: str) -> frozenset[str]:
    versions = (text(version, "id") for version in listed(result, "versionList", "version"))
    found = (
        pmid_key(f"pmid:{text(result, 'pmid') or (identifier if source == 'MED' else '')}"),
        doi_key(text(result, "doi")),
        pmcid_key(text(result, "pmcid")),
        *(preprint_key(number) for number in (identifier, *versions)),
    )
    own = f"europepmc:{source}/{identifier[:60]}" if source and identifier else None
    return frozenset(filter(None, found)) or frozenset(filter(None, (own,)))
