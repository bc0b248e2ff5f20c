"""Every work once: found by key, by id, and by when it was news."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.papers import Paper, Record
from bot.ports.store import Absorbed
from bot.storage.absorbing import absorb
from bot.storage.columns import storable_key
from bot.storage.tables import EnrichmentRow, PaperKeyRow, PaperRow, PaperSourceRow
from bot.storage.transactions import Transactions
from bot.storage.upserts import insert_into
from bot.storage.works import owners_of, papers


class SqlPapers:
    """The port ``Papers`` over tables."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def absorb(self, records: Sequence[Record], now: datetime, *, past: bool = False) -> Absorbed:
        """Store records, all or none; those of one work become one paper, with the stored one if there is."""
        if not records:
            return Absorbed()
        with self._transactions.write() as session:
            return absorb(session, records, now, past=past)

    def first_seen(self, since: datetime, until: datetime, without: frozenset[str] = frozenset()) -> Sequence[Paper]:
        """Papers that became news after ``since`` and until ``until`` (inclusive), oldest first."""
        in_span = and_(col(PaperRow.news_at) > since, col(PaperRow.news_at) <= until)
        news = _present().where(col(PaperRow.id).in_(_news(since, until, without)) if without else in_span)
        return self._all(news.order_by(col(PaperRow.news_at), col(PaperRow.id)))

    def revised(self, since: datetime, until: datetime, without: frozenset[str] = frozenset()) -> Sequence[Paper]:
        """Papers that are no news but were revised in that span, oldest first."""
        span = _present().where(col(PaperRow.revised_at) > since, col(PaperRow.revised_at) <= until)
        known = span.where(or_(col(PaperRow.news_at).is_(None), col(PaperRow.news_at) <= since))
        if without:
            told = exists().where(_not_in(PaperSourceRow, without), col(PaperSourceRow.paper_id) == col(PaperRow.id))
            known = known.where(told)
        return self._all(known.order_by(col(PaperRow.revised_at), col(PaperRow.id)))

    def tide(self) -> tuple[int, datetime | None]:
        """Rises whenever a paper is stored or becomes news."""
        with self._transactions.read() as session:
            latest = session.exec(select(func.max(PaperRow.news_at)).where(col(PaperRow.joined_into).is_(None))).one()
            return session.exec(select(func.max(PaperRow.id))).one() or 0, latest

    def wanting(self, enricher: str, since: datetime, now: datetime, limit: int) -> Sequence[Paper]:
        """Papers first stored after ``since`` it was not asked about, latest first; then those to ask about again."""
        asked = exists().where(col(EnrichmentRow.enricher) == enricher, col(EnrichmentRow.paper_id) == col(PaperRow.id))
        fresh = _present().where(col(PaperRow.first_seen_at) > since, ~asked)
        fresh = fresh.order_by(col(PaperRow.first_seen_at).desc(), col(PaperRow.id).desc()).limit(limit)
        again = _present().join(EnrichmentRow, col(EnrichmentRow.paper_id) == col(PaperRow.id))
        again = again.where(EnrichmentRow.enricher == enricher, col(EnrichmentRow.again_at) <= now)
        found = self._all(fresh)
        return [*found, *self._all(again.order_by(col(EnrichmentRow.again_at)).limit(limit - len(found)))]

    def asked(self, enricher: str, paper_ids: Sequence[int], again_at: datetime | None) -> None:
        """The enricher was asked about these papers; it is asked again at ``again_at``, or never."""
        with self._transactions.write() as session:
            for paper_id in paper_ids:
                row = insert_into(session, EnrichmentRow)
                row = row.values(paper_id=paper_id, enricher=enricher, again_at=again_at)
                there = ["paper_id", "enricher"]
                session.exec(row.on_conflict_do_update(index_elements=there, set_={"again_at": again_at}))

    def get(self, paper_id: int) -> Paper | None:
        """One paper; the id of one that was joined to another gives the other."""
        today = select(func.coalesce(PaperRow.joined_into, PaperRow.id)).where(PaperRow.id == paper_id)
        return next(iter(self._all(select(PaperRow).where(col(PaperRow.id) == today.scalar_subquery()))), None)

    def find(self, key: str) -> Paper | None:
        """The paper with this normalised key."""
        there = select(PaperRow).join(PaperKeyRow, col(PaperKeyRow.paper_id) == col(PaperRow.id))
        return next(iter(self._all(there.where(PaperKeyRow.key == key))), None)

    def known(self, keys: frozenset[str]) -> frozenset[str]:
        """Those of ``keys`` that belong to a stored paper."""
        stored = {storable_key(key): key for key in keys}
        with self._transactions.read() as session:
            return frozenset(stored[key] for key in owners_of(session, stored))

    def _all(self, wanted: SelectOfScalar[PaperRow]) -> Sequence[Paper]:
        with self._transactions.read() as session:
            return papers(session, wanted)


def _present() -> SelectOfScalar[PaperRow]:
    return select(PaperRow).where(col(PaperRow.joined_into).is_(None))


def _not_in(told: type[PaperSourceRow], without: frozenset[str]) -> ColumnElement[bool]:
    return col(told.source).not_in([storable_key(source) for source in without])


def _news(since: datetime, until: datetime, without: frozenset[str]) -> SelectOfScalar[int]:
    """Papers that some source told of as news in that span, and none of them before; those ``without`` do not count."""
    told, earlier = PaperSourceRow, aliased(PaperSourceRow)
    in_span = select(told.paper_id).where(col(told.news_at) > since, col(told.news_at) <= until)
    before = exists().where(
        col(earlier.paper_id) == col(told.paper_id), col(earlier.news_at) <= since, _not_in(earlier, without)
    )
    return in_span.where(_not_in(told, without), ~before)
