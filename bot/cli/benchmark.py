"""``benchmark``: how much of a reading list a radar finds, and which queries would find the rest."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot import settings
from bot.benchmark.dropped import readable
from bot.benchmark.files.decoding import MOST_BYTES
from bot.cli.serve import log_to_stderr
from bot.clock import Clock
from bot.radar import Query, QueryError, parse, split
from bot.subscribers import Subscriber, SubscriberKind

if TYPE_CHECKING:
    from bot.benchmark.report import Report
    from bot.ports.store import Store
    from bot.settings import Settings
    from bot.wiring.reading import Reading

_MOST_PERSONS = 1_000
_MOST_SHOWN = 200


class Refused(Exception):  # noqa: N818 - a person's slip, told in a sentence
    """What was typed cannot be done; the message says why."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The list, and the radar to hold against it."""
    parser.add_argument("file", help="BibTeX (.bib), RIS (.ris), or a text with an arXiv id, DOI, PMID or link a line")
    parser.add_argument("--query", action="append", default=[], help="a line of the radar; may be given several times")
    parser.add_argument(
        "--radar", default="", metavar="ID", help="the stored radar of this person (U…) or channel (C…)"
    )
    parser.add_argument(
        "--offline", action="store_true", help="look nothing up: what the store and the file say counts"
    )


def run(options: argparse.Namespace) -> int:
    """Read, look up, judge and print; 1 when the file says no paper, 2 for wrong words."""
    from bot.ports.sources import SourceFailure
    from bot.wiring.reading import open_reading

    configured = settings.read()
    log_to_stderr("ERROR")
    clock = Clock(configured.radar_clock)
    try:
        typed = _typed(options.query)
        body = _content(Path(options.file))
    except (Refused, QueryError) as mistake:
        print(_said(mistake), file=sys.stderr)
        return 2
    reading = open_reading(configured, clock)
    try:
        queries, hidden = (typed, frozenset[str]()) if typed else radar(reading.store, options.radar)
        print(shown(_report(options, configured, reading, body, queries, hidden)))
    except Refused as mistake:
        print(mistake, file=sys.stderr)
        return 2
    except SourceFailure as failure:
        print(f"{Path(options.file).name} cannot be read. {failure.sentence}", file=sys.stderr)
        return 1
    finally:
        reading.close()
    return 0


def _typed(lines: Sequence[str]) -> list[Query]:
    return [parse(text) for line in lines for text in split(line)]


def _said(mistake: Exception) -> str:
    return f"{mistake.sentence}\n{mistake.caret()}" if isinstance(mistake, QueryError) else str(mistake)


def _content(path: Path) -> bytes:
    """The bytes of the file, never many more than a list may have."""
    try:
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror or 'it is no file'}.") from error


def _report(
    options: argparse.Namespace,
    configured: "Settings",
    reading: "Reading",
    body: bytes,
    queries: Sequence[Query],
    hidden: frozenset[str],
) -> "Report":
    from bot.benchmark.looking_up import LookingUp
    from bot.benchmark.running import Benchmark
    from bot.wiring.outside import enrichers

    collector = reading.collector
    alone = options.offline or configured.radar_replay is not None
    asked = () if alone else enrichers(configured)
    looking_up = LookingUp(reading.store.papers, asked, collector.fetcher, reading.parsers, collector.clock)
    benchmark = Benchmark(reading.store.papers, looking_up, reading.parsers, collector.clock)
    return benchmark.run(Path(options.file).name, body, queries, hidden, lambda told: print(told, file=sys.stderr))


def radar(store: "Store", named: str) -> tuple[list[Query], frozenset[str]]:
    """The stored radar of this person or channel, or the only one there is, and the sources it does not see."""
    found = _subscriber(store, named)
    person = found.address if found.kind is SubscriberKind.PERSON else ""
    lines = readable(stored.text for stored in store.subscribers.queries(found.id))
    if not lines:
        raise Refused(f'The radar of {found.address} is empty. Name queries instead: --query "diffusion models".')
    return lines, store.sources.hidden(found.team, person)


def _subscriber(store: "Store", named: str) -> Subscriber:
    persons = store.subscribers.persons(_MOST_PERSONS)
    if named:
        teams = dict.fromkeys(person.team for person in persons)
        channels = [store.subscribers.find(team, SubscriberKind.CHANNEL, named) for team in teams]
        known = [one for one in (*persons, *channels) if one is not None and one.address == named]
        if not known:
            raise Refused(f'There is no radar of {named}. Name queries instead: --query "diffusion models".')
        return known[0]
    kept = [person for person in persons if store.subscribers.queries(person.id)]
    if not kept:
        raise Refused('No radar is stored here. Name queries instead: --query "diffusion models".')
    if len(kept) > 1:
        names = ", ".join(person.address for person in kept[:10])
        raise Refused(f"{len(kept)} radars are stored here: choose one with --radar, such as {names}.")
    return kept[0]


def shown(report: "Report") -> str:
    """The report in the terminal, with the command to type for each proposed line."""
    from bot.benchmark import wording
    from bot.papers import display_title

    judgement = report.judgement
    parts = [f"{report.listed.name}: {wording.verdict(report)}"]
    parts += [f"  {line.query}  {wording.line_result(line)}" for line in judgement.lines]
    if judgement.missed:
        parts += ["", f"Missed: {wording.counted(len(judgement.missed), 'paper')}"]
    for each in judgement.missed[:_MOST_SHOWN]:
        against = f" ({each.query})" if each.query else ""
        parts.append(f"  {display_title(each.listed.paper.title)} – {wording.reason(each)}{against}")
    if len(judgement.missed) > _MOST_SHOWN:
        parts.append(f"  and {len(judgement.missed) - _MOST_SHOWN:,} more")
    if report.proposals:
        parts += ["", "These lines would find more:"]
    parts += [f"  /radar add {one.query}  {wording.proposal_result(one)}" for one in report.proposals]
    parts += ["", *filter(None, (wording.proposed_from(report), wording.listed(report))), *report.notes]
    if report.listed.left_out:
        parts += [wording.left_out(report), *(f"  {sentence}" for sentence in report.listed.rejected)]
    return "\n".join(parts)
