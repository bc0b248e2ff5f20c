"""The questions asked every second are answered from an index, however much is stored."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, event

from bot.storage import SqlStore
from bot.storage.engine import connect
from tests.storage.made import LEASE, NOON

QUESTIONS: dict[str, Callable[[SqlStore], object]] = {
    "ix_subscriber_next_due_at": lambda store: store.subscribers.due(NOON, 10),
    "ix_digest_due_at": lambda store: store.digests.claim(NOON, LEASE),
    "ix_delivery_due_at": lambda store: store.deliveries.claim(NOON, LEASE),
    "ix_turn_due_at": lambda store: store.discussions.claim(NOON, LEASE),
    "ix_envelope_received_at": lambda store: store.inbox.unfinished(NOON, 10),
    "ix_envelope_done_at": lambda store: store.inbox.forget(NOON),
    "ix_paper_news_at": lambda store: store.papers.first_seen(NOON, NOON),
    "ix_paper_revised_at": lambda store: store.papers.revised(NOON, NOON),
}


def plans(engine: Engine, ask: Callable[[SqlStore], object]) -> str:
    """How the database goes about every statement of this question."""
    asked: list[tuple[str, Any]] = []
    event.listen(engine, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))
    ask(SqlStore(engine))
    selects = [(text, values) for text, values in asked if text.startswith(("SELECT", "DELETE"))]
    assert selects
    explain = "EXPLAIN QUERY PLAN " if engine.dialect.name == "sqlite" else "EXPLAIN "
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            # With so few rows it would read the whole table; here it matters whether the index could serve at all.
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            connection.exec_driver_sql("SET LOCAL plan_cache_mode = force_generic_plan")
        rows = [row for text, values in selects for row in connection.exec_driver_sql(explain + text, values)]
    return "\n".join(str(row) for row in rows)


@pytest.mark.parametrize("index", QUESTIONS)
def test_what_is_due_is_found_through_its_index(url: str, index: str) -> None:
    engine = connect(url)
    plan = plans(engine, QUESTIONS[index])
    engine.dispose()
    assert re.search(rf"\b{index}\b", plan), plan
