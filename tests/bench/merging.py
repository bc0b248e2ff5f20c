"""How well records of one work become one paper: what is joined that should be, and what is that should not.

python -m tests.bench.merging
"""

import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.papers import Record, likeness
from bot.storage import open_store
from tests.fakes.many import corpus
from tests.fakes.misspelt import OTHER, SAME
from tests.fakes.same_works import told_more_than_once

BATCH = 500
START = datetime(2026, 7, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Copy:
    """A work told once more, without its arXiv id, and how it was changed."""

    record: Record
    kind: str
    original: str


def copied(records: Sequence[Record], dice: random.Random) -> Iterator[Copy]:
    """A random half, each with a DOI for a key and changed in one way."""
    kinds = SAME | OTHER
    for number, record in enumerate(dice.sample(records, len(records) // 2)):
        kind = [*kinds][number % len(kinds)]
        told = Record(
            source="crossref",
            keys=frozenset((f"doi:10.5555/copy.{number}",)),
            title=record.title,
            abstract=record.abstract,
            authors=record.authors,
            published_on=record.published_on,
        )
        yield Copy(kinds[kind](told, dice), kind, next(iter(record.keys)))


def absorbed(url: str, records: Sequence[Record]) -> Mapping[str, int]:
    """Store the records in batches; which paper each key belongs to."""
    store = open_store(url, migrate=True)
    for place in range(0, len(records), BATCH):
        store.papers.absorb(records[place : place + BATCH], START + timedelta(minutes=place))
    store.close()
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        return dict(connection.execute("SELECT key, paper_id FROM paper_key"))


def by_key(records: Sequence[Record], url: str) -> int:
    """Distinct ids stay distinct works; how many were merged wrongly."""
    began = time.process_time()
    owners = absorbed(url, records)
    works = {owners[next(iter(record.keys))] for record in records}
    wrong = len(records) - len(works)
    seconds = time.process_time() - began
    print(f"{len(records)} records of distinct ids: {len(works)} papers, {wrong} merged wrongly ({seconds:.0f} CPU s)")
    return wrong


def by_likeness(records: Sequence[Record], url: str) -> int:
    """Half of the corpus told twice, the copies before or after the originals; how many joined a wrong paper."""
    dice = random.Random(11)
    copies = [*copied(records, dice)]
    early = [copy for number, copy in enumerate(copies) if number % 2]
    late = [copy for number, copy in enumerate(copies) if not number % 2]
    told = [*(copy.record for copy in early), *records, *(copy.record for copy in late)]
    owners = absorbed(url, told)
    arxiv = Counter(owners[next(iter(record.keys))] for record in records)
    found = [_found(copy, owners, arxiv) for copy in copies]
    wrong = sum(number - 1 for number in arxiv.values()) + sum(outcome == "wrong" for outcome in found)
    print(f"{'':<24}{'copies':>8}{'joined':>8}{'apart':>8}{'wrong':>8}{'too short a title':>20}   recall")
    for kind in SAME | OTHER:
        outcomes = Counter(outcome for copy, outcome in zip(copies, found, strict=True) if copy.kind == kind)
        _row(kind, outcomes)
    same = [outcome for copy, outcome in zip(copies, found, strict=True) if copy.kind in SAME]
    _row("all that are the same", Counter(same))
    other = Counter(outcome for copy, outcome in zip(copies, found, strict=True) if copy.kind in OTHER)
    right = same.count("joined")
    print(f"precision {right / max(1, right + wrong + other['joined']):.5f}, two arXiv ids in one paper: {_two(arxiv)}")
    return wrong + other["joined"]


def _found(copy: Copy, owners: Mapping[str, int], with_ids: Counter[int]) -> str:
    own = owners[next(iter(copy.record.keys))]
    if own == owners[copy.original]:
        return "joined"
    if own in with_ids:
        return "wrong"
    return "apart" if likeness(copy.record.title) else "short"


def _two(arxiv: Counter[int]) -> int:
    return sum(number > 1 for number in arxiv.values())


def _row(kind: str, outcomes: Counter[str]) -> None:
    total = sum(outcomes.values())
    cells = f"{total:>8}{outcomes['joined']:>8}{outcomes['apart']:>8}{outcomes['wrong']:>8}{outcomes['short']:>20}"
    print(f"{kind:<24}{cells}   {100 * outcomes['joined'] / max(1, total):.1f} %")


def recorded(folder: str) -> int:
    """Recordings that tell of a work more than once; how many did not become as many papers as they ought to."""
    wrong = 0
    for number, told in enumerate(told_more_than_once()):
        owners = absorbed(f"sqlite:///{folder}/told{number}.sqlite3", told.records)
        papers = len(set(owners.values()))
        wrong += papers != told.works
        verdict = "ok" if papers == told.works else "BAD"
        print(f"{told.name}: {len(told.records)} records, {papers} papers of {told.works} works, {verdict}", flush=True)
    return wrong


def main() -> int:
    """Print the tables; 1 when anything was merged that should not be."""
    records = [*corpus()]
    with tempfile.TemporaryDirectory() as folder:
        wrong = recorded(folder)
        wrong += by_key(records, f"sqlite:///{Path(folder)}/ids.sqlite3")
        wrong += by_likeness(records, f"sqlite:///{Path(folder)}/alike.sqlite3")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
