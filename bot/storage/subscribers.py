"""Who reads, when they are due, and their radars."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, not_, update
from sqlmodel import Session, col, select

from bot.ports.store import RadarFull, StoredQuery
from bot.storage.columns import storable_key
from bot.storage.tables import QueryRow, SubscriberRow
from bot.storage.transactions import Transactions
from bot.storage.upserts import unless_there
from bot.subscribers import Subscriber, SubscriberKind

_AT_ADDRESS = ("team", "kind", "address")
_FIXED = ("id", "created_at", *_AT_ADDRESS)
# Asked for every command before its ack: statements that are built once cost half as much.
_AT = select(SubscriberRow).where(
    SubscriberRow.team == bindparam("team"),
    SubscriberRow.kind == bindparam("kind"),
    SubscriberRow.address == bindparam("address"),
)
_SAVE = update(SubscriberRow).where(col(SubscriberRow.id) == bindparam("its_id"))
_RADAR = (
    select(QueryRow)
    .where(QueryRow.subscriber_id == bindparam("subscriber_id"))
    .order_by(col(QueryRow.position), col(QueryRow.id))
)


class SqlSubscribers:
    """The port ``Subscribers`` over tables."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._insert = unless_there(transactions.engine.dialect.name, SubscriberRow)

    def ensure(self, team: str, kind: SubscriberKind, address: str, now: datetime) -> Subscriber:
        """The subscriber at this address, created when new."""
        known = self.find(team, kind, address)
        if known is not None:
            return known
        new = Subscriber(id=0, team=team, kind=kind, address=address, created_at=now)
        with self._transactions.write() as session:
            columns = {name: value for name, value in _columns(new).items() if name != "id"}
            session.connection().execute(self._insert, columns)
            made = _at(session, team, kind, address)
        if made is None:
            raise LookupError("a subscriber that was just stored is not there")
        return _subscriber(made)

    def find(self, team: str, kind: SubscriberKind, address: str) -> Subscriber | None:
        """The subscriber at this address, if there is one."""
        with self._transactions.read() as session:
            row = _at(session, team, kind, address)
        return _subscriber(row) if row else None

    def get(self, subscriber_id: int) -> Subscriber | None:
        """One subscriber."""
        with self._transactions.read() as session:
            row = session.get(SubscriberRow, subscriber_id)
        return _subscriber(row) if row else None

    def save(self, subscriber: Subscriber) -> None:
        """Store changed settings together with ``next_due_at``."""
        changed = {name: value for name, value in _columns(subscriber).items() if name not in _FIXED}
        with self._transactions.write() as session:
            session.connection().execute(_SAVE, {"its_id": subscriber.id, **changed})

    def queries(self, subscriber_id: int) -> Sequence[StoredQuery]:
        """The radar, in the order its lines were added."""
        with self._transactions.read() as session:
            return [StoredQuery(row.id, row.text) for row in _radar(session, subscriber_id)]

    def lines(self) -> Sequence[str]:
        """The lines of every radar that is not paused, each once."""
        asked = select(QueryRow.text).join(SubscriberRow, col(SubscriberRow.id) == col(QueryRow.subscriber_id))
        with self._transactions.read() as session:
            return session.exec(asked.where(~col(SubscriberRow.paused)).distinct().order_by(col(QueryRow.text))).all()

    def add_queries(self, subscriber_id: int, texts: Sequence[str], limit: int) -> tuple[str, ...]:
        """Add all these lines or none; answers those that were new.  Raises ``RadarFull`` over ``limit``."""
        with self._transactions.write() as session:
            lock_subscriber(session, subscriber_id)
            rows = _radar(session, subscriber_id)
            there = {row.text for row in rows}
            new = [text for text in dict.fromkeys(texts) if storable_key(text) not in there]
            if len(rows) + len(new) > limit:
                raise RadarFull(limit)
            after = max((row.position for row in rows), default=0)
            for position, text in enumerate(new, after + 1):
                session.add(QueryRow(subscriber_id=subscriber_id, position=position, text=text))
            return tuple(new)

    def remove_queries(self, subscriber_id: int, ids: Sequence[int]) -> int:
        """Remove lines; answers how many there were."""
        theirs = delete(QueryRow).where(col(QueryRow.subscriber_id) == subscriber_id, col(QueryRow.id).in_(ids))
        with self._transactions.write() as session:
            return session.exec(theirs).rowcount

    def due(self, now: datetime, limit: int) -> Sequence[Subscriber]:
        """Those whose ``next_due_at`` has come, who are not paused and have a radar, longest waiting first."""
        has_radar = exists().where(col(QueryRow.subscriber_id) == col(SubscriberRow.id))
        awake = select(SubscriberRow).where(not_(col(SubscriberRow.paused)), has_radar)
        due = awake.where(col(SubscriberRow.next_due_at) <= now).order_by(col(SubscriberRow.next_due_at))
        with self._transactions.read() as session:
            return [_subscriber(row) for row in session.exec(due.limit(limit))]

    def pause_closed(self, team: str, address: str) -> str:
        """Pause the place we can no longer post to; the id of the person who set it up, or an empty string."""
        there = select(SubscriberRow).where(SubscriberRow.team == team, SubscriberRow.address == address)
        with self._transactions.write() as session:
            rows = session.exec(there.with_for_update()).all()
            for row in rows:
                row.paused = True
            return next((row.owner for row in rows if row.owner), "")

    def learn_zone(self, subscriber_id: int, zone: str, next_due_at: datetime | None) -> None:
        """Keep the zone of a person's profile with what follows from it, unless they chose one meanwhile."""
        this = update(SubscriberRow).where(col(SubscriberRow.id) == subscriber_id)
        unchosen = this.where(col(SubscriberRow.zone_source) == "default")
        with self._transactions.write() as session:
            session.exec(unchosen.values(zone=zone, zone_source="profile", next_due_at=next_due_at))

    def persons(self, limit: int) -> Sequence[Subscriber]:
        """Persons who have a radar or had one, those who came first."""
        persons = select(SubscriberRow).where(SubscriberRow.kind == str(SubscriberKind.PERSON))
        with self._transactions.read() as session:
            return [_subscriber(row) for row in session.exec(persons.order_by(col(SubscriberRow.id)).limit(limit))]

    def unzoned(self, limit: int) -> Sequence[Subscriber]:
        """Persons whose zone is still the default."""
        persons = select(SubscriberRow).where(SubscriberRow.kind == str(SubscriberKind.PERSON))
        unzoned = persons.where(SubscriberRow.zone_source == "default").order_by(col(SubscriberRow.id))
        with self._transactions.read() as session:
            return [_subscriber(row) for row in session.exec(unzoned.limit(limit))]


def _at(session: Session, team: str, kind: SubscriberKind, address: str) -> SubscriberRow | None:
    return session.exec(_AT, params={"team": team, "kind": str(kind), "address": address}).first()


def _radar(session: Session, subscriber_id: int) -> Sequence[QueryRow]:
    return session.exec(_RADAR, params={"subscriber_id": subscriber_id}).all()


def lock_subscriber(session: Session, subscriber_id: int) -> SubscriberRow | None:
    """The row, locked until the transaction ends: what counts a subscriber's rows before adding one needs it."""
    this = select(SubscriberRow).where(SubscriberRow.id == subscriber_id)
    return session.exec(this.with_for_update()).first()


def _columns(subscriber: Subscriber) -> Mapping[str, Any]:
    same = {field.name: getattr(subscriber, field.name) for field in fields(Subscriber)}
    days = "".join(str(day) for day in sorted(subscriber.days))
    return {**same, "kind": str(subscriber.kind), "days": days}


def _subscriber(row: SubscriberRow) -> Subscriber:
    same = {field.name: getattr(row, field.name) for field in fields(Subscriber)}
    return Subscriber(**{**same, "kind": SubscriberKind(row.kind), "days": frozenset(map(int, row.days))})
