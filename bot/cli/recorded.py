"""Reads a whole recording without a store: every paper once, and how each source stood at its end."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.digest import SourceReport
from bot.fetching import ReplayFetcher
from bot.papers import Paper, merge
from bot.parsing import Parsers
from bot.ports.sources import Batch, BatchState, Memory, Source, SourceFailure

READERS = 2


@dataclass(slots=True)
class Recorded:
    """What a recording holds: papers by key, the new ones of each source, and the last state of each."""

    until: datetime
    _works: dict[str, int] = field(default_factory=dict)
    _papers: dict[int, Paper] = field(default_factory=dict)
    _reports: dict[str, SourceReport] = field(default_factory=dict)

    @property
    def papers(self) -> Sequence[Paper]:
        """Every paper once, in the order they were announced."""
        return tuple(self._papers.values())

    @property
    def reports(self) -> tuple[SourceReport, ...]:
        """How each source stood at the end, with all its new papers."""
        return tuple(self._reports.values())

    def add(self, source: Source, batch: Batch, now: datetime) -> None:
        """Take in what a source said."""
        new = 0
        for record in batch.records:
            place = next((self._works[key] for key in record.keys if key in self._works), None)
            paper = merge(self._papers.get(place or 0), record, now, paper_id=place or len(self._papers) + 1)
            new += place is None and paper.announcement.is_news
            self._papers[paper.id] = paper
            self._works |= dict.fromkeys(record.keys, paper.id)
        self.until = now if new else self.until
        before = self._reports.get(source.name)
        total = new + (before.new if before else 0)
        state = BatchState.OK if total and batch.state is BatchState.QUIET else batch.state
        self._reports[source.name] = SourceReport(
            source.name, batch.title or source.label, state, total, now, batch.note
        )


def read(folder: Path, sources: Sequence[Source], clock: datetime | None) -> Recorded:
    """Poll every source at every moment the recorded web changed (or at ``clock``), in that order."""
    moments = ReplayFetcher(folder, lambda: datetime.max.replace(tzinfo=UTC)).moments
    moments = moments or (clock or datetime.now(UTC),)
    recorded = Recorded(moments[0])
    with Parsers(READERS) as parsers, ThreadPoolExecutor(READERS) as pool:
        polls = []
        for moment in moments:
            fetcher = ReplayFetcher(folder, partial(_at, moment))
            polls += [(source, moment, pool.submit(_poll, source, fetcher, parsers, moment)) for source in sources]
        for source, moment, poll in polls:
            recorded.add(source, poll.result(), moment)
    return recorded


def _at(moment: datetime) -> datetime:
    return moment


def _poll(source: Source, fetcher: ReplayFetcher, parsers: Parsers, moment: datetime) -> Batch:
    try:
        return source.poll(fetcher, parsers, Memory(known=_nothing), moment)
    except SourceFailure as failure:
        return Batch(BatchState.FAILED, note=failure.sentence)


def _nothing(keys: frozenset[str]) -> frozenset[str]:
    """Each poll of a recording is the first."""
    return keys - keys
