"""How each source stands, who polls it now, and when to ask it again."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import TypeVar

from sqlalchemy import func, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.digest import SourceReport
from bot.ports.sources import Batch, BatchState, Memory
from bot.ports.store import SourceHealth
from bot.storage import following, reporting
from bot.storage.chunks import chunks
from bot.storage.columns import storable_key
from bot.storage.tables import BackfillRow, PaperKeyRow, PaperSourceRow, SourceRow
from bot.storage.transactions import Transactions

T = TypeVar("T")
_ANSWERED = ("failing", "gone")  # troubles that end with an answer; silence ends with news


class SqlSources:
    """The port ``Sources`` over tables."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def enrol(self, names: Mapping[str, str], now: datetime) -> None:
        """Make exactly these sources (name → label) the ones everybody reads; new ones are due at once."""
        with self._transactions.write() as session:
            following.enrol(session, names, now)

    def follow(self, name: str, label: str, team: str, user: str, now: datetime, limit: int) -> bool:
        """Let a workspace (no ``user``) or a person read a source; false when they do already."""
        with self._transactions.write() as session:
            return following.follow(session, name, label, team, user, now, limit)

    def unfollow(self, name: str, team: str, user: str, now: datetime) -> bool:
        """End that; false when they did not follow it."""
        with self._transactions.write() as session:
            return following.unfollow(session, name, team, user, now)

    def readable(self, team: str, user: str) -> frozenset[str]:
        """Every source this person reads: everybody's, the workspace's and their own."""
        with self._transactions.read() as session:
            return following.readable(session, team, user)

    def hidden(self, team: str, user: str) -> frozenset[str]:
        """Sources that only others ever read."""
        with self._transactions.read() as session:
            return following.hidden(session, team, user)

    def followed(self, team: str, user: str) -> Sequence[str]:
        """The sources exactly this workspace (no ``user``) or person added, in the order they did."""
        with self._transactions.read() as session:
            return following.followed(session, team, user)

    def health(self) -> Sequence[SourceHealth]:
        """How every active source has been doing."""
        with self._transactions.read() as session:
            return reporting.health(session)

    def tell(self, name: str, trouble: str) -> None:
        """Its followers are told of this trouble."""
        with self._transactions.write() as session:
            if row := _row(session, name):
                row.told = trouble

    def stop(self, name: str, note: str, now: datetime) -> None:
        """Do not ask this source again until somebody adds it anew."""
        with self._transactions.write() as session:
            if row := _row(session, name):
                _stands(row, BatchState.FAILED, note, now)
                row.failing_since, row.stopped = row.failing_since or now, True
                _release(row, row.next_poll_at)

    def claim_due(self, now: datetime, owner: str, lease_seconds: int) -> str | None:
        """Claim the active source that has been due longest and that nobody polls."""
        free = or_(col(SourceRow.leased_until).is_(None), col(SourceRow.leased_until) <= now)
        due = _waiting(select(SourceRow), now).where(free)
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
            return Memory(
                since=row.enrolled_at if row else None,
                failures=row.failures if row else 0,
                known=lambda _: frozenset(),
            )
        return Memory(
            etag=row.etag,
            last_modified=row.last_modified,
            newest=row.newest,
            since=row.enrolled_at,
            failures=row.failures,
            known=partial(self._known, row.name, row.last_ok_at),
        )

    def polled(self, name: str, batch: Batch, now: datetime, brought: int = 0) -> None:
        """Record a poll, release the claim and set the next one."""
        with self._transactions.write() as session:
            row = _row(session, name)
            if row is None:
                return
            _stands(row, batch.state, batch.note, now)
            row.label = batch.title or row.label
            row.etag, row.last_modified = batch.etag, batch.last_modified
            row.newest = max((day for day in (row.newest, batch.announced_on) if day), default=None)
            row.failures, row.last_ok_at, row.failing_since, row.stopped = 0, now, None, False
            if brought:
                _brought_news(row, now)
            elif row.told in _ANSWERED:
                row.told = ""
            _release(row, now + batch.next_poll)

    def failed(self, name: str, sentence: str, retry_at: datetime, now: datetime) -> None:
        """Record a failed poll, release the claim and set when to try again."""
        with self._transactions.write() as session:
            row = _row(session, name)
            if row is None:
                return
            _stands(row, BatchState.FAILED, sentence, now)
            row.failures += 1
            row.failing_since = row.failing_since or now
            _release(row, retry_at)

    def reports(self, since: datetime, names: frozenset[str] | None = None) -> Sequence[SourceReport]:
        """How every active source (of ``names``) stands, with the number of papers it brought as news since then."""
        with self._transactions.read() as session:
            return reporting.reports(session, since, names)

    def reached(self, name: str, first: date) -> date | None:
        """The day up to which reading back from ``first`` has come; nothing when it has not begun."""
        with self._transactions.read() as session:
            row = session.get(BackfillRow, (storable_key(name), first))
            return row.through if row else None

    def reach(self, name: str, first: date, through: date) -> None:
        """Reading back from ``first`` has come to this day, which is complete."""
        with self._transactions.write() as session:
            session.merge(BackfillRow(source=storable_key(name), first=first, through=through))

    def overdue(self, now: datetime) -> int:
        """How many active sources should have been polled by now and have not been (claimed ones included)."""
        with self._transactions.read() as session:
            return session.exec(_waiting(select(func.count()).select_from(SourceRow), now)).one()

    def _known(self, source: str, until: datetime, keys: frozenset[str]) -> frozenset[str]:
        """Papers stored by a poll that was cut off before it was recorded are still unseen, so none is lost."""
        stored = {storable_key(key): key for key in keys}
        told = select(PaperKeyRow.key).join(PaperSourceRow, col(PaperSourceRow.paper_id) == col(PaperKeyRow.paper_id))
        told = told.where(PaperSourceRow.source == source, PaperSourceRow.seen_at <= until)
        with self._transactions.read() as session:
            found = [key for some in chunks(stored) for key in session.exec(told.where(col(PaperKeyRow.key).in_(some)))]
        return frozenset(stored[key] for key in found)


def _waiting(asked: SelectOfScalar[T], now: datetime) -> SelectOfScalar[T]:
    return asked.where(col(SourceRow.active), ~col(SourceRow.stopped), col(SourceRow.next_poll_at) <= now)


def _row(session: Session, name: str) -> SourceRow | None:
    return session.exec(select(SourceRow).where(SourceRow.name == name).with_for_update()).first()


def _stands(row: SourceRow, state: BatchState, note: str, now: datetime) -> None:
    if row.state != state:
        row.state_since = now
    row.state, row.note = str(state), note


def _brought_news(row: SourceRow, now: datetime) -> None:
    """Its habit is the longest it took to bring something new, of which a tenth is forgotten each time."""
    if row.last_news_at is not None:
        gap = round((now - row.last_news_at).total_seconds())
        row.longest_gap = max(gap, round((row.longest_gap or 0) * 0.9))
    row.last_news_at, row.told = now, ""


def _release(row: SourceRow, next_poll_at: datetime) -> None:
    row.next_poll_at = next_poll_at
    row.lease_owner, row.leased_until = "", None
