"""Measures the cleaner: does a feed's text, cleaned, read like the record's own text?

    python -m tests.bench.cleaner_gold ../shared/fixtures

Three sets: the seed's entries against the untouched arXiv records; descriptions of real feeds against the record of the
same arXiv id, as many as there are (at most 500); and what is left of feed and TeX in all descriptions once cleaned.
Most descriptions were cut at 1,000 characters by whoever collected them: there the comparison ends where the shorter
text ends, less 60 characters, because a cut can tear a word or a TeX command.
"""

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.papers import clean, display, split_prefix, version_of

LEFT = {
    "the feed's announcement": re.compile(r"Announce Type|^arXiv:"),
    "a TeX command": re.compile(r"\\[A-Za-z]+"),
    "a TeX accent or escape": re.compile(r"\\[^A-Za-z]"),
    "TeX quotes": re.compile(r"``"),
    "two dollars around a formula": re.compile(r"\$[^$]{1,80}[\\^_=][^$]{0,80}\$"),
    "a control or zero-width character": re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\ufeff]"),
}
PAIRS = 500
CUT = 1000


@dataclass(frozen=True, slots=True)
class Pair:
    """A feed's text, the record's text of the same paper, and whether the first was cut short."""

    name: str
    fed: str
    recorded: str
    cut: bool = False
    version: int = 1


def main() -> None:
    """Print a table for each set."""
    fixtures = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/fixtures")
    _report("seed entries with their arXiv records", list(seed_pairs(fixtures)))
    _report("descriptions of real feeds with the records of their ids", list(feed_pairs(fixtures))[:PAIRS])
    left = leftovers(fixtures)
    print(f"\nleft in {left.pop('descriptions'):,} cleaned descriptions")
    for name in LEFT:
        print(f"  {name:<58} {left[name]:4}")


def seed_pairs(fixtures: Path) -> Iterator[Pair]:
    """The seed's entries that have an untouched record."""
    for row in _rows(fixtures / "seed_case" / "seed_entries_with_originals.jsonl"):
        if record := row["arxiv_source_record"]:
            yield Pair(f"entry {row['n']}", row["seed_body"], record["summary"])


def feed_pairs(fixtures: Path) -> Iterator[Pair]:
    """Descriptions in the present form of the feeds whose paper is in the collected records, in the file's order."""
    records = _records(fixtures)
    for row in _rows(fixtures / "arxiv_rss_summaries" / "announce_prefixed.jsonl"):
        identifier = row["link"].rpartition("/")[2]
        if identifier in records:
            told, _ = split_prefix(row["summary"])
            version = told.version if told else version_of(row["link"])
            yield Pair(identifier, row["summary"], records[identifier], len(row["summary"]) >= CUT, version)


def leftovers(fixtures: Path) -> Counter[str]:
    """How many of all descriptions still show something of the feed or of TeX once they are cleaned."""
    found: Counter[str] = Counter()
    for row in _rows(fixtures / "arxiv_rss_summaries" / "announce_prefixed.jsonl"):
        whole = row["summary"] if len(row["summary"]) < CUT else row["summary"][: CUT - 60].rsplit(" ", 1)[0]
        text = display(clean(whole))
        found["descriptions"] += 1
        found.update(name for name, pattern in LEFT.items() if pattern.search(text))
    return found


def _records(fixtures: Path) -> dict[str, str]:
    with gzip.open(fixtures / "arxiv_corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = {row["id"]: row["abstract"] for row in map(json.loads, lines)}
    for listing in sorted((fixtures / "arxiv_daily_listing").glob("*.jsonl")):
        records |= {row["id"]: row["summary"] for row in _rows(listing)}
    return records


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def _report(title: str, pairs: list[Pair]) -> None:
    classes = Counter(classed(pair) for pair in pairs)
    raw = sum(_words(pair.fed) == _words(pair.recorded) for pair in pairs)
    print(f"\n{title}: {len(pairs)}, of them cut short {sum(pair.cut for pair in pairs)}")
    print(f"  equal before cleaning {raw} ({raw / max(1, len(pairs)):.1%})")
    for name, count in classes.most_common():
        print(f"  {name:<58} {count:4}  {count / len(pairs):6.1%}")
    for pair in pairs:
        if classed(pair) == "different":
            print("   ", pair.name, *_first_difference(pair), sep="\n      ")


def classed(pair: Pair) -> str:
    """What became of a pair: equal, or the class its difference belongs to."""
    fed, recorded = display(clean(pair.fed)), display(clean(pair.recorded))
    if fed == recorded:
        return "equal, whole text"
    if _compared(pair, fed, recorded):
        return "equal up to the cut" if pair.cut else "equal"
    if _compared(pair, _words(fed), _words(recorded)):
        return "equal but for paragraph breaks the feed lost"
    if pair.version > 1:
        return "the authors rewrote it: the feed announced a later version"
    return "different"


def _compared(pair: Pair, fed: str, recorded: str) -> bool:
    if not pair.cut:
        return fed == recorded
    end = max(0, min(len(fed), len(recorded)) - 60)
    end = max(fed.rfind(" ", 0, end), 0)
    return fed[:end] == recorded[:end]


def _words(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _first_difference(pair: Pair) -> tuple[str, str]:
    fed, recorded = _words(display(clean(pair.fed))), _words(display(clean(pair.recorded)))
    at = next((i for i, (a, b) in enumerate(zip(fed, recorded, strict=False)) if a != b), 0)
    return fed[max(0, at - 40) : at + 60], recorded[max(0, at - 40) : at + 60]


if __name__ == "__main__":
    main()
