"""How a reading of some days stands: complete, quiet, late, or cut short."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.papers import Record
from bot.ports.sources import Batch, BatchState, Memory
from bot.windows.days import Window

AGAIN = timedelta(hours=8)
SOON = timedelta(hours=1)
_WORKING_DAYS = 5


def batch_of(
    records: Sequence[Record], read: Window, memory: Memory, *, rejected: Sequence[str] = (), daily: bool = False
) -> Batch:
    """The batch of a window that was read whole; ``daily`` sources bring papers on every working day, or are late."""
    papers = [record for record in records if not record.about]  # what is said of other works is no news of its own
    keys = frozenset(key for record in papers for key in record.keys)
    unseen_keys = keys - memory.known(keys)
    unseen = sum(not record.keys.isdisjoint(unseen_keys) for record in papers)
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


def cut_short(
    records: Sequence[Record], note: str, rejected: Sequence[str] = (), *, through: date | None = None
) -> Batch:
    """The batch of a window that could not be read whole: what came is kept, and the place stays where it was.

    ``through`` is the day up to which all was read nevertheless: there the place moves to.
    """
    return Batch(
        BatchState.PARTIAL, tuple(records), note, announced_on=through, rejected=tuple(rejected), next_poll=SOON
    )


def _working_days_after(reached: date | None, today: date) -> int:
    if reached is None:
        return 0
    days = (reached + timedelta(days=number) for number in range(1, (today - reached).days + 1))
    return sum(day.weekday() < _WORKING_DAYS for day in days)
