"""Turns to ask a host that all processes of the bot share, taken one at a time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.fetching.failures import FetchFailure
from bot.fetching.limits import Limits, Stopwatch
from bot.fetching.verdict import spoken
from bot.ports.sources import HostTurns

_MARGIN = 5.0


@dataclass(frozen=True, slots=True)
class SharedTurns:
    """Takes and gives the turns of one process, which is known to the others as ``owner``."""

    turns: HostTurns
    owner: str
    limits: Limits
    clock: Callable[[], datetime]
    stopwatch: Stopwatch

    @contextmanager
    def turn(self, group: str, seconds: float) -> Iterator[None]:
        """Have the turn to ask ``group``, for ``seconds`` at most.

        Afterwards it rests: for its pause, or for as long as it asks.
        Raises ``FetchFailure`` when the turn does not come.
        """
        self._take(group, seconds)
        pause = timedelta(seconds=self.limits.intervals[group])
        try:
            yield
        except FetchFailure as failure:
            if failure.kind == "throttled":
                pause = max(pause, failure.retry_after or self.limits.throttle_hold)
            raise
        finally:
            self.turns.give(group, self.owner, self.clock() + pause)

    def _take(self, group: str, seconds: float) -> None:
        # A little longer than the fetch may take, so that only a process that died is ever passed over.
        hold = timedelta(seconds=seconds + _MARGIN)
        patience = self.limits.turn_wait
        while (told := self.turns.take(group, self.owner, self.clock(), hold)) > timedelta(0):
            if told > self.limits.turn_wait or patience <= timedelta(0):
                raise _not_our_turn(group, told)
            # Whoever has the turn may end it sooner than could be told.
            wait = min(told, timedelta(seconds=self.limits.intervals[group]), patience)
            self.stopwatch.wait(wait.total_seconds())
            patience -= wait


def _not_our_turn(group: str, told: timedelta) -> FetchFailure:
    sentence = f"{group} is resting or busy with another process of this bot; next try in {spoken(told)}."
    return FetchFailure("throttled", sentence, retry_after=told)
