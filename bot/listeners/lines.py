"""The lines of a radar: read from what a person typed, and added all or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.ports.store import RadarFull, Store, StoredQuery
from bot.radar import Query, QueryError, parse, split

MOST_LINES = 50


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person typed: the queries, each once, and what is wrong with those that are none."""

    queries: tuple[Query, ...]
    mistakes: tuple[QueryError, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of queries: those that were new, those that were there, or neither when the radar is ``full``."""

    new: tuple[Query, ...]
    known: tuple[Query, ...]
    before: int
    full: bool = False


def read_lines(text: str) -> Typed:
    """The queries of one or more typed lines."""
    queries: dict[str, Query] = {}
    mistakes: list[QueryError] = []
    for line in split(text):
        try:
            query = parse(line)
        except QueryError as mistake:
            mistakes.append(mistake)
        else:
            queries.setdefault(query.key, query)
    return Typed(tuple(queries.values()), tuple(mistakes))


def compare(stored: Sequence[StoredQuery], queries: Sequence[Query]) -> Added:
    """Which of the queries a radar does not hold yet, and whether it has room for them."""
    known = by_meaning(stored)
    new = tuple(query for query in queries if query.key not in known)
    there = tuple(query for query in queries if query.key in known)
    return Added(new, there, len(stored), full=len(stored) + len(new) > MOST_LINES)


def add_lines(store: Store, subscriber_id: int, queries: Sequence[Query]) -> Added:
    """Add all the queries that are new, or none of them."""
    added = compare(store.subscribers.queries(subscriber_id), queries)
    if added.full or not added.new:
        return added
    try:
        store.subscribers.add_queries(subscriber_id, [str(query) for query in added.new], MOST_LINES)
    except RadarFull:
        return Added(added.new, added.known, added.before, full=True)
    return added


def by_meaning(stored: Sequence[StoredQuery]) -> Mapping[str, StoredQuery]:
    """The lines of a radar by what they find, however they are written."""
    return {parse(query.text).key: query for query in stored}
