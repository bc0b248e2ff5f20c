"""The threads we answer in, their questions and answers."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, not_, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.ports.delivery import Message
from bot.ports.ledger import DiscussionRecord, PastTurn, TurnClaim
from bot.storage.claims import OPEN, fence_of, give_back, take
from bot.storage.joined import present, present_ids
from bot.storage.outbox import plan_answer
from bot.storage.tables import DiscussionRow, TurnRow
from bot.storage.transactions import Transactions
from bot.storage.upserts import insert_unless_there


class SqlDiscussions:
    """The port ``Discussions`` over tables."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def open(
        self,
        team: str,
        channel: str,
        thread: str,
        now: datetime,
        digest_id: int | None = None,
        paper_id: int | None = None,
    ) -> DiscussionRecord:
        """The discussion of this thread, created when new; its questions are about ``paper_id`` until one is chosen."""
        with self._transactions.write() as session:
            about = None if paper_id is None else present(session, paper_id)
            place = {"team": team, "channel": channel, "thread": thread}
            subject = {"digest_id": digest_id, "paper_id": about, "focus": about}
            insert_unless_there(session, DiscussionRow, **place, **subject, opened_at=now)
            return _record(session.exec(_at(team, channel, thread)).one())

    def find(self, team: str, channel: str, thread: str) -> DiscussionRecord | None:
        """The discussion of this thread, if it is one of ours."""
        with self._transactions.read() as session:
            row = session.exec(_at(team, channel, thread)).first()
        return _record(row) if row else None

    def focus(self, discussion_id: int, paper_id: int) -> None:
        """Choose the paper the next questions are about."""
        with self._transactions.write() as session:
            # Papers are locked before threads everywhere, so that no two transactions wait for each other.
            chosen = present(session, paper_id)
            row = _locked(session, discussion_id)
            if row is not None:
                row.focus = chosen

    def ask(self, discussion_id: int, ts: str, user: str, question: str, now: datetime) -> bool:
        """Store a question once; false when this message was stored before."""
        asked = {"ts": ts, "user": user, "question": question, "asked_at": now, "due_at": now, "state": "open"}
        with self._transactions.write() as session:
            return insert_unless_there(session, TurnRow, discussion_id=discussion_id, **asked)

    def claim(self, now: datetime, lease_seconds: int) -> TurnClaim | None:
        """Claim one question: the oldest open one of a thread in which no other is being answered."""
        with self._transactions.write() as session:
            row = take(session, _waiting(now), now, lease_seconds, TurnRow, DiscussionRow)
            if row is None:
                return None
            discussion = session.exec(select(DiscussionRow).where(DiscussionRow.id == row.discussion_id)).one()
            discussion.busy_until = now + timedelta(seconds=lease_seconds)
            return _claimed(row, discussion)

    def answer(
        self,
        claim: TurnClaim,
        text: str,
        paper_ids: Sequence[int],
        messages: Sequence[Message],
        now: datetime,
    ) -> bool:
        """Save the answer, plan its messages in the thread and keep the chosen paper, if the fence holds."""
        with self._transactions.write() as session:
            today = present_ids(session, paper_ids)
            row, discussion = _held(session, claim)
            if row is None or discussion is None:
                return False
            about = list(dict.fromkeys(today[paper_id] for paper_id in paper_ids if paper_id in today))
            row.state, row.fence, row.answered_at, row.answer, row.paper_ids = "done", None, now, text, about
            discussion.busy_until = None
            if len(about) == 1:  # after a comparison the paper chosen before is still the one meant
                discussion.focus = about[0]
            plan_answer(session, row, discussion, messages, now)
            return True

    def postpone(self, claim: TurnClaim, due_at: datetime) -> None:
        """Give the question back for later."""
        with self._transactions.write() as session:
            row, discussion = _held(session, claim)
            if row is not None and discussion is not None:
                give_back(row, due_at)
                discussion.busy_until = None

    def history(self, discussion_id: int, limit: int) -> Sequence[PastTurn]:
        """The latest answered turns, oldest first."""
        done = select(TurnRow).where(TurnRow.discussion_id == discussion_id, TurnRow.state == "done")
        with self._transactions.read() as session:
            rows = session.exec(done.order_by(col(TurnRow.ts).desc()).limit(limit)).all()
        return [PastTurn(row.question, row.answer, tuple(row.paper_ids)) for row in reversed(rows)]


def _waiting(now: datetime) -> SelectOfScalar[TurnRow]:
    """Open questions that are due, in threads that are not busy, with no older open question before them."""
    older = aliased(TurnRow)
    before = and_(col(older.discussion_id) == col(TurnRow.discussion_id), col(older.ts) < col(TurnRow.ts))
    found = select(TurnRow).join(DiscussionRow, col(DiscussionRow.id) == col(TurnRow.discussion_id))
    found = found.where(col(TurnRow.state) == OPEN, col(TurnRow.due_at) <= now, _is_free(now))
    found = found.where(not_(exists().where(before, col(older.state) == OPEN)))
    return found.order_by(col(TurnRow.due_at), col(TurnRow.id))


def _is_free(now: datetime) -> ColumnElement[bool]:
    """Kept on the thread's own row: that is the row two processes lock, so it cannot be free for both."""
    return or_(col(DiscussionRow.busy_until).is_(None), col(DiscussionRow.busy_until) <= now)


def _at(team: str, channel: str, thread: str) -> SelectOfScalar[DiscussionRow]:
    there = select(DiscussionRow).where(DiscussionRow.team == team, DiscussionRow.channel == channel)
    return there.where(DiscussionRow.thread == thread)


def _locked(session: Session, discussion_id: int) -> DiscussionRow | None:
    return session.exec(select(DiscussionRow).where(DiscussionRow.id == discussion_id).with_for_update()).first()


def _held(session: Session, claim: TurnClaim) -> tuple[TurnRow | None, DiscussionRow | None]:
    mine = select(TurnRow).where(TurnRow.id == claim.id, TurnRow.fence == claim.fence, col(TurnRow.state) == OPEN)
    row = session.exec(mine.with_for_update()).first()
    return row, _locked(session, claim.discussion.id) if row else None


def _claimed(row: TurnRow, discussion: DiscussionRow) -> TurnClaim:
    return TurnClaim(
        id=row.id,
        discussion=_record(discussion),
        ts=row.ts,
        user=row.user,
        question=row.question,
        asked_at=row.asked_at,
        attempts=row.attempts,
        fence=fence_of(row),
    )


def _record(row: DiscussionRow) -> DiscussionRecord:
    return DiscussionRecord(row.id, row.team, row.channel, row.thread, row.digest_id, row.paper_id, row.focus)
