"""Asks PubMed which articles of a query entered it on some days, then fetches them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

from bot.ports.plain import to_record
from bot.ports.sources import Batch, Fetcher, Memory, Page, Parsers, SourceFailure
from bot.windows import Window, past, polled, searchable

_API = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
MOST_IDS = 9_999  # PubMed lists no more for one search
IDS_PER_FETCH = 200


class Adapter:
    """What a query finds in PubMed."""

    def __init__(self, argument: str) -> None:
        self.query = searchable(argument, "PubMed", "pubmed:sickle cell disease[mesh] AND gene therapy")
        self.name = f"pubmed:{self.query}"
        self.label = f"PubMed: {self.query}"[:80]

    def poll(self, fetcher: Fetcher, parsers: Parsers, memory: Memory, now: datetime) -> Batch:
        """Read what entered PubMed in the last days; a query may find nothing for weeks."""
        hints: list[str] = []
        batch = polled(partial(self._pages, fetcher, parsers, hints), memory, now)
        return replace(batch, note="; ".join(dict.fromkeys((batch.note, *hints))))

    def backfill(self, first: date, last: date, fetcher: Fetcher, parsers: Parsers) -> Iterator[Page]:
        """Read what entered PubMed from ``first`` to ``last``."""
        return past(partial(self._pages, fetcher, parsers, []), first, last)

    def _pages(self, fetcher: Fetcher, parsers: Parsers, hints: list[str], days: Window) -> Iterator[Page]:
        body = fetcher.get(self._search_url(days), accept="application/json").body
        found = parsers.run("bot.sources.pubmed:parse_search", body)
        hints.extend(found["hints"])
        ids = [str(number) for number in found["ids"]]
        for start in range(0, len(ids), IDS_PER_FETCH):
            yield self._articles(fetcher, parsers, ids[start : start + IDS_PER_FETCH])
        _complain_of_missing(found, days)

    def _articles(self, fetcher: Fetcher, parsers: Parsers, ids: list[str]) -> Page:
        asked = {"db": "pubmed", "retmode": "xml", "id": ",".join(ids)}
        body = fetcher.get(f"{_API}/efetch.fcgi?{urlencode(asked, safe=',')}", accept="application/xml").body
        reply = parsers.run("bot.sources.pubmed:parse", body)
        missing = [number for number in ids if number not in reply["ids"]]
        if len(missing) == len(ids):
            raise SourceFailure("incomplete", f"PubMed gave none of {len(ids)} articles it had listed.")
        told = [f"PubMed lists {number} but did not give it" for number in missing]
        records = tuple(to_record(plain, self.name) for plain in reply["records"])
        return Page(records, None, (*reply["rejected"], *told))

    def _search_url(self, days: Window) -> str:
        asked = {
            "db": "pubmed",
            "term": self.query,
            "datetype": "edat",  # the day it entered PubMed; its date of publication may lie in any year
            "mindate": f"{days.first:%Y/%m/%d}",
            "maxdate": f"{days.last:%Y/%m/%d}",
            "retmode": "json",
            "retmax": str(MOST_IDS),
        }
        return f"{_API}/esearch.fcgi?{urlencode(asked)}"


def _complain_of_missing(found: Mapping[str, Any], days: Window) -> None:
    """Raises ``SourceFailure`` when the list was not whole."""
    total, listed = int(found["total"]), len(found["ids"])
    if total > MOST_IDS:
        told = f"PubMed finds {total:,} articles since {days.first} and lists only {MOST_IDS:,}: narrow the query."
        raise SourceFailure("too_many", told)
    if listed < total:
        raise SourceFailure("incomplete", f"PubMed counts {total:,} articles since {days.first} and lists {listed:,}.")
