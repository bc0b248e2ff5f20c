"""What became of papers, and the threads in which that is to be told."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import or_
from sqlmodel import Session, col, select

from bot.papers import Standing
from bot.ports.changes import Change, ChangeKind, Place
from bot.ports.store import MarkKind
from bot.storage.tables import (
    DigestPaperRow,
    DigestRow,
    DiscussionRow,
    MarkRow,
    PaperChangeRow,
    SubscriberRow,
)
from bot.storage.transactions import Transactions
from bot.subscribers import SubscriberKind

_ALWAYS_TOLD = frozenset(map(str, (Standing.CONCERN, Standing.WITHDRAWN, Standing.RETRACTED)))


class SqlChanges:
    """The port ``Changes`` over tables."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def untold(self, limit: int) -> Sequence[Change]:
        """Changes nobody was told of yet, oldest first."""
        open_ones = select(PaperChangeRow).where(col(PaperChangeRow.told_at).is_(None))
        ordered = open_ones.order_by(col(PaperChangeRow.at), col(PaperChangeRow.id)).limit(limit)
        with self._transactions.read() as session:
            return [_change(row) for row in session.exec(ordered)]

    def places(self, change: Change) -> Sequence[Place]:
        """Every thread where it is to be told, each once, and persons to write to where there is no thread."""
        with self._transactions.read() as session:
            found = [*_discussed(session, change.paper_id), *_saved(session, change.paper_id)]
            if change.kind is ChangeKind.STANDING and change.detail in _ALWAYS_TOLD:
                found += _shown(session, change.paper_id)
        return list(dict.fromkeys(found))

    def told(self, change_id: int, now: datetime) -> None:
        """It was told wherever it had to be."""
        with self._transactions.write() as session:
            row = session.get(PaperChangeRow, change_id)
            if row is not None and row.told_at is None:
                row.told_at = now


def _change(row: PaperChangeRow) -> Change:
    return Change(
        id=row.id,
        paper_id=row.paper_id,
        kind=ChangeKind(row.kind),
        detail=row.detail,
        changed=tuple(row.changed),
        added=tuple(row.added),
        at=row.at,
    )


def _discussed(session: Session, paper_id: int) -> Iterator[Place]:
    about = or_(col(DiscussionRow.paper_id) == paper_id, col(DiscussionRow.focus) == paper_id)
    for row in session.exec(select(DiscussionRow).where(about).order_by(col(DiscussionRow.id))):
        yield Place(row.team, row.channel, row.thread)


def _shown(session: Session, paper_id: int) -> list[Place]:
    """The threads of the briefings that showed the paper."""
    return [place for _, place in _threads(session, paper_id)]


def _saved(session: Session, paper_id: int) -> Iterator[Place]:
    """For each reader who saved it: the latest thread of a briefing of theirs that showed it, else themselves."""
    own = {
        (subscriber.team, subscriber.address): place
        for subscriber, place in _threads(session, paper_id)
        if subscriber.kind == str(SubscriberKind.PERSON)
    }
    kept = select(MarkRow).where(MarkRow.paper_id == paper_id, MarkRow.kind == str(MarkKind.SAVED))
    for mark in session.exec(kept.order_by(col(MarkRow.marked_at), col(MarkRow.user))):
        yield own.get((mark.team, mark.user), Place(mark.team, mark.user))


def _threads(session: Session, paper_id: int) -> list[tuple[SubscriberRow, Place]]:
    """Whose briefings told of the paper, and the threads they opened, oldest first."""
    shown = select(SubscriberRow, DiscussionRow).join(DigestRow, col(DigestRow.subscriber_id) == col(SubscriberRow.id))
    shown = shown.join(DiscussionRow, col(DiscussionRow.digest_id) == col(DigestRow.id))
    shown = shown.join(DigestPaperRow, col(DigestPaperRow.digest_id) == col(DigestRow.id))
    told = shown.where(DigestPaperRow.paper_id == paper_id, col(DigestPaperRow.number) > 0)
    rows = session.exec(told.order_by(col(DigestRow.id)))
    return [(subscriber, Place(row.team, row.channel, row.thread)) for subscriber, row in rows]
