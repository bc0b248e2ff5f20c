"""What readers said of papers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col, select

from bot.ports.store import MarkKind
from bot.storage.joined import present
from bot.storage.tables import MarkRow
from bot.storage.transactions import Transactions
from bot.storage.upserts import insert_unless_there


class SqlMarks:
    """The port ``Marks`` over tables."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def mark(self, team: str, user: str, paper_id: int, kind: MarkKind, now: datetime) -> bool:
        """Remember a mark; false when it was there."""
        with self._transactions.write() as session:
            paper = present(session, paper_id)
            return insert_unless_there(
                session, MarkRow, team=team, user=user, paper_id=paper, kind=str(kind), marked_at=now
            )

    def unmark(self, team: str, user: str, paper_id: int, kind: MarkKind) -> bool:
        """Forget a mark; false when it was not there."""
        with self._transactions.write() as session:
            paper = present(session, paper_id)
            theirs = delete(MarkRow).where(col(MarkRow.team) == team, col(MarkRow.user) == user)
            this = theirs.where(col(MarkRow.paper_id) == paper, col(MarkRow.kind) == str(kind))
            return session.exec(this).rowcount == 1

    def marked(self, team: str, user: str, kind: MarkKind) -> Sequence[int]:
        """Ids of the papers a reader marked, latest first."""
        theirs = select(MarkRow.paper_id).where(MarkRow.team == team, MarkRow.user == user, MarkRow.kind == str(kind))
        with self._transactions.read() as session:
            return session.exec(theirs.order_by(col(MarkRow.marked_at).desc(), col(MarkRow.paper_id).desc())).all()
