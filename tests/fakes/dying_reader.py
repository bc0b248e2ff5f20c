"""Polls one source in a process of its own and is killed on the way.

    python -m tests.fakes.dying_reader <store> <port of the web> <its certificate> <instant> <source> <place>

``place`` is ``inside``, in the middle of storing the batch, or ``between``, once it is stored and not yet recorded.
"""

import os
import signal
import ssl
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import event

from bot.daily.collect import Collector
from bot.fetching import GuardedFetcher
from bot.papers import Record
from bot.parsing import Parsers
from bot.ports.store import Absorbed
from bot.storage import SqlStore
from bot.storage.engine import connect
from bot.storage.papers import SqlPapers
from bot.wiring.outside import source
from tests.fakes.reading_room import Room
from tests.fakes.web import PUBLIC, SteppedClock
from tests.fetching.surroundings import RecordedNetwork


class LastPapers(SqlPapers):
    """The store's papers, to whom something happens right after a batch."""

    def absorb(self, records: Sequence[Record], now: datetime, **how: bool) -> Absorbed:
        super().absorb(records, now, **how)
        return die()


def die() -> Absorbed:
    """End this process as the system would: at once."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise SystemExit("a killed process runs no further")


def killed(room: Room, name: str, place: str) -> bool:
    """Have a process poll ``name`` on the room's web and store, and be killed at ``place``; whether it was."""
    where = [room.url, str(room.web.port), str(room.web.certificate), room.clock().isoformat(), name, place]
    command = [sys.executable, "-m", "tests.fakes.dying_reader", *where]
    root = Path(__file__).parents[2]
    return subprocess.run(command, cwd=root, check=False, timeout=60).returncode == -signal.SIGKILL


def _at_the_keys(_: object, __: object, statement: str, *rest: object) -> None:
    """The papers are written by then, and their keys are not."""
    if statement.startswith("INSERT INTO paper_key "):
        die()


def main(url: str, port: str, certificate: str, instant: str, name: str, place: str) -> None:
    """Poll, and die."""
    engine, clock = connect(url), SteppedClock(datetime.fromisoformat(instant))
    store = SqlStore(engine)
    fetcher = GuardedFetcher(
        contact="mailto:tests@example.org",
        clock=clock,
        resolve=lambda host: [PUBLIC],
        network=RecordedNetwork(int(port)),
        tls=ssl.create_default_context(cafile=certificate),
        stopwatch=clock,
    )
    store.papers = LastPapers(store.transactions)
    if place == "inside":
        event.listen(engine, "before_cursor_execute", _at_the_keys)
    with Parsers(1) as parsers:
        Collector(store, source, fetcher, parsers, clock, "doomed").collect(name)


if __name__ == "__main__":
    main(*sys.argv[1:])
