"""Which message may go out now: in order within its lane, after its parent, one a second in a conversation."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Exists, and_, exists, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.ports.ledger import DeliveryState
from bot.storage.claims import UNSENT
from bot.storage.tables import ChannelPaceRow, DeliveryRow
from bot.storage.upserts import came_back, insert_into

PACE = timedelta(seconds=1)  # Slack takes one message a second in a conversation
SKEW = timedelta(seconds=10)  # a time further ahead than clocks differ was written before a clock was set back


def waiting(now: datetime) -> SelectOfScalar[DeliveryRow]:
    """The messages that may go out now, the one due longest first."""
    parent, pace = aliased(DeliveryRow), ChannelPaceRow
    place = func.coalesce(col(parent.sent_channel), col(DeliveryRow.channel))
    found = select(DeliveryRow).outerjoin(parent, col(parent.seq) == col(DeliveryRow.parent))
    found = found.outerjoin(pace, and_(col(pace.team) == col(DeliveryRow.team), col(pace.channel) == place))
    return found.where(
        col(DeliveryRow.state).in_(UNSENT),
        col(DeliveryRow.due_at) <= now,
        or_(col(DeliveryRow.parent).is_(None), col(parent.state) == str(DeliveryState.SENT)),
        or_(col(pace.last_posted_at).is_(None), _free(now)),
        ~_earlier_in_lane(),
    ).order_by(col(DeliveryRow.due_at), col(DeliveryRow.seq))


def reserve(session: Session, team: str, channel: str, now: datetime) -> bool:
    """Take this second of a conversation; false when another process was first."""
    reserved = insert_into(session, ChannelPaceRow).values(team=team, channel=channel, last_posted_at=now)
    taken = reserved.on_conflict_do_update(
        index_elements=["team", "channel"], set_={"last_posted_at": now}, where=_free(now)
    )
    return came_back(session, taken)


def slow_down(session: Session, team: str, channel: str, now: datetime) -> None:
    """Count the second from now: the request goes out, or came back, later than it was reserved."""
    touched = insert_into(session, ChannelPaceRow).values(team=team, channel=channel, last_posted_at=now)
    session.exec(touched.on_conflict_do_update(index_elements=["team", "channel"], set_={"last_posted_at": now}))


def _free(now: datetime) -> ColumnElement[bool]:
    last = col(ChannelPaceRow.last_posted_at)
    return or_(last <= now - PACE, last > now + SKEW)


def _earlier_in_lane() -> Exists:
    earlier = aliased(DeliveryRow)
    same_lane = and_(col(earlier.lane) == col(DeliveryRow.lane), col(earlier.seq) < col(DeliveryRow.seq))
    return exists().where(same_lane, col(earlier.state).in_(UNSENT))
