"""One row for each subscriber, local date and edition: the row decides, the clock only wakes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, exists, func, not_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.ports.delivery import Message
from bot.ports.ledger import DeliveryState, DigestClaim, NumberedPaper, Past
from bot.storage.claims import OPEN, fence_of, give_back, take
from bot.storage.joined import present_ids
from bot.storage.outbox import plan_digest
from bot.storage.subscribers import lock_subscriber
from bot.storage.tables import DeliveryRow, DigestPaperRow, DigestRow, PaperRow, SubscriberRow
from bot.storage.transactions import Transactions
from bot.subscribers import Subscriber


class SqlDigests:
    """The port ``Digests`` over tables."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def open_due(
        self, subscriber: Subscriber, local_date: date, next_due_at: datetime | None, now: datetime
    ) -> int | None:
        """Open the day's digest and move the subscriber's next one, in one transaction; nothing when it exists."""
        with self._transactions.write() as session:
            row = lock_subscriber(session, subscriber.id)
            if row is None:
                return None
            if row.next_due_at == subscriber.next_due_at:  # else the schedule was changed meanwhile, and that counts
                row.next_due_at = next_due_at
            if _editions(session, subscriber.id, local_date):
                return None
            return _open(session, subscriber.id, local_date, 0, None, now)

    def open_extra(self, subscriber_id: int, local_date: date, request: str, now: datetime) -> int | None:
        """Open the day's digest, or a further edition of it; nothing when ``request`` was served before."""
        with self._transactions.write() as session:
            if lock_subscriber(session, subscriber_id) is None or _served(session, subscriber_id, request):
                return None
            edition = _editions(session, subscriber_id, local_date)
            return _open(session, subscriber_id, local_date, edition, request, now)

    def claim(self, now: datetime, lease_seconds: int) -> DigestClaim | None:
        """Claim one open digest whose time has come; those of one subscriber are made one after another."""
        earlier = aliased(DigestRow)
        theirs = and_(col(earlier.subscriber_id) == col(DigestRow.subscriber_id), col(earlier.state) == OPEN)
        due = select(DigestRow).where(col(DigestRow.state) == OPEN, col(DigestRow.due_at) <= now)
        due = due.where(not_(exists().where(theirs, col(earlier.id) < col(DigestRow.id))))
        with self._transactions.write() as session:
            row = take(session, due.order_by(col(DigestRow.due_at), col(DigestRow.id)), now, lease_seconds, DigestRow)
            return _claimed(row) if row else None

    def finish(
        self,
        claim: DigestClaim,
        body: Mapping[str, Any],
        papers: Sequence[NumberedPaper],
        messages: Sequence[Message],
        now: datetime,
    ) -> bool:
        """Save what was written and plan its messages, if the fence holds."""
        with self._transactions.write() as session:
            row = _held(session, claim)
            if row is None:
                return False
            row.state, row.fence, row.made_at, row.body = "done", None, now, body
            for paper in _each_once(session, row.id, papers):
                session.add(paper)
            subscriber = session.exec(select(SubscriberRow).where(SubscriberRow.id == row.subscriber_id)).one()
            plan_digest(session, row, subscriber, messages, now)
            return True

    def postpone(self, claim: DigestClaim, due_at: datetime, reason: str) -> None:
        """Give the digest back for later."""
        with self._transactions.write() as session:
            row = _held(session, claim)
            if row is not None:
                give_back(row, due_at)
                row.reason = reason

    def shown(self, subscriber_id: int) -> frozenset[int]:
        """Ids of the papers of every digest this subscriber got, the ones in the thread included."""
        today = func.coalesce(col(PaperRow.joined_into), col(PaperRow.id))
        papers = select(today).join(DigestPaperRow, col(DigestPaperRow.paper_id) == col(PaperRow.id))
        told = papers.join(DigestRow, col(DigestRow.id) == col(DigestPaperRow.digest_id)).where(_told(subscriber_id))
        with self._transactions.read() as session:
            return frozenset(session.exec(told))

    def latest(self, subscriber_id: int) -> Past | None:
        """The digest this subscriber got last."""
        return self._last(_LATEST, subscriber_id)

    def latest_with_papers(self, subscriber_id: int) -> Past | None:
        """The digest made last that told of a paper."""
        named = exists().where(col(DigestPaperRow.digest_id) == col(DigestRow.id))
        return self._last(_LATEST.where(named), subscriber_id)

    def _last(self, made: SelectOfScalar[DigestRow], subscriber_id: int) -> Past | None:
        with self._transactions.read() as session:
            row = session.exec(made, params={"subscriber_id": subscriber_id}).first()
        if row is None or row.made_at is None:
            return None
        return Past(row.id, row.local_date, row.edition, row.made_at)

    def papers(self, digest_id: int) -> Sequence[NumberedPaper]:
        """The papers of a digest, shown ones first by number."""
        theirs = select(DigestPaperRow).where(DigestPaperRow.digest_id == digest_id)
        number = col(DigestPaperRow.number)
        in_order = theirs.order_by(number == 0, number, col(DigestPaperRow.position))
        with self._transactions.read() as session:
            return [NumberedPaper(row.number, row.paper_id) for row in session.exec(in_order)]

    def body(self, digest_id: int) -> Mapping[str, Any] | None:
        """What was written, as it was saved."""
        with self._transactions.read() as session:
            row = session.get(DigestRow, digest_id)
        return row.body if row else None

    def subscriber_id(self, digest_id: int) -> int | None:
        """Whose digest it is."""
        with self._transactions.read() as session:
            return session.exec(select(DigestRow.subscriber_id).where(DigestRow.id == digest_id)).first()


def _editions(session: Session, subscriber_id: int, local_date: date) -> int:
    """How many digests there are of that day; the subscriber's row is locked, so the next number is this."""
    theirs = select(func.count()).where(DigestRow.subscriber_id == subscriber_id, DigestRow.local_date == local_date)
    return session.exec(theirs).one()


def _served(session: Session, subscriber_id: int, request: str) -> bool:
    theirs = select(DigestRow.id).where(DigestRow.subscriber_id == subscriber_id, DigestRow.request == request)
    return session.exec(theirs).first() is not None


def _open(
    session: Session, subscriber_id: int, local_date: date, edition: int, request: str | None, now: datetime
) -> int:
    row = DigestRow(
        subscriber_id=subscriber_id,
        local_date=local_date,
        edition=edition,
        request=request,
        state="open",
        opened_at=now,
        due_at=now,
    )
    session.add(row)
    session.flush()  # the number is given by the database
    return row.id


def _claimed(row: DigestRow) -> DigestClaim:
    return DigestClaim(
        id=row.id,
        subscriber_id=row.subscriber_id,
        local_date=row.local_date,
        edition=row.edition,
        opened_at=row.opened_at,
        asked_for=row.request is not None,
        attempts=row.attempts,
        fence=fence_of(row),
    )


def _held(session: Session, claim: DigestClaim) -> DigestRow | None:
    mine = select(DigestRow).where(DigestRow.id == claim.id, DigestRow.fence == claim.fence)
    return session.exec(mine.where(col(DigestRow.state) == OPEN).with_for_update()).first()


def _each_once(session: Session, digest_id: int, papers: Sequence[NumberedPaper]) -> list[DigestPaperRow]:
    """Two of these papers may have become one since they were chosen: it keeps the first number it was shown with."""
    today = present_ids(session, {paper.paper_id for paper in papers})
    rows: dict[int, DigestPaperRow] = {}
    for position, paper in enumerate(sorted(papers, key=lambda paper: (paper.number == 0, paper.number))):
        paper_id = today.get(paper.paper_id)
        if paper_id is not None and paper_id not in rows:
            row = DigestPaperRow(digest_id=digest_id, paper_id=paper_id, number=paper.number, position=position)
            rows[paper_id] = row
    return list(rows.values())


def _told(subscriber_id: int | BindParameter[int]) -> ColumnElement[bool]:
    """A digest that was made, and whose message did not fail: what never arrived may be told again."""
    failed = exists().where(
        col(DeliveryRow.digest_id) == col(DigestRow.id),
        col(DeliveryRow.parent).is_(None),
        col(DeliveryRow.state) == str(DeliveryState.FAILED),
    )
    return and_(col(DigestRow.subscriber_id) == subscriber_id, col(DigestRow.state) == "done", not_(failed))


# Asked whenever somebody changes when a briefing comes: built once.
_LATEST = (
    select(DigestRow)
    .where(_told(bindparam("subscriber_id")), col(DigestRow.made_at).is_not(None))
    .order_by(col(DigestRow.made_at).desc(), col(DigestRow.id).desc())
    .limit(1)
)
