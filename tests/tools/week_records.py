"""Chooses the papers of the recorded week and the days and feeds they stand in."""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.papers import split_prefix

DAYS = tuple(date(2026, 6, day) for day in (8, 9, 10, 11, 12))
LISTED = ("cs.CL", "cs.CV", "cs.AI", "cs.IT", "cs.GT", "cs.CE", "cs.GR")
ARCHIVES = ("quant-ph", "q-bio", "physics", "math", "cond-mat", "astro-ph")
# How many of the corpus, the latest first: the two small archives are there for their own sake.
SAMPLES = {"quant-ph": 60, "q-bio": 56, "physics": 50, "math": 50, "cond-mat": 50, "astro-ph": 50}
SINCE = "2026-01-01"
# Entries of the seed that were announced in this week as revisions; it names their category and no authors.
REVISED = {"02": "cs.AI", "08": "quant-ph"}


@dataclass(frozen=True, slots=True)
class Announcement:
    """A paper in the feed of one category on one day."""

    day: date
    feed: str
    kind: str
    arxiv_id: str
    version: int
    title: str
    abstract: str
    authors: tuple[str, ...]
    categories: tuple[str, ...]


def announcements(fixtures: Path) -> Iterator[Announcement]:
    """Every item of arXiv's feeds in the week."""
    listed = dict(_listed(fixtures))
    yield from (item for day, row in listed.values() for item in _in_feeds(day, row, row["summary"], 1))
    for number, row in enumerate(_sampled(fixtures, listed)):
        yield from _in_feeds(DAYS[number % len(DAYS)], row, row["abstract"], row["version"] or 1)
    yield from _revised(fixtures)


def _listed(fixtures: Path) -> Iterator[tuple[str, tuple[date, Mapping[str, Any]]]]:
    """The announcement lists of the week: each paper once, on the first day it was listed."""
    seen: set[str] = set()
    for day in DAYS:
        for line in (fixtures / "arxiv_daily_listing" / f"{day}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["id"] not in seen:
                seen.add(row["id"])
                yield row["id"], (day, row)


def _sampled(fixtures: Path, listed: Mapping[str, object]) -> Sequence[Mapping[str, Any]]:
    """The latest papers of other fields, by date and id, so that every day gets some of each."""
    with gzip.open(fixtures / "arxiv_corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["date"] >= SINCE and row["id"] not in listed]
    rows.sort(key=lambda row: (row["date"], row["id"]), reverse=True)
    chosen: list[Mapping[str, Any]] = []
    for archive, most in SAMPLES.items():
        fitting = [row for row in rows if row["categories"][0].split(".")[0] == archive]
        chosen += fitting[:most]
    return chosen


def _in_feeds(day: date, row: Mapping[str, Any], abstract: str, version: int) -> Iterator[Announcement]:
    """New in the feed of the primary category, a cross-list in the feeds of the others."""
    categories = tuple(row["categories"])
    for feed in (*LISTED, *ARCHIVES):
        covered = [category for category in categories if category == feed or category.split(".")[0] == feed]
        if covered:
            kind = "new" if categories[0] in covered else "cross"
            yield Announcement(
                day, feed, kind, row["id"], version, row["title"], abstract, tuple(row["authors"]), categories
            )


def _revised(fixtures: Path) -> Iterator[Announcement]:
    """The revisions among the seed's entries, whose id, version and text it holds."""
    for line in (fixtures / "seed_case" / "seed_entries_with_originals.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        told, abstract = split_prefix(row["seed_body"])
        if row["n"] in REVISED and told:
            feed, day = REVISED[row["n"]], date.fromisoformat(row["label"].rpartition(" ")[2])
            kind = str(told.announcement)
            yield Announcement(day, feed, kind, told.arxiv_id, told.version, row["title"], abstract, (), (feed,))


def plos_rows(fixtures: Path) -> Sequence[Mapping[str, Any]]:
    """The articles of PLOS ONE in a recorded answer of PLOS's search: titles, authors, dates."""
    answer = json.loads((fixtures / "plos_api" / "lagotto_plos_import.json").read_text(encoding="utf-8"))
    return [row for row in answer["response"]["docs"] if row["cross_published_journal_name"] == ["PLOS ONE"]]


def biorxiv_rows(fixtures: Path) -> Sequence[Mapping[str, Any]]:
    """The preprints in a recorded answer of bioRxiv that their authors gave free under CC BY."""
    answer = json.loads((fixtures / "biorxiv_api" / "biorxiv_details_2024_100.json").read_text(encoding="utf-8"))
    latest = {row["doi"]: row for row in sorted(answer["collection"], key=lambda row: int(row["version"]))}
    return [row for row in latest.values() if row["license"] == "cc_by"]
