"""Asks Crossref about papers by their DOIs, twenty at a time."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from urllib.parse import quote

from bot.papers import Paper, Record
from bot.ports.plain import to_record
from bot.ports.sources import Fetcher, Parsers

_WORKS = "https://api.crossref.org/works"
_FIELDS = (
    "DOI,type,title,author,abstract,issued,published,published-online,published-print,posted,created,container-title"
    ",license,relation,update-to,updated-by,alternative-id"
)
# bioRxiv and medRxiv tell all there is to know themselves, and faster.
_TOLD_ELSEWHERE = ("doi:10.1101/", "doi:10.64898/", "doi:10.48550/")
# A comma would end the DOI in a filter, and one bad DOI refuses the question for all.
_DOI = re.compile(r"doi:10\.\d{4,9}(?:\.\d+)*/[^\s,\\\"]{1,200}")
# Elsevier's feeds name their articles by nothing but this number in their addresses.
_PII = re.compile(r"url:https://sciencedirect\.com/science/article/(?:abs/)?pii/(S\d{15}[\dX])")


class Enricher:
    """Crossref, the register of journals' DOIs."""

    name = "crossref"
    label = "Crossref"
    most = 20
    again = timedelta(days=30)

    def wants(self, paper: Paper) -> bool:
        """A paper of a journal: it may lack something, and it may have been retracted."""
        return any(True for _ in _names(paper))

    def enrich(self, papers: Sequence[Paper], fetcher: Fetcher, parsers: Parsers, now: datetime) -> tuple[Record, ...]:
        """What Crossref knows of these papers.  Raises ``SourceFailure``."""
        names = dict.fromkeys(name for paper in papers for name in _names(paper))
        records: list[Record] = []
        for kind in ("doi", "alternative-id"):
            named = [name for name in names if name.startswith(f"{kind}:")]
            for start in range(0, len(named), self.most):
                response = fetcher.get(_url(named[start : start + self.most]), accept="application/json")
                reply = parsers.run("bot.sources.crossref:parse", response.body, today=now.date().isoformat())
                records += (to_record(plain, self.name) for plain in reply)
        asked = frozenset(key for paper in papers for key in paper.keys)
        return tuple(record for record in records if not asked.isdisjoint(record.keys))


def _names(paper: Paper) -> Iterator[str]:
    """The names Crossref may know a paper by, as its filters write them."""
    for key in sorted(paper.keys):
        if _DOI.fullmatch(key) and not key.startswith(_TOLD_ELSEWHERE):
            yield f"doi:{quote(key.removeprefix('doi:'), safe='/')}"
        elif number := _PII.fullmatch(key):
            yield f"alternative-id:{number[1]}"


def _url(names: Sequence[str]) -> str:
    # Filters of one kind are alternatives; those of two kinds would have to fit both.
    return f"{_WORKS}?filter={','.join(names)}&rows={2 * len(names)}&select={_FIELDS}"
