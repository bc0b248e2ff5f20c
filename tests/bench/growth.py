"""Whether a batch costs the same when there is much in the store: 1,000, 10,000 and 100,000 papers.

    python -m tests.bench.growth [most papers]

CPU seconds of this process, and of the database's where it is a server, are not the same thing: on PostgreSQL the wall
time is printed beside them.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import median

from bot.papers import Record
from bot.storage import SqlStore, open_store
from tests.fakes.many import many
from tests.storage.databases import postgresql

BATCH, ROUNDS = 500, 3
SIZES = (1_000, 10_000, 100_000)
START = datetime(2026, 1, 1, 12, tzinfo=UTC)
STEEPEST = 2.5
Cost = tuple[float, float]


@contextmanager
def stores() -> Iterator[Iterator[tuple[str, SqlStore]]]:
    """An empty store on each database, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        yield _each(folder)


def _each(folder: str) -> Iterator[tuple[str, SqlStore]]:
    store = open_store(f"sqlite:///{Path(folder)}/radar.sqlite3", migrate=True)
    yield "SQLite", store
    store.close()
    with postgresql() as server, server.database() as url:
        store = open_store(url, migrate=True)
        yield "PostgreSQL", store
        store.close()


def measured(works: Sequence[Callable[[], object]]) -> Cost:
    """Milliseconds of CPU here, and of wall time: the median of the works."""
    costs = []
    for work in works:
        cpu, wall = time.process_time(), time.perf_counter()
        work()
        costs.append((1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - wall)))
    return median(cost[0] for cost in costs), median(cost[1] for cost in costs)


def looked_at(store: SqlStore, records: Iterator[Record], filled: int) -> dict[str, Cost]:
    """What each kind of work costs on a store of this size."""
    now = START + timedelta(days=filled // BATCH)
    fresh = [[*islice(records, BATCH)] for _ in range(ROUNDS)]
    revised = [[replace(record, version=2, title=f"{record.title} again") for record in batch] for batch in fresh]
    keys = frozenset(key for record in fresh[0] for key in record.keys)
    day, month = now - timedelta(days=1), now - timedelta(days=30)
    absorb = store.papers.absorb
    return {
        "500 new records": measured([lambda batch=batch: absorb(batch, now) for batch in fresh]),  # type: ignore[misc]
        "the same again": measured([lambda batch=batch: absorb(batch, now) for batch in fresh]),  # type: ignore[misc]
        "500 new versions": measured([lambda batch=batch: absorb(batch, now) for batch in revised]),  # type: ignore[misc]
        "which are known here": measured([lambda: store.sources.memory("arxiv:any").known(keys)] * ROUNDS),
        "news of a day": measured([lambda: store.papers.first_seen(day, now)] * ROUNDS),
        "news of a month": measured([lambda: store.papers.first_seen(month, now)] * ROUNDS),
        "revisions of a month": measured([lambda: store.papers.revised(month, now)] * ROUNDS),
        "one paper by its key": measured([lambda: store.papers.find(next(iter(keys)))] * 9),
    }


def grown(store: SqlStore, sizes: Sequence[int]) -> dict[int, dict[str, Cost]]:
    """Fill the store, one batch a day, and look at it at each size."""
    records, filled, found = many(sizes[-1] + len(sizes) * BATCH * ROUNDS), 0, {}
    store.sources.enrol({"arxiv:any": "arXiv"}, START)
    for size in sizes:
        while filled < size:
            store.papers.absorb([*islice(records, BATCH)], START + timedelta(days=filled // BATCH))
            filled += BATCH
        found[size] = looked_at(store, records, filled)
        filled += BATCH * ROUNDS
    return found


def main() -> int:
    """Print a table a database; 1 when storing a batch grew dearer with what is there."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    sizes = [size for size in SIZES if size <= most]
    steep = 0
    with stores() as each:
        for database, store in each:
            found = grown(store, sizes)
            print(f"\n{database}: CPU ms (wall ms)".ljust(30) + "".join(f"{size:>20,}" for size in sizes) + "   growth")
            for work in found[sizes[0]]:
                costs = [found[size][work] for size in sizes]
                growth = costs[-1][0] / max(costs[0][0], 1.0)
                steep += work in ("500 new records", "the same again", "500 new versions") and growth > STEEPEST
                cells = "".join(f"{cpu:>11.0f} ({wall:>5.0f})  " for cpu, wall in costs)
                print(f"{work:<30}{cells}  x{growth:.1f}", flush=True)
    return int(steep > 0)


if __name__ == "__main__":
    sys.exit(main())
