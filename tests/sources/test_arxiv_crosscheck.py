"""A batch is judged by the feed and the listing page together."""

from datetime import date, timedelta

import pytest

from bot.papers import Announcement
from bot.ports.sources import BatchState, SourceFailure
from tests.sources.arxiv_made import FEED, LISTING, feed, knowing, listing, moment, numbers, oai, poll, raw, web

MON, TUE, WED, FRI, SAT = (date(2026, 6, day) for day in (8, 9, 10, 12, 13))
MONDAYS = knowing(1, 2, newest=MON)
DOWN = SourceFailure("server", "rss.arxiv.org has a problem of its own (status 503).", retry_after=timedelta(minutes=7))


def test_two_pages_that_agree_make_a_complete_batch() -> None:
    pages = web(feed=feed(TUE, 3, 4), listing=listing(TUE, 3, 4))
    batch = poll(pages, MONDAYS, moment(TUE))
    assert (batch.state, batch.announced_on, numbers(batch)) == (BatchState.OK, TUE, [3, 4])
    assert batch.note == "2 papers, 2 not seen here before, as on the listing page"
    assert pages.asked == [f"{FEED}rss/cs.CL", f"{LISTING}cs.CL/new?skip=0&show=2000"]


def test_a_feed_that_serves_yesterdays_batch_under_todays_date_is_healed_by_the_listing_page() -> None:
    batch = poll(web(feed=feed(TUE, 1, 2), listing=listing(TUE, 3, 4, 5)), MONDAYS, moment(TUE))
    assert (batch.state, batch.announced_on, numbers(batch)) == (BatchState.OK, TUE, [3, 4, 5])
    assert "from the listing page" in batch.note


def test_yesterdays_batch_on_both_pages_is_late_and_asked_for_every_hour() -> None:
    for shown in (listing(MON, 1, 2), listing(TUE, 1, 2)):
        batch = poll(web(feed=feed(TUE, 1, 2), listing=shown), MONDAYS, moment(TUE))
        assert (batch.state, batch.announced_on, batch.next_poll) == (BatchState.LATE, None, timedelta(hours=1))


def test_each_category_stands_on_its_own() -> None:
    pages = web(feed=[feed(TUE, 1, 2), feed(TUE, 3)], listing=[listing(MON, 1, 2), listing(TUE, 3)])
    assert poll(pages, MONDAYS, moment(TUE), "cs.AI").state is BatchState.LATE
    assert poll(pages, MONDAYS, moment(TUE), "cs.CL").state is BatchState.OK


@pytest.mark.parametrize(
    "broken",
    [
        DOWN,
        feed(TUE),
        b"<!doctype html><html>Log in</html>",
        b"Rate exceeded.",
        feed(TUE).replace(b"cs.CL", b"Feed error"),
    ],
)
def test_a_feed_that_is_down_empty_or_something_else_leaves_the_batch_to_the_listing_page(
    broken: bytes | SourceFailure,
) -> None:
    batch = poll(web(feed=broken, listing=listing(TUE, 3)), MONDAYS, moment(TUE))
    assert (batch.state, batch.announced_on, numbers(batch)) == (BatchState.OK, TUE, [3])


def test_when_both_pages_fail_the_feeds_failure_is_told() -> None:
    other = SourceFailure("server", "arxiv.org has a problem of its own.")
    for shown in (other, listing(MON, 1, 2)):
        with pytest.raises(SourceFailure) as failure:
            poll(web(feed=DOWN, listing=shown), MONDAYS, moment(TUE))
        assert failure.value is DOWN


def test_a_listing_page_that_fails_is_told_and_the_feed_stands() -> None:
    for shown, words in (
        (SourceFailure("server", "arxiv.org is unwell."), "not cross-checked: arxiv.org is unwell."),
        (b"<html><body>captcha</body></html>", "not cross-checked: This web page is not arXiv's page of new listings."),
        (listing(MON, 1), "not cross-checked: the listing page still shows 2026-06-08"),
    ):
        batch = poll(web(feed=feed(TUE, 3), listing=shown), MONDAYS, moment(TUE))
        assert (batch.state, batch.announced_on) == (BatchState.OK, TUE)
        assert words in batch.note


def test_no_listing_page_at_all_is_no_failure() -> None:
    batch = poll(web(feed=feed(TUE, 3)), MONDAYS, moment(TUE))
    assert (batch.state, batch.announced_on) == (BatchState.OK, TUE)
    assert batch.note.endswith("not cross-checked with the listing page")


def test_papers_only_on_the_listing_page_are_added() -> None:
    batch = poll(web(feed=feed(TUE, 3), listing=listing(TUE, 3, 4)), MONDAYS, moment(TUE))
    assert (batch.state, numbers(batch)) == (BatchState.OK, [3, 4])
    assert "1 of them only on the listing page" in batch.note


def test_a_full_feed_is_complete_only_when_the_listing_page_brings_the_rest() -> None:
    full, rest = feed(TUE, *range(100, 2100)), listing(TUE, *range(10, 110))
    cut = poll(web(feed=full), MONDAYS, moment(TUE))
    assert (cut.state, cut.announced_on, cut.etag) == (BatchState.PARTIAL, None, "")
    assert "2,000" in cut.note
    again = poll(web(feed=full), knowing(*range(100, 2100), newest=MON), moment(TUE, 6))
    assert again.state is BatchState.PARTIAL
    whole = poll(web(feed=full, listing=rest), MONDAYS, moment(TUE))
    assert (whole.state, whole.announced_on, len(whole.records)) == (BatchState.OK, TUE, 2090)


def test_a_listing_of_several_pages_is_read_to_its_end() -> None:
    first = listing(TUE, *range(1, 2001), total=2003)
    pages = web(feed=DOWN, listing=[first, listing(TUE, 2001, 2002, 2003)])
    batch = poll(pages, knowing(newest=MON), moment(TUE))
    assert (batch.state, len(batch.records)) == (BatchState.OK, 2003)
    assert pages.asked[-1].endswith("skip=2000&show=2000")


def test_a_listing_page_with_fewer_entries_than_it_declares_does_not_close_the_day() -> None:
    short = listing(TUE, 3, declared=2)
    for body in (DOWN, feed(TUE), feed(TUE, 3)):
        batch = poll(web(feed=body, listing=short), MONDAYS, moment(TUE))
        assert (batch.state, batch.announced_on, numbers(batch)) == (BatchState.PARTIAL, None, [3])
        assert batch.note == "the listing page declares 2 entries and holds 1"
    again = poll(web(feed=feed(TUE, 3), listing=short), knowing(3, newest=MON), moment(TUE, 6))
    assert again.state is BatchState.PARTIAL
    whole = poll(web(feed=feed(TUE, 3, 4), listing=short), MONDAYS, moment(TUE))
    assert (whole.state, whole.announced_on) == (BatchState.OK, TUE)


def test_a_cut_feed_is_whole_with_the_listing_page() -> None:
    cut = feed(TUE, 3, 4)[:-60]
    assert poll(web(feed=cut), MONDAYS, moment(TUE)).state is BatchState.PARTIAL
    batch = poll(web(feed=cut, listing=listing(TUE, 3, 4)), MONDAYS, moment(TUE))
    assert (batch.state, batch.announced_on, numbers(batch)) == (BatchState.OK, TUE, [3, 4])


def test_a_day_without_a_paper_is_quiet_and_closed_when_the_listing_page_says_so() -> None:
    batch = poll(web(feed=feed(TUE), listing=listing(TUE)), MONDAYS, moment(TUE))
    assert (batch.state, batch.announced_on) == (BatchState.QUIET, TUE)


def test_the_listing_page_is_not_asked_for_when_the_day_is_complete_or_has_no_batch() -> None:
    done = web(feed=feed(TUE, 3), listing=DOWN)
    assert poll(done, knowing(3, newest=TUE), moment(TUE, 9)).state is BatchState.OK
    weekend = web(feed=feed(SAT), listing=DOWN)
    assert poll(weekend, knowing(3, newest=FRI), moment(SAT)).state is BatchState.QUIET
    assert [len(done.asked), len(weekend.asked)] == [1, 1]


def test_a_fridays_batch_that_never_came_is_found_on_saturday() -> None:
    batch = poll(web(feed=feed(SAT), listing=listing(FRI, 3)), knowing(1, newest=date(2026, 6, 11)), moment(SAT))
    assert (batch.state, batch.announced_on, numbers(batch)) == (BatchState.OK, FRI, [3])


def test_the_evenings_listing_page_serves_when_the_feed_failed_all_day() -> None:
    evening = moment(WED, 1)  # nine in the evening of Tuesday in New York: the page turns before the feed
    tuesdays = oai(raw(4, moment(MON, 15), changed=TUE))
    pages = web(feed=DOWN, listing=listing(WED, 5), archive=tuesdays)
    batch = poll(pages, MONDAYS, evening)
    assert (batch.state, batch.announced_on, numbers(batch)) == (BatchState.OK, WED, [4, 5])


def test_an_older_batch_on_the_listing_page_closes_its_own_day_only() -> None:
    wednesday = poll(web(feed=DOWN, listing=listing(TUE, 3)), MONDAYS, moment(WED))
    assert (wednesday.state, wednesday.announced_on, numbers(wednesday)) == (BatchState.LATE, TUE, [3])
    assert "2026-06-10" in wednesday.note


def test_a_listing_page_of_next_week_is_not_believed() -> None:
    batch = poll(web(feed=feed(TUE, 1, 2), listing=listing(TUE + timedelta(days=6), 9)), MONDAYS, moment(TUE))
    assert (batch.state, batch.announced_on) == (BatchState.LATE, None)


def test_an_empty_weekday_beyond_the_known_holidays_is_quiet_when_the_listing_page_has_nothing_new() -> None:
    labour, friday = date(2027, 9, 6), date(2027, 9, 3)
    memory = knowing(1, newest=friday)
    quiet = poll(web(feed=feed(labour), listing=listing(friday, 1)), memory, moment(labour))
    assert (quiet.state, quiet.announced_on, quiet.next_poll) == (BatchState.QUIET, None, timedelta(hours=3))
    assert poll(web(feed=feed(labour)), memory, moment(labour)).state is BatchState.LATE
    known = poll(web(feed=feed(TUE), listing=listing(MON, 1)), MONDAYS, moment(TUE))
    assert known.state is BatchState.LATE


def test_a_friday_that_may_have_been_a_holiday_does_not_count_as_lost_at_the_weekend() -> None:
    saturday, thursday = date(2027, 9, 11), date(2027, 9, 9)
    memory = knowing(1, newest=thursday)
    assert (
        poll(web(feed=feed(saturday), listing=listing(thursday, 1)), memory, moment(saturday)).state is BatchState.QUIET
    )
    assert poll(web(feed=feed(saturday)), memory, moment(saturday)).state is BatchState.LATE


def test_a_holiday_in_the_table_is_quiet_and_the_next_batch_needs_no_reading_back() -> None:
    wednesday, thanksgiving, friday = (date(2026, 11, day) for day in (25, 26, 27))
    memory = knowing(1, newest=wednesday)
    assert poll(web(feed=feed(thanksgiving)), memory, moment(thanksgiving, 6)).state is BatchState.QUIET
    pages = web(feed=feed(friday, 2), listing=listing(friday, 2))
    assert poll(pages, memory, moment(friday, 6)).announced_on == friday
    assert len(pages.asked) == 2


def test_a_day_of_revisions_only_may_come_from_the_listing_page() -> None:
    batch = poll(web(feed=DOWN, listing=listing(TUE, 1, kind="replace")), MONDAYS, moment(TUE))
    assert (batch.state, batch.announced_on) == (BatchState.OK, TUE)
    assert batch.records[0].announcement is Announcement.REPLACE
