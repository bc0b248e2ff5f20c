"""Collecting: what a source says is kept, what goes wrong is told, and one bad source never stops the next."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.daily.collect import Collector
from bot.parsing import Parsers
from bot.ports.sources import Batch, BatchState, Source, SourceFailure
from bot.ports.sources import Parsers as ParsersPort
from bot.ports.store import SourceHealth
from bot.storage import SqlStore
from tests.daily.shelf import DAY, HOUR, MONDAY, Hands, NoParsers, NoWeb, Scripted, batch, opened, record


@pytest.fixture
def store(tmp_path: Path, empty_file: Path) -> Iterator[SqlStore]:
    made = opened(empty_file, tmp_path)
    yield made
    made.close()


def collector(
    store: SqlStore, *sources: Scripted, clock: Hands | None = None, parsers: ParsersPort | None = None
) -> Collector:
    shelf: Mapping[str, Source] = {source.name: source for source in sources}
    store.sources.enrol({source.name: source.label for source in sources}, MONDAY)
    return Collector(store, shelf.__getitem__, NoWeb(), parsers or NoParsers(), clock or Hands(), "me")


def state(store: SqlStore, name: str) -> SourceHealth:
    return next(one for one in store.sources.health() if one.name == name)


def test_what_a_source_brings_is_kept_and_counts_as_its_news(store: SqlStore) -> None:
    collector(store, Scripted("a", [batch(record(1), record(2))])).step()
    assert state(store, "a").last_news_at == MONDAY
    assert len(store.papers.first_seen(MONDAY - DAY, MONDAY)) == 2


def test_an_answer_without_anything_new_is_no_news(store: SqlStore) -> None:
    clock = Hands()
    source = Scripted("a", [batch(record(1)), batch(record(1))])
    work = collector(store, source, clock=clock)
    work.step()
    clock.turn(2 * HOUR)
    assert work.step()
    assert len(source.asked) == 2
    assert state(store, "a").last_news_at == MONDAY


@pytest.mark.parametrize(
    "nonsense",
    [
        ValueError("'x' is not a valid Announcement"),
        KeyError("records"),
        TypeError("list indices must be integers"),
        AttributeError("'str' object has no attribute 'get'"),
        OverflowError("date value out of range"),
        SourceFailure("timeout", "It took too long."),
    ],
    ids=lambda error: type(error).__name__,
)
def test_one_bad_source_never_stops_the_next(store: SqlStore, nonsense: Exception) -> None:
    good = Scripted("b", [batch(record(1))])
    work = collector(store, Scripted("a", [nonsense]), good)
    assert [work.step(), work.step(), work.step()] == [True, True, False]
    assert len(good.asked) == 1
    assert state(store, "a").state == BatchState.FAILED
    assert state(store, "a").note.endswith(".")
    assert str(nonsense) == state(store, "a").note or "could not be understood" in state(store, "a").note


def test_a_record_that_cannot_be_kept_is_a_failure_of_its_source_and_nothing_of_the_batch_is_kept(
    store: SqlStore,
) -> None:
    work = collector(store, Scripted("a", [batch(record(1), record(2, version=2**70))]), Scripted("b", [batch()]))
    assert [work.step(), work.step()] == [True, True]
    assert state(store, "a").state == BatchState.FAILED
    assert store.papers.first_seen(MONDAY - DAY, MONDAY) == []


def test_a_parser_that_dies_is_told_in_a_sentence_and_the_next_source_is_read(store: SqlStore) -> None:
    def dies(_: object, parsers: ParsersPort) -> Batch:
        parsers.run("tests.parsing.sample_parsers:die", b"x")
        return batch()

    with Parsers(workers=1, allowed=("tests.parsing.",)) as children:
        work = collector(store, Scripted("a", [dies]), Scripted("b", [batch(record(1))]), parsers=children)
        assert [work.step(), work.step()] == [True, True]
    assert state(store, "a").note == "This document cannot be read: the reader failed on it."
    assert state(store, "b").state == BatchState.OK


def test_a_source_that_is_gone_for_good_is_asked_no_more(store: SqlStore) -> None:
    clock = Hands()
    gone = Scripted("a", [SourceFailure("gone", "It is gone for good.", permanent=True)])
    work = collector(store, gone, clock=clock)
    work.step()
    clock.turn(10 * DAY)
    assert not work.step()
    assert state(store, "a").stopped
    assert state(store, "a").note == "It is gone for good."
    assert store.sources.overdue(clock.now) == 0


def test_a_source_this_version_does_not_know_is_a_failure_in_words(store: SqlStore) -> None:
    work = collector(store, Scripted("b", [batch()]))
    store.sources.enrol({"a": "A", "b": "B"}, MONDAY)
    assert [work.step(), work.step(), work.step()] == [True, True, False]
    assert "does not know such a source" in state(store, "a").note


@pytest.mark.parametrize("unfinished", [BatchState.LATE, BatchState.PARTIAL])
def test_a_late_or_partial_batch_keeps_its_papers_and_closes_no_day(store: SqlStore, unfinished: BatchState) -> None:
    clock = Hands()
    answers = [batch(record(1), announced_on=date(2026, 6, 8)), batch(record(2), state=unfinished)]
    work = collector(store, Scripted("a", answers), clock=clock)
    work.step()
    clock.turn(DAY)
    work.step()
    assert store.sources.memory("a").newest == date(2026, 6, 8)
    assert len(store.papers.first_seen(MONDAY - DAY, clock.now)) == 2


def test_a_poll_of_many_minutes_is_not_begun_by_another_process(store: SqlStore) -> None:
    clock = Hands()
    seen: list[str | None] = []

    def slow(_: object, __: object) -> Batch:
        clock.turn(timedelta(minutes=14))
        seen.append(store.sources.claim_due(clock.now, "other", 900))
        return batch(record(1))

    collector(store, Scripted("a", [slow]), clock=clock).step()
    assert seen == [None]
    assert state(store, "a").state == BatchState.OK


def test_a_source_that_says_when_to_come_back_is_asked_then_and_not_before(store: SqlStore) -> None:
    clock = Hands()
    slow_down = SourceFailure("throttled", "Slow down.", retry_after=timedelta(minutes=30))
    source = Scripted("a", [slow_down, batch(record(1))])
    work = collector(store, source, clock=clock)
    assert work.step()
    clock.turn(timedelta(minutes=29))
    assert not work.step()
    clock.turn(timedelta(minutes=1))
    assert work.step()
    assert state(store, "a").failing_since is None


def test_an_address_query_stays_out_of_the_log(store: SqlStore, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "bot")
    named = "feed:https://journal.example/feed?token=secret"
    searched = "europepmc:my private idea"
    for answer in (batch(record(1)), KeyError("x"), SourceFailure("dns", "No such host.")):
        work = collector(store, Scripted(named, [answer]), Scripted(searched, [answer]))
        work.collect(named)
        work.collect(searched)
    assert "feed:https://journal.example/feed" in caplog.text
    assert "secret" not in caplog.text
    assert "private" not in caplog.text
