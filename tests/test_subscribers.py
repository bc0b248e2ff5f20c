"""Subscribers: a briefing once a local date, at the time that was asked for, whatever the clocks do."""

import json
import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.subscribers import (
    EVERY_WEEKDAY,
    Misunderstood,
    Subscriber,
    SubscriberKind,
    due_on,
    local_date,
    next_due,
    parse_days,
    parse_time,
    parse_until,
    parse_zone,
)

BORN = datetime(2026, 1, 1, tzinfo=UTC)
TODAY = date(2026, 6, 8)
ZONES = st.sampled_from(sorted(name for name in available_timezones() if "/" in name))
INSTANTS = st.integers(1_230_768_000, 1_893_456_000).map(
    lambda second: datetime.fromtimestamp(second, UTC)
)  # 2009–2029
TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))

GOLDEN = [
    ("America/New_York", "02:30", "2026-03-07", "2026-03-07T07:30"),
    ("America/New_York", "02:30", "2026-03-08", "2026-03-08T07:00"),
    ("America/New_York", "01:30", "2026-11-01", "2026-11-01T05:30"),
    ("Europe/Berlin", "02:30", "2026-03-29", "2026-03-29T01:00"),
    ("Europe/Berlin", "02:30", "2026-10-25", "2026-10-25T00:30"),
    ("Australia/Lord_Howe", "02:15", "2026-10-04", "2026-10-03T15:30"),
    ("Pacific/Apia", "08:00", "2011-12-30", None),
    ("Pacific/Apia", "08:00", "2011-12-31", "2011-12-30T18:00"),
    ("Asia/Kathmandu", "08:00", "2026-01-01", "2026-01-01T02:15"),
]
RECORDED = Path(__file__).parents[2] / "shared" / "adversarial" / "clock" / "golden.json"


def reader(**settings: object) -> Subscriber:
    given_settings: dict[str, object] = {"zone": "Europe/Berlin", **settings}
    return Subscriber(
        id=1,
        team="T",
        kind=SubscriberKind.PERSON,
        address="U",
        created_at=BORN,
        **given_settings,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(("zone", "at", "day", "fires"), GOLDEN)
def test_a_local_time_falls_on_one_instant_a_date(zone: str, at: str, day: str, fires: str | None) -> None:
    expected = datetime.fromisoformat(fires).replace(tzinfo=UTC) if fires else None
    assert due_on(zone, time.fromisoformat(at), date.fromisoformat(day)) == expected


@pytest.mark.skipif(not RECORDED.exists(), reason="the wider table of clock changes is not here")
def test_every_recorded_clock_change_holds() -> None:
    for row in json.loads(RECORDED.read_text(encoding="utf-8")):
        fires = datetime.fromisoformat(row["fires_utc"]) if row["fires_utc"] else None
        assert due_on(row["tz"], time.fromisoformat(row["local"]), date.fromisoformat(row["date"])) == fires, row


@settings(deadline=None)
@given(zone=ZONES, at=TIMES, after=INSTANTS)
def test_the_next_briefing_is_later_and_none_is_skipped(zone: str, at: time, after: datetime) -> None:
    every_day = reader(zone=zone, at=at, days=frozenset(range(1, 8)))
    due = next_due(every_day, after)
    assert due is not None
    assert after < due <= after + timedelta(days=2, hours=3)


@settings(deadline=None)
@given(zone=ZONES, at=TIMES, start=INSTANTS)
def test_each_local_date_that_exists_has_exactly_one_briefing(zone: str, at: time, start: datetime) -> None:
    every_day = reader(zone=zone, at=at, days=frozenset(range(1, 8)))
    dates, instant = [], start
    for _ in range(8):
        due = next_due(every_day, instant)
        assert due is not None
        dates.append(local_date(every_day, due))
        instant = due
    missed = {dates[0] + timedelta(days=n) for n in range((dates[-1] - dates[0]).days)} - set(dates)
    assert len(set(dates)) == len(dates)
    assert all(due_on(zone, time(12), day) is None for day in missed)


@pytest.mark.parametrize(
    ("zone", "at", "day", "fires"),
    [
        ("Africa/Cairo", "00:30", "2026-04-24", "2026-04-23T22:00"),  # the day begins at 01:00
        ("America/Nuuk", "23:45", "2026-03-28", "2026-03-29T00:59"),  # the day ends at 22:59
    ],
)
def test_a_time_lost_at_midnight_still_comes_on_its_own_date(zone: str, at: str, day: str, fires: str) -> None:
    due = due_on(zone, time.fromisoformat(at), date.fromisoformat(day))
    assert due == datetime.fromisoformat(fires).replace(tzinfo=UTC)
    assert due.astimezone(ZoneInfo(zone)).date() == date.fromisoformat(day)


def test_a_zone_this_machine_does_not_know_counts_as_utc() -> None:
    assert due_on("Mars/Phobos", time(9), date(2026, 6, 8)) == datetime(2026, 6, 8, 9, tzinfo=UTC)


def test_weekends_are_left_out_unless_asked_for() -> None:
    friday_noon = datetime(2026, 6, 12, 12, tzinfo=UTC)
    due = next_due(reader(days=EVERY_WEEKDAY), friday_noon)
    assert due == datetime(2026, 6, 15, 7, tzinfo=UTC)


def test_a_pause_without_an_end_has_no_next_briefing_and_one_with_an_end_does() -> None:
    now = datetime(2026, 6, 8, 12, tzinfo=UTC)
    assert next_due(reader(paused=True), now) is None
    later = next_due(reader(paused_until=date(2026, 6, 20)), now)
    assert later is not None
    assert local_date(reader(), later) == date(2026, 6, 22)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("08:30", time(8, 30)),
        ("8:30am", time(8, 30)),
        ("8:30 PM", time(20, 30)),
        ("12 am", time(0)),
        ("12:15pm", time(12, 15)),
        ("0830", time(8, 30)),
        ("٠٨:٣٠", time(8, 30)),
        ("８：３０", time(8, 30)),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, expected: time) -> None:
    assert parse_time(text) == expected


@pytest.mark.parametrize("text", ["25:00", "08:60", "noon", "", "8", "13pm", "0am", "8:3", "2460", "½"])
def test_a_time_that_is_none_is_told_with_an_example(text: str) -> None:
    with pytest.raises(Misunderstood) as slip:
        parse_time(text)
    assert re.search(r"\d\d", slip.value.sentence)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mon-fri", {1, 2, 3, 4, 5}),
        ("Mon – Fri", {1, 2, 3, 4, 5}),
        ("weekdays", {1, 2, 3, 4, 5}),
        ("daily", {1, 2, 3, 4, 5, 6, 7}),
        ("every day", {1, 2, 3, 4, 5, 6, 7}),
        ("mon wed, fri", {1, 3, 5}),
        ("sat-mon", {6, 7, 1}),
        ("tuesday and thursday", {2, 4}),
    ],
)
def test_days_are_read_as_people_write_them(text: str, expected: set[int]) -> None:
    assert parse_days(text) == expected


@pytest.mark.parametrize("text", ["", "someday", "mon-someday", "t", "-", "and"])
def test_days_that_are_none_are_told(text: str) -> None:
    with pytest.raises(Misunderstood, match="mon"):
        parse_days(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 weeks", date(2026, 6, 22)),
        ("for a month", date(2026, 7, 8)),
        ("until 2026-07-01", date(2026, 7, 1)),
        ("tomorrow", date(2026, 6, 9)),
        ("monday", date(2026, 6, 15)),
        ("friday", date(2026, 6, 12)),
    ],
)
def test_the_end_of_a_pause_is_read_as_people_write_it(text: str, expected: date) -> None:
    assert parse_until(text, TODAY) == expected


@pytest.mark.parametrize("text", ["yesterday", "2020-01-01", "9999 months", "0 days", "2026-02-30", "soon"])
def test_an_end_that_cannot_be_is_told(text: str) -> None:
    with pytest.raises(Misunderstood):
        parse_until(text, TODAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("america/new york", "America/New_York"),
        ("new york", "America/New_York"),
        ("Tokyo", "Asia/Tokyo"),
        ("utc", "UTC"),
    ],
)
def test_a_zone_is_read_as_people_write_it(text: str, expected: str) -> None:
    assert parse_zone(text) == expected
    ZoneInfo(expected)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("EST", "America/New_York"),
        ("CET", "Europe/Berlin"),
        ("../../etc/passwd", "Area/City"),
        ("Mars/Phobos", "Area/City"),
        ("UTC+99", "Area/City"),
        ("Europe/Berlni", "Europe/Berlin"),
        ("", "Area/City"),
        ("x" * 5000, "Area/City"),
    ],
)
def test_a_zone_that_is_none_or_many_is_told_with_names(text: str, told: str) -> None:
    with pytest.raises(Misunderstood) as slip:
        parse_zone(text)
    assert told in slip.value.sentence
    assert len(slip.value.sentence) < 300


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_words_make_the_readers_fail_otherwise(text: str) -> None:
    for read in (parse_time, parse_days, parse_zone, lambda words: parse_until(words, TODAY)):
        slip: Misunderstood | None = None
        try:
            read(text)
        except Misunderstood as caught:
            slip = caught
        assert slip is None or slip.sentence.endswith((".", "?"))
