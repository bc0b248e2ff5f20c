"""Reading back: each day is asked for once, a stop loses nothing, and a host that asks for a pause gets it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from bot.daily.backfill import Backfill, Tally
from bot.papers import Record
from bot.ports.sources import Fetcher, Page, Parsers, SourceFailure
from bot.storage import SqlStore
from tests.daily.shelf import DAY, MONDAY, Hands, NoParsers, NoWeb, opened, record

NAME = "arxiv:cs.CL"
FIRST, LAST = date(2026, 5, 1), date(2026, 5, 28)
WEEK = timedelta(days=7)


@dataclass
class Past:
    """A source with two papers a day, read in windows of a week, that fails where a test says."""

    fails: dict[date, list[Exception]] = field(default_factory=dict)
    asked: list[tuple[date, date]] = field(default_factory=list)

    def backfill(self, first: date, last: date, fetcher: Fetcher, parsers: Parsers) -> Iterator[Page]:
        while first <= last:
            through = min(first + WEEK - DAY, last)
            self.asked.append((first, through))
            days = [first + timedelta(days=number) for number in range((through - first).days + 1)]
            half = len(days) // 2
            yield Page(of_days(days[:half]), None)
            if self.fails.get(first):
                raise self.fails[first].pop(0)
            yield Page(of_days(days[half:]), through, ("entry 3 has no title",))
            first = through + DAY


def of_days(days: Sequence[date]) -> tuple[Record, ...]:
    return tuple(record(day.toordinal() % 10_000 * 2 + number, announced_on=day) for day in days for number in (0, 1))


@dataclass
class Waiting:
    """Remembers how long it was to wait."""

    pauses: list[timedelta] = field(default_factory=list)

    def __call__(self, pause: timedelta) -> None:
        self.pauses.append(pause)


@pytest.fixture
def store(tmp_path: Path, empty_file: Path) -> Iterator[SqlStore]:
    made = opened(empty_file, tmp_path)
    yield made
    made.close()


def backfill(store: SqlStore, wait: Waiting | None = None) -> Backfill:
    return Backfill(store, NoWeb(), NoParsers(), Hands(), wait or Waiting())


def read(store: SqlStore, past: Past, wait: Waiting | None = None, last: date = LAST) -> Tally:
    return list(backfill(store, wait).read(NAME, past, FIRST, last))[-1]


def overlaps(asked: Sequence[tuple[date, date]]) -> bool:
    return any(later[0] <= earlier[1] for earlier, later in pairwise(asked))


def test_days_gone_by_are_read_in_order_and_counted(store: SqlStore) -> None:
    past = Past()
    tally = read(store, past)
    assert tally == Tally(LAST, papers=56, new=56, rejected=4)
    assert not overlaps(past.asked)
    assert store.sources.reached(NAME, FIRST) == LAST


def test_what_was_announced_in_the_past_is_no_news_of_today(store: SqlStore) -> None:
    read(store, Past())
    assert store.papers.first_seen(MONDAY - DAY, MONDAY) == []
    then = MONDAY.replace(month=4, day=30)
    assert len(store.papers.first_seen(then, then + 2 * DAY)) == 4


def test_reading_that_was_cut_off_goes_on_and_asks_for_nothing_twice(store: SqlStore) -> None:
    first = Past({FIRST + 2 * WEEK: [SourceFailure("server", "It is unwell.")]})
    with pytest.raises(SourceFailure, match="unwell"):
        read(store, first)
    assert store.sources.reached(NAME, FIRST) == FIRST + 2 * WEEK - DAY
    second = Past()
    tally = read(store, second)
    assert second.asked[0][0] == FIRST + 2 * WEEK
    assert not overlaps(second.asked)
    assert tally.through == LAST
    assert len(store.papers.first_seen(MONDAY - 60 * DAY, MONDAY)) == 56


def test_reading_what_was_read_asks_for_nothing(store: SqlStore) -> None:
    read(store, Past())
    again = Past()
    assert read(store, again) == Tally(LAST)
    assert again.asked == []


def test_a_stop_between_two_pages_keeps_what_was_read(store: SqlStore) -> None:
    tallies = backfill(store).read(NAME, Past(), FIRST, LAST)
    for _ in range(4):
        next(tallies)
    assert store.sources.reached(NAME, FIRST) == FIRST + WEEK - DAY
    after = Past()
    read(store, after)
    assert after.asked[0][0] == FIRST + WEEK


def test_a_host_that_asks_for_a_pause_gets_it_and_reading_goes_on(store: SqlStore) -> None:
    slow_down = SourceFailure("throttled", "Slow down.", retry_after=timedelta(minutes=2))
    past, wait = Past({FIRST + WEEK: [slow_down, slow_down]}), Waiting()
    assert read(store, past, wait).through == LAST
    assert wait.pauses == [timedelta(minutes=2)] * 2
    assert past.asked.count((FIRST, FIRST + WEEK - DAY)) == 1
    assert len(store.papers.first_seen(MONDAY - 60 * DAY, MONDAY)) == 56


@pytest.mark.parametrize("pause", [None, timedelta(hours=2)])
def test_a_pause_too_long_or_of_unknown_length_ends_reading_in_a_sentence(
    store: SqlStore, pause: timedelta | None
) -> None:
    wait = Waiting()
    with pytest.raises(SourceFailure, match=r"Slow down\."):
        read(store, Past({FIRST: [SourceFailure("throttled", "Slow down.", retry_after=pause)]}), wait)
    assert wait.pauses == []


def test_a_host_that_never_lets_us_through_is_not_waited_for_for_ever(store: SqlStore) -> None:
    slow_down = SourceFailure("throttled", "Slow down.", retry_after=timedelta(minutes=2))
    wait = Waiting()
    with pytest.raises(SourceFailure):
        read(store, Past({FIRST: [slow_down] * 50}), wait)
    assert len(wait.pauses) == 5


def test_an_answer_that_makes_no_sense_ends_reading_in_a_sentence(store: SqlStore) -> None:
    with pytest.raises(SourceFailure, match="could not be understood"):
        read(store, Past({FIRST + WEEK: [KeyError("records")]}))
    assert store.sources.reached(NAME, FIRST) == FIRST + WEEK - DAY


def test_today_is_never_called_complete(store: SqlStore) -> None:
    today = MONDAY.date()
    assert read(store, Past(), last=today).through == today
    assert store.sources.reached(NAME, FIRST) == today - DAY
    again = Past()
    read(store, again, last=today)
    assert again.asked == [(today, today)]
