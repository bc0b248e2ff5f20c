"""arXiv's OAI-PMH interface on the loopback web, in the form with versions, over whatever papers it is given."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from tests.fakes.web import NOT_THERE, Answer, Asked, Site

_XML = {"content-type": "text/xml; charset=utf-8"}
_OPEN = (
    "<?xml version='1.0' encoding='UTF-8'?>\n"
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
    "<responseDate>2026-06-15T00:00:00Z</responseDate><request>https://oaipmh.arxiv.org/oai</request>"
)


@dataclass(frozen=True, slots=True)
class Held:
    """A paper the archive holds; ``days`` are those of the feeds that told of each of its versions."""

    days: tuple[date, ...]
    arxiv_id: str
    title: str
    abstract: str
    authors: tuple[str, ...]
    categories: tuple[str, ...]


def archive(held: Callable[[], Sequence[Held]], page: int = 50) -> Site:
    """ListRecords by set and days, ``page`` records a page; a token says where the next one begins."""

    def site(asked: Asked) -> Answer:
        if asked.host != "oaipmh.arxiv.org" or asked.query.get("verb") != "ListRecords":
            return NOT_THERE
        token = asked.query.get("resumptionToken", "")
        wanted = token.split("|") if token else [*(asked.query.get(name, "") for name in ("set", "from", "until")), "0"]
        setting, first, last, start = wanted
        fitting = [paper for paper in held() if _fits(paper, setting, first, last)]
        return Answer(_page(fitting, int(start), page, wanted).encode(), headers=_XML)

    return site


def submitted(day: date) -> datetime:
    """When what this day's feed told of was handed in: on the working day before, at ten in New York in summer."""
    before = day - timedelta(days=1)
    while before.weekday() >= 5:
        before -= timedelta(days=1)
    return datetime.combine(before, time(14), UTC)


def _fits(paper: Held, setting: str, first: str, last: str) -> bool:
    """Sets are ``cs:cs:CL``, ``physics:quant-ph``, ``physics:astro-ph:GA`` or a group alone."""
    _, *named = setting.split(":")
    wanted = ".".join(named) or setting
    inside = any(own == wanted or own.split(".")[0] == wanted for own in paper.categories)
    return inside and (first or "0") <= str(paper.days[-1]) <= (last or "9")


def _page(fitting: Sequence[Held], start: int, page: int, wanted: Sequence[str]) -> str:
    if not fitting:
        return (
            f'{_OPEN}<error code="noRecordsMatch">The combination of the values gives an empty list.</error></OAI-PMH>'
        )
    ends = start + page
    token = "|".join([*wanted[:3], str(ends)]) if ends < len(fitting) else ""
    body = "".join(map(_record, fitting[start:ends]))
    return f"{_OPEN}<ListRecords>{body}<resumptionToken>{token}</resumptionToken></ListRecords></OAI-PMH>"


def _record(paper: Held) -> str:
    versions = "".join(
        f'<version version="v{number}"><date>{format_datetime(submitted(day), usegmt=True)}</date><size>9kb</size>'
        "<source_type>D</source_type></version>"
        for number, day in enumerate(paper.days, 1)
    )
    return (
        f"<record><header><identifier>oai:arXiv.org:{paper.arxiv_id}</identifier><datestamp>{paper.days[-1]}</datestamp>"
        "</header><metadata><arXivRaw xmlns='http://arxiv.org/OAI/arXivRaw/'>"
        f"<id>{paper.arxiv_id}</id><submitter>{escape(paper.authors[0])}</submitter>{versions}"
        f"<title>{escape(paper.title)}</title><authors>{escape(', '.join(paper.authors))}</authors>"
        f"<categories>{' '.join(paper.categories)}</categories><abstract>{escape(paper.abstract)}</abstract>"
        "</arXivRaw></metadata></record>"
    )
