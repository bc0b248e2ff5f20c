"""How the day's batch of a category stands."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.ports.sources import Batch, BatchState, Memory, SourceFailure
from bot.sources.arxiv import Adapter
from tests.sources.doubles import NOTHING_KNOWN, InProcess, Web

MONDAY = datetime(2026, 6, 8, 5, tzinfo=UTC)  # one in the morning in New York
TUESDAY = MONDAY + timedelta(days=1)
SATURDAY = MONDAY + timedelta(days=5)


def item(number: int, day: int, kind: str = "new", version: int = 1) -> str:
    return (
        f"<item><title>Paper {number}</title><link>https://arxiv.org/abs/2606.{number:05}</link>"
        f"<description>arXiv:2606.{number:05}v{version} Announce Type: {kind} \nAbstract: Tea.</description>"
        f"<guid>oai:arXiv.org:2606.{number:05}v{version}</guid><category>cs.CL</category>"
        f"<pubDate>{datetime(2026, 6, day, tzinfo=UTC):%a, %d %b %Y} 00:00:00 -0400</pubDate></item>"
    )


def feed(*items: str) -> bytes:
    return f'<rss version="2.0"><channel><title>cs.CL</title>{"".join(items)}</channel></rss>'.encode()


def after(batch: Batch, memory: Memory = NOTHING_KNOWN) -> Memory:
    """What the store remembers once it kept ``batch``."""
    keys = frozenset(key for record in batch.records for key in record.keys)
    newest = max((day for day in (memory.newest, batch.announced_on) if day), default=None)
    return Memory(etag=batch.etag, newest=newest, known=lambda asked: asked & (keys | memory.known(asked)))


def poll(body: bytes, memory: Memory, now: datetime, etag: str = "") -> Batch:
    headers = {"content-type": "application/xml", "etag": etag}
    return Adapter("cs.CL").poll(Web(body, headers), InProcess(), memory, now)


MONDAYS = feed(item(1, 8), item(2, 8))


def test_a_source_has_arxivs_spelling_of_its_category() -> None:
    adapter = Adapter("CS.cl")
    assert (adapter.name, adapter.label, adapter.url) == (
        "arxiv:cs.CL",
        "arXiv cs.CL",
        "https://rss.arxiv.org/rss/cs.CL",
    )
    assert Adapter("COND-MAT.mtrl-sci").category == "cond-mat.mtrl-sci"


@pytest.mark.parametrize("argument", ["", "tea", "cs.CL+cs.AI", "cs/../x", "cs.CL?version=1", "https://arxiv.org"])
def test_what_is_no_category_is_refused_by_name(argument: str) -> None:
    with pytest.raises(ValueError, match=r"arxiv:cs\.CL"):
        Adapter(argument)


def test_a_new_batch_is_ok_and_the_next_look_is_after_midnight_in_new_york() -> None:
    batch = poll(MONDAYS, NOTHING_KNOWN, MONDAY, '"a"')
    assert (batch.state, len(batch.records), batch.announced_on) == (BatchState.OK, 2, date(2026, 6, 8))
    assert batch.etag == '"a"'
    assert MONDAY + batch.next_poll == datetime(2026, 6, 9, 4, 10, tzinfo=UTC)


def test_the_same_batch_again_is_complete_not_late() -> None:
    memory = after(poll(MONDAYS, NOTHING_KNOWN, MONDAY, '"a"'))
    for etag in ('"a"', '"rebuilt"'):
        again = poll(MONDAYS, memory, MONDAY + timedelta(hours=8), etag)
        assert (again.state, again.announced_on) == (BatchState.OK, None)
        assert "complete" in again.note


def test_yesterdays_batch_on_a_weekday_is_late_and_asked_for_every_hour() -> None:
    memory = after(poll(MONDAYS, NOTHING_KNOWN, MONDAY, '"a"'))
    for etag in ('"a"', '"rebuilt"'):
        late = poll(MONDAYS, memory, TUESDAY, etag)
        assert (late.state, late.next_poll) == (BatchState.LATE, timedelta(hours=1))
        assert late.announced_on is None
        assert "2026-06-09" in late.note


def test_a_stale_batch_that_claims_to_be_of_today_is_still_late() -> None:
    memory = after(poll(MONDAYS, NOTHING_KNOWN, MONDAY))
    late = poll(feed(item(1, 9), item(2, 9)), memory, TUESDAY)
    assert late.state is BatchState.LATE


def test_unseen_papers_decide_even_when_their_date_lags() -> None:
    memory = after(poll(MONDAYS, NOTHING_KNOWN, MONDAY))
    batch = poll(feed(item(3, 8), item(2, 8)), memory, TUESDAY)
    assert (batch.state, batch.announced_on) == (BatchState.OK, date(2026, 6, 9))


def test_a_day_of_revisions_only_is_no_late_batch() -> None:
    memory = after(poll(MONDAYS, NOTHING_KNOWN, MONDAY))
    batch = poll(feed(item(1, 9, "replace", 2)), memory, TUESDAY)
    assert (batch.state, batch.announced_on) == (BatchState.OK, date(2026, 6, 9))


def test_weekends_and_holidays_are_quiet() -> None:
    friday = replace(NOTHING_KNOWN, newest=date(2026, 6, 12))
    quiet = poll(feed(), friday, SATURDAY)
    assert (quiet.state, quiet.next_poll) == (BatchState.QUIET, timedelta(days=1))
    thanksgiving = datetime(2026, 11, 26, 6, tzinfo=UTC)
    assert poll(feed(), replace(NOTHING_KNOWN, newest=date(2026, 11, 25)), thanksgiving).state is BatchState.QUIET
    unchanged = poll(b"", replace(friday, etag='"a"'), SATURDAY, '"a"')
    assert unchanged.state is BatchState.QUIET


def test_a_batch_that_never_came_is_not_forgotten_at_the_weekend() -> None:
    thursday = replace(NOTHING_KNOWN, newest=date(2026, 6, 11))
    lost = poll(feed(), thursday, SATURDAY)
    assert lost.state is BatchState.LATE
    assert "2026-06-12" in lost.note


def test_an_empty_feed_on_a_weekday_is_late_in_the_morning_and_quiet_at_night() -> None:
    assert poll(feed(), NOTHING_KNOWN, TUESDAY).state is BatchState.LATE
    assert poll(feed(), NOTHING_KNOWN, TUESDAY + timedelta(hours=13)).state is BatchState.QUIET


def test_a_cut_feed_is_partial_and_asked_for_again_whole() -> None:
    batch = poll(MONDAYS[:-60], NOTHING_KNOWN, MONDAY, '"a"')
    assert (batch.state, len(batch.records)) == (BatchState.PARTIAL, 1)
    assert (batch.etag, batch.announced_on, batch.next_poll) == ("", None, timedelta(minutes=15))
    whole = poll(MONDAYS, after(batch), MONDAY + batch.next_poll)
    assert (whole.state, whole.announced_on) == (BatchState.OK, date(2026, 6, 8))


def test_a_page_that_is_no_feed_fails_in_words() -> None:
    with pytest.raises(SourceFailure) as failure:
        poll(b"<!doctype html><html>", NOTHING_KNOWN, MONDAY)
    assert "web page" in failure.value.sentence


def test_the_clocks_change_moves_the_next_look() -> None:
    friday = datetime(2026, 10, 30, 6, tzinfo=UTC)
    sunday = datetime(2026, 11, 1, 12, tzinfo=UTC)
    fridays = MONDAYS.replace(b"08 Jun 2026", b"30 Oct 2026")
    assert friday + poll(fridays, NOTHING_KNOWN, friday).next_poll == friday + timedelta(days=1)
    assert sunday + poll(feed(), NOTHING_KNOWN, sunday).next_poll == datetime(2026, 11, 2, 5, 10, tzinfo=UTC)


def test_the_request_is_conditional_and_names_what_it_accepts() -> None:
    web = Web(MONDAYS)
    Adapter("cs.CL").poll(web, InProcess(), replace(NOTHING_KNOWN, etag='"x"', last_modified="y"), MONDAY)
    assert web.asked[0]["etag"] == '"x"'
    assert web.asked[0]["last_modified"] == "y"
    assert "rss" in web.asked[0]["accept"]
