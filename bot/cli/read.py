"""``read``: print the whole text of one paper, by the first way that leads to it."""

import argparse
import re
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from bot import settings
from bot.cli.serve import log_to_stderr
from bot.clock import Clock
from bot.papers import Announcement, Paper, arxiv_key, doi_key, version_of

if TYPE_CHECKING:
    from bot.fulltext import Found

_VERSION_ONE = re.compile(r"\dv1(?!\d)")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The paper to read."""
    parser.add_argument("paper", help="an arXiv id, a DOI, or an address at arxiv.org, such as 2606.06625v2")


def run(options: argparse.Namespace) -> int:
    """Print how the text came, its licence and its sections; 1 with the reason when there is none, 2 for no paper."""
    configured = settings.read()
    log_to_stderr(configured.radar_log)
    clock = Clock(configured.radar_clock)
    paper = named(options.paper, clock())
    if paper is None:
        sentence = f"{options.paper!r} names no paper: give an arXiv id such as 2606.06625, or a DOI such as 10.1371/…"
        print(sentence, file=sys.stderr)
        return 2
    from bot import fulltext
    from bot.ports.sources import SourceFailure
    from bot.wiring.reading import open_reading

    # With the store, whose turns keep the pace that hosts ask of all our processes together.
    reading = open_reading(configured, clock)
    try:
        found = fulltext.read(paper, reading.collector.fetcher, reading.parsers)
    except SourceFailure as failure:
        print(failure.sentence, file=sys.stderr)
        return 1
    finally:
        reading.close()
    print(shown(found))
    return 0


def named(text: str, now: datetime) -> Paper | None:
    """The paper an id or an address names, in the version it names (0: the latest), or nothing."""
    key = arxiv_key(text) or doi_key(text)
    if key is None:
        return None
    version = version_of(text)
    return Paper(
        id=0,
        keys=frozenset({key}),
        title="",
        abstract="",
        authors=(),
        categories=(),
        url="",
        sources=(),
        announcement=Announcement.NEW,
        version=version if version > 1 or _VERSION_ONE.search(text) else 0,
        first_seen_at=now,
    )


def shown(found: "Found") -> str:
    """The way, the licence, and each section with the anchor that leads to it."""
    text = found.text
    head = [text.title] if text.title else []
    head += [f"Read as {found.way.label}: {text.source_url}", f"Licence: {text.licence or 'not stated'}"]
    parts = ["\n".join(head)]
    for section in text.sections:
        anchor = f" (#{section.anchor})" if section.anchor else ""
        parts += [f"## {section.title or 'Text'}{anchor}", *section.paragraphs]
    return "\n\n".join([*parts, *(["The text goes on; the rest was not read."] if text.cut else [])])
