"""What Slack told us, written down before we acknowledge it."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import col, select

from bot.ports.store import StoreFailure
from bot.storage.tables import EnvelopeRow
from bot.storage.transactions import Transactions
from bot.storage.upserts import unless_there


@dataclass(slots=True)
class _Arrival:
    """An envelope on its way into the store, and how that ended: whether it was new, or what went wrong."""

    values: Mapping[str, Any]
    outcome: bool | Exception | None = None


class SqlInbox:
    """The port ``Inbox`` over tables."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._arrivals: deque[_Arrival] = deque()
        self._scribe = Lock()
        # Written for every command before its ack: the statement is built once, not each time.
        self._insert = unless_there(transactions.engine.dialect.name, EnvelopeRow)

    def receive(self, key: str, kind: str, body: Mapping[str, Any] | None, now: datetime) -> bool:
        """Store an envelope; false when it was received before.

        In a crowd, one caller writes down what all who wait behind it brought: one commit for many acks.
        """
        done_at = now if body is None else None
        mine = _Arrival({"key": key, "kind": kind, "body": body, "received_at": now, "done_at": done_at})
        self._arrivals.append(mine)
        with self._scribe:
            if mine.outcome is None:
                self._write_down()
        if isinstance(mine.outcome, Exception):
            raise mine.outcome
        if mine.outcome is None:
            raise StoreFailure("What Slack told could not be written down.")
        return mine.outcome

    def _write_down(self) -> None:
        """Store all that have arrived by now, in one transaction."""
        arrivals = [self._arrivals.popleft() for _ in range(len(self._arrivals))]
        try:
            with self._transactions.write() as session:
                rows = [session.connection().execute(self._insert, one.values).first() for one in arrivals]
        except StoreFailure as failure:
            for one in arrivals:
                one.outcome = failure
        else:
            for one, row in zip(arrivals, rows, strict=True):
                one.outcome = row is not None

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
