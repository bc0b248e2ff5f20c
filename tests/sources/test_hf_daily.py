"""Votes on Hugging Face are a sign of interest in papers others announced, and never make one."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.papers import Announcement
from bot.ports.sources import BatchState, Memory, SourceFailure
from bot.sources.hf_daily import Adapter, parse
from tests.sources.doubles import NOTHING_KNOWN, InProcess, Pages

SHARED = Path(__file__).parents[3] / "shared" / "fixtures" / "hf_daily" / "daily_papers_2026-06-12.json"
FRIDAY, SUNDAY = datetime(2026, 6, 12, 20, tzinfo=UTC), datetime(2026, 6, 14, 20, tzinfo=UTC)
DAILY = "https://huggingface.co/api/daily_papers"


def listed(*votes: int) -> bytes:
    papers = [{"id": f"2606.{number:05}", "title": "T", "upvotes": count} for number, count in enumerate(votes, 1)]
    return json.dumps([{"paper": paper} for paper in papers]).encode()


def test_todays_and_yesterdays_lists_are_read() -> None:
    pages = Pages({f"{DAILY}?date=2026-06-12": [listed(3)], f"{DAILY}?date=2026-06-11": [listed(9, 8)]})
    batch = Adapter("").poll(pages, InProcess(), NOTHING_KNOWN, FRIDAY)
    assert (batch.state, batch.note, batch.announced_on) == (BatchState.OK, "2 papers voted on", date(2026, 6, 12))
    assert [record.popularity for record in batch.records] == [9, 8, 3]
    assert all(record.announcement is Announcement.DETAIL for record in batch.records)
    assert all(url.endswith("&limit=100") for url in pages.asked)


def test_a_weekend_without_votes_is_quiet_and_a_friday_is_late() -> None:
    empty = Pages({DAILY: [b"[]"]})
    assert Adapter("").poll(empty, InProcess(), NOTHING_KNOWN, SUNDAY).state is BatchState.QUIET
    batch = Adapter("").poll(empty, InProcess(), Memory(newest=date(2026, 6, 11)), FRIDAY)
    assert (batch.state, batch.note) == (BatchState.LATE, "the lists are empty since 2026-06-11")


def test_one_list_is_better_than_none() -> None:
    missing = SourceFailure("server", "huggingface.co has a problem of its own (status 500).")
    pages = Pages({f"{DAILY}?date=2026-06-12": [missing], f"{DAILY}?date=2026-06-11": [listed(9)]})
    batch = Adapter("").poll(pages, InProcess(), NOTHING_KNOWN, FRIDAY)
    assert (batch.state, len(batch.records), batch.announced_on) == (BatchState.PARTIAL, 1, None)
    assert batch.note.startswith("1 paper voted on; one list is missing: huggingface.co")
    with pytest.raises(SourceFailure):
        Adapter("").poll(Pages({DAILY: [missing]}), InProcess(), NOTHING_KNOWN, FRIDAY)


@pytest.mark.skipif(not SHARED.exists(), reason="the recorded list is not here")
def test_a_recorded_list_tells_thirty_papers_with_their_votes() -> None:
    papers = parse(SHARED.read_bytes())
    assert len({plain["keys"][0] for plain in papers}) == 30
    best = max(papers, key=lambda plain: plain["popularity"])
    assert (best["keys"], best["popularity"]) == (["arxiv:2606.13681"], 118)
    assert all(len(plain["abstract"]) > 300 and plain["authors"] and not plain["announced_on"] for plain in papers)
    # The day arXiv published it, not the day it was listed: that was the twelfth.
    assert papers[0]["published_on"] == "2026-05-30"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"<html>", "something else than data"),
        (b'{"error": "Invalid date."}', "refused the question: Invalid date"),
        (b"{}", "another form"),
    ],
)
def test_an_answer_that_is_none_is_told_in_a_sentence(body: bytes, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        parse(body)


def test_entries_that_are_no_arxiv_papers_are_left_out() -> None:
    body = json.dumps([None, {}, {"paper": None}, {"paper": {"id": "blog-post"}}, {"paper": {"id": "2606.00001"}}])
    (plain,) = parse(body.encode())
    assert plain["popularity"] == 0


def test_there_is_but_one_list() -> None:
    with pytest.raises(ValueError, match=r"takes no 'cs\.CL'"):
        Adapter("cs.CL")
