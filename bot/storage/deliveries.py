"""The outbox: who posts which message now, and where each one ended."""

from datetime import datetime

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from bot.ports.delivery import Message, Posted
from bot.ports.ledger import DeliveryClaim, DeliveryRecord, DeliveryState
from bot.storage.claims import UNSENT, fence_of, give_back, take
from bot.storage.outbox import plan_message, read_back, written
from bot.storage.pacing import reserve, slow_down, waiting
from bot.storage.tables import DeliveryRow, DiscussionRow
from bot.storage.transactions import Transactions
from bot.storage.upserts import insert_into

_TRIES = 5


class SqlDeliveries:
    """The port ``Deliveries`` over tables."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def plan(self, key: str, team: str, channel: str, message: Message, now: datetime, thread: str = "") -> str | None:
        """Promise a message outside a digest; its id, or nothing when ``key`` was promised before."""
        with self._transactions.write() as session:
            return plan_message(session, key, team, channel, thread, message, now)

    def claim(self, now: datetime, lease_seconds: int) -> DeliveryClaim | None:
        """Claim one message whose time has come, whose parent is posted and whose channel was not just posted to."""
        for _ in range(_TRIES):
            with self._transactions.write() as session:
                row = take(session, waiting(now), now, lease_seconds, DeliveryRow)
                if row is None:
                    return None
                claim = _claimed(session, row)
                if reserve(session, claim.team, claim.channel, now):
                    return claim
                session.rollback()  # another process took this second of the channel while we looked
        return None

    def posting(self, claim: DeliveryClaim, now: datetime) -> bool:
        """Write down that the request goes out now; false when the fence no longer holds."""
        with self._transactions.write() as session:
            row = _held(session, claim)
            if row is None:
                return False
            row.state = str(DeliveryState.SENDING)
            row.posting_since = row.posting_since or now
            slow_down(session, claim.team, claim.channel, now)
            return True

    def sent(self, claim: DeliveryClaim, posted: Posted, now: datetime) -> bool:
        """Record where the message is; false when another copy of it was recorded, or it had failed, before."""
        with self._transactions.write() as session:
            row = session.exec(select(DeliveryRow).where(DeliveryRow.id == claim.id).with_for_update()).first()
            if row is None or row.state == DeliveryState.FAILED:
                return False
            if row.state == DeliveryState.SENT:
                return (row.sent_channel, row.sent_ts) == (posted.channel, posted.ts)
            _end(row, DeliveryState.SENT, "", now)
            row.sent_channel, row.sent_ts = posted.channel, posted.ts
            slow_down(session, row.team, posted.channel, now)
            if row.digest_id is not None and row.parent is None:
                _open_discussion(session, row, now)
            return True

    def later(self, claim: DeliveryClaim, due_at: datetime, code: str, *, surely_not_posted: bool) -> None:
        """Give the message back; what an earlier attempt left uncertain stays so."""
        with self._transactions.write() as session:
            row = _held(session, claim)
            if row is not None:
                _back(row, claim.posting_since if surely_not_posted else row.posting_since, due_at, code)

    def replace(self, claim: DeliveryClaim, message: Message, due_at: datetime, code: str) -> None:
        """Give it back in another form, this one having been refused."""
        with self._transactions.write() as session:
            row = _held(session, claim)
            if row is not None:
                row.message = written(message)
                _back(row, claim.posting_since, due_at, code)

    def give_up(self, claim: DeliveryClaim, state: DeliveryState, code: str, now: datetime) -> None:
        """End it as ``unknown`` or ``failed``, and with it the messages of its thread."""
        with self._transactions.write() as session:
            row = _held(session, claim)
            if row is None:
                return
            _end(row, state, code, now)
            thread = update(DeliveryRow).where(col(DeliveryRow.parent) == row.seq, col(DeliveryRow.state).in_(UNSENT))
            ended = {"state": str(DeliveryState.FAILED), "code": f"parent {state}", "ended_at": now, "fence": None}
            session.exec(thread.values(**ended))

    def get(self, delivery_id: str) -> DeliveryRecord | None:
        """What became of a delivery."""
        with self._transactions.read() as session:
            row = session.exec(select(DeliveryRow).where(DeliveryRow.id == delivery_id)).first()
        if row is None:
            return None
        channel = row.sent_channel or row.channel
        return DeliveryRecord(row.id, DeliveryState(row.state), channel, row.sent_ts, row.digest_id, row.code)

    def oldest_open(self) -> datetime | None:
        """When the oldest message that has not ended yet was planned."""
        oldest = select(func.min(DeliveryRow.planned_at)).where(col(DeliveryRow.state).in_(UNSENT))
        with self._transactions.read() as session:
            return session.exec(oldest).one()


def _claimed(session: Session, row: DeliveryRow) -> DeliveryClaim:
    """The claim as the courier needs it: a message of a thread goes where its parent really is."""
    parent = session.get(DeliveryRow, row.parent) if row.parent is not None else None
    return DeliveryClaim(
        id=row.id,
        team=row.team,
        channel=parent.sent_channel if parent else row.channel,
        thread=parent.sent_ts if parent else row.thread,
        message=read_back(row.message),
        attempts=row.attempts,
        posting_since=row.posting_since,
        digest_id=row.digest_id,
        fence=fence_of(row),
    )


def _held(session: Session, claim: DeliveryClaim) -> DeliveryRow | None:
    mine = select(DeliveryRow).where(DeliveryRow.id == claim.id, DeliveryRow.fence == claim.fence)
    return session.exec(mine.where(col(DeliveryRow.state).in_(UNSENT)).with_for_update()).first()


def _back(row: DeliveryRow, posting_since: datetime | None, due_at: datetime, code: str) -> None:
    give_back(row, due_at)
    row.posting_since, row.code = posting_since, code
    row.state = str(DeliveryState.PLANNED if posting_since is None else DeliveryState.SENDING)


def _end(row: DeliveryRow, state: DeliveryState, code: str, now: datetime) -> None:
    row.state, row.code, row.ended_at, row.fence = str(state), code, now, None


def _open_discussion(session: Session, row: DeliveryRow, now: datetime) -> None:
    """A reply under a posted briefing is a question about its digest."""
    place = {"team": row.team, "channel": row.sent_channel, "thread": row.sent_ts}
    values = {**place, "digest_id": row.digest_id, "opened_at": now}
    opened = insert_into(session, DiscussionRow).values(**values)
    session.exec(opened.on_conflict_do_update(index_elements=list(place), set_={"digest_id": row.digest_id}))
