"""What Semantic Scholar knows of single papers: abstracts, authors, and the ids under which others know them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote

from bot.answers import loaded
from bot.papers import Announcement, Paper, Record, arxiv_key, clean, clean_title, doi_key, pmcid_key, pmid_key
from bot.papers.notices import taken_back
from bot.ports.plain import PlainRecord, plain_record, to_record
from bot.ports.sources import Fetcher, Parsers, SourceFailure

_PAPER = "https://api.semanticscholar.org/graph/v1/paper"
_FIELDS = "title,abstract,externalIds,publicationDate,authors,journal,openAccessPdf"
_NAMES = {"arxiv": "ARXIV", "doi": "DOI", "pmid": "PMID"}
_MOST_AUTHORS = 5000


class Enricher:
    """Semantic Scholar; it needs a key, which fetching adds, and allows one question a second."""

    name = "semanticscholar"
    label = "Semantic Scholar"
    most = 10
    again: timedelta | None = None

    def wants(self, paper: Paper) -> bool:
        """A paper it can be asked for that lacks its abstract or its authors."""
        return not (paper.abstract and paper.authors) and bool(_name(paper))

    def enrich(self, papers: Sequence[Paper], fetcher: Fetcher, parsers: Parsers, now: datetime) -> tuple[Record, ...]:
        """What it knows of these papers, one question each; raises ``SourceFailure`` when it answered none."""
        records: list[Record] = []
        for paper in papers:
            try:
                records += self._about(paper, fetcher, parsers, now)
            except SourceFailure:
                if not records:
                    raise
                break
        return tuple(records)

    def _about(self, paper: Paper, fetcher: Fetcher, parsers: Parsers, now: datetime) -> Iterator[Record]:
        name = _name(paper)
        if not name:
            return
        try:
            response = fetcher.get(f"{_PAPER}/{name}?fields={_FIELDS}", accept="application/json")
        except SourceFailure as failure:
            if failure.kind == "not_found":
                return
            raise
        reply = parsers.run("bot.sources.semanticscholar:parse", response.body, today=now.date().isoformat())
        for plain in reply:
            record = to_record(plain, self.name)
            if not record.keys.isdisjoint(paper.keys):
                yield record


def _name(paper: Paper) -> str:
    """The name to ask by, such as ``ARXIV:2606.06625``; empty when it has none."""
    for kind, name in _NAMES.items():
        for key in sorted(paper.keys):
            if key.startswith(f"{kind}:"):
                return f"{name}:{quote(key.partition(':')[2], safe='/')}"
    return ""


def parse(body: bytes, *, today: str) -> list[PlainRecord]:
    """The records of one paper, or of the papers of a list.  Raises ``ValueError`` with a plain sentence."""
    answer = loaded(body, "Semantic Scholar")
    if isinstance(answer, Mapping) and (said := answer.get("error") or answer.get("message")):
        raise ValueError(f"Semantic Scholar refused the question: {clean_title(str(said))[:200].rstrip('.')}.")
    rows = answer.get("data", [answer]) if isinstance(answer, Mapping) else answer
    if not isinstance(rows, list):
        raise ValueError("Semantic Scholar sent data of another form than it used to.")
    # What it does not know stands as null in a list.
    records = (_record(row, date.fromisoformat(today)) for row in rows if isinstance(row, Mapping))
    return [plain_record(record) for record in records if record]


def _record(row: Mapping[str, Any], latest: date) -> Record | None:
    keys = frozenset(_keys(row))
    if not keys:
        return None
    standing, title = taken_back(clean_title(str(row.get("title") or "")))
    return Record(
        source="",
        keys=keys,
        title=title,
        abstract=clean(str(row.get("abstract") or "")),
        authors=tuple(dict.fromkeys(_authors(row))),
        announcement=Announcement.DETAIL,
        published_on=_day(row, latest),
        journal=_journal(row),
        standing=standing,
    )


def _keys(row: Mapping[str, Any]) -> Iterator[str]:
    ids = row.get("externalIds")
    if not isinstance(ids, Mapping):
        return
    found = (
        arxiv_key(str(ids.get("ArXiv") or "")),
        doi_key(str(ids.get("DOI") or "")),
        pmid_key(f"pmid:{ids.get('PubMed') or ''}"),
        pmcid_key(f"PMC{str(ids.get('PubMedCentral') or '').upper().removeprefix('PMC')}"),
    )
    yield from (key for key in found if key)


def _authors(row: Mapping[str, Any]) -> Iterator[str]:
    rows = row.get("authors")
    for author in rows[:_MOST_AUTHORS] if isinstance(rows, list) else ():
        if isinstance(author, Mapping) and (name := clean_title(str(author.get("name") or ""))):
            yield name[:150]


def _journal(row: Mapping[str, Any]) -> str:
    """The journal; a preprint server stands there as well, and is none."""
    journal = row.get("journal")
    name = clean_title(str(journal.get("name") or ""))[:200] if isinstance(journal, Mapping) else ""
    return "" if name.lower().endswith("rxiv") else name


def _day(row: Mapping[str, Any], latest: date) -> date | None:
    """The day it appeared; a first of the month stands for a month of which no day is known."""
    try:
        day = date.fromisoformat(str(row.get("publicationDate") or ""))
    except ValueError:
        return None
    return day if day.day > 1 and day <= latest else None
