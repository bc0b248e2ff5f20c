"""Every recording through the whole reading path: what each holds, what was read, and whether the two agree.

    python -m tests.bench.recordings [part of a name]

Served on a loopback web, fetched by the real fetcher, parsed in the limited child, absorbed in an empty store.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from bot import registry
from tests.fakes.desk import Reading, desk
from tests.fakes.hostile import FEED, addresses, attacks
from tests.fakes.recorded_forms import (
    NOW,
    Recording,
    as_announcements,
    as_answer,
    as_api,
    as_archive,
    as_arxiv_feed,
    as_feed,
    as_listed,
    as_listing,
    as_pubmed,
    as_search,
    as_summaries,
    as_text,
    dois,
    files,
)
from tests.fakes.web import Answer

MOST_GROWTH_MIB = 64
# What a note counts and a reader must not take: an entry cut in the middle, or what is no paper.
EXPECTED = {
    "arxiv_rss/atom_csAI_2025-08-20_86entries_TRUNCATED.xml": 86,
    "arxiv_api/arxivpy_id_abc_s0_m100.xml": 0,  # the one entry is an error
    "malformed_feedparser/illformed__rss_incomplete_cdata.xml": 0,
    "europepmc/lagotto_europe_pmc.json": 0,  # the form of 2012
}
NO_READER = {
    "arxiv_abs_raw": "30 raw .abs files: arXiv serves them to nobody",
    "keywords": "queries of readers, no papers",
    "seed_case": "read by the tests of cleaning",
    "unpaywall": "the product does not ask Unpaywall",
    "other_indexes": "the product does not ask DBLP, DOAJ, HAL",
    "multi_source_vcr": "read by merging.py",
}


def recordings() -> Iterator[Recording]:
    """Every recording for which there is a reader."""
    sources = registry.names("bot.sources")
    yield from (as_arxiv_feed(*one) for one in files("arxiv_rss", "*.xml", "*.md"))
    yield from (as_announcements(*one) for one in files("arxiv_daily_listing", "*.jsonl"))
    for path, _ in files("arxiv_rss_summaries", "*.jsonl"):
        yield from as_summaries(path)
    yield from (as_listing(path) for path, _ in files("arxiv_listing", "*.html"))
    yield from (as_archive(*one) for one in files("arxiv_oai", "*.xml"))
    yield from (as_api(*one) for one in files("arxiv_api", "*.xml"))
    for folder in ("nature_rss", "publisher_rss", "malformed_feedparser", "malformed_miniflux", "malformed_misc"):
        yield from (as_feed(*one) for one in files(folder, "*.rdf", "*.xml", "*.html"))
    yield from (as_feed(*one) for one in files("biorxiv_rss", "*.xml", "*.yaml"))
    yield from (as_feed(*one) for one in files("hf_daily", "*.xml"))
    for name in ("crossref", "openalex"):
        for one in files(name, "*.json", "*.yaml"):
            yield from as_answer(*one, name, dois)
    for path, _ in files("semanticscholar", "*.json", "*.yaml"):
        yield from as_listed(path, "semanticscholar")
    yield from _searched(sources)
    yield from _texts()


def _searched(sources: tuple[str, ...]) -> Iterator[Recording]:
    for path, _ in files("biorxiv_api", "*.json"):
        whole = json.loads(path.read_bytes())
        yield as_search(path, None, "biorxiv", 79)
        yield as_search(path, None, "biorxiv", 79, messages=[{**whole["messages"][0], "total": "100"}])
    yield from (as_search(*one, "europepmc:anything") for one in files("europepmc", "*.json"))
    yield from (as_search(*one, "plos:plosone") for one in files("plos_api", "*.json"))
    yield from (as_search(*one, "hf-daily") for one in files("hf_daily", "*.json"))
    if "pubmed" in sources:
        yield from (as_pubmed(*one) for one in files("pubmed", "*.xml"))


def _texts() -> Iterator[Recording]:
    forms = {"arxiv_html": "fulltext_arxiv_html", "jats": "fulltext_jats", "pdf": "fulltext_pdf"}
    ways = registry.names("bot.fulltext")
    for way, folder in forms.items():
        if way in ways:
            yield from (as_text(path, way) for path, _ in files(folder, "*.html", "*.xml", "*.nxml", "*.pdf"))


def agrees(recording: Recording, reading: Reading) -> bool:
    """Whether all that was promised was read or left out for a reason, or else a person is told why it was not."""
    expected = EXPECTED.get(recording.name, recording.promised)
    if reading.outcome == "failed":
        return not expected and reading.reason.endswith(".")
    if recording.papers is not None and reading.papers != recording.papers:
        return False
    return expected is None or reading.records + reading.left_out == expected


def hostile(wanted: str) -> int:
    """Print a line a hostile input; how many did not come to what they must."""
    bad = 0
    with desk() as at_hand:
        at_hand.poll(FEED, lambda asked: Answer(b"<rss/>"), NOW)  # the child is started before memory is looked at
        for attack in attacks():
            if wanted not in attack.name:
                continue
            Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak starts again from here
            before = _memory_kib("VmRSS")
            reading = attack.read(at_hand)
            growth = (_memory_kib("VmHWM") - before) / 1024
            good = attack.holds(reading) and growth < MOST_GROWTH_MIB
            bad += not good
            counts = f"{reading.records:>5}{reading.papers:>5}  +{growth:>4.1f} MiB"
            told = f"{'' if good else 'BAD '}{reading.outcome}: {reading.reason[:60]}"
            print(f"{attack.name:<42}{counts}  {told}  [{attack.must[:60]}]", flush=True)
    for url, good, outcome, connects in addresses():
        bad += not good
        print(f"{url:<55} {'' if good else 'BAD '}{outcome} {[*connects]}")
    return bad


def _memory_kib(name: str) -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith(name))


def main() -> int:
    """Print a line a recording; 1 when one disagrees with its note."""
    wanted, bad, total = (sys.argv[1] if len(sys.argv) > 1 else ""), 0, 0
    print(f"{'recording':<75}{'in':>6}{'read':>6}{'out':>5}{'papers':>7}{'merged':>7}  outcome")
    with desk() as at_hand:
        for recording in recordings():
            if wanted not in recording.name:
                continue
            reading = recording.read(at_hand)
            good = agrees(recording, reading)
            bad, total = bad + (not good), total + 1
            expected = EXPECTED.get(recording.name, recording.promised)
            counts = f"{'?' if expected is None else expected:>6}{reading.records:>6}{reading.left_out:>5}"
            merged = reading.records - reading.papers if reading.outcome != "failed" else 0
            told = f"{'' if good else 'BAD '}{reading.outcome}: {reading.reason}"[:110]
            print(f"{recording.name[:74]:<75}{counts}{reading.papers:>7}{merged:>7}  {told}", flush=True)
    for folder, reason in NO_READER.items():
        print(f"{folder:<75}  not read: {reason}")
    print(f"{total} recordings, {bad} disagree")
    bad += hostile(wanted)
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
