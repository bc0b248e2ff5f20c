"""Which source told of which paper: when first, when as news, and the latest version it named."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from bot.papers import Announcement, Record
from bot.ports.plain import plain_record
from bot.storage.chunks import chunks
from bot.storage.tables import PaperSourceRow

_STRENGTH = {str(announcement): place for place, announcement in enumerate(Announcement)}


def tell(session: Session, told: Mapping[int, Sequence[Record]], at: Callable[[Record], datetime]) -> None:
    """Remember that these records' sources told of these papers, and what they said; ``at`` is when it was news."""
    there = {(row.paper_id, row.source): row for row in rows_about(session, told)}
    for paper_id, records in told.items():
        for record in records:
            row = there.get((paper_id, record.source))
            if row is None:
                row = there[paper_id, record.source] = _first(paper_id, record, at(record))
                session.add(row)
            else:
                unite(row, _first(paper_id, record, at(record)))  # a row that says the same is left as it is


def unite(row: PaperSourceRow, other: PaperSourceRow) -> None:
    """Add to ``row`` what the same source told of the same work at another time, or under another id."""
    if other.record and (row.record is None or other.version > row.version or _says_more(other.record, row.record)):
        row.record = other.record
    row.announcement = min(row.announcement, other.announcement, key=_STRENGTH.__getitem__)
    row.version = max(row.version, other.version)
    row.announced_on = max((day for day in (row.announced_on, other.announced_on) if day), default=None)
    row.seen_at = min(row.seen_at, other.seen_at)
    row.news_at = min((at for at in (row.news_at, other.news_at) if at), default=None)


def rows_about(session: Session, paper_ids: Iterable[int]) -> list[PaperSourceRow]:
    """Who told of these papers."""
    return [
        row
        for some in chunks(paper_ids)
        for row in session.exec(select(PaperSourceRow).where(col(PaperSourceRow.paper_id).in_(some)))
    ]


def _says_more(new: Mapping[str, Any], old: Mapping[str, Any]) -> bool:
    """Whether the same version is now told in more words; less is what a cut or a notice leaves over."""
    return new["version"] == old["version"] and len(str(new)) > len(str(old))


def _first(paper_id: int, record: Record, at: datetime) -> PaperSourceRow:
    return PaperSourceRow(
        paper_id=paper_id,
        source=record.source,
        announcement=str(record.announcement),
        version=record.version,
        announced_on=record.announced_on,
        seen_at=at,
        news_at=at if record.announcement.is_news else None,
        record=plain_record(record) if record.title else None,
    )
