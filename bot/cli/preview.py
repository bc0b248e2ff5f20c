"""``preview``: a briefing for some queries in the terminal, from recorded papers; no store and no Slack."""

import argparse
import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC
from typing import Any

from bot import settings
from bot.briefing import Briefing, compose, to_json
from bot.cli.recorded import Recorded, read
from bot.cli.serve import log_to_stderr
from bot.daily.gathering import candidates
from bot.delivery.console import render_text
from bot.digest import Digest, Item, choose
from bot.llm.extractive import Extractive
from bot.papers import Paper, display_title
from bot.playground import week
from bot.radar import Index, QueryError, parse, split
from bot.settings import Settings
from bot.subscribers import Subscriber, SubscriberKind


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The queries, and the form of the answer."""
    parser.add_argument("query", nargs="+", help='such as "gaussian boson sampling"; each is one line of a radar')
    parser.add_argument("--json", action="store_true", help="the briefing's structure instead of its text")
    parser.add_argument("--papers", type=int, default=5, choices=range(1, 11), metavar="1-10", help="how many to show")


def run(options: argparse.Namespace) -> int:
    """Read the recording, match, choose, write and print; 2 when a query cannot be read."""
    configured = settings.read()
    log_to_stderr("ERROR")
    try:
        queries = [parse(text) for line in options.query for text in split(line)]
    except QueryError as mistake:
        print(f"{mistake.sentence}\n{mistake.caret()}", file=sys.stderr)
        return 2
    if not queries:
        print('Name at least one query, such as: preview "vision-language"', file=sys.stderr)
        return 2
    recorded = _read(configured)
    index = Index()
    for number, query in enumerate(queries):
        index.add(number, query)
    digest = _digest(recorded, index, tuple(map(str, queries)), options.papers)
    briefing = _written(configured, digest)
    if options.json:
        print(json.dumps(structure(digest, briefing), ensure_ascii=False, indent=2))
    else:
        width = min(100, shutil.get_terminal_size().columns)
        print(render_text(digest, briefing, width=width, colour=sys.stdout.isatty()))
    return 0


def _read(configured: Settings) -> Recorded:
    from bot.wiring.outside import source

    names = configured.radar_sources if configured.radar_replay else week.SOURCES
    return read(configured.radar_replay or week.RECORDED, [source(name) for name in names], configured.radar_clock)


def _written(configured: Settings, digest: Digest) -> Briefing:
    from bot.wiring.outside import language_model

    return compose(digest.items, language_model(configured, lambda: digest.made_at), Extractive())


def _digest(recorded: Recorded, index: Index, queries: tuple[str, ...], limit: int) -> Digest:
    """The digest a reader of the whole recording would get at its end."""
    found = candidates(index, recorded.papers)
    news = [candidate for candidate in found if candidate.paper.announcement.is_news]
    read = sum(paper.announcement.is_news for paper in recorded.papers)
    items, rest = choose(news, shown=(), now=recorded.until, limit=limit, read=read)
    revised, more = choose([one for one in found if one not in news], shown=(), now=recorded.until)
    reader = Subscriber(id=0, team="", kind=SubscriberKind.PERSON, address="", created_at=recorded.until)
    return Digest(
        id=0,
        subscriber=reader,
        local_date=recorded.until.astimezone(UTC).date(),
        edition=0,
        made_at=recorded.until,
        since=min((paper.first_seen_at for paper in recorded.papers), default=recorded.until),
        items=items,
        rest=rest,
        updated=(*revised, *more),
        read=read,
        sources=recorded.reports,
        queries=queries,
    )


def structure(digest: Digest, briefing: Briefing) -> Mapping[str, Any]:
    """The briefing as plain data: papers with ids, scores and evidence; claims with references; the receipt."""
    return {
        "date": digest.local_date.isoformat(),
        "queries": list(digest.queries),
        "papers": [_item(item) for item in digest.items],
        "more": [_item(item) for item in digest.rest],
        "updated": [_item(item) for item in digest.updated],
        "briefing": to_json(briefing),
        "receipt": {
            "read": digest.read,
            "matched": len(digest.items) + len(digest.rest),
            "shown": len(digest.items),
            "withheld": briefing.withheld,
            "sources": [{"name": one.name, "state": one.state, "new": one.new} for one in digest.sources],
        },
    }


def _item(item: Item) -> Mapping[str, Any]:
    paper: Paper = item.paper
    return {
        "number": item.number,
        "ids": sorted(paper.keys),
        "title": display_title(paper.title),
        "authors": list(paper.authors),
        "categories": list(paper.categories),
        "url": paper.url,
        "version": paper.version,
        "score": round(item.score, 4),
        "matches": [asdict(match) for match in item.matches],
    }
