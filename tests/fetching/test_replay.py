"""A recording answers like the web it was taken from."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.fetching import Fetcher, Limits, ReplayFetcher

from .surroundings import HandClock, failure_of

_FEED = "https://rss.arxiv.org/rss/cs.CL"


def _recorded(folder: Path, *entries: dict[str, Any], **files: bytes) -> Path:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "index.json").write_text(json.dumps({"licence": "CC0", "entries": list(entries)}))
    return folder


def test_a_recorded_page_comes_back_with_status_headers_and_content(tmp_path: Path, clock: HandClock) -> None:
    entry = {"url": _FEED, "file": "feed", "headers": {"Content-Type": "application/rss+xml"}}
    fetcher: Fetcher = ReplayFetcher(_recorded(tmp_path, entry, feed=b"<rss/>"), clock)
    response = fetcher.get(_FEED)
    assert (response.url, response.status, response.body) == (_FEED, 200, b"<rss/>")
    assert response.headers["content-type"] == "application/rss+xml"


def test_a_page_that_was_not_recorded_is_not_found(tmp_path: Path, clock: HandClock) -> None:
    fetcher = ReplayFetcher(_recorded(tmp_path), clock)
    failure = failure_of(lambda: fetcher.get("https://rss.arxiv.org/rss/cs.LG?key=secret"))
    assert failure.kind == "not_found"
    assert failure.status == 404
    assert failure.sentence == "This page of rss.arxiv.org is not in this recording."


def test_the_latest_answer_that_has_happened_by_now_is_given(tmp_path: Path, clock: HandClock) -> None:
    days = [
        {"url": _FEED, "file": "monday", "since": "2026-11-23T05:00:00Z"},
        {"url": _FEED, "file": "tuesday", "since": "2026-11-24T00:00:00-05:00"},
        {"url": _FEED, "file": "sunday"},
    ]
    folder = _recorded(tmp_path, *days, monday=b"monday", tuesday=b"tuesday", sunday=b"sunday")
    fetcher = ReplayFetcher(folder, clock)
    seen = []
    for moment in (
        datetime(2026, 11, 23, 4, 59, tzinfo=UTC),
        datetime(2026, 11, 23, 5, 0, tzinfo=UTC),
        datetime(2026, 11, 24, 4, 59, tzinfo=UTC),
        datetime(2026, 11, 24, 5, 0, tzinfo=UTC),
    ):
        clock.moment = moment
        seen.append(fetcher.get(_FEED).body)
    assert seen == [b"sunday", b"monday", b"monday", b"tuesday"]


def test_before_its_first_recording_a_page_is_not_there(tmp_path: Path, clock: HandClock) -> None:
    entry = {"url": _FEED, "file": "feed", "since": "2026-11-23T12:00:01Z"}
    fetcher = ReplayFetcher(_recorded(tmp_path, entry, feed=b"x"), clock)
    assert failure_of(lambda: fetcher.get(_FEED)).kind == "not_found"
    clock.advance(1)
    assert fetcher.get(_FEED).body == b"x"


def test_an_exact_address_goes_before_a_prefix_and_a_long_prefix_before_a_short_one(
    tmp_path: Path, clock: HandClock
) -> None:
    entries: list[dict[str, Any]] = [
        {"url": "https://api.test/q*", "file": "short"},
        {"url": "https://api.test/query?id=*", "file": "long"},
        {"url": "https://api.test/query?id=1", "file": "exact"},
    ]
    fetcher = ReplayFetcher(_recorded(tmp_path, *entries, short=b"short", long=b"long", exact=b"exact"), clock)
    bodies = [fetcher.get(f"https://api.test/{path}").body for path in ("query?id=1", "query?id=12", "quick")]
    assert bodies == [b"exact", b"long", b"short"]


def test_an_address_is_found_however_its_signs_are_escaped(tmp_path: Path, clock: HandClock) -> None:
    url = "https://export.arxiv.org/api/query?search_query=submittedDate:[20261120 TO 20261121]"
    fetcher = ReplayFetcher(_recorded(tmp_path, {"url": url, "file": "page"}, page=b"x"), clock)
    assert fetcher.get(url).body == b"x"
    assert fetcher.get(url.replace(" ", "%20") + "#part").body == b"x"


def test_a_compressed_recording_is_unpacked_under_the_same_caps(tmp_path: Path, clock: HandClock) -> None:
    headers = {"Content-Encoding": "gzip"}
    names = ("good", "cut", "bomb")
    entries = [{"url": f"https://a.test/{name}", "file": name, "headers": headers} for name in names]
    packed = gzip.compress(b"content" * 1000)
    folder = _recorded(tmp_path, *entries, good=packed, cut=packed[:-9], bomb=gzip.compress(bytes(11 << 20)))
    fetcher = ReplayFetcher(folder, clock)
    assert fetcher.get("https://a.test/good").body == b"content" * 1000
    assert failure_of(lambda: fetcher.get("https://a.test/cut")).kind == "truncated"
    assert failure_of(lambda: fetcher.get("https://a.test/bomb")).kind == "too_large"


def test_a_recorded_file_over_the_wire_cap_is_too_large(tmp_path: Path, clock: HandClock) -> None:
    folder = _recorded(tmp_path, {"url": _FEED, "file": "big"}, big=b"x" * 2000)
    assert failure_of(lambda: ReplayFetcher(folder, clock, Limits(wire_bytes=1999)).get(_FEED)).kind == "too_large"


def test_an_unchanged_recording_is_not_sent_again(tmp_path: Path, clock: HandClock) -> None:
    entries: list[dict[str, Any]] = [
        {"url": _FEED, "file": "monday", "headers": {"ETag": '"recorded"'}},
        {"url": _FEED, "file": "tuesday", "since": "2026-11-24T00:00:00Z"},
    ]
    fetcher = ReplayFetcher(_recorded(tmp_path, *entries, monday=b"monday", tuesday=b"tuesday"), clock)
    etag = fetcher.get(_FEED).headers["etag"]
    again = fetcher.get(_FEED, etag=etag)
    assert (again.not_modified, again.status, again.body) == (True, 304, b"")
    clock.advance(86_400)
    assert fetcher.get(_FEED, etag=etag).body == b"tuesday"


def test_recorded_failures_fail_like_live_ones(tmp_path: Path, clock: HandClock) -> None:
    entries: list[dict[str, Any]] = [
        {"url": "https://a.test/429", "status": 429, "headers": {"Retry-After": "120"}},
        {"url": "https://a.test/404", "status": 404},
        {"url": "https://a.test/410", "status": 410},
        {"url": "https://a.test/500", "status": 500, "file": "empty"},
        {"url": "https://a.test/empty", "file": "empty"},
        {"url": "https://a.test/rate", "file": "rate"},
    ]
    fetcher = ReplayFetcher(_recorded(tmp_path, *entries, empty=b"", rate=b"Rate exceeded."), clock)
    kinds = {
        name: failure_of(lambda name=name: fetcher.get(f"https://a.test/{name}")).kind  # type: ignore[misc]
        for name in ("429", "404", "410", "500", "empty", "rate")
    }
    assert kinds == {
        "429": "throttled",
        "404": "not_found",
        "410": "gone",
        "500": "server",
        "empty": "empty",
        "rate": "throttled",
    }
    assert failure_of(lambda: fetcher.get("https://a.test/429")).retry_after == timedelta(seconds=120)


def test_recorded_redirects_are_followed_inside_the_recording(tmp_path: Path, clock: HandClock) -> None:
    entries: list[dict[str, Any]] = [
        {"url": "https://a.test/old", "status": 301, "headers": {"Location": "https://b.test/new"}},
        {"url": "https://b.test/new", "file": "page"},
        {"url": "https://a.test/inside", "status": 302, "headers": {"Location": "http://127.0.0.1/"}},
    ]
    fetcher = ReplayFetcher(_recorded(tmp_path, *entries, page=b"x"), clock)
    assert fetcher.get("https://a.test/old").url == "https://b.test/new"
    assert failure_of(lambda: fetcher.get("https://a.test/inside")).kind == "blocked"


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://127.0.0.1/", "ftp://a.test/", "", "not a url"])
def test_an_address_that_is_not_allowed_live_is_not_allowed_here(tmp_path: Path, clock: HandClock, url: str) -> None:
    fetcher = ReplayFetcher(_recorded(tmp_path), clock)
    assert failure_of(lambda: fetcher.get(url)).kind == "blocked"


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"url": _FEED, "file": "../outside"}, "outside its folder"),
        ({"url": _FEED, "file": "/etc/passwd"}, "outside its folder"),
        ({"url": _FEED, "file": "link"}, "outside its folder"),
        ({"url": _FEED, "file": "missing"}, "not there"),
        ({"url": _FEED, "since": "yesterday"}, "ISO date"),
        ({"url": _FEED, "since": "2026-11-23T05:00:00"}, "time zone"),
        ({"url": _FEED, "status": "200"}, "not an HTTP status"),
        ({"url": "http://a:port/", "status": 200}, "not a web address"),
        ({"file": "x"}, "must be an object"),
        ("x", "must be an object"),
    ],
)
def test_a_recording_that_cannot_be_used_says_why(
    tmp_path: Path, clock: HandClock, entry: dict[str, Any], said: str
) -> None:
    folder = tmp_path / "recording"
    folder.mkdir()
    (tmp_path / "outside").write_text("secret")
    (folder / "link").symlink_to(tmp_path / "outside")
    with pytest.raises(ValueError, match=said):
        ReplayFetcher(_recorded(folder, entry), clock)


@pytest.mark.parametrize("content", [b"", b"[]", b'{"entries": 3}', b"\xff\xfe", b"{}"])
def test_an_index_that_cannot_be_read_says_so(tmp_path: Path, clock: HandClock, content: bytes) -> None:
    (tmp_path / "index.json").write_bytes(content)
    with pytest.raises(ValueError, match=r"index\.json"):
        ReplayFetcher(tmp_path, clock)


def test_a_folder_without_an_index_says_so(tmp_path: Path, clock: HandClock) -> None:
    with pytest.raises(ValueError, match="no readable"):
        ReplayFetcher(tmp_path / "nowhere", clock)
