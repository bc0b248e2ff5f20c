"""Every work once: found by key, by id, and by when it was news."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.papers import Paper, Record
from bot.ports.store import Absorbed
from bot.storage.absorbing import absorb
from bot.storage.columns import storable_key
from bot.storage.tables import PaperKeyRow, PaperRow
from bot.storage.transactions import Transactions
from bot.storage.works import owners_of, papers


class SqlPapers:
    """The port ``Papers`` over tables."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def absorb(self, records: Sequence[Record], now: datetime) -> Absorbed:
        """Store records, all or none; one that shares a key with a known paper or a fellow is merged with it."""
        if not records:
            return Absorbed()
        with self._transactions.write() as session:
            return absorb(session, records, now)

    def first_seen(self, since: datetime, until: datetime) -> Sequence[Paper]:
        """Papers that became news after ``since`` and until ``until`` (inclusive), oldest first."""
        news = _present().where(col(PaperRow.news_at) > since, col(PaperRow.news_at) <= until)
        return self._all(news.order_by(col(PaperRow.news_at), col(PaperRow.id)))

    def revised(self, since: datetime, until: datetime) -> Sequence[Paper]:
        """Papers that are no news but were revised in that span, oldest first."""
        span = _present().where(col(PaperRow.revised_at) > since, col(PaperRow.revised_at) <= until)
        known = span.where(or_(col(PaperRow.news_at).is_(None), col(PaperRow.news_at) <= since))
        return self._all(known.order_by(col(PaperRow.revised_at), col(PaperRow.id)))

    def get(self, paper_id: int) -> Paper | None:
        """One paper; the id of one that was joined to another gives the other."""
        today = select(func.coalesce(PaperRow.joined_into, PaperRow.id)).where(PaperRow.id == paper_id)
        return next(iter(self._all(select(PaperRow).where(col(PaperRow.id) == today.scalar_subquery()))), None)

    def find(self, key: str) -> Paper | None:
        """The paper with this normalised key."""
        there = select(PaperRow).join(PaperKeyRow, col(PaperKeyRow.paper_id) == col(PaperRow.id))
        return next(iter(self._all(there.where(PaperKeyRow.key == key))), None)

    def known(self, keys: frozenset[str]) -> frozenset[str]:
        """Those of ``keys`` that belong to a stored paper."""
        stored = {storable_key(key): key for key in keys}
        with self._transactions.read() as session:
            return frozenset(stored[key] for key in owners_of(session, stored))

    def _all(self, wanted: SelectOfScalar[PaperRow]) -> Sequence[Paper]:
        with self._transactions.read() as session:
            return papers(session, wanted)


def _present() -> SelectOfScalar[PaperRow]:
    return select(PaperRow).where(col(PaperRow.joined_into).is_(None))
