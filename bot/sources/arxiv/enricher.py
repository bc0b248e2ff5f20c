"""Asks arXiv's API about papers whose feed told little: dates of versions, comments, journals, withdrawals."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.papers import Paper, Record
from bot.ports.plain import to_record
from bot.ports.sources import Fetcher, Parsers, SourceFailure

_ADDRESS = "https://export.arxiv.org/api/query"
_ACCEPT = "application/atom+xml, application/xml;q=0.9, */*;q=0.1"


class Enricher:
    """arXiv's API; feeds and listing pages tell of a paper, and this one of its dates and its authors' comment."""

    name = "arxiv-api"
    label = "arXiv API"
    most = 100
    again: timedelta | None = None

    def wants(self, paper: Paper) -> bool:
        """Whether it is a paper of arXiv of which the first day is not known: only the API or the archive tell it."""
        return paper.published_on is None and bool(_ids(paper))

    def enrich(self, papers: Sequence[Paper], fetcher: Fetcher, parsers: Parsers, now: datetime) -> tuple[Record, ...]:
        """What the API knows of these papers, in one request.  Raises ``SourceFailure``."""
        ids = list(dict.fromkeys(name for paper in papers for name in _ids(paper)))
        if not ids:
            return ()
        response = fetcher.get(f"{_ADDRESS}?id_list={','.join(ids)}&max_results={len(ids)}", accept=_ACCEPT)
        reply = parsers.run("bot.sources.arxiv:parse_api", response.body)
        # Now and then the API answers with an empty page although it found papers: that is no answer.
        if len(reply["records"]) + len(reply["rejected"]) < min(reply["total"], len(ids)):
            sentence = f"arXiv's API says it found {reply['total']} papers and sent {len(reply['records'])}."
            raise SourceFailure("incomplete", sentence)
        return tuple(to_record(plain, self.name) for plain in reply["records"])


def _ids(paper: Paper) -> list[str]:
    return sorted(key.removeprefix("arxiv:") for key in paper.keys if key.startswith("arxiv:"))
