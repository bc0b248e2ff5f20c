"""What Slack told us, written down before we acknowledge it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import col, select

from bot.storage.tables import EnvelopeRow
from bot.storage.transactions import Transactions
from bot.storage.upserts import unless_there


class SqlInbox:
    """The port ``Inbox`` over tables."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        # Written for every command before its ack: the statement is built once, not each time.
        self._insert = unless_there(transactions.engine.dialect.name, EnvelopeRow)

    def receive(self, key: str, kind: str, body: Mapping[str, Any] | None, now: datetime) -> bool:
        """Store an envelope; false when it was received before."""
        values = {"key": key, "kind": kind, "body": body, "received_at": now, "done_at": now if body is None else None}
        with self._transactions.write() as session:
            return session.connection().execute(self._insert, values).first() is not None

    def done(self, key: str, now: datetime) -> None:
        """It was handled: forget its text, remember its key."""
        this = update(EnvelopeRow).where(col(EnvelopeRow.key) == key, col(EnvelopeRow.done_at).is_(None))
        with self._transactions.write() as session:
            session.exec(this.values(done_at=now, body=None))

    def unfinished(self, before: datetime, limit: int) -> Sequence[tuple[str, str, Mapping[str, Any]]]:
        """Envelopes received before that were never finished: key, kind and body, oldest first."""
        open_ones = select(EnvelopeRow).where(col(EnvelopeRow.done_at).is_(None), EnvelopeRow.received_at < before)
        with self._transactions.read() as session:
            rows = session.exec(open_ones.order_by(col(EnvelopeRow.received_at), col(EnvelopeRow.key)).limit(limit))
            return [(row.key, row.kind, row.body) for row in rows]

    def forget(self, before: datetime) -> int:
        """Drop handled keys older than ``before``; how many."""
        with self._transactions.write() as session:
            return session.exec(delete(EnvelopeRow).where(col(EnvelopeRow.done_at) < before)).rowcount
