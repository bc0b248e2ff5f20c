"""The scheduler: it knocks at once, and a knock that fails does not end it."""

from datetime import UTC, datetime, timedelta

from bot.clock import Clock
from bot.scheduler import Scheduler


def test_the_first_tick_comes_at_once_and_a_failing_one_does_not_stop_the_next() -> None:
    ticks: list[int] = []

    def tick() -> None:
        ticks.append(len(ticks))
        if len(ticks) == 1:
            raise OSError("the store is away")

    scheduler = Scheduler(tick, seconds=3600)
    scheduler.start()
    scheduler.knock()
    scheduler.stop()
    assert ticks == [0, 1]


def test_a_clock_starts_where_it_is_told_and_only_moves_forward() -> None:
    start = datetime(2026, 6, 8, 7, 30, tzinfo=UTC)
    clock = Clock(start)
    assert start <= clock() < start + timedelta(minutes=1)
    later = start + timedelta(days=1)
    assert clock.advance_to(later) >= later
    assert clock.advance_to(start) >= later
