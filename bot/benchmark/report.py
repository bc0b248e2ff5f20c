"""All that a benchmark says: the list, how the radar did, what it would take, and what could not be found out."""

from dataclasses import dataclass

from bot.benchmark.judging import Judgement
from bot.benchmark.proposing import Proposal
from bot.benchmark.reading_list import ReadingList


@dataclass(frozen=True, slots=True)
class Report:
    """A reading list held against a radar; ``read`` recent papers of ``days`` days gave the rates."""

    listed: ReadingList
    judgement: Judgement
    proposals: tuple[Proposal, ...]
    notes: tuple[str, ...]
    read: int
    days: int
