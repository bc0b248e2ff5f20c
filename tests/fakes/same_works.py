"""Recordings in which one work is told more than once, and how many papers they ought to become."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from typing import Any

from bot.papers import Announcement, Record, authors, clean, clean_title
from bot.ports.plain import to_record
from tests.fakes.cassettes import recorded
from tests.fakes.recorded_forms import NOW
from tests.fakes.week import FIXTURES

_SERVICES = {
    "api.crossref.org/works": "crossref",
    "api.openalex.org/works": "openalex",
    "api.semanticscholar.org/graph": "semanticscholar",
}


@dataclass(frozen=True, slots=True)
class Told:
    """Records of several sources, and how many works they are."""

    name: str
    records: Sequence[Record]
    works: int


def told_more_than_once() -> Iterator[Told]:
    """Every such recording."""
    listed = [*_listing()]
    voted = [*_read("hf_daily", (FIXTURES / "hf_daily" / "daily_papers_2026-06-12.json").read_bytes())]
    ids = {key for record in (*listed, *voted) for key in record.keys}
    yield Told("daily papers of Hugging Face x arXiv's five days", [*listed, *voted], len(ids))
    rows = json.loads((FIXTURES / "biorxiv_api" / "biorxiv_details_2024_100.json").read_bytes())["collection"]
    body = json.dumps({"messages": [{"status": "ok", "count": 100}], "collection": rows}).encode()
    yield Told("100 rows of bioRxiv", [*_read("biorxiv", body)], len({row["doi"].lower() for row in rows}))
    for path in sorted((FIXTURES / "multi_source_vcr").glob("*.yaml")):
        yield from _cassette(path.stem, [(one.url, one.answer.body) for one in recorded(path)])


def _cassette(name: str, exchanges: Sequence[tuple[str, bytes]]) -> Iterator[Told]:
    """One paper as several services tell of it; a search may also bring others, which stay apart."""
    records = [
        record
        for url, body in exchanges
        for place, module in _SERVICES.items()
        if place in url and body.lstrip().startswith(b"{")
        for record in _read(module, body)
    ]
    sources = ", ".join(sorted({record.source for record in records}))
    yield Told(f"{name} ({sources})", records, _linked(records))


def _linked(records: Sequence[Record]) -> int:
    """How many works there are when a chain of shared ids or an equal title makes one."""
    works: list[set[str]] = []
    for record in records:
        names = {*record.keys, record.title.casefold().rstrip(".")}
        joined = [work for work in works if work & names]
        works = [work for work in works if not work & names] + [names.union(*joined)]
    return len(works)


def _read(module: str, body: bytes) -> Iterator[Record]:
    """The records a source's own parser finds, each told as if it were new."""
    parse: Callable[..., Any] = import_module(f"bot.sources.{module}").parse
    dated = module in _SERVICES.values()
    reply = parse(body, today=NOW.date().isoformat()) if dated else parse(body)
    for plain in reply["records"] if isinstance(reply, dict) else reply:
        record = to_record(plain, module)
        if not record.about:
            yield replace(record, announcement=Announcement.NEW, title=record.title or "Untitled")


def _listing() -> Iterator[Record]:
    for path in sorted((FIXTURES / "arxiv_daily_listing").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield _announced(json.loads(line), date.fromisoformat(path.stem))


def _announced(row: Mapping[str, Any], day: date) -> Record:
    return Record(
        source="arxiv:any",
        keys=frozenset((f"arxiv:{row['id']}",)),
        title=clean_title(row["title"]),
        abstract=clean(row["summary"]),
        authors=tuple(name for told in row["authors"] for name in authors(told)),
        announced_on=day,
    )
