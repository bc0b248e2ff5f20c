"""The store: every subject over one database."""

from datetime import datetime

from sqlalchemy import Engine, text, update
from sqlmodel import col

from bot.ports.store import StoreFailure
from bot.storage.changes import SqlChanges
from bot.storage.deliveries import SqlDeliveries
from bot.storage.digests import SqlDigests
from bot.storage.discussions import SqlDiscussions
from bot.storage.engine import connect
from bot.storage.hosts import SqlHostTurns
from bot.storage.inbox import SqlInbox
from bot.storage.marks import SqlMarks
from bot.storage.papers import SqlPapers
from bot.storage.schema import check
from bot.storage.schema import migrate as migrate_engine
from bot.storage.sources import SqlSources
from bot.storage.subscribers import SqlSubscribers
from bot.storage.tables import DeliveryRow, DigestRow, DiscussionRow, HostTurnRow, SourceRow, TurnRow
from bot.storage.transactions import Transactions


class SqlStore:
    """The port ``Store`` over SQLite or PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.transactions = Transactions(engine)
        self.papers = SqlPapers(self.transactions)
        self.sources = SqlSources(self.transactions)
        self.subscribers = SqlSubscribers(self.transactions)
        self.digests = SqlDigests(self.transactions)
        self.deliveries = SqlDeliveries(self.transactions)
        self.inbox = SqlInbox(self.transactions)
        self.discussions = SqlDiscussions(self.transactions)
        self.marks = SqlMarks(self.transactions)
        self.changes = SqlChanges(self.transactions)
        self.hosts = SqlHostTurns(self.transactions)

    def take_over(self, now: datetime) -> None:
        """Free what a process that died was working on; for a store on which no other process works.

        A process that is alive after all finds its fence gone and records nothing.
        """
        with self.transactions.write() as session:
            for leased in (DigestRow, TurnRow, DeliveryRow):
                held = update(leased).where(col(leased.fence).is_not(None))
                session.exec(held.values(fence=None, due_at=now))
            session.exec(update(DiscussionRow).values(busy_until=None))
            session.exec(update(SourceRow).values(lease_owner="", leased_until=None))
            session.exec(update(HostTurnRow).values(owner="", held_until=None))

    def ready(self) -> None:
        """Prove that the schema is this version's and that the store can be written."""
        check(self._engine)
        with self.transactions.write() as session:
            # The one row that always exists: writing it as it is changes nothing and needs what every write needs.
            session.execute(text("UPDATE alembic_version SET version_num = version_num"))

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()


def open_store(url: str, *, migrate: bool = False) -> SqlStore:
    """The store a database URL names, its schema brought to this version when ``migrate`` is set.

    Raises ``StoreFailure`` with a sentence when it cannot be used.
    """
    engine = connect(url)
    try:
        (migrate_engine if migrate else check)(engine)
    except StoreFailure:
        engine.dispose()
        raise
    return SqlStore(engine)
