"""What readers said of papers, and what it changes."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, exists, not_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from bot.ports.marks import Mark, MarkKind, Rewritten
from bot.storage.chunks import chunks
from bot.storage.columns import storable_key
from bot.storage.joined import present, present_ids
from bot.storage.subscribers import lock_subscriber
from bot.storage.tables import (
    DigestPaperRow,
    DigestRow,
    DiscussionRow,
    MarkRow,
    PaperRow,
    QueryRow,
    SubscriberRow,
    TurnRow,
)
from bot.storage.transactions import Transactions
from bot.storage.upserts import insert_unless_there
from bot.subscribers import SubscriberKind

_OPPOSITE = {MarkKind.LIKED: MarkKind.NOT_RELEVANT, MarkKind.NOT_RELEVANT: MarkKind.LIKED}
_ABOUT_A_PAPER = 2  # an answer that rests on more papers is about the briefing


class SqlMarks:
    """The port ``Marks`` over tables."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def mark(self, team: str, user: str, paper_id: int, kind: MarkKind, now: datetime) -> bool:
        """Remember a mark; false when it was there."""
        with self._transactions.write() as session:
            paper = present(session, paper_id)
            if kind in _OPPOSITE:
                session.exec(delete(MarkRow).where(*_this(team, user, paper, _OPPOSITE[kind])))
            return insert_unless_there(
                session, MarkRow, team=team, user=user, paper_id=paper, kind=str(kind), marked_at=now
            )

    def unmark(self, team: str, user: str, paper_id: int, kind: MarkKind) -> bool:
        """Forget a mark; false when it was not there."""
        with self._transactions.write() as session:
            paper = present(session, paper_id)
            return session.exec(delete(MarkRow).where(*_this(team, user, paper, kind))).rowcount == 1

    def marked(self, team: str, user: str, kind: MarkKind) -> Sequence[int]:
        """Ids of the papers a reader marked, latest first."""
        theirs = select(MarkRow.paper_id).where(MarkRow.team == team, MarkRow.user == user, MarkRow.kind == str(kind))
        with self._transactions.read() as session:
            return session.exec(theirs.order_by(col(MarkRow.marked_at).desc(), col(MarkRow.paper_id).desc())).all()

    def of_subscriber(self, subscriber_id: int, kinds: Collection[MarkKind], since: datetime) -> Sequence[Mark]:
        """What was said to a reader after ``since`` and not forgotten, latest first."""
        with self._transactions.read() as session:
            reader = session.get(SubscriberRow, subscriber_id)
            if reader is None:
                return ()
            said = select(MarkRow).where(MarkRow.team == reader.team, col(MarkRow.kind).in_([str(k) for k in kinds]))
            said = said.where(col(MarkRow.marked_at) > since, _said_to(reader), not_(_is_forgotten(reader)))
            latest = said.order_by(col(MarkRow.marked_at).desc(), col(MarkRow.paper_id).desc())
            return [Mark(row.paper_id, MarkKind(row.kind), row.marked_at) for row in session.exec(latest)]

    def discussed(self, subscriber_id: int, since: datetime) -> Mapping[int, datetime]:
        """Papers this reader asked about after ``since`` and got an answer, with when last."""
        with self._transactions.read() as session:
            reader = session.get(SubscriberRow, subscriber_id)
            if reader is None:
                return {}
            rows = session.exec(select(TurnRow).join(DiscussionRow).where(*_asked_by(reader, since))).all()
            turns = [row for row in rows if len(row.paper_ids) <= _ABOUT_A_PAPER]
            today = _today(session, {paper for row in turns for paper in row.paper_ids})
            forgotten = _forgotten(session, reader)
        asked: dict[int, datetime] = {}
        for row in sorted(turns, key=lambda row: row.asked_at):
            asked.update({today[paper]: row.asked_at for paper in row.paper_ids if paper in today})
        return {paper: at for paper, at in asked.items() if paper not in forgotten or at > forgotten[paper]}

    def forget(self, subscriber_id: int, paper_ids: Collection[int], now: datetime) -> None:
        """Let what was said of these papers teach this reader's radar no more; what was saved stays saved."""
        with self._transactions.write() as session:
            papers = present_ids(session, paper_ids)
            reader = lock_subscriber(session, subscriber_id)
            if reader is None:
                return
            own = (col(MarkRow.team) == reader.team, col(MarkRow.user) == reader.address)
            if reader.kind == str(SubscriberKind.PERSON):
                thumbs = col(MarkRow.kind).in_([str(kind) for kind in _OPPOSITE])
                session.exec(delete(MarkRow).where(*own, thumbs))
            for paper in sorted(set(papers.values())):
                session.exec(delete(MarkRow).where(*_this(reader.team, reader.address, paper, MarkKind.FORGOTTEN)))
                here = {"team": reader.team, "user": reader.address, "kind": str(MarkKind.FORGOTTEN)}
                session.add(MarkRow(**here, paper_id=paper, marked_at=now))

    def rewrite(self, subscriber_id: int, query_id: int, was: str, text: str) -> Rewritten:
        """Rewrite a line because of what was said of papers, in one step, if it still reads ``was``."""
        with self._transactions.write() as session:
            lock_subscriber(session, subscriber_id)
            rows = session.exec(select(QueryRow).where(QueryRow.subscriber_id == subscriber_id)).all()
            row = next((each for each in rows if each.id == query_id), None)
            if row is None:
                return Rewritten.GONE
            if row.text == storable_key(text):
                return Rewritten.BEFORE
            if row.text != storable_key(was):
                return Rewritten.CHANGED
            if any(each.text == storable_key(text) for each in rows):
                return Rewritten.TWIN
            row.text = text
            return Rewritten.DONE


def _this(team: str, user: str, paper_id: int, kind: MarkKind) -> tuple[ColumnElement[bool], ...]:
    theirs = (col(MarkRow.team) == team, col(MarkRow.user) == user)
    return (*theirs, col(MarkRow.paper_id) == paper_id, col(MarkRow.kind) == str(kind))


def _said_to(reader: SubscriberRow) -> ColumnElement[bool]:
    """What a person said, or what anyone said of a paper that this channel was told of before."""
    own = col(MarkRow.user) == reader.address
    if reader.kind == str(SubscriberKind.PERSON):
        return own
    theirs = and_(col(DigestRow.id) == col(DigestPaperRow.digest_id), col(DigestRow.subscriber_id) == reader.id)
    told = exists().where(theirs, col(DigestPaperRow.paper_id) == col(MarkRow.paper_id))
    return own | told.where(col(DigestRow.made_at) <= col(MarkRow.marked_at))


def _is_forgotten(reader: SubscriberRow) -> ColumnElement[bool]:
    later = aliased(MarkRow)
    here = and_(col(later.team) == reader.team, col(later.user) == reader.address)
    same = and_(col(later.kind) == str(MarkKind.FORGOTTEN), col(later.paper_id) == col(MarkRow.paper_id))
    return exists().where(here, same, col(later.marked_at) >= col(MarkRow.marked_at))


def _forgotten(session: Session, reader: SubscriberRow) -> Mapping[int, datetime]:
    here = select(MarkRow).where(MarkRow.team == reader.team, MarkRow.user == reader.address)
    rows = session.exec(here.where(MarkRow.kind == str(MarkKind.FORGOTTEN)))
    return {row.paper_id: row.marked_at for row in rows}


def _asked_by(reader: SubscriberRow, since: datetime) -> tuple[ColumnElement[bool], ...]:
    """Questions that were answered: a person's own ones anywhere, everybody's in a channel."""
    person = reader.kind == str(SubscriberKind.PERSON)
    who = col(TurnRow.user) == reader.address if person else col(DiscussionRow.channel) == reader.address
    return (col(DiscussionRow.team) == reader.team, who, col(TurnRow.state) == "done", col(TurnRow.asked_at) > since)


def _today(session: Session, paper_ids: Collection[int]) -> Mapping[int, int]:
    """Each id that is stored → the id of the paper it stands for today."""
    found: dict[int, int] = {}
    for some in chunks(paper_ids):
        rows = session.exec(select(PaperRow.id, PaperRow.joined_into).where(col(PaperRow.id).in_(some)))
        found.update({paper_id: joined_into or paper_id for paper_id, joined_into in rows})
    return found
