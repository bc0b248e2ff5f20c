"""Watching: a source that falls silent, fails or is gone is told once to those who read it, and how a feed began."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.notices import began_message, trouble_message
from bot.daily.trouble import Trouble, TroubleKind, trouble
from bot.daily.watch import Watch
from bot.ports.delivery import DeliveryFailure, Refusal
from bot.ports.sources import BatchState
from bot.ports.store import SourceHealth
from bot.storage import SqlStore
from tests.daily.shelf import DAY, HOUR, MONDAY, Hands, Told, batch, beside, opened, posted, record

FEED = "feed:https://journal.example/feed"
ADMIN = ("T1", "UADMIN")
REST = timedelta(days=400)


@pytest.fixture
def store(tmp_path: Path, empty_file: Path) -> Iterator[SqlStore]:
    made = opened(empty_file, tmp_path)
    yield made
    made.close()


def watch(store: SqlStore, clock: Hands, *admins: tuple[str, str]) -> Watch:
    return Watch(store, clock, lambda: admins, trouble_message, began_message)


def brings(store: SqlStore, now: datetime, name: str = FEED, new: int = 1) -> None:
    store.sources.polled(name, batch(title="Nature Tea", next_poll=REST), now, brought=new)


def fails(store: SqlStore, now: datetime, name: str = FEED) -> None:
    store.sources.failed(name, "journal.example refuses to answer us (status 403).", now + REST, now)


def mine(store: SqlStore, *users: str, now: datetime = MONDAY, name: str = FEED) -> None:
    for user in users:
        store.sources.follow(name, "journal.example", "T1", user, now, 10)


def told(store: SqlStore, clock: Hands, *watches: Watch) -> list[Told]:
    for each in watches:
        each.step()
    return posted(store, clock.now)


def days_of_news(store: SqlStore, count: int, gap: timedelta = DAY) -> datetime:
    """A source that brought something each day; when it did so last."""
    for number in range(count):
        brings(store, MONDAY + number * gap)
    return MONDAY + (count - 1) * gap


def health(**changes: object) -> SourceHealth:
    fields: dict[str, object] = {
        "name": FEED,
        "label": "Nature Tea",
        "state": "ok",
        "note": "",
        "since": MONDAY - 100 * DAY,
        "failing_since": None,
        "last_news_at": MONDAY,
        "longest_gap": DAY,
        "stopped": False,
        "told": "",
        "followers": (("T1", "U1"),),
        **changes,
    }
    return SourceHealth(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("habit", "last", "silent_after"),
    [
        (DAY, MONDAY, 3 * DAY),
        (DAY, MONDAY + 4 * DAY, 5 * DAY),  # from Friday on: the weekend does not count
        (3 * DAY, MONDAY, 4.5 * DAY),
        (7 * DAY, MONDAY, 10.5 * DAY),
        (30 * DAY, MONDAY, 45 * DAY),
        (None, MONDAY, 14 * DAY),
    ],
)
def test_a_source_is_silent_when_it_took_half_as_long_again_as_ever(
    habit: timedelta | None, last: datetime, silent_after: timedelta
) -> None:
    one = health(longest_gap=habit, last_news_at=last)
    assert trouble(one, last + silent_after) is None
    assert trouble(one, last + silent_after + timedelta(minutes=1)) == Trouble(TroubleKind.SILENT, last)


@given(st.integers(0, 6), st.integers(0, 23), st.integers(0, 71))
def test_no_weekend_makes_a_daily_source_silent(day: int, hour: int, later: int) -> None:
    last = MONDAY + day * DAY + hour * HOUR
    assert trouble(health(last_news_at=last), last + later * HOUR) is None


def test_a_source_that_never_brought_anything_is_silent_after_two_weeks() -> None:
    one = health(last_news_at=None, longest_gap=None, since=MONDAY)
    assert trouble(one, MONDAY + 14 * DAY) is None
    assert trouble(one, MONDAY + 15 * DAY) == Trouble(TroubleKind.SILENT, MONDAY)


def test_a_source_that_fails_is_not_called_silent_and_an_own_one_is_given_up_in_the_end() -> None:
    one = health(failing_since=MONDAY, last_news_at=MONDAY - 30 * DAY)
    assert trouble(one, MONDAY + 2 * DAY) is None
    assert trouble(one, MONDAY + 3 * DAY) == Trouble(TroubleKind.FAILING, MONDAY)
    assert trouble(one, MONDAY + 14 * DAY) == Trouble(TroubleKind.GONE, MONDAY, give_up=True)
    shared = health(failing_since=MONDAY, followers=(("T1", ""), ("T1", "U1")))
    assert trouble(shared, MONDAY + 14 * DAY) == Trouble(TroubleKind.FAILING, MONDAY)


def test_silence_is_told_once_and_again_only_after_it_ended_and_came_back(store: SqlStore) -> None:
    mine(store, "U1")
    last = days_of_news(store, 5)
    clock = Hands(last)
    work = watch(store, clock)
    told(store, clock, work)
    said: list[tuple[int, str]] = []
    for day in range(1, 31):
        clock.turn(DAY)
        if day == 20:
            brings(store, clock.now)
        elif day > 5 and day % 3 == 0:
            store.sources.polled(FEED, batch(state=BatchState.QUIET, next_poll=REST), clock.now)
        said += [(day, text) for *_, text in told(store, clock, work)]
    assert [day for day, _ in said] == [6]
    assert "has brought nothing new since Friday, 12 June" in said[0][1]
    assert "never took longer than 1 day" in said[0][1]
    clock.turn(40 * DAY)
    ((_, _, _, again),) = told(store, clock, work)
    assert "has brought nothing new since Thursday, 2 July" in again


def test_each_follower_of_an_own_feed_is_told_once_by_two_processes(store: SqlStore, tmp_path: Path) -> None:
    mine(store, "U1", "U2")
    brings(store, MONDAY)
    second = beside(tmp_path)
    clock = Hands()
    works = [watch(store, clock), watch(second, clock)]
    assert len(told(store, clock, *works)) == 2  # how the feed began
    fails(store, MONDAY + HOUR)
    clock.turn(4 * DAY)
    # Both look before either has ticked it off: what the key forbids, not what the row remembers.
    seen = store.sources.health()
    for _ in range(2):
        for work in works:
            work.step()
            store.sources.tell(FEED, seen[0].told)
    said = posted(store, clock.now)
    second.close()
    assert sorted(channel for _, channel, _, _ in said) == ["U1", "U2"]
    assert all("could not be read since Monday, 8 June, 07:00 UTC" in text for *_, text in said)
    assert all(
        "(status 403)" in text and "/radar feed remove https://journal.example/feed" in text for *_, text in said
    )


def test_failing_is_told_again_only_after_the_source_answered(store: SqlStore) -> None:
    mine(store, "U1")
    brings(store, MONDAY)
    clock = Hands()
    work = watch(store, clock)
    told(store, clock, work)
    fails(store, clock.now)
    texts: list[str] = []
    for _ in range(6):
        clock.turn(DAY)
        fails(store, clock.now)
        texts += [text for *_, text in told(store, clock, work)]
    assert len(texts) == 1
    brings(store, clock.now, new=0)
    fails(store, clock.now + HOUR)
    clock.turn(4 * DAY)
    assert len(told(store, clock, work)) == 1


def test_a_feed_of_a_persons_own_that_fails_for_two_weeks_is_stopped_with_notice(store: SqlStore) -> None:
    mine(store, "U1")
    brings(store, MONDAY)
    fails(store, MONDAY + HOUR)
    clock = Hands(MONDAY + 15 * DAY)
    work = watch(store, clock)
    said = [text for *_, text in told(store, clock, work) if "stopped" in text]
    assert len(said) == 1
    assert "/radar feed add https://journal.example/feed" in said[0]
    assert store.sources.health()[0].stopped
    clock.turn(10 * DAY)
    assert told(store, clock, work) == []


def test_a_source_that_is_gone_is_told_with_its_reason(store: SqlStore) -> None:
    mine(store, "U1")
    brings(store, MONDAY)
    clock = Hands(MONDAY + DAY)
    work = watch(store, clock)
    told(store, clock, work)
    store.sources.stop(FEED, "journal.example says that this address is gone for good (status 410).", clock.now)
    ((_, _, _, text),) = told(store, clock, work)
    assert "is gone since Tuesday, 9 June, so I stopped asking: journal.example says" in text
    assert told(store, clock, work) == []


@pytest.mark.parametrize(
    ("followers", "expected"),
    [
        ([("T1", "")], ["UADMIN"]),
        ([("T2", "")], ["UOTHER"]),
        ([("T1", ""), ("T1", "U1")], ["U1", "UADMIN"]),
        ([("T1", ""), ("T1", "UADMIN")], ["UADMIN"]),
    ],
)
def test_what_a_workspace_reads_is_told_to_its_admins(
    store: SqlStore, followers: Sequence[tuple[str, str]], expected: list[str]
) -> None:
    for team, user in followers:
        store.sources.follow("biorxiv", "bioRxiv", team, user, MONDAY, 10)
    clock = Hands()
    work = watch(store, clock, ADMIN, ("T2", "UOTHER"))
    brings(store, MONDAY, "biorxiv")
    told(store, clock, work)
    fails(store, MONDAY, "biorxiv")
    clock.turn(4 * DAY)
    assert sorted(channel for _, channel, _, _ in told(store, clock, work)) == expected


def test_what_the_operator_set_up_is_told_to_every_admin_with_where_to_mend_it(store: SqlStore) -> None:
    store.sources.enrol({"arxiv:cs.CL": "arXiv cs.CL"}, MONDAY)
    clock = Hands(MONDAY + 4 * DAY)
    fails(store, MONDAY, "arxiv:cs.CL")
    said = told(store, clock, watch(store, clock, ADMIN, ("T2", "UOTHER")))
    assert [(team, user) for team, user, _, _ in said] == [ADMIN, ("T2", "UOTHER")]
    assert all("RADAR_SOURCES" in text for *_, text in said)


def test_when_nobody_can_be_told_the_log_says_so_once(store: SqlStore, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("WARNING", "bot")
    store.sources.enrol({"arxiv:cs.CL": "arXiv cs.CL"}, MONDAY)
    fails(store, MONDAY, "arxiv:cs.CL")
    clock = Hands(MONDAY + 4 * DAY)
    for _ in range(3):
        assert told(store, clock, watch(store, clock)) == []
        clock.turn(HOUR)
    assert caplog.text.count("nobody can be told") == 1


def test_while_slack_cannot_say_who_is_an_admin_nothing_is_ticked_off_and_others_are_told(store: SqlStore) -> None:
    store.sources.enrol({"arxiv:cs.CL": "arXiv cs.CL"}, MONDAY)
    mine(store, "U1")
    for name in (FEED, "arxiv:cs.CL"):
        brings(store, MONDAY, name)
    clock, down = Hands(), [True]

    def admins() -> Sequence[tuple[str, str]]:
        if down:
            raise DeliveryFailure(Refusal.LATER, "ratelimited")
        return [ADMIN]

    work = Watch(store, clock, admins, trouble_message, began_message)
    told(store, clock, work)
    for name in (FEED, "arxiv:cs.CL"):
        fails(store, MONDAY, name)
    clock.turn(4 * DAY)
    assert [user for _, user, _, _ in told(store, clock, work)] == ["U1"]
    down.clear()
    assert [user for _, user, _, _ in told(store, clock, work)] == ["UADMIN"]


def test_after_a_long_sleep_sources_are_read_before_they_are_called_silent(store: SqlStore) -> None:
    mine(store, "U1")
    clock = Hands(days_of_news(store, 5))
    work = watch(store, clock)
    told(store, clock, work)
    store.sources.polled(FEED, batch(next_poll=HOUR), clock.now)
    clock.turn(20 * DAY)
    assert told(store, clock, work) == []
    brings(store, clock.now)
    assert told(store, clock, work) == []


def test_a_source_that_is_never_read_is_not_waited_for_for_ever(store: SqlStore) -> None:
    mine(store, "U1")
    clock = Hands(days_of_news(store, 5))
    work = watch(store, clock)
    told(store, clock, work)
    store.sources.polled(FEED, batch(next_poll=HOUR), clock.now)
    clock.turn(20 * DAY)
    said: list[Told] = []
    for _ in range(8):
        said += told(store, clock, work)
        clock.turn(timedelta(minutes=15))
    assert len(said) == 1


def test_a_feed_that_works_is_told_once_to_who_added_it_with_how_much_it_holds(store: SqlStore) -> None:
    mine(store, "U1")
    clock = Hands()
    work = watch(store, clock)
    assert told(store, clock, work) == []
    store.papers.absorb([record(number, FEED) for number in range(32)], MONDAY)
    brings(store, MONDAY, new=32)
    ((team, user, _, text),) = told(store, clock, work)
    assert (team, user) == ("T1", "U1")
    assert text.startswith("Nature Tea works: 32 papers now.")
    assert told(store, clock, work, watch(store, clock)) == []


def test_a_feed_that_cannot_be_read_is_told_at_once_with_what_to_do_and_then_that_it_works(store: SqlStore) -> None:
    mine(store, "U1")
    clock = Hands()
    work = watch(store, clock)
    fails(store, MONDAY)
    ((_, _, _, text),) = told(store, clock, work)
    assert "could not be read: journal.example refuses to answer us (status 403)." in text
    assert "/radar feed remove https://journal.example/feed" in text
    clock.turn(HOUR)
    fails(store, clock.now)
    assert told(store, clock, work) == []
    brings(store, clock.now)
    ((_, _, _, text),) = told(store, clock, work)
    assert "works" in text


def test_a_feed_that_worked_and_stumbles_once_is_not_told(store: SqlStore) -> None:
    mine(store, "U1")
    clock = Hands()
    work = watch(store, clock)
    brings(store, MONDAY)
    told(store, clock, work)
    fails(store, MONDAY + HOUR)
    clock.turn(2 * DAY)
    assert told(store, clock, work, watch(store, clock)) == []
