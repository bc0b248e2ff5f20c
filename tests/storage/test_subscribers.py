"""Who reads, when they are due, and their radars."""

from dataclasses import replace
from datetime import date, time

import pytest

from bot.ports.store import RadarFull
from bot.storage import SqlStore
from bot.subscribers import SubscriberKind
from tests.storage.made import DAY, HOUR, NOON, channel

PERSON = SubscriberKind.PERSON


def test_a_subscriber_is_made_once_for_an_address(store: SqlStore) -> None:
    first = store.subscribers.ensure("T1", PERSON, "U1", NOON)
    assert store.subscribers.ensure("T1", PERSON, "U1", NOON + DAY) == first
    assert store.subscribers.find("T1", PERSON, "U1") == first
    assert store.subscribers.get(first.id) == first
    assert first.created_at == NOON
    others = [
        store.subscribers.ensure(team, kind, "U1", NOON)
        for team, kind in (("T2", PERSON), ("T1", SubscriberKind.CHANNEL))
    ]
    assert len({first.id, *(other.id for other in others)}) == 3


def test_who_is_not_there_is_not_found(store: SqlStore) -> None:
    assert store.subscribers.find("T1", PERSON, "U1") is None
    assert store.subscribers.get(1) is None
    assert store.subscribers.queries(1) == []


def test_every_setting_is_kept(store: SqlStore) -> None:
    made = store.subscribers.ensure("T1", PERSON, "U1", NOON)
    changed = replace(
        made,
        zone="Asia/Kolkata",
        zone_source="chosen",
        owner="U9",
        at=time(7, 45),
        days=frozenset({1, 7}),
        paused=True,
        paused_until=date(2026, 7, 1),
        tells_quiet_days=False,
        next_due_at=NOON + HOUR,
    )
    store.subscribers.save(changed)
    assert store.subscribers.get(made.id) == changed
    store.subscribers.save(replace(changed, next_due_at=None, days=frozenset()))
    assert store.subscribers.get(made.id) == replace(changed, next_due_at=None, days=frozenset())


def test_a_radar_keeps_the_order_its_lines_were_added_in(store: SqlStore) -> None:
    reader = channel(store)
    assert store.subscribers.add_queries(reader.id, ["b", "a"], 50) == ("b", "a")
    assert store.subscribers.add_queries(reader.id, ["a", "c", "c"], 50) == ("c",)
    queries = store.subscribers.queries(reader.id)
    assert [query.text for query in queries] == ["b", "a", "c"]
    assert store.subscribers.remove_queries(reader.id, [queries[0].id, 999]) == 1
    assert store.subscribers.add_queries(reader.id, ["b"], 50) == ("b",)
    assert [query.text for query in store.subscribers.queries(reader.id)] == ["a", "c", "b"]


def test_lines_over_the_limit_are_refused_and_none_is_added(store: SqlStore) -> None:
    reader = channel(store)
    store.subscribers.add_queries(reader.id, ["a", "b"], 3)
    with pytest.raises(RadarFull, match="at most 3"):
        store.subscribers.add_queries(reader.id, ["c", "d"], 3)
    assert [query.text for query in store.subscribers.queries(reader.id)] == ["a", "b"]
    assert store.subscribers.add_queries(reader.id, ["b", "c"], 3) == ("c",)


def test_nobody_removes_lines_of_another_radar(store: SqlStore) -> None:
    mine, theirs = channel(store, "C1"), channel(store, "C2")
    store.subscribers.add_queries(theirs.id, ["a"], 50)
    (line,) = store.subscribers.queries(theirs.id)
    assert store.subscribers.remove_queries(mine.id, [line.id]) == 0
    assert store.subscribers.remove_queries(mine.id, []) == 0


def test_due_are_those_with_a_radar_whose_time_has_come_longest_waiting_first(store: SqlStore) -> None:
    times = {"C1": NOON, "C2": NOON - HOUR, "C3": NOON + HOUR, "C4": None}
    for address, due in times.items():
        store.subscribers.add_queries(channel(store, address, next_due_at=due).id, ["x"], 50)
    channel(store, "C5", next_due_at=NOON)
    store.subscribers.add_queries(channel(store, "C6", next_due_at=NOON, paused=True).id, ["x"], 50)
    assert [one.address for one in store.subscribers.due(NOON, 10)] == ["C2", "C1"]
    assert [one.address for one in store.subscribers.due(NOON, 1)] == ["C2"]


def test_a_place_that_is_closed_to_us_is_paused_and_its_owner_named(store: SqlStore) -> None:
    reader = channel(store, owner="U9")
    assert store.subscribers.pause_closed("T2", "C1") == ""
    assert store.subscribers.pause_closed("T1", "C1") == "U9"
    paused = store.subscribers.get(reader.id)
    assert paused is not None
    assert paused.paused


def test_people_whose_zone_nobody_chose_are_listed(store: SqlStore) -> None:
    channel(store)
    people = [store.subscribers.ensure("T1", PERSON, f"U{number}", NOON) for number in range(3)]
    store.subscribers.save(replace(people[1], zone="Europe/Oslo", zone_source="profile"))
    assert [one.address for one in store.subscribers.unzoned(10)] == ["U0", "U2"]
    assert [one.address for one in store.subscribers.unzoned(1)] == ["U0"]


def test_hostile_text_in_a_radar_comes_back_storable(store: SqlStore) -> None:
    reader = channel(store)
    assert store.subscribers.add_queries(reader.id, ["'; DROP TABLE query;--", "100%_match", "a\0b\ud800"], 50)
    assert [query.text for query in store.subscribers.queries(reader.id)][2] == "ab\ufffd"
    assert store.subscribers.add_queries(reader.id, ["a\0b\ud800"], 50) == ()
