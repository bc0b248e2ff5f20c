"""Which arXiv papers readers of Hugging Face's daily papers voted for: ``hf-daily``, a sign of interest, never news."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from bot.answers import loaded
from bot.papers import Announcement, Record, arxiv_key, clean, clean_title
from bot.ports.plain import PlainRecord, plain_record, to_record
from bot.ports.sources import Batch, BatchState, Fetcher, Memory, Parsers, SourceFailure

_DAILY = "https://huggingface.co/api/daily_papers"
_MOST_VOTES = 1_000_000
_MOST_AUTHORS = 5000
SOON, AGAIN = timedelta(hours=2), timedelta(hours=6)
_DAY = timedelta(days=1)
_AROUND_SUNDAY = (5, 6, 0)


class Adapter:
    """The lists of today and yesterday: votes go on after a list is out."""

    def __init__(self, argument: str) -> None:
        if argument.strip():
            raise ValueError(f"hf-daily is one source and takes no {argument[:60]!r}: name it hf-daily.")
        self.name = "hf-daily"
        self.label = "Hugging Face daily papers"

    def poll(self, fetcher: Fetcher, parsers: Parsers, memory: Memory, now: datetime) -> Batch:
        """Read both lists; what one of them lacks is no loss, for the next poll reads it again."""
        today = now.date()
        lists: dict[date, tuple[Record, ...]] = {}
        failures: list[SourceFailure] = []
        for day in (today, today - _DAY):
            try:
                lists[day] = self._list(day, fetcher, parsers)
            except SourceFailure as failure:
                failures.append(failure)
        if not lists:
            raise failures[0]
        records = tuple(record for day in sorted(lists) for record in lists[day])
        if failures:
            note = f"{_counted(records)}; one list is missing: {failures[0].sentence}"
            return Batch(BatchState.PARTIAL, records, note, next_poll=SOON)
        if not records:
            return _without_papers(memory, today)
        newest = max(day for day, listed in lists.items() if listed)
        return Batch(BatchState.OK, records, _counted(records), announced_on=newest, next_poll=AGAIN)

    def _list(self, day: date, fetcher: Fetcher, parsers: Parsers) -> tuple[Record, ...]:
        response = fetcher.get(f"{_DAILY}?date={day}&limit=100", accept="application/json")
        reply = parsers.run("bot.sources.hf_daily:parse", response.body)
        return tuple(to_record(plain, self.name) for plain in reply)


def _without_papers(memory: Memory, today: date) -> Batch:
    """From Saturday to Monday there may be nothing; on other days a list is not out yet, or broken."""
    if today.weekday() in _AROUND_SUNDAY:
        return Batch(BatchState.QUIET, note="nothing was voted on at the weekend", next_poll=AGAIN)
    since = f" since {memory.newest}" if memory.newest else ""
    return Batch(BatchState.LATE, note=f"the lists are empty{since}", next_poll=SOON)


def _counted(records: Sequence[Record]) -> str:
    count = len({key for record in records for key in record.keys})
    return f"{count} {'paper' if count == 1 else 'papers'} voted on"


def parse(body: bytes) -> list[PlainRecord]:
    """The papers of one day's list with their votes.  Raises ``ValueError`` with a plain sentence."""
    answer = loaded(body, "Hugging Face")
    if isinstance(answer, Mapping) and isinstance(answer.get("error"), str):
        raise ValueError(f"Hugging Face refused the question: {clean_title(answer['error'])[:200].rstrip('.')}.")
    if not isinstance(answer, list):
        raise ValueError("Hugging Face sent data of another form than it used to.")
    papers = (row.get("paper") for row in answer if isinstance(row, Mapping))
    records = (_record(paper) for paper in papers if isinstance(paper, Mapping))
    return [plain_record(record) for record in records if record]


def _record(paper: Mapping[str, Any]) -> Record | None:
    key = arxiv_key(str(paper.get("id") or ""))
    votes = paper.get("upvotes")
    if key is None:
        return None
    return Record(
        source="",
        keys=frozenset((key,)),
        title=clean_title(str(paper.get("title") or "")),
        abstract=clean(str(paper.get("summary") or "")),
        authors=tuple(dict.fromkeys(_authors(paper))),
        announcement=Announcement.DETAIL,
        published_on=_day(paper),
        popularity=min(max(votes, 0), _MOST_VOTES) if isinstance(votes, int) else 0,
    )


def _authors(paper: Mapping[str, Any]) -> Iterator[str]:
    rows = paper.get("authors")
    for author in rows[:_MOST_AUTHORS] if isinstance(rows, list) else ():
        if isinstance(author, Mapping) and (name := clean_title(str(author.get("name") or ""))):
            yield name[:150]


def _day(paper: Mapping[str, Any]) -> date | None:
    """The day arXiv published it; when it was listed here says nothing of the paper."""
    try:
        return date.fromisoformat(str(paper.get("publishedAt") or "")[:10])
    except ValueError:
        return None
