"""A reading list: the papers of a file, each once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.daily.nonsense import told_as_failure
from bot.papers import Announcement, Paper, Record, content_key, merge
from bot.ports.plain import to_record
from bot.ports.sources import Parsers

PARSER = "bot.benchmark.files:parse"


@dataclass(frozen=True, slots=True)
class ReadingList:
    """What a file lists; ``rejected`` has a sentence for the first of the ``left_out`` entries that say no paper.

    A paper that is only listed has a negative id, and no source.
    """

    name: str
    kind: str
    papers: tuple[Paper, ...]
    rejected: tuple[str, ...] = ()
    left_out: int = 0


def read(name: str, body: bytes, parsers: Parsers, now: datetime) -> ReadingList:
    """The papers a file lists.  Raises ``SourceFailure`` with a sentence when it lists none, or cannot be read."""
    with told_as_failure("reading list"):
        plain = parsers.run(PARSER, body)
        records = [_record(entry) for entry in plain["entries"]]
        rejected = tuple(str(sentence) for sentence in plain["rejected"])
        return ReadingList(name, str(plain["kind"]), _papers(records, now), rejected, int(plain["left_out"]))


def listed(number: int, record: Record, now: datetime) -> Paper:
    """A paper of which only a list tells."""
    return replace(merge(None, record, now, paper_id=-number), sources=())


def _record(entry: Mapping[str, Any]) -> Record:
    return to_record({**entry, "announcement": str(Announcement.DETAIL), "version": 1}, "")


def _papers(records: Sequence[Record], now: datetime) -> tuple[Paper, ...]:
    """Each work once, in the order they are listed: those with a key in common, or the same title and first author."""
    papers: dict[int, Paper] = {}
    numbers: dict[str, int] = {}
    for record in records:
        keys = [*record.keys, *([content_key(record.title, record.authors)] if record.title else [])]
        number = next((numbers[key] for key in keys if key in numbers), len(papers) + 1)
        known = papers.get(number)
        papers[number] = merge(known, record, now) if known else listed(number, record, now)
        numbers.update(dict.fromkeys(keys, number))
    return tuple(replace(paper, sources=()) for paper in papers.values())
