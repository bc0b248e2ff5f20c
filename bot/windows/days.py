"""Which days a source is asked for.

Records arrive late and are revised, so every poll overlaps the last complete one by three days; what is new is decided
by ids, never by dates, and the place moves only when every page of the days was read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.ports.sources import Memory

OVERLAP = timedelta(days=3)
LONGEST_REACH = timedelta(days=60)
LONGEST_SPAN = timedelta(days=7)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """The days to ask for, first and last included."""

    first: date
    last: date


def window(memory: Memory, now: datetime) -> Window:
    """From three days before the last complete poll, or before the source was added, until today (UTC)."""
    today = now.date()
    reached = min(memory.newest or (memory.since or now).date(), today)
    return Window(max(reached - OVERLAP, today - LONGEST_REACH), today)


def spans(first: date, last: date) -> Iterator[Window]:
    """The days from ``first`` to ``last`` in pieces of a week at most, oldest first."""
    while first <= last:
        piece = Window(first, min(first + LONGEST_SPAN - _DAY, last))
        yield piece
        first = piece.last + _DAY
