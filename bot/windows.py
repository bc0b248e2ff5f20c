"""How a source that is asked for a span of days keeps its place: which days to ask for, and how the answer stands.

Records arrive late and are revised, so every poll overlaps the last complete one by three days; what is new is decided
by ids, never by dates, and the place moves only when every page of the span was read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.papers import Record
from bot.ports.sources import Batch, BatchState, Memory

OVERLAP = timedelta(days=3)
LONGEST_REACH = timedelta(days=60)
AGAIN = timedelta(hours=8)
SOON = timedelta(hours=1)
_WORKING_DAYS = 5


@dataclass(frozen=True, slots=True)
class Window:
    """The days to ask for, first and last included."""

    first: date
    last: date


def window(memory: Memory, now: datetime) -> Window:
    """From three days before the last complete poll until today (UTC); three days for a source not read before."""
    today = now.date()
    reached = min(memory.newest or today, today)
    return Window(max(reached - OVERLAP, today - LONGEST_REACH), today)


def batch_of(
    records: Sequence[Record], read: Window, memory: Memory, *, rejected: Sequence[str] = (), daily: bool = False
) -> Batch:
    """The batch of a window that was read whole; ``daily`` sources bring papers on every working day, or are late."""
    keys = frozenset(key for record in records for key in record.keys)
    unseen_keys = keys - memory.known(keys)
    unseen = sum(not record.keys.isdisjoint(unseen_keys) for record in records)
    state, note = BatchState.OK, f"{len(records)} records since {read.first}, {unseen} not seen here before"
    if not unseen:
        late = daily and _working_days_after(memory.newest, read.last) > 1
        state = BatchState.LATE if late else BatchState.QUIET
        note = f"nothing since {memory.newest}" if late else "nothing new"
    brought_forward = bool(unseen) or not daily
    return Batch(
        state=state,
        records=tuple(records),
        note=note,
        announced_on=read.last if brought_forward else None,
        rejected=tuple(rejected),
        next_poll=SOON if state is BatchState.LATE else AGAIN,
    )


def cut_short(records: Sequence[Record], note: str, rejected: Sequence[str] = ()) -> Batch:
    """The batch of a window that could not be read whole: what came is kept, and the place stays where it was."""
    return Batch(BatchState.PARTIAL, tuple(records), note, rejected=tuple(rejected), next_poll=SOON)


def _working_days_after(reached: date | None, today: date) -> int:
    if reached is None:
        return 0
    days = (reached + timedelta(days=number) for number in range(1, (today - reached).days + 1))
    return sum(day.weekday() < _WORKING_DAYS for day in days)
