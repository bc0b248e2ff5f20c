"""When arXiv announces what was submitted, by the clock and the holidays of New York."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.arxiv.calendar import batch_day_before, batch_day_from, feed_day, is_batch_day, is_certain


@pytest.mark.parametrize(
    ("submitted", "told"),
    [
        ("2026-06-08T17:59:59", date(2026, 6, 9)),  # Monday before two o'clock
        ("2026-06-08T18:00:00", date(2026, 6, 10)),
        ("2026-06-04T17:00:00", date(2026, 6, 5)),
        ("2026-06-04T20:00:00", date(2026, 6, 8)),  # Thursday after two o'clock: Sunday evening
        ("2026-06-05T12:00:00", date(2026, 6, 8)),
        ("2026-06-05T19:00:00", date(2026, 6, 9)),  # Friday after two o'clock: Monday evening
        ("2026-06-07T23:00:00", date(2026, 6, 9)),
        ("2026-05-31T16:00:19", date(2026, 6, 2)),
        ("2026-08-28T22:22:10", date(2026, 9, 1)),
        ("2026-11-25T15:00:00", date(2026, 11, 27)),  # no feed on Thanksgiving
        ("2026-12-01T18:59:00", date(2026, 12, 2)),  # winter: two o'clock is 19:00 UTC
        ("2026-12-01T19:00:00", date(2026, 12, 3)),
    ],
)
def test_a_submission_is_told_by_the_feed_after_its_announcement(submitted: str, told: date) -> None:
    assert feed_day(datetime.fromisoformat(submitted).replace(tzinfo=UTC)) == told


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)))  # noqa: DTZ001 - made aware below
def test_every_submission_has_a_batch_day_soon_after_it(submitted: datetime) -> None:
    day = feed_day(submitted.replace(tzinfo=UTC))
    assert is_batch_day(day)
    assert timedelta(hours=6) < datetime.combine(day, datetime.min.time()) + timedelta(hours=4) - submitted
    assert day - submitted.date() <= timedelta(days=6)


@given(st.dates(date(2026, 1, 1), date(2028, 1, 1)))
def test_batch_days_follow_each_other_without_a_gap(day: date) -> None:
    following = batch_day_from(day + timedelta(days=1))
    assert batch_day_before(following) <= day < following
    assert batch_day_before(following) == day or not is_batch_day(day)


def test_holidays_are_certain_only_as_long_as_arxiv_has_published_them() -> None:
    assert is_certain(date(2026, 12, 31))
    assert not is_certain(date(2027, 1, 18))
