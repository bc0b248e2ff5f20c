"""Whose turn it is to ask a host: one process at a time, with a pause between two requests."""

from datetime import UTC, datetime, timedelta

from sqlmodel import select

from bot.storage.columns import storable_key
from bot.storage.tables import HostTurnRow
from bot.storage.transactions import Transactions
from bot.storage.upserts import insert_unless_there

_LOOK_AGAIN = timedelta(milliseconds=250)
_NOW = timedelta()
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class SqlHostTurns:
    """The port ``HostTurns`` over a table."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def take(self, host: str, owner: str, now: datetime, hold: timedelta) -> timedelta:
        """Take the turn, for ``hold`` at most; zero when it is ours now, else how long to wait before trying again."""
        host = storable_key(host)
        with self._transactions.write() as session:
            insert_unless_there(session, HostTurnRow, host=host, next_at=_LONG_AGO)
            row = session.exec(select(HostTurnRow).where(HostTurnRow.host == host).with_for_update()).one()
            if row.owner != owner and row.held_until is not None and now < row.held_until <= now + hold:
                return min(row.held_until - now, _LOOK_AGAIN)
            if row.next_at > now:
                return row.next_at - now
            row.owner, row.held_until = owner, now + hold
            return _NOW

    def give(self, host: str, owner: str, next_at: datetime) -> None:
        """End the turn; nobody asks the host before ``next_at``."""
        with self._transactions.write() as session:
            row = session.get(HostTurnRow, storable_key(host))
            if row is not None and row.owner == owner:
                row.owner, row.held_until, row.next_at = "", None, next_at
