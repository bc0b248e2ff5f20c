"""How a batch stands, in words, and when to look again."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.ports.sources import BatchState, Memory
from bot.sources.arxiv.calendar import day_of, due_on, is_batch_day, is_certain, is_early, until_next_turn

HOURLY = timedelta(hours=1)
SLOWLY = timedelta(hours=3)
SOON = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a batch with its sentence; ``announced_on`` is the day it closes.

    ``confirmed`` in what follows says that the listing page, too, shows nothing new: a weekday of which arXiv's
    calendar is not known is then taken for a holiday.
    """

    state: BatchState
    note: str
    next_poll: timedelta
    announced_on: date | None = None

    @classmethod
    def late(cls, due: date, now: datetime) -> "Standing":
        """The batch that is due has not come."""
        return cls(BatchState.LATE, f"the batch of {due} is not out yet", HOURLY if is_early(now) else SLOWLY)

    @classmethod
    def without_news(cls, memory: Memory, now: datetime, confirmed: bool) -> "Standing":
        """Nothing this source had not told before: is none due, is it all there, or is it late?"""
        if not is_batch_day(day_of(now)):
            return cls.of_free_day(memory, now, confirmed)
        due = due_on(now)
        if memory.newest and memory.newest >= due:
            return cls(BatchState.OK, f"the batch of {due} is complete", until_next_turn(now))
        return cls.late(due, now)

    @classmethod
    def of_free_day(cls, memory: Memory, now: datetime, confirmed: bool) -> "Standing":
        """A day without a batch is quiet, unless the batch before it never came: that is not to go unnoticed."""
        due = due_on(now)
        if memory.newest and memory.newest < due and (is_certain(due) or not confirmed):
            return cls(BatchState.LATE, f"the batch of {due} never came: papers of that day are missing", SLOWLY)
        return cls(BatchState.QUIET, "arXiv announces nothing today", until_next_turn(now))

    @classmethod
    def of_empty(cls, memory: Memory, now: datetime, confirmed: bool) -> "Standing":
        """A feed with no entry: usual at weekends and holidays, and possible on any day for a small category."""
        today = day_of(now)
        if not is_batch_day(today):
            return cls.of_free_day(memory, now, confirmed)
        if confirmed and not is_certain(today):
            return cls(BatchState.QUIET, "nothing was announced today, and the listing page has nothing new", SLOWLY)
        if is_early(now):
            return cls.late(today, now)
        return cls(BatchState.QUIET, "no paper was announced here today", until_next_turn(now))
