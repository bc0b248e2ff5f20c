"""How each source stands, who polls it now, and when to ask it again."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import func, or_, update
from sqlmodel import Session, col, select

from bot.digest import SourceReport
from bot.ports.sources import Batch, BatchState, Memory
from bot.ports.store import StoreFailure
from bot.storage.chunks import chunks
from bot.storage.columns import storable_key
from bot.storage.tables import PaperKeyRow, PaperSourceRow, SourceRow
from bot.storage.transactions import Transactions
from bot.storage.upserts import insert_unless_there


class SqlSources:
    """The port ``Sources`` over tables."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def enrol(self, names: Mapping[str, str], now: datetime) -> None:
        """Make exactly these sources active, in this order; new and returning ones are due at once."""
        too_long = [name for name in names if storable_key(name) != name]
        if too_long:
            raise StoreFailure(f"The source name {too_long[0][:80]}… is too long to be kept.")
        labels = dict(names)
        place = {name: position for position, name in enumerate(labels)}
        with self._transactions.write() as session:
            for name, label in names.items():
                insert_unless_there(session, SourceRow, name=name, label=label, next_poll_at=now)
            for row in session.exec(select(SourceRow).order_by(col(SourceRow.name)).with_for_update()):
                if row.name in place and not row.active:
                    row.next_poll_at = now
                row.active, row.position = row.name in place, place.get(row.name, 0)

    def claim_due(self, now: datetime, owner: str, lease_seconds: int) -> str | None:
        """Claim the active source that has been due longest and that nobody polls."""
        free = or_(col(SourceRow.leased_until).is_(None), col(SourceRow.leased_until) <= now)
        due = select(SourceRow).where(col(SourceRow.active), SourceRow.next_poll_at <= now, free)
        due = due.order_by(col(SourceRow.next_poll_at), col(SourceRow.position)).limit(1)
        with self._transactions.write() as session:
            row = session.exec(due.with_for_update(skip_locked=True)).first()
            if row is None:
                return None
            row.lease_owner, row.leased_until = owner, now + timedelta(seconds=lease_seconds)
            return row.name

    def memory(self, name: str) -> Memory:
        """What the last good poll left behind; ``known`` asks for keys this source told of up to then."""
        with self._transactions.read() as session:
            row = session.get(SourceRow, storable_key(name))
        if row is None or row.last_ok_at is None:
            return Memory(failures=row.failures if row else 0, known=lambda _: frozenset())
        return Memory(
            etag=row.etag,
            last_modified=row.last_modified,
            newest=row.newest,
            failures=row.failures,
            known=partial(self._known, row.name, row.last_ok_at),
        )

    def polled(self, name: str, batch: Batch, now: datetime) -> None:
        """Record a poll, release the claim and set the next one."""
        with self._transactions.write() as session:
            row = _row(session, name)
            if row is None:
                return
            _stands(row, batch.state, batch.note, now)
            row.label = batch.title or row.label
            row.etag, row.last_modified = batch.etag, batch.last_modified
            row.newest = max((day for day in (row.newest, batch.announced_on) if day), default=None)
            row.failures, row.last_ok_at = 0, now
            _release(row, now + batch.next_poll)

    def failed(self, name: str, sentence: str, retry_at: datetime, now: datetime) -> None:
        """Record a failed poll, release the claim and set when to try again."""
        with self._transactions.write() as session:
            row = _row(session, name)
            if row is None:
                return
            _stands(row, BatchState.FAILED, sentence, now)
            row.failures += 1
            _release(row, retry_at)

    def reports(self, since: datetime) -> Sequence[SourceReport]:
        """How every active source stands, with the number of papers it brought as news after ``since``."""
        brought = select(PaperSourceRow.source, func.count()).where(col(PaperSourceRow.news_at) > since)
        with self._transactions.read() as session:
            new = dict(session.exec(brought.group_by(col(PaperSourceRow.source))).all())
            rows = session.exec(select(SourceRow).where(col(SourceRow.active)).order_by(col(SourceRow.position)))
            return [
                SourceReport(row.name, row.label, row.state, new.get(row.name, 0), row.state_since, row.note)
                for row in rows
            ]

    def overdue(self, now: datetime) -> int:
        """How many active sources should have been polled by now and have not been (claimed ones included)."""
        waiting = select(func.count()).where(col(SourceRow.active), SourceRow.next_poll_at <= now)
        with self._transactions.read() as session:
            return session.exec(waiting).one()

    def make_due(self, now: datetime) -> None:
        """Make every active source due now."""
        with self._transactions.write() as session:
            session.exec(update(SourceRow).where(col(SourceRow.active)).values(next_poll_at=now))

    def _known(self, source: str, until: datetime, keys: frozenset[str]) -> frozenset[str]:
        """Papers stored by a poll that was cut off before it was recorded are still unseen, so none is lost."""
        stored = {storable_key(key): key for key in keys}
        told = select(PaperKeyRow.key).join(PaperSourceRow, col(PaperSourceRow.paper_id) == col(PaperKeyRow.paper_id))
        told = told.where(PaperSourceRow.source == source, PaperSourceRow.seen_at <= until)
        with self._transactions.read() as session:
            found = [key for some in chunks(stored) for key in session.exec(told.where(col(PaperKeyRow.key).in_(some)))]
        return frozenset(stored[key] for key in found)


def _row(session: Session, name: str) -> SourceRow | None:
    return session.exec(select(SourceRow).where(SourceRow.name == name).with_for_update()).first()


def _stands(row: SourceRow, state: BatchState, note: str, now: datetime) -> None:
    if row.state != state:
        row.state_since = now
    row.state, row.note = str(state), note


def _release(row: SourceRow, next_poll_at: datetime) -> None:
    row.next_poll_at = next_poll_at
    row.lease_owner, row.leased_until = "", None
