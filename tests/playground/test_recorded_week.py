"""The recorded week that ships with the product holds what it says, and every source reads it."""

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.fetching import ReplayFetcher
from bot.papers import Announcement, Record, display
from bot.parsing import Parsers
from bot.playground.week import RECORDED, SOURCES
from bot.ports.sources import Batch, BatchState, Memory, Source
from bot.sources import arxiv, feed

FIRST = datetime(2026, 6, 8, 5, tzinfo=UTC)
DAYS = [FIRST + timedelta(days=number) for number in range(5)]
WEEKEND = [FIRST + timedelta(days=number) for number in (5, 6)]
CATEGORIES = (
    *("cs.CL", "cs.CV", "cs.AI", "cs.IT", "cs.GT", "cs.CE", "cs.GR"),
    *("quant-ph", "q-bio", "physics", "math", "cond-mat", "astro-ph"),
)
JOURNALS = (
    "https://journals.plos.org/plosone/feed/atom",
    "https://connect.biorxiv.org/biorxiv_xml.php?subject=all",
)
Week = Mapping[tuple[str, date], Batch]


@pytest.fixture(scope="module")
def week() -> Week:
    """Every source polled every morning, as the product does it."""
    batches: dict[tuple[str, date], Batch] = {}
    told: defaultdict[str, set[str]] = defaultdict(set)
    memories: defaultdict[str, Memory] = defaultdict(lambda: Memory(known=lambda keys: frozenset()))
    sources: list[Source] = [*(arxiv.Adapter(name) for name in CATEGORIES), *(feed.Adapter(url) for url in JOURNALS)]
    with Parsers(2) as parsers:
        for now in (*DAYS, *WEEKEND):
            fetcher = ReplayFetcher(RECORDED, partial(lambda instant: instant, now))
            for source in sources:
                memory = memories[source.name]
                batch = source.poll(fetcher, parsers, memory, now)
                batches[source.name, now.date()] = batch
                told[source.name] |= {key for record in batch.records for key in record.keys}
                newest = max((day for day in (memory.newest, batch.announced_on) if day), default=None)
                seen = frozenset(told[source.name])
                memories[source.name] = Memory(etag=batch.etag, newest=newest, known=seen.intersection)
    return batches


def every(week: Week, kind: str = "arxiv:") -> Sequence[Record]:
    return [record for (name, _), batch in week.items() if name.startswith(kind) for record in batch.records]


def test_the_week_holds_more_than_1500_papers_of_arxiv(week: Week) -> None:
    assert len({key for record in every(week) for key in record.keys if key.startswith("arxiv:")}) == 1873


def test_every_weekday_brings_a_whole_batch_to_every_category(week: Week) -> None:
    for category in CATEGORIES:
        for now in DAYS:
            batch = week[f"arxiv:{category}", now.date()]
            assert (batch.state, batch.announced_on, batch.rejected) == (BatchState.OK, now.date(), ())


def test_the_totals_are_those_of_the_provenance(week: Week) -> None:
    rows = re.findall(
        r"^\| ([\w.-]+) \|((?: \d+ of \d+ \|){5})$", (RECORDED / "PROVENANCE.md").read_text("utf-8"), re.M
    )
    assert [name for name, _ in rows] == list(CATEGORIES)
    for name, cells in rows:
        for now, (new, every) in zip(DAYS, re.findall(r"(\d+) of (\d+)", cells), strict=True):
            records = week[f"arxiv:{name}", now.date()].records
            assert len(records) == int(every)
            assert sum(record.announcement is Announcement.NEW for record in records) == int(new)


def test_the_weekend_is_quiet(week: Week) -> None:
    for category in CATEGORIES:
        for now in WEEKEND:
            batch = week[f"arxiv:{category}", now.date()]
            assert (batch.state, batch.records) == (BatchState.QUIET, ())


def test_the_journals_add_a_few_papers_a_day(week: Week) -> None:
    articles = every(week, f"feed:{JOURNALS[0]}")
    assert len({record.title for record in articles}) == 17
    assert all(record.journal == "PLOS ONE" and record.authors for record in articles)
    preprints = every(week, f"feed:{JOURNALS[1]}")
    assert len({record.title for record in preprints}) == 11
    assert all(record.journal == "bioRxiv" and len(record.abstract) > 1000 for record in preprints)


def test_the_papers_read_like_papers(week: Week) -> None:
    for record in every(week):
        assert record.title
        assert len(record.abstract) > 60
        assert not re.search(r"Announce Type|\\textbf|``|\$[^$]*\\[a-z]+[^$]*\$", display(record.abstract)[:200])


def test_a_revision_of_an_older_paper_is_there_as_one(week: Week) -> None:
    records = week["arxiv:quant-ph", date(2026, 6, 12)].records
    (revision,) = [record for record in records if "arxiv:2503.12749" in record.keys]
    assert (revision.announcement, revision.version) == (Announcement.REPLACE, 2)
    assert revision.title == "Matrix phase-space representations for gaussian boson sampling"


def test_the_sources_of_the_playground_are_in_it() -> None:
    recorded = {f"arxiv:{name}" for name in CATEGORIES} | {f"feed:{url}" for url in JOURNALS}
    assert set(SOURCES) <= recorded


def test_the_recording_is_small_and_says_where_it_comes_from() -> None:
    files = [path for path in RECORDED.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 3_000_000
    index = json.loads((RECORDED / "index.json").read_text("utf-8"))
    named = {RECORDED / entry["file"] for entry in index["entries"]}
    assert named == {path for path in files if path.suffix == ".gz"}
    assert "CC0" in (RECORDED / "PROVENANCE.md").read_text("utf-8")


def test_no_file_says_when_or_where_it_was_packed() -> None:
    for path in sorted(RECORDED.rglob("*.gz")):
        head = path.read_bytes()[:10]
        assert head[:2] == b"\x1f\x8b"
        assert head[3:8] == b"\0\0\0\0\0"  # no name, no time
        assert gzip.decompress(path.read_bytes()).startswith(b"<?xml")


@pytest.mark.skipif(
    not (Path(__file__).parents[3] / "shared" / "fixtures").exists(), reason="the collected records are not here"
)
def test_the_tool_writes_the_same_bytes_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.tools import record_week

    fixtures = Path(__file__).parents[3] / "shared" / "fixtures"
    monkeypatch.setattr("sys.argv", ["record_week", str(fixtures), str(tmp_path)])
    record_week.main()
    for path in sorted(RECORDED.rglob("*")):
        if path.is_file():
            assert (tmp_path / path.relative_to(RECORDED)).read_bytes() == path.read_bytes()
