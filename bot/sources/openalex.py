"""What OpenAlex knows of papers with a DOI: abstracts publishers allow, authors, PubMed ids, retractions."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote

from bot.answers import loaded
from bot.papers import Announcement, Paper, Record, Standing, clean, clean_title, doi_key, pmcid_key, pmid_key
from bot.papers.notices import taken_back
from bot.ports.plain import PlainRecord, plain_record, to_record
from bot.ports.sources import Fetcher, Parsers

_WORKS = "https://api.openalex.org/works"
_FIELDS = "id,doi,ids,title,abstract_inverted_index,is_retracted,publication_date,primary_location,authorships"
# A bar would begin the next DOI, a comma the next filter.
_DOI = re.compile(r"doi:10\.\d{4,9}(?:\.\d+)*/[^\s,|\\\"]{1,200}")
_PMCID = re.compile(r"(?:PMC)?(\d{3,9})/?$", re.IGNORECASE)
_MOST_WORDS = 20_000
_MOST_AUTHORS = 5000


class Enricher:
    """OpenAlex, the open index of works; it needs a key, which fetching adds."""

    name = "openalex"
    label = "OpenAlex"
    most = 50
    again: timedelta | None = None

    def wants(self, paper: Paper) -> bool:
        """A paper with a DOI that lacks its abstract, its authors or its day."""
        lacking = not (paper.abstract and paper.authors and paper.published_on)
        return lacking and any(_DOI.fullmatch(key) for key in paper.keys)

    def enrich(self, papers: Sequence[Paper], fetcher: Fetcher, parsers: Parsers, now: datetime) -> tuple[Record, ...]:
        """What OpenAlex knows of these papers.  Raises ``SourceFailure``."""
        asked = frozenset(key for paper in papers for key in paper.keys)
        dois = sorted(key.removeprefix("doi:") for key in asked if _DOI.fullmatch(key))
        records: list[Record] = []
        for start in range(0, len(dois), self.most):
            response = fetcher.get(_url(dois[start : start + self.most]), accept="application/json")
            reply = parsers.run("bot.sources.openalex:parse", response.body, today=now.date().isoformat())
            records += (to_record(plain, self.name) for plain in reply)
        return tuple(record for record in records if not asked.isdisjoint(record.keys))


def _url(dois: Sequence[str]) -> str:
    return f"{_WORKS}?filter=doi:{'|'.join(quote(doi, safe='/') for doi in dois)}&per_page=100&select={_FIELDS}"


def parse(body: bytes, *, today: str) -> list[PlainRecord]:
    """The records of a page of works, as known on the day ``today``.  Raises ``ValueError`` with a plain sentence."""
    latest = date.fromisoformat(today)
    records = (_record(work, latest) for work in _works(body) if isinstance(work, Mapping))
    return [plain_record(record) for record in records if record]


def _works(body: bytes) -> list[Any]:
    answer = loaded(body, "OpenAlex")
    if isinstance(answer, Mapping) and isinstance(answer.get("results"), list):
        return list(answer["results"])
    if isinstance(answer, Mapping) and "authorships" in answer:
        return [answer]
    if isinstance(answer, Mapping) and isinstance(answer.get("error"), str):
        said = clean_title(str(answer.get("message") or answer["error"]))[:200].rstrip(".")
        raise ValueError(f"OpenAlex refused the question: {said}.")
    raise ValueError("OpenAlex sent data of another form than it used to.")


def _record(work: Mapping[str, Any], latest: date) -> Record | None:
    key = doi_key(str(work.get("doi") or ""))
    if key is None:
        return None
    standing, title = taken_back(clean_title(str(work.get("title") or ""), html=True))
    place = _mapping(work, "primary_location")
    source = _mapping(place, "source")
    return Record(
        source="",
        keys=frozenset((key, *_other_keys(_mapping(work, "ids")))),
        title=title,
        abstract=_abstract(work.get("abstract_inverted_index")),
        authors=tuple(dict.fromkeys(_authors(work))),
        url=f"https://doi.org/{key.removeprefix('doi:')}" if key.startswith("doi:") else "",
        announcement=Announcement.DETAIL,
        published_on=_day(work, latest),
        journal=clean_title(str(source.get("display_name") or ""))[:200] if source.get("type") == "journal" else "",
        licence=clean_title(str(place.get("license") or ""))[:200],
        standing=Standing.RETRACTED if work.get("is_retracted") is True else standing,
    )


def _other_keys(ids: Mapping[str, Any]) -> Iterator[str]:
    if key := pmid_key(str(ids.get("pmid") or "")):
        yield key
    found = _PMCID.search(str(ids.get("pmcid") or ""))
    if found and (key := pmcid_key(f"PMC{found[1]}")):
        yield key


def _abstract(index: object) -> str:
    """The text from OpenAlex's index of it: each word with the places it stands at."""
    if not isinstance(index, Mapping):
        return ""
    placed: dict[int, str] = {}
    for word, places in index.items():
        for place in places if isinstance(places, list) else ():
            if isinstance(place, int) and 0 <= place < _MOST_WORDS:
                placed[place] = word
    text = clean(" ".join(placed[place] for place in sorted(placed)), html=True)
    return re.sub(r"^(?:abstract|summary)\s*[:.]?\s+(?=[A-Z])", "", text, flags=re.IGNORECASE)


def _authors(work: Mapping[str, Any]) -> Iterator[str]:
    """Names as printed; where the family name comes first, as OpenAlex knows the person."""
    rows = work.get("authorships")
    for row in rows[:_MOST_AUTHORS] if isinstance(rows, list) else ():
        if not isinstance(row, Mapping):
            continue
        printed, known = str(row.get("raw_author_name") or ""), str(_mapping(row, "author").get("display_name") or "")
        if name := clean_title(known if known and (not printed or "," in printed) else printed):
            yield name[:150]


def _day(work: Mapping[str, Any], latest: date) -> date | None:
    """The day it appeared; a first of the month stands for a month or a year of which no day is known."""
    try:
        day = date.fromisoformat(str(work.get("publication_date") or ""))
    except ValueError:
        return None
    return day if day.day > 1 and day <= latest else None


def _mapping(row: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = row.get(name)
    return value if isinstance(value, Mapping) else {}
