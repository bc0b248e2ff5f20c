"""Claims everything there is to claim and prints it: run as a process of its own, ``claiming.py <url> <subject>``."""

import sys
from collections.abc import Callable, Iterator

from bot.storage import SqlStore, open_store
from tests.storage.made import LEASE, NOON

Claim = Callable[[SqlStore], str | None]


def digest(store: SqlStore) -> str | None:
    claim = store.digests.claim(NOON, LEASE)
    return str(claim.id) if claim else None


def delivery(store: SqlStore) -> str | None:
    claim = store.deliveries.claim(NOON, LEASE)
    return claim.id if claim else None


def turn(store: SqlStore) -> str | None:
    claim = store.discussions.claim(NOON, LEASE)
    return str(claim.id) if claim else None


def source(store: SqlStore) -> str | None:
    return store.sources.claim_due(NOON, "me", LEASE)


SUBJECTS: dict[str, Claim] = {"digest": digest, "delivery": delivery, "turn": turn, "source": source}


def claimed(store: SqlStore, subject: str) -> Iterator[str]:
    """Everything of this kind that nobody else claims."""
    while (claim := SUBJECTS[subject](store)) is not None:
        yield claim


if __name__ == "__main__":
    opened = open_store(sys.argv[1])
    print("ready", flush=True)
    sys.stdin.readline()
    for name in sys.argv[2:]:
        for found in claimed(opened, name):
            print(name, found)
