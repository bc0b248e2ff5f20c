"""Storing a batch of records: a few statements whatever its size, and one outcome for each work in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import func, insert, update
from sqlmodel import Session, select

from bot.papers import Announcement, Paper, Record, merge
from bot.ports.store import Absorbed
from bot.storage.changing import note
from bot.storage.grouping import Group, grouped, keyed
from bot.storage.joining import join
from bot.storage.likening import alike, remember_titles
from bot.storage.tables import PaperKeyRow, PaperRow
from bot.storage.telling import tell
from bot.storage.works import columns_of, owners_of, paper_of, rows_of

_ABSORBING = 0x5241444152  # the number of PostgreSQL's lock for this


@dataclass(slots=True)
class Work:
    """What a batch makes of one work: the paper as it was (when it was stored) and as it is now."""

    before: Paper | None
    after: Paper
    absorbed: tuple[int, ...]
    records: Sequence[Record]
    became_news: bool
    news_at: datetime | None
    revised_at: datetime | None

    @property
    def is_updated(self) -> bool:
        """Whether a known paper got a new version."""
        return self.before is not None and self.after.version > self.before.version


def absorb(session: Session, records: Sequence[Record], now: datetime, *, past: bool = False) -> Absorbed:
    """Store a batch: keys lead to papers, papers and records of one work become one, what changed is saved."""
    _one_at_a_time(session)
    batch = [record for told in records for record in keyed(told)]
    owners = owners_of(session, {key for record in batch for key in record.keys})
    known_by = alike(session, batch)
    rows = rows_of(session, {*owners.values(), *(paper for found in known_by.values() for paper in found)})
    papers = {paper_id: paper_of(row) for paper_id, row in rows.items()}
    groups = [group for group in grouped(batch, owners, papers, known_by) if _is_announced(group)]
    works = [_work(group, rows, _Moment(now, past)) for group in groups]
    _save_new([work for work in works if work.before is None], session)
    _save_changed([work for work in works if work.before is not None], rows, session)
    join(session, {loser: work.after.id for work in works for loser in work.absorbed})
    _save_keys(works, owners, session)
    remember_titles(session, {work.after.id: work.records for work in works}, known_by)
    tell(session, {work.after.id: work.records for work in works}, _Moment(now, past).of)
    if not past:
        note(session, [(work.before, work.after) for work in works if work.before], now)
    return Absorbed(
        new=tuple(work.after.id for work in works if work.became_news),
        updated=tuple(work.after.id for work in works if work.is_updated),
    )


def _one_at_a_time(session: Session) -> None:
    """Two batches at once could store one work twice; SQLite has a single writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.exec(select(func.pg_advisory_xact_lock(_ABSORBING))).one()


@dataclass(frozen=True, slots=True)
class _Moment:
    """When what is stored now was news: now, or the day it was announced when it comes from the past."""

    now: datetime
    past: bool

    def of(self, record: Record) -> datetime:
        """When this record was news."""
        day = (record.announced_on or record.published_on) if self.past else None
        return min(self.now, datetime.combine(day, time(), UTC)) if day else self.now


def _is_announced(group: Group) -> bool:
    """Whether some source announced this work; what merely adds to a work we do not have is left out."""
    return bool(group.papers) or any(record.announcement is not Announcement.DETAIL for record in group.records)


def _work(group: Group, rows: Mapping[int, PaperRow], moment: _Moment) -> Work:
    """The oldest of the stored papers takes in the others, then the records in their order, announcements first."""
    now = moment.now
    stored = sorted((rows[paper_id] for paper_id in group.papers), key=lambda row: (row.first_seen_at, row.id))
    after = before = _united([group.papers[row.id] for row in stored], now)
    records = sorted(group.records, key=lambda record: record.announcement is Announcement.DETAIL)
    for record in records:
        after = merge(after, record, moment.of(record))
    if after is None:
        raise ValueError("a work without a paper and without a record")
    was_news_at = min((row.news_at for row in stored if row.news_at), default=None)
    told_at = min(moment.of(record) for record in records)
    news_at = was_news_at or (told_at if after.announcement.is_news else None)
    revised_at = max((row.revised_at for row in stored if row.revised_at), default=None)
    is_revised = after.version > before.version if before else news_at is None
    return Work(
        before=before,
        after=after,
        absorbed=tuple(row.id for row in stored[1:]),
        records=records,
        became_news=news_at != was_news_at,
        news_at=news_at,
        revised_at=told_at if is_revised else revised_at,
    )


def _united(papers: Sequence[Paper], now: datetime) -> Paper | None:
    """The first paper with all that the others knew."""
    if not papers:
        return None
    united, *others = papers
    for other in others:
        united = merge(united, _as_record(other), now)
        united = replace(united, sources=tuple(dict.fromkeys((*united.sources, *other.sources))))
    return united


def _as_record(paper: Paper) -> Record:
    return Record(
        source=paper.sources[0],
        keys=paper.keys,
        title=paper.title,
        abstract=paper.abstract,
        authors=paper.authors,
        categories=paper.categories,
        url=paper.url,
        announcement=paper.announcement,
        version=paper.version,
        announced_on=paper.announced_on,
        published_on=paper.published_on,
        journal=paper.journal,
        licence=paper.licence,
        version_on=paper.version_on,
        comment=paper.comment,
        standing=paper.standing,
        popularity=paper.popularity,
    )


def _save_new(works: Sequence[Work], session: Session) -> None:
    if not works:
        return
    for work, paper_id in zip(works, _fresh_ids(session, len(works)), strict=True):
        work.after = replace(work.after, id=paper_id)
    session.execute(insert(PaperRow), [_columns(work) for work in works])


def _save_changed(works: Sequence[Work], rows: Mapping[int, PaperRow], session: Session) -> None:
    changed = [work for work in works if _differs(work, rows[work.after.id])]
    if changed:
        session.execute(update(PaperRow), [_columns(work) for work in changed])


def _fresh_ids(session: Session, number: int) -> Sequence[int]:
    """Ids taken beforehand, since a statement for many rows does not tell which of them got which."""
    if session.get_bind().dialect.name == "sqlite":
        last = session.exec(select(func.max(PaperRow.id))).one() or 0
        return range(last + 1, last + 1 + number)
    following = func.nextval(func.pg_get_serial_sequence("paper", "id"))
    return session.exec(select(following).select_from(func.generate_series(1, number))).all()


def _columns(work: Work) -> dict[str, Any]:
    return {**columns_of(work.after), "news_at": work.news_at, "revised_at": work.revised_at}


def _differs(work: Work, row: PaperRow) -> bool:
    return work.after != paper_of(row) or (work.news_at, work.revised_at) != (row.news_at, row.revised_at)


def _save_keys(works: Iterable[Work], owners: Mapping[str, int], session: Session) -> None:
    """Keys of papers that were joined have moved with them; what is left is new."""
    new = [
        {"key": key, "paper_id": work.after.id}
        for work in works
        for key in sorted(frozenset().union(*(record.keys for record in work.records)))
        if key not in owners
    ]
    if new:
        session.execute(insert(PaperKeyRow), new)
