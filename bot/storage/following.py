"""Who reads which source: everybody, a workspace or a person; a source is asked as long as somebody does."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, update
from sqlmodel import Session, col, select

from bot.ports.store import StoreFailure, TooManySources
from bot.storage.columns import storable_key
from bot.storage.tables import SourceFollowerRow, SourceRow
from bot.storage.upserts import insert_unless_there

_BY = SourceFollowerRow
_NOW = col(_BY.ended_at).is_(None)
_IS_FOLLOWED = exists().where(col(_BY.source) == col(SourceRow.name), _NOW)


def enrol(session: Session, names: Mapping[str, str], now: datetime) -> None:
    """Make exactly these the sources everybody reads, in this order."""
    _refuse_too_long(names)
    for name, label in names.items():
        _store(session, name, label, now)
        _begin(session, name, "", "", now)
    left = update(_BY).where(col(_BY.team) == "", _NOW, col(_BY.source).not_in(list(names)))
    session.exec(left.values(ended_at=now))
    place = {name: position for position, name in enumerate(names)}
    for row in session.exec(select(SourceRow).order_by(col(SourceRow.name)).with_for_update()):
        row.position = place.get(row.name, len(place))
    session.flush()
    _begin_and_end(session, now)


def follow(session: Session, name: str, label: str, team: str, user: str, now: datetime, limit: int) -> bool:
    """Let a workspace or a person read a source; false when they did, and it was not stopped."""
    _refuse_too_long([name])
    _store(session, name, label, now)
    restarted = update(SourceRow).where(col(SourceRow.name) == name, col(SourceRow.stopped))
    again = session.exec(restarted.values(stopped=False, next_poll_at=now, told="", failing_since=None)).rowcount
    added = _begin(session, name, team, user, now)
    number = session.exec(select(func.count()).where(_BY.team == team, _BY.user == user, _NOW)).one()
    if added and number > limit:
        raise TooManySources(limit)
    _begin_and_end(session, now)
    return added or bool(again)


def unfollow(session: Session, name: str, team: str, user: str, now: datetime) -> bool:
    """End that; false when there was nothing to end."""
    theirs = update(_BY).where(col(_BY.source) == name, col(_BY.team) == team, col(_BY.user) == user, _NOW)
    ended = bool(session.exec(theirs.values(ended_at=now)).rowcount)
    _begin_and_end(session, now)
    return ended


def readable(session: Session, team: str, user: str) -> frozenset[str]:
    """Every source this person reads; without a user, what everybody in the workspace does."""
    return frozenset(session.exec(select(_BY.source).where(_is_theirs(team, user), _NOW)))


def hidden(session: Session, team: str, user: str) -> frozenset[str]:
    """Sources that only others ever read; one that was given up stays visible to those who read it."""
    theirs = select(_BY.source).where(_is_theirs(team, user))
    return frozenset(session.exec(select(_BY.source).where(col(_BY.source).not_in(theirs))))


def followed(session: Session, team: str, user: str) -> Sequence[str]:
    """The sources exactly this workspace or person added, in the order they did."""
    theirs = select(_BY.source).where(_BY.team == team, _BY.user == user, _NOW)
    return session.exec(theirs.order_by(col(_BY.followed_at), col(_BY.source))).all()


def _is_theirs(team: str, user: str) -> ColumnElement[bool]:
    shared = and_(col(_BY.team).in_(("", team)), col(_BY.user) == "")
    return or_(shared, and_(col(_BY.team) == team, col(_BY.user) == user))


def _begin(session: Session, name: str, team: str, user: str, now: datetime) -> bool:
    """Whether they did not follow it before; who comes back begins anew."""
    if insert_unless_there(session, _BY, source=name, team=team, user=user, followed_at=now):
        return True
    back = update(_BY).where(col(_BY.source) == name, col(_BY.team) == team, col(_BY.user) == user, ~_NOW)
    return bool(session.exec(back.values(ended_at=None, followed_at=now)).rowcount)


def _refuse_too_long(names: Mapping[str, str] | Sequence[str]) -> None:
    for name in names:
        if storable_key(name) != name:
            raise StoreFailure(f"The source name {name[:80]}… is too long to be kept.")


def _store(session: Session, name: str, label: str, now: datetime) -> None:
    insert_unless_there(
        session, SourceRow, name=name, label=label, active=False, next_poll_at=now, enrolled_at=now, position=1000
    )


def _begin_and_end(session: Session, now: datetime) -> None:
    """A source somebody reads again is due at once; one that nobody reads any more rests."""
    begins = update(SourceRow).where(~col(SourceRow.active), _IS_FOLLOWED)
    session.exec(begins.values(active=True, next_poll_at=now))
    session.exec(update(SourceRow).where(col(SourceRow.active), ~_IS_FOLLOWED).values(active=False))
