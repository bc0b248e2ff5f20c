"""Hosts are asked by one process at a time, and enrichers about each paper as often as it helps."""

from datetime import timedelta

from bot.storage import SqlStore
from tests.storage.made import DAY, HOUR, MINUTE, NOON, SECOND, record, stored

PAUSE, HOLD = timedelta(seconds=3), timedelta(seconds=60)
NONE = timedelta()


def test_two_processes_never_ask_a_host_at_once_nor_within_its_pause(store: SqlStore) -> None:
    hosts = store.hosts
    assert hosts.take("arxiv.org", "one", NOON, HOLD) == NONE
    assert hosts.take("arxiv.org", "two", NOON + SECOND, HOLD) > NONE
    assert hosts.take("arxiv.org", "one", NOON + SECOND, HOLD) == NONE  # it has it already
    hosts.give("arxiv.org", "one", NOON + 2 * SECOND + PAUSE)
    assert hosts.take("arxiv.org", "two", NOON + 3 * SECOND, HOLD) == timedelta(seconds=2)
    assert hosts.take("arxiv.org", "two", NOON + 5 * SECOND, HOLD) == NONE
    assert hosts.take("example.org", "one", NOON, HOLD) == NONE


def test_a_process_that_dies_with_its_turn_holds_nobody_up_for_long(store: SqlStore) -> None:
    assert store.hosts.take("arxiv.org", "one", NOON, HOLD) == NONE
    assert store.hosts.take("arxiv.org", "two", NOON + HOLD, HOLD) == NONE
    store.hosts.give("arxiv.org", "one", NOON + DAY)  # it was not dead after all, but its turn is over
    assert store.hosts.take("arxiv.org", "three", NOON + 2 * HOLD, HOLD) == NONE


def test_a_turn_taken_in_a_future_that_was_set_back_does_not_block(store: SqlStore) -> None:
    store.hosts.take("arxiv.org", "one", NOON + DAY, HOLD)
    assert store.hosts.take("arxiv.org", "two", NOON, HOLD) == NONE


def test_an_enricher_is_asked_about_each_recent_paper_once_and_again_when_it_said_so(store: SqlStore) -> None:
    old = stored(store, "arxiv:1", now=NOON - 20 * DAY)
    young = stored(store, "arxiv:2", "arxiv:3")
    since = NOON - 14 * DAY

    def wanting(after: timedelta) -> list[int]:
        return [paper.id for paper in store.papers.wanting("crossref", since, NOON + after, 10)]

    assert wanting(NONE) == sorted(young, reverse=True)
    store.papers.asked("crossref", [young[0]], None)
    store.papers.asked("crossref", [young[1]], NOON + HOUR)
    assert wanting(MINUTE) == []
    assert wanting(2 * HOUR) == [young[1]]
    assert [paper.id for paper in store.papers.wanting("openalex", since, NOON, 1)] == [young[1]]
    assert old[0] not in wanting(2 * HOUR)


def test_papers_that_turned_out_to_be_one_are_asked_about_anew(store: SqlStore) -> None:
    first, second = stored(store, "arxiv:1", "doi:10.1/a")
    store.papers.asked("crossref", [first, second], None)
    store.papers.absorb([record("arxiv:1", "doi:10.1/a")], NOON)
    assert [paper.id for paper in store.papers.wanting("crossref", NOON - DAY, NOON, 10)] == [first]
