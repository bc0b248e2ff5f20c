"""How sources stand, as readers and those who look after them are told."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from bot.digest import SourceReport
from bot.ports.store import SourceHealth
from bot.storage.tables import PaperSourceRow, SourceFollowerRow, SourceRow


def reports(session: Session, since: datetime, names: frozenset[str] | None) -> Sequence[SourceReport]:
    """How every active source (of ``names``) stands, with the number of papers it brought as news after ``since``."""
    brought = select(PaperSourceRow.source, func.count()).where(col(PaperSourceRow.news_at) > since)
    new = dict(session.exec(brought.group_by(col(PaperSourceRow.source))).all())
    return [
        SourceReport(row.name, row.label, row.state, new.get(row.name, 0), row.state_since, row.note)
        for row in _active(session)
        if names is None or row.name in names
    ]


def health(session: Session) -> Sequence[SourceHealth]:
    """How every active source has been doing, and who follows it."""
    followers: dict[str, list[tuple[str, str]]] = {}
    following = select(SourceFollowerRow).where(col(SourceFollowerRow.ended_at).is_(None))
    for follower in session.exec(following.order_by(col(SourceFollowerRow.team), col(SourceFollowerRow.user))):
        followers.setdefault(follower.source, []).append((follower.team, follower.user))
    return [
        SourceHealth(
            name=row.name,
            label=row.label,
            state=row.state,
            note=row.note,
            since=row.enrolled_at or row.last_ok_at or row.next_poll_at,
            failing_since=row.failing_since,
            last_news_at=row.last_news_at,
            longest_gap=timedelta(seconds=row.longest_gap) if row.longest_gap is not None else None,
            stopped=row.stopped,
            told=row.told,
            followers=tuple(followers.get(row.name, ())),
        )
        for row in _active(session)
    ]


def _active(session: Session) -> Sequence[SourceRow]:
    return session.exec(
        select(SourceRow).where(col(SourceRow.active)).order_by(col(SourceRow.position), col(SourceRow.name))
    ).all()
