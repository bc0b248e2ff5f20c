"""Enriching: what others know of a paper is added to it, each is asked little, and one that fails stops no other."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from bot.daily.enrich import Enrichment
from bot.papers import Announcement, Paper, Record
from bot.ports.sources import Enricher, Fetcher, Parsers, SourceFailure
from bot.storage import SqlStore
from tests.daily.shelf import DAY, HOUR, MONDAY, Hands, NoParsers, NoWeb, opened, record

MINUTE = timedelta(minutes=1)
Answer = Callable[[Paper], Record | None]


@dataclass
class Knower:
    """Knows what a test says of each paper, or fails; remembers whom it was asked about."""

    name: str
    knows: Answer | Exception
    most: int = 10
    again: timedelta | None = None
    wanted: Callable[[Paper], bool] = lambda paper: True
    label: str = "A knower"
    asked: list[list[str]] = field(default_factory=list)

    def wants(self, paper: Paper) -> bool:
        return self.wanted(paper)

    def enrich(self, papers: Sequence[Paper], fetcher: Fetcher, parsers: Parsers, now: datetime) -> tuple[Record, ...]:
        self.asked.append([min(paper.keys) for paper in papers])
        if isinstance(self.knows, Exception):
            raise self.knows
        return tuple(found for paper in papers if (found := self.knows(paper)))


@pytest.fixture
def store(tmp_path: Path, empty_file: Path) -> Iterator[SqlStore]:
    made = opened(empty_file, tmp_path)
    yield made
    made.close()


def enrichment(store: SqlStore, clock: Hands, *knowers: Knower) -> Enrichment:
    enrichers: tuple[Enricher, ...] = knowers
    return Enrichment(store, enrichers, NoWeb(), NoParsers(), clock)


def journal(paper: Paper) -> Record:
    return Record(
        source="knower", keys=paper.keys, title="", announcement=Announcement.DETAIL, journal="Nature Tea", version=1
    )


def nothing(_: Paper) -> None:
    return None


def stored(store: SqlStore, count: int, now: datetime = MONDAY) -> None:
    store.papers.absorb([record(number) for number in range(1, count + 1)], now)


def journals(store: SqlStore) -> list[str]:
    return [paper.journal for paper in store.papers.first_seen(MONDAY - DAY, MONDAY + DAY)]


def test_what_an_enricher_knows_is_added_to_the_papers_and_it_is_asked_once(store: SqlStore) -> None:
    stored(store, 3)
    clock, knower = Hands(), Knower("k", journal)
    work = enrichment(store, clock, knower)
    assert work.step()
    assert journals(store) == ["Nature Tea"] * 3
    clock.turn(2 * DAY)
    assert not work.step()
    assert len(knower.asked) == 1


def test_no_more_papers_are_asked_about_at_once_than_it_takes_and_each_gets_its_turn(store: SqlStore) -> None:
    stored(store, 5)
    knower = Knower("k", journal, most=2)
    work = enrichment(store, Hands(), knower)
    while work.step():
        pass
    assert [len(asked) for asked in knower.asked] == [2, 2, 1]
    assert journals(store) == ["Nature Tea"] * 5


def test_papers_it_has_nothing_to_add_to_are_never_asked_about(store: SqlStore) -> None:
    stored(store, 3)
    clock, knower = Hands(), Knower("k", journal, wanted=lambda paper: "arxiv:2606.00002" in paper.keys)
    work = enrichment(store, clock, knower)
    while work.step():
        pass
    clock.turn(2 * DAY)
    assert not work.step()
    assert knower.asked == [["arxiv:2606.00002"]]


def test_papers_it_does_not_know_yet_are_asked_about_the_next_day_but_not_for_ever(store: SqlStore) -> None:
    stored(store, 1)
    clock, knower = Hands(), Knower("k", nothing)
    work = enrichment(store, clock, knower)
    for _ in range(24 * 13):
        work.step()
        clock.turn(HOUR)
    assert 2 <= len(knower.asked) <= 6


def test_papers_of_long_ago_are_left_in_peace(store: SqlStore) -> None:
    stored(store, 1, MONDAY - 15 * DAY)
    assert not enrichment(store, Hands(), Knower("k", journal)).step()


@pytest.mark.parametrize(
    "failure",
    [SourceFailure("server", "It is unwell."), KeyError("x"), ValueError("y")],
    ids=lambda error: type(error).__name__,
)
def test_one_that_fails_stops_no_other(store: SqlStore, failure: Exception) -> None:
    stored(store, 1)
    work = enrichment(store, Hands(), Knower("bad", failure), Knower("good", journal))
    assert work.step()
    assert journals(store) == ["Nature Tea"]
    assert not work.step()


def test_one_that_fails_is_left_alone_twice_as_long_each_time_up_to_six_hours(store: SqlStore) -> None:
    stored(store, 1)
    clock, knower = Hands(), Knower("k", SourceFailure("server", "It is unwell."))
    work = enrichment(store, clock, knower)
    asked_at: list[int] = []
    for minute in range(0, 60 * 30, 10):
        if work.step():
            asked_at.append(minute)
        clock.turn(10 * MINUTE)
    gaps = [later - earlier for earlier, later in pairwise(asked_at)]
    assert gaps == [10, 20, 40, 80, 160, 320, 360, 360, 360]


def test_one_that_is_well_again_is_asked_as_if_nothing_had_been(store: SqlStore) -> None:
    stored(store, 2)
    clock, knower = Hands(), Knower("k", SourceFailure("server", "It is unwell."), most=1)
    work = enrichment(store, clock, knower)
    work.step()
    knower.knows = journal
    clock.turn(10 * MINUTE)
    while work.step():
        pass
    assert journals(store) == ["Nature Tea"] * 2
    knower.knows = SourceFailure("server", "It is unwell again.")
    store.papers.absorb([record(9)], clock.now)
    work.step()
    clock.turn(10 * MINUTE)
    before = len(knower.asked)
    work.step()
    assert len(knower.asked) == before + 1


def test_one_that_says_when_to_come_back_is_asked_then(store: SqlStore) -> None:
    stored(store, 1)
    clock, knower = Hands(), Knower("k", SourceFailure("throttled", "Slow down.", retry_after=3 * HOUR))
    work = enrichment(store, clock, knower)
    work.step()
    clock.turn(3 * HOUR - MINUTE)
    assert not work.step()
    clock.turn(MINUTE)
    assert work.step()


def test_papers_whose_answer_cannot_be_read_stand_aside_for_the_others(store: SqlStore) -> None:
    def trips(paper: Paper) -> Record:
        if "arxiv:2606.00005" in paper.keys:
            raise TypeError("list indices must be integers")
        return journal(paper)

    stored(store, 5)
    clock, knower = Hands(), Knower("k", trips, most=2)
    work = enrichment(store, clock, knower)
    for _ in range(10):
        work.step()
        clock.turn(10 * MINUTE)
    assert journals(store).count("Nature Tea") == 3


def test_records_of_papers_nobody_asked_about_are_not_kept(store: SqlStore) -> None:
    stored(store, 1)
    foreign = Knower("k", lambda paper: record(77))
    enrichment(store, Hands(), foreign).step()
    assert store.papers.find("arxiv:2606.00077") is None


def test_two_processes_add_the_same_once(store: SqlStore) -> None:
    stored(store, 3)
    works = [enrichment(store, Hands(), Knower("k", journal)) for _ in range(2)]
    for work in (*works, *works):
        work.step()
    assert journals(store) == ["Nature Tea"] * 3
