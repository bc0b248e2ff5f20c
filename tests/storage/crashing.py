"""Stores a batch again and again, killed with SIGKILL at every statement in turn: ``crashing.py <url>``.

Prints one line a killed process: at which statement, and how many papers were there afterwards.
"""

import os
import signal
import sys

from sqlalchemy import event

from bot.storage import SqlStore, open_store
from bot.storage.engine import connect
from tests.storage.made import HOUR, NOON, record

SIZE = 50
BATCH = [record(f"arxiv:{number}", f"doi:{number}") for number in range(SIZE)]


def absorb_and_die(url: str, last: int) -> None:
    """Store the batch; die before statement number ``last``, or before the commit when there are fewer."""
    engine, seen = connect(url), 0

    def count(*_: object) -> None:
        nonlocal seen
        seen += 1
        if seen == last:
            os.write(1, f"{last} ".encode())
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine, "before_cursor_execute", count)
    event.listen(engine, "commit", count)
    SqlStore(engine).papers.absorb(BATCH, NOON)


def main(url: str) -> None:
    at = 0
    killed = True
    while killed:
        at += 1
        child = os.fork()
        if child == 0:
            absorb_and_die(url, at)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status)
        store = open_store(url)
        found = len(store.papers.first_seen(NOON - HOUR, NOON))
        store.close()
        os.write(1, f"{'killed' if killed else 'ended'} {found}\n".encode())


if __name__ == "__main__":
    main(sys.argv[1])
