"""arXiv's answers made for tests: feeds, listing pages and pages of the archive, and a poll of them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from xml.sax.saxutils import escape

from bot.ports.sources import Batch, Memory, SourceFailure
from bot.sources.arxiv import Adapter
from tests.sources.doubles import InProcess, Pages

FEED, LISTING, ARCHIVE = "https://rss.arxiv.org/", "https://arxiv.org/list/", "https://oaipmh.arxiv.org/oai"
HEADINGS = {"new": "New submissions", "cross": "Cross submissions", "replace": "Replacement submissions"}
NO_RECORDS = b'<OAI-PMH><error code="noRecordsMatch">The list is empty.</error></OAI-PMH>'

Answer = bytes | SourceFailure


def moment(day: date, hour: int = 5) -> datetime:
    """An instant of a day: five in the morning UTC is one in New York, in summer."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def feed(day: date, *numbers: int, kind: str = "new", version: int = 1) -> bytes:
    """The feed of a day with papers of these numbers."""
    items = "".join(
        f"<item><title>Paper {number}</title><link>https://arxiv.org/abs/2606.{number:05}</link>"
        f"<description>arXiv:2606.{number:05}v{version} Announce Type: {kind} \nAbstract: Tea.</description>"
        f"<guid>oai:arXiv.org:2606.{number:05}v{version}</guid><category>cs.CL</category>"
        f"<pubDate>{day:%a, %d %b %Y} 00:00:00 -0400</pubDate></item>"
        for number in numbers
    )
    built = f"<lastBuildDate>{day:%a, %d %b %Y} 04:00:00 +0000</lastBuildDate>"
    return f'<rss version="2.0"><channel><title>cs.CL</title>{built}{items}</channel></rss>'.encode()


def listing(day: date, *numbers: int, kind: str = "new", declared: int | None = None, total: int = 0) -> bytes:
    """The listing page of a day with papers of these numbers in one section."""
    entries = "".join(
        f'<dt><a href="/abs/2606.{number:05}" title="Abstract">arXiv:2606.{number:05}</a></dt><dd><div class="meta">'
        f'<div class="list-title mathjax"><span class="descriptor">Title:</span> Paper {number}</div>'
        '<div class="list-authors"><a href="/a">Ann Lee</a>, <a href="/b">Bo Chen</a></div>'
        '<div class="list-subjects"><span class="descriptor">Subjects:</span> '
        '<span class="primary-subject">Computation and Language (cs.CL)</span></div>'
        '<p class="mathjax">Tea.</p></div></dd>'
        for number in numbers
    )
    count = len(numbers) if declared is None else declared
    section = f"<dl><h3>{HEADINGS[kind]} (showing {count} of {total or count} entries)</h3>{entries}</dl>"
    body = section if numbers or declared else "<p>No updates today.</p>"
    heading = f"<h3>Showing new listings for {day:%A}, {day.day} {day:%B %Y}</h3>"
    return f"<!doctype html><html><body>{heading}{body}</body></html>".encode()


def raw(number: int, *versions: datetime, changed: date, categories: str = "cs.CL", extra: str = "") -> str:
    """A record of the archive with the history of its versions."""
    history = "".join(
        f'<version version="v{place}"><date>{submitted:%a, %d %b %Y %H:%M:%S} GMT</date><size>9kb</size></version>'
        for place, submitted in enumerate(versions, 1)
    )
    return (
        f"<record><header><identifier>oai:arXiv.org:2606.{number:05}</identifier><datestamp>{changed}</datestamp></header>"
        f'<metadata><arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>2606.{number:05}</id><submitter>A</submitter>'
        f"{history}<title>Paper {number}</title><authors>Ann Lee (Inst A, Inst B), Bo Chen</authors>"
        f"<categories>{categories}</categories>{extra}<abstract>  Tea &lt; coffee.\n</abstract>"
        "</arXivRaw></metadata></record>"
    )


def oai(*records: str, token: str = "") -> bytes:
    """A page of the archive."""
    more = f"<resumptionToken expirationDate='2026-06-10T00:00:00Z'>{escape(token)}</resumptionToken>" if token else ""
    body = f"<ListRecords>{''.join(records)}{more}</ListRecords>"
    return f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">{body}</OAI-PMH>'.encode()


def web(**answers: Answer | Sequence[Answer]) -> Pages:
    """A web of arXiv: ``feed``, ``listing`` and ``archive`` answer, and nothing is at the others."""
    places = {"feed": FEED, "listing": LISTING, "archive": ARCHIVE}
    listed: Mapping[str, Sequence[Answer]] = {
        places[name]: [answer] if isinstance(answer, bytes | SourceFailure) else answer
        for name, answer in answers.items()
    }
    return Pages(listed)


def knowing(*numbers: int, newest: date | None = None, etag: str = "") -> Memory:
    """A memory in which this source told of papers of these numbers."""
    keys = frozenset(f"arxiv:2606.{number:05}" for number in numbers)
    return Memory(etag=etag, newest=newest, known=lambda asked: asked & keys)


def poll(pages: Pages, memory: Memory, now: datetime, name: str = "cs.CL") -> Batch:
    """One poll of a category."""
    return Adapter(name).poll(pages, InProcess(), memory, now)


def numbers(batch: Batch) -> list[int]:
    """The numbers of the papers in a batch, sorted."""
    keys = (key for record in batch.records for key in record.keys if key.startswith("arxiv:2606."))
    return sorted(int(key.rpartition(".")[2]) for key in keys)
