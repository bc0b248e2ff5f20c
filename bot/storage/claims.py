"""Leases on rows: who may work on a row now, and the fence that proves it later."""

import secrets
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

from sqlalchemy import ColumnClause, literal_column
from sqlmodel import Session
from sqlmodel.sql.expression import SelectOfScalar

# Written out instead of bound, so that both planners see that the partial indexes apply.
OPEN: ColumnClause[str] = literal_column("'open'")
UNSENT: tuple[ColumnClause[str], ...] = (literal_column("'planned'"), literal_column("'sending'"))


class Leased(Protocol):
    """A row that is worked on by one process at a time; ``due_at`` is also when its lease ends."""

    due_at: datetime
    attempts: int
    fence: str | None


R = TypeVar("R", bound=Leased)


def take(session: Session, waiting: SelectOfScalar[R], now: datetime, seconds: int, *locked: Any) -> R | None:
    """Lease the first of the ``waiting`` rows that no other process is taking at this moment.

    PostgreSQL locks the row (and those of the other tables in ``locked``) and skips what others locked; SQLite leaves
    that clause out, since its writers come one after another.
    """
    row = session.exec(waiting.limit(1).with_for_update(skip_locked=True, of=locked or None)).first()
    if row is not None:
        row.fence = secrets.token_hex(8)
        row.due_at = now + timedelta(seconds=seconds)
        row.attempts += 1
    return row


def give_back(row: Leased, due_at: datetime) -> None:
    """End a lease; the row is waiting again from ``due_at`` on."""
    row.fence = None
    row.due_at = due_at


def fence_of(row: Leased) -> str:
    """The fence of a row that was just taken."""
    if row.fence is None:
        raise ValueError("this row is not leased")
    return row.fence
