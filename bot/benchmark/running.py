"""From the bytes of a file to the report: read, look up, judge, propose."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.benchmark import judging, proposing, reading_list, recent
from bot.benchmark.looking_up import LookingUp, Tell
from bot.benchmark.report import Report
from bot.ports.sources import Parsers
from bot.ports.store import Papers
from bot.radar import Query


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Holds reading lists against radars."""

    papers: Papers
    looking_up: LookingUp
    parsers: Parsers
    clock: Callable[[], datetime]

    def run(self, name: str, body: bytes, queries: Sequence[Query], hidden: frozenset[str], tell: Tell) -> Report:
        """The report on a file; ``hidden`` sources are not this reader's.  Raises ``SourceFailure`` for no list."""
        listed = reading_list.read(name, body, self.parsers, self.clock())
        papers, notes = self.looking_up.look_up(listed.papers, tell)
        judgement = judging.judge(papers, queries)
        tried: list[recent.Recent] = []

        def count(candidates: Sequence[Query]) -> recent.Recent:
            tried.append(recent.counted(self.papers, candidates, self.clock(), hidden))
            return tried[-1]

        proposals = proposing.propose([each.listed.paper for each in judgement.missed], queries, count)
        read, days = (tried[-1].read, tried[-1].days) if tried else (0, 0)
        return Report(listed, judgement, proposals, notes, read, days)
